import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { recordingId, trackId } from '../../../src/domain/ids.ts';
import { after, ANALYSE, readyCase } from '../../builders/cases.ts';
import type { FakeDossierSession } from '../../builders/fake-door.ts';
import { aFakeRecording, aFakeTrack } from '../../builders/fake-recording.ts';
import type { FakeSession } from '../../builders/fake-session.ts';
import { finish, openWorkbench } from './open-app.ts';
import { openDossier } from './open-dossier.ts';

const footage = aFakeRecording({
  tracks: [
    aFakeTrack({ firstOrdinal: 1, lastOrdinal: 30 }),
    aFakeTrack({ firstOrdinal: 40, lastOrdinal: 70 }),
    aFakeTrack({ firstOrdinal: 75, lastOrdinal: 95 }),
  ],
});
const id = (number: number) => trackId(recordingId('fake-1'), number);
const tile = (index: number) => page.getByTestId('track').nth(index);

async function exercise(): Promise<FakeSession> {
  const session = await openWorkbench({ 'a.mp4': footage });
  finish(session);
  await expect.element(tile(2)).toBeVisible();
  return session;
}

async function dossier(): Promise<FakeDossierSession> {
  const { session } = await openDossier(after(readyCase(), [ANALYSE]), { recordingOf: () => footage });
  session.addFiles([new File(['x'], 'a.mp4')]);
  finish(session);
  await expect.element(tile(2)).toBeVisible();
  return session;
}

describe('seen and to see', () => {
  it('counts what was opened; each count lists its own, and nothing vanishes under the hand', async () => {
    const session = await exercise();
    await expect.element(page.getByTestId('show-unseen')).toHaveTextContent('3 à voir');
    await tile(0).click();
    await expect.element(page.getByTestId('show-seen')).toHaveTextContent('1 vu');
    expect(tile(0).element().getAttribute('data-seen')).toBe('true');
    await page.getByTestId('show-unseen').click();
    await expect.poll(() => page.getByTestId('track').elements().length).toBe(2);
    await tile(0).click();
    await expect.element(page.getByTestId('show-unseen')).toHaveTextContent('1 à voir');
    expect(page.getByTestId('track').elements()).toHaveLength(2);
    await page.getByTestId('show-all').click();
    await expect.poll(() => page.getByTestId('track').elements().length).toBe(3);
    expect(session.seen).toEqual(new Set([id(1), id(2)]));
  });

  it('turns by R, and goes to the next one to see by key', async () => {
    const session = await exercise();
    await tile(1).click();
    await userEvent.keyboard('r');
    await expect.poll(() => session.seen.size).toBe(0);
    await tile(0).click();
    await userEvent.keyboard('{Shift>}n{/Shift}');
    await expect.element(tile(1)).toHaveAttribute('aria-pressed', 'true');
  });

  it('says by shape and in words what was seen', async () => {
    await exercise();
    const mark = tile(0).getByTestId('seen-mark');
    const before = mark.element().innerHTML;
    await tile(0).click();
    await expect.element(mark).toHaveTextContent('vu');
    expect(mark.element().querySelector('svg')?.innerHTML).not.toBe(before);
  });
});

describe('decisions of an Exercice', () => {
  it('are taken in memory, taken back and done again by key, and a notice says so', async () => {
    const session = await exercise();
    await tile(0).click();
    await expect.element(page.getByTestId('review-exercise')).toBeVisible();
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => session.decisions.get(id(1))?.state).toBe('RETAINED');
    await userEvent.keyboard('{Control>}z{/Control}');
    await expect.poll(() => session.decisions.size).toBe(0);
    await expect.element(page.getByTestId('undo-notice')).toHaveTextContent(/Annulé : P-0001 retenu/);
    await userEvent.keyboard('{Control>}{Shift>}z{/Shift}{/Control}');
    await expect.poll(() => session.decisions.get(id(1))?.state).toBe('RETAINED');
  });

  it('go on to the next object to see, when the person wants it', async () => {
    await exercise();
    await tile(0).click();
    await page.getByTestId('goes-on').click();
    await userEvent.keyboard('{Enter}');
    await expect.element(tile(1)).toHaveAttribute('aria-pressed', 'true');
    await userEvent.keyboard('x3');
    await expect.element(tile(2)).toHaveAttribute('aria-pressed', 'true');
  });
});

describe('the seconds of an object', () => {
  it('are read while the pointer is on its tile, and only then', async () => {
    const session = await exercise();
    expect(page.getByTestId('scrub').elements()).toHaveLength(0);
    await tile(1).hover();
    await expect.element(page.getByTestId('scrub')).toHaveAttribute('data-shown', 'true');
    const ordinal = Number(page.getByTestId('scrub').element().getAttribute('data-ordinal'));
    expect(ordinal).toBeGreaterThanOrEqual(40);
    expect(ordinal).toBeLessThanOrEqual(70);
    await page.getByTestId('result-count').hover();
    await expect.poll(() => page.getByTestId('scrub').elements().length).toBe(0);
    await expect.poll(() => session.calls.filter((call) => call === 'dispose fake-1').length).toBe(1);
  });

  it('go by from the keyboard', async () => {
    await exercise();
    tile(1).element().closest('button')?.focus();
    await userEvent.keyboard('{Alt>}{ArrowRight}{/Alt}');
    await expect.element(page.getByTestId('scrub')).toHaveAttribute('data-place', '0');
    await userEvent.keyboard('{Alt>}{ArrowRight}{ArrowRight}{/Alt}');
    await expect.element(page.getByTestId('scrub')).toHaveAttribute('data-place', '2');
  });
});

describe('several objects', () => {
  it('are chosen by hand, put together by key, and let go by Escape', async () => {
    const session = await exercise();
    await tile(0).click();
    await tile(2).click({ modifiers: ['Control'] });
    await expect.element(page.getByTestId('chosen')).toHaveTextContent('2 objets choisis');
    await userEvent.keyboard('{Shift>}g{/Shift}');
    await expect.poll(() => session.calls).toContain('edit merge');
    await expect.poll(() => page.getByTestId('chosen').elements().length).toBe(0);
    await userEvent.keyboard('{Control>}z{/Control}');
    await expect.poll(() => session.calls.at(-1)).toBe('edit unedit');
    await tile(0).click();
    await tile(2).click({ modifiers: ['Shift'] });
    await expect.element(page.getByTestId('chosen')).toHaveTextContent('3 objets choisis');
    await userEvent.keyboard('{Escape}');
    await expect.poll(() => page.getByTestId('chosen').elements().length).toBe(0);
  });

  it('are not put together when only one is there, and the pane says why', async () => {
    await exercise();
    await tile(0).click();
    await userEvent.keyboard('{Shift>}g{/Shift}');
    await expect
      .element(page.getByTestId('act-refused').getByTestId('refusal'))
      .toHaveAttribute('data-codes', 'MERGE_TRACKS');
  });
});

describe('a statement that objects are the same', () => {
  it('is about retained objects, signed, listed on each of them, and withdrawn', async () => {
    const session = await dossier();
    await tile(0).click();
    await userEvent.keyboard('{Enter}');
    await tile(1).click();
    await tile(0).click({ modifiers: ['Control'] });
    await userEvent.keyboard('{Shift>}h{/Shift}');
    await expect.element(page.getByTestId('same-not-retained')).toBeVisible();
    await expect.element(page.getByTestId('same-sign')).toBeDisabled();
    await page.getByTestId('dialog-close').click();
    await userEvent.keyboard('{Escape}');
    await tile(1).click();
    await userEvent.keyboard('{Enter}');
    await tile(0).click({ modifiers: ['Control'] });
    await userEvent.keyboard('{Shift>}h{/Shift}');
    await page.getByTestId('same-ground').click();
    await userEvent.keyboard('Même sac rouge');
    await page.getByTestId('same-finding').click();
    await userEvent.keyboard('Sac rouge, même minute');
    const { violations } = await axe.run(page.getByTestId('same-object').element(), { preload: false });
    expect(violations.map((violation) => violation.id)).toEqual([]);
    await page.getByTestId('same-sign').click();
    await expect.poll(() => session.links).toMatchObject([{ ground: 'Même sac rouge', tracks: [id(2), id(1)] }]);
    await tile(0).click();
    await expect.element(page.getByTestId('statement')).toHaveTextContent(/Avec P-0002.*Même sac rouge/s);
    await page.getByTestId('withdraw').click();
    await expect.poll(() => session.links).toEqual([]);
    await userEvent.keyboard('{Control>}z{/Control}');
    await expect.poll(() => session.links.length).toBe(1);
  });
});
