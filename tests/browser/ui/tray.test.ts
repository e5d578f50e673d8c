// The tray by hand and by keyboard, on a fake session: what goes in, in which order, and what is said of it.

import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';

import { readyCase, ANALYSE, after, MAGISTRATE } from '../../builders/cases.ts';
import { aFakeRecording, aFakeTrack } from '../../builders/fake-recording.ts';
import type { FakeSession } from '../../builders/fake-session.ts';
import { AXIS } from '../../../src/ui/timeline/lane-geometry.ts';
import { finish, give, openWorkbench } from './open-app.ts';
import { openDossier } from './open-dossier.ts';

const crossing = aFakeTrack({ firstOrdinal: 11, lastOrdinal: 41 });

const rows = (): readonly Element[] => page.getByTestId('tray-item').elements();
const kinds = (): (string | null)[] => rows().map((row) => row.getAttribute('data-kind'));
const picture = () => page.getByTestId('picture');
const shows = async (ordinal: number): Promise<void> => {
  await expect.element(picture()).toHaveAttribute('data-ordinal', String(ordinal));
};

async function openOn(): Promise<FakeSession> {
  const session = await openWorkbench({
    'a.mp4': aFakeRecording({ tracks: [crossing] }),
    'b.mp4': aFakeRecording({ failed: [[2, 2]] }),
  });
  finish(session);
  await shows(1);
  return session;
}

/** A still of frame 3, a clip from 5 to 8, and the object, in this order. */
async function filled(): Promise<FakeSession> {
  const session = await openOn();
  await userEvent.keyboard('{ArrowRight}{ArrowRight}');
  await shows(3);
  await userEvent.keyboard('m');
  await userEvent.keyboard('{ArrowRight}{ArrowRight}');
  await shows(5);
  await userEvent.keyboard('i{ArrowRight}{ArrowRight}{ArrowRight}');
  await shows(8);
  await userEvent.keyboard('oe');
  await userEvent.keyboard('{Shift>}i{/Shift}');
  await page.getByTestId('track').click();
  await userEvent.keyboard('{Shift>}e{/Shift}');
  await expect.element(page.getByTestId('tray-count')).toHaveTextContent('3');
  return session;
}

describe('what goes into the tray', () => {
  it('teaches its three keys while it is empty', async () => {
    await openOn();
    await userEvent.keyboard('q');
    await expect.element(page.getByTestId('tray-empty')).toHaveTextContent(/M\s*l’image affichée/);
    await expect.element(page.getByTestId('tray-empty')).toHaveTextContent(/E\s*l’intervalle.*Maj E\s*l’objet/);
  });

  it('is marked with M, told of, taken back from there, and told when it is there already', async () => {
    const session = await openOn();
    await userEvent.keyboard('m');
    const notice = page.getByTestId('tray-notice');
    await expect.element(notice).toHaveTextContent('Image au panier : a.mp4 · 00:00:00,000');
    // A bookmark leaves the first time of its lane readable: it stands below the row of times.
    const glyph = page.getByTestId('lane-mark').element().querySelector('svg')?.getBoundingClientRect().top ?? 0;
    expect(glyph).toBeGreaterThanOrEqual(page.getByTestId('lane').first().element().getBoundingClientRect().top + AXIS);
    await userEvent.keyboard('m');
    await expect.element(notice).toHaveTextContent(/Image déjà au panier/);
    expect(session.tray).toHaveLength(1);
    await userEvent.keyboard('{ArrowRight}');
    await shows(2);
    await page.getByTestId('mark-frame').click();
    await expect.poll(() => session.tray.length).toBe(2);
    await page.getByTestId('tray-undo').click();
    await expect.poll(() => session.tray.map(({ first }) => first.ordinal)).toEqual([1]);
    await userEvent.keyboard('{Control>}z{/Control}');
    await expect.poll(() => session.tray.length).toBe(0);
  });

  it('says what is missing for a clip and for an object', async () => {
    const session = await openOn();
    await userEvent.keyboard('e');
    await expect.element(page.getByTestId('tray-notice')).toHaveTextContent(/Posez d’abord un intervalle/);
    await userEvent.keyboard('{Shift>}e{/Shift}');
    await expect.element(page.getByTestId('tray-notice')).toHaveTextContent(/Sélectionnez d’abord un objet/);
    expect(session.tray).toEqual([]);
  });

  it('holds stills, clips and objects with their frames', async () => {
    const session = await filled();
    expect(session.tray).toMatchObject([
      { kind: 'still', first: { ordinal: 3, us: 200_000 } },
      { kind: 'clip', first: { ordinal: 5, us: 400_000 }, last: { ordinal: 8, us: 700_000 } },
      { kind: 'object', track: 'fake-1/1', first: { ordinal: 26 } },
    ]);
    await userEvent.keyboard('q');
    await expect.poll(kinds).toEqual(['still', 'clip', 'object']);
    const text = page.getByTestId('tray-item').nth(1);
    await expect.element(text).toHaveTextContent(/a\.mp4.*00:00:00,400 → 00:00:00,700.*images 5 à 8 \(4\)/);
    // One picture of a still, the first and the last one of a clip, the crop of an object.
    const loaded = (): number =>
      page
        .getByTestId('tray-picture')
        .elements()
        .filter((one) => one.matches('[data-loaded=true]')).length;
    await expect.poll(loaded).toBe(4);
  });
});

describe('what is done with it', () => {
  it('opens its frame in the player, of whichever recording', async () => {
    await filled();
    await page.getByTestId('recording').nth(1).click();
    await userEvent.keyboard('q');
    await page.getByTestId('tray-open').nth(1).click();
    await shows(5);
    await userEvent.keyboard('q');
    await page.getByTestId('tray-open').nth(2).click();
    await shows(26);
    await expect.element(page.getByTestId('selected-track')).toBeVisible();
  });

  it('is put in order and removed by keyboard, the focus going along', async () => {
    const session = await filled();
    await userEvent.keyboard('q');
    const order = (): readonly string[] => session.tray.map(({ kind }) => kind);
    page.getByTestId('tray-open').nth(0).element().focus();
    await userEvent.keyboard('{Alt>}{ArrowDown}{/Alt}');
    await expect.poll(order).toEqual(['clip', 'still', 'object']);
    await userEvent.keyboard('{Alt>}{ArrowDown}{/Alt}');
    await expect.poll(order).toEqual(['clip', 'object', 'still']);
    await expect.poll(kinds).toEqual(['clip', 'object', 'still']);
    expect(document.activeElement?.closest('[data-kind]')?.getAttribute('data-kind')).toBe('still');
    await userEvent.keyboard('{ArrowUp}{Delete}');
    await expect.poll(order).toEqual(['clip', 'still']);
    expect(document.activeElement?.closest('[data-kind]')?.getAttribute('data-kind')).toBe('still');
    await userEvent.keyboard('{Control>}z{/Control}');
    await expect.poll(order).toEqual(['clip', 'object', 'still']);
    await userEvent.keyboard('{Enter}');
    await shows(3);
  });

  it('is put in order by dragging', async () => {
    const session = await filled();
    await userEvent.keyboard('q');
    await expect.poll(kinds).toEqual(['still', 'clip', 'object']);
    const grip = page.getByTitle('Glisser pour ranger').nth(2);
    await userEvent.dragAndDrop(grip, page.getByTestId('tray-item').nth(0), { targetPosition: { x: 200, y: 5 } });
    await expect.poll(() => session.tray.map(({ kind }) => kind)).toEqual(['object', 'still', 'clip']);
  });

  it('keeps what is seen and what is made of it apart, stored when the typing stops', async () => {
    const session = await filled();
    await userEvent.keyboard('q');
    await page.getByTestId('tray-finding').nth(0).click();
    await userEvent.keyboard('Un sac est posé.');
    await expect.poll(() => session.tray[0]?.finding).toBe('Un sac est posé.');
    await userEvent.keyboard('{Tab}Le sien ?{Tab}');
    await expect.poll(() => session.tray[0]?.appreciation).toBe('Le sien ?');
    expect(session.tray[0]?.finding).toBe('Un sac est posé.');
    // An act each, not one per letter.
    expect(session.calls.filter((call) => call.startsWith('tray-comment'))).toHaveLength(2);
  });
});

describe('in a dossier', () => {
  const file = after(readyCase(), [ANALYSE]);

  it('is ticked for the report, which waits for what is seen there', async () => {
    const { session } = await openDossier(file);
    await give(['a.mp4']);
    finish(session);
    await shows(1);
    await userEvent.keyboard('mq');
    const tick = page.getByTestId('tray-tick');
    await expect.element(tick).not.toBeChecked();
    await tick.click();
    await expect.poll(() => session.tray[0]?.inReport).toBe(true);
    await expect.element(page.getByTestId('tray-item')).toHaveTextContent(/Le rapport attend un constat/);
    await page.getByTestId('tray-finding').click();
    await userEvent.keyboard('Vu.{Enter}');
    await expect.element(page.getByTestId('tray-item')).not.toHaveTextContent(/attend un constat/);
  });

  it('is read by the control, who finds nothing to change it with', async () => {
    const { session } = await openDossier(file, { actor: MAGISTRATE });
    session.addFiles([new File(['x'], 'a.mp4')]);
    finish(session);
    const { id, table } = session.recordings[0] ?? {};
    const frame = { ordinal: 4, us: table?.us[3] ?? 0 };
    const content = { kind: 'still', recording: id, first: frame, last: frame, track: undefined } as const;
    const item = { ...content, id: 'i', finding: 'Vu.', appreciation: '', inReport: true, by: 'u1', at: 0 };
    session.tray = [item as unknown as (typeof session.tray)[number]];
    session.change({});
    await shows(1);
    await userEvent.keyboard('q');
    await expect.element(page.getByTestId('tray-item')).toHaveTextContent(/Constat : Vu\./);
    expect(page.getByTestId('tray-finding').elements()).toEqual([]);
    expect(page.getByTestId('tray-remove').elements()).toEqual([]);
    await expect.element(page.getByTestId('tray-tick')).toBeDisabled();
  });
});
