// Searches kept under a name and zones kept for a camera: by hand, by the keys alone, taken back, and said to be absent.

import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';

import { defined } from '../../../src/base/assert.ts';
import type { RecordingId } from '../../../src/domain/ids.ts';
import { readyCase, MAGISTRATE } from '../../builders/cases.ts';
import { aFakeRecording, aFakeTrack, type FakeTrack } from '../../builders/fake-recording.ts';
import type { FakeSession } from '../../builders/fake-session.ts';
import { recipeOf, ZONE } from '../../builders/recipes.ts';
import { finish, openWorkbench } from './open-app.ts';
import { openDossier } from './open-dossier.ts';

/** Walks over a picture of 320 × 240, its feet at `y`. */
function aWalker(y: number, from: number, to: number, confidence = 0.8): FakeTrack {
  const boxAt = (ordinal: number) => ({ x: from + ((to - from) * (ordinal - 1)) / 90 - 10, y: y - 40, w: 20, h: 40 });
  return { ...aFakeTrack({ firstOrdinal: 1, lastOrdinal: 91, boxAt }), confidence };
}

const TRACKS = [aWalker(80, 20, 300), aWalker(200, 300, 20, 0.3), aWalker(140, 20, 80)];
const place = (camera: string) => ({ camera, startsAt: undefined, clockOffsetMs: undefined });

const found = (): (string | null)[] =>
  page
    .getByTestId('track')
    .elements()
    .map((tile) => tile.getAttribute('data-pseudonym'));
const rows = (): (string | null)[] =>
  page
    .getByTestId('shelf-row')
    .elements()
    .map((row) => row.getAttribute('data-name'));

/** One camera, called Hall; the feet of two walkers pass through the zone. */
async function openStreet(): Promise<FakeSession> {
  const session = await openWorkbench({ 'a.mp4': aFakeRecording({ tracks: TRACKS }) });
  finish(session);
  await expect.poll(found).toHaveLength(3);
  session.setPlace(id(session), place('Hall'));
  return session;
}

const id = ({ recordings }: FakeSession): RecordingId => defined(recordings[0], 'recording').id;

async function saveZone(session: FakeSession, name: string, camera: string): Promise<void> {
  const drawn = [{ shape: ZONE, place: { kind: 'camera', camera }, isNegated: false }] as const;
  await session.shelfCommand({ kind: 'search-save', name, recipe: recipeOf({ drawn }) });
}

async function problemsIn(testid: string): Promise<readonly string[]> {
  const { violations } = await axe.run(page.getByTestId(testid).element(), { preload: false });
  return violations.map((violation) => violation.id);
}

describe('saved searches', () => {
  it('are kept by keys alone under a proposed name, and taken up again', async () => {
    const session = await openStreet();
    await page.getByTestId('min-confidence').fill('0.5');
    await expect.poll(found).toEqual(['P-0001', 'P-0003']);
    await userEvent.keyboard('{Shift>}b{/Shift}');
    const field = page.getByTestId('save-search-name');
    await expect.element(field).toHaveFocus();
    await expect.element(field).toHaveTextContent(/confiance/);
    await userEvent.keyboard('Sûrs{Enter}');
    await expect.poll(rows).toEqual(['Sûrs']);
    expect(session.calls).toContain('search-save kept-1');
    await userEvent.keyboard('{Escape}');
    await page.getByTestId('reset-criteria').click();
    await expect.poll(found).toHaveLength(3);

    await userEvent.keyboard('{Shift>}w{/Shift}');
    await expect.element(page.getByTestId('shelf-use')).toHaveFocus();
    await expect.element(page.getByTestId('search-count')).toHaveTextContent('2 objets');
    await userEvent.keyboard('{Enter}');
    await expect.poll(found).toEqual(['P-0001', 'P-0003']);
    await expect.element(page.getByTestId('searches-panel')).not.toBeInTheDocument();
    await userEvent.keyboard('{Control>}z{/Control}');
    await expect.poll(found).toHaveLength(3);
  });

  it('say how many objects each finds now, where objects went among it', async () => {
    const session = await openStreet();
    await saveZone(session, 'Zone', 'Hall');
    await session.shelfCommand({ kind: 'search-save', name: 'Camions', recipe: recipeOf({ classes: ['truck'] }) });
    await page.getByTestId('searches').click();
    await expect.poll(rows).toEqual(['Camions', 'Zone']);
    const counts = page.getByTestId('search-count');
    await expect.element(counts.nth(0)).toHaveTextContent('0 objet');
    await expect.element(counts.nth(1)).toHaveTextContent('2 objets');
    await page.getByTestId('shelf-use').nth(1).click();
    await expect.poll(found).toEqual(['P-0002', 'P-0003']);
    await expect.element(page.getByTestId('absent-parts')).not.toBeInTheDocument();
  });

  it('are renamed and deleted by keys, and come back', async () => {
    const session = await openStreet();
    for (const name of ['Un', 'Deux', 'Trois']) {
      await session.shelfCommand({ kind: 'search-save', name, recipe: recipeOf({ classes: ['person'] }) });
    }
    await userEvent.keyboard('{Shift>}w{/Shift}');
    await expect.poll(rows).toEqual(['Deux', 'Trois', 'Un']);
    await userEvent.keyboard('{ArrowDown}{F2}');
    await expect.element(page.getByTestId('shelf-new-name')).toHaveFocus();
    await userEvent.keyboard('un');
    await expect.element(page.getByTestId('shelf-refusal')).toHaveTextContent('Ce nom est déjà pris');
    await userEvent.keyboard('{Enter} autre{Enter}');
    await expect.poll(rows).toEqual(['Deux', 'Un', 'un autre']);
    await userEvent.keyboard('{Delete}');
    await expect.poll(rows).toEqual(['Deux', 'Un']);
    await userEvent.keyboard('{Control>}z{/Control}');
    await expect.poll(rows).toEqual(['Deux', 'Un', 'un autre']);
    await userEvent.keyboard('{Control>}z{/Control}');
    await expect.poll(rows).toEqual(['Deux', 'Trois', 'Un']);
    await expect.element(page.getByTestId('undo-notice')).toHaveTextContent(/Annulé.*un autre/);
    expect(await problemsIn('searches-panel')).toEqual([]);
  });

  it('say what they speak of that is not there', async () => {
    const session = await openStreet();
    await saveZone(session, 'Ailleurs', 'Parking');
    await page.getByTestId('searches').click();
    await page.getByTestId('shelf-use').click();
    await expect.element(page.getByTestId('absent-parts')).toHaveTextContent('Zone 1 parle de Parking, absente');
    session.setPlace(id(session), place('Parking'));
    await expect.element(page.getByTestId('absent-parts')).not.toBeInTheDocument();
    await expect.poll(found).toEqual(['P-0002', 'P-0003']);
  });

  it('L16 are read by the control, who changes none', async () => {
    const { session } = await openDossier(readyCase(), { actor: MAGISTRATE });
    const { newId, by, at } = { newId: 'k', by: MAGISTRATE.userId, at: readyCase().createdAt };
    const one = { id: newId, by, at, name: 'Rouge', recipe: recipeOf({ classes: ['person'] }) };
    session.shelf = { searches: [one], zones: [] };
    session.setUsualSettings(session.usualSettings);
    await page.getByTestId('searches').click();
    await expect.poll(rows).toEqual(['Rouge']);
    await expect.element(page.getByTestId('shelf-delete')).not.toBeInTheDocument();
    await expect.element(page.getByTestId('searches-panel').getByTestId('refusal')).toBeVisible();
  });
});

describe('kept zones', () => {
  it('are kept for the camera of a drawing, and searched by in another recording of it', async () => {
    const session = await openWorkbench({
      'a.mp4': aFakeRecording({ tracks: TRACKS }),
      'b.mp4': aFakeRecording({ tracks: TRACKS.slice(0, 2) }),
    });
    finish(session);
    await expect.poll(found).toHaveLength(3);
    for (const recording of session.recordings) {
      session.setPlace(recording.id, place('Hall'));
    }
    await page.getByTestId('draw-line').click();
    await userEvent.keyboard('{Enter}{Shift>}{ArrowUp>8/}{/Shift}{Enter}');
    await page.getByTestId('keep-zone').click();
    await userEvent.keyboard('Seuil{Enter}');
    await expect
      .poll(() => session.shelf.zones.map(({ name, camera, shape }) => [name, camera, shape.kind]))
      .toEqual([['Seuil', 'Hall', 'line']]);
    await page.getByTestId('reset-criteria').click();

    await page.getByTestId('recording-choose').nth(1).click();
    await expect.poll(found).toHaveLength(2);
    await page.getByTestId('kept-zones').click();
    expect(await problemsIn('kept-zones-panel')).toEqual([]);
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByTestId('drawn-chip')).toHaveAttribute('data-kind', 'line');
    await expect.element(page.getByTestId('drawn-count')).toHaveTextContent('1 sur 2');
    await expect.poll(found).toHaveLength(1);
  });

  it('are not offered where nobody said which camera filmed', async () => {
    const session = await openStreet();
    await page.getByTestId('draw-line').click();
    await userEvent.keyboard('{Enter}{Shift>}{ArrowUp>8/}{/Shift}{Enter}');
    await expect.element(page.getByTestId('keep-zone')).toBeEnabled();
    session.setPlace(id(session), place(''));
    await expect.element(page.getByTestId('keep-zone')).toBeDisabled();
    await expect.element(page.getByTestId('kept-zones')).not.toBeInTheDocument();
  });
});
