// Search drawn on the picture: with the pointer, with the keys alone, and what the list says of it.

import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { NO_ATTRIBUTES, type ColourName, type Edge } from '../../../src/domain/attributes/attributes.ts';
import { aFakeRecording, aFakeTrack, type FakeTrack } from '../../builders/fake-recording.ts';
import type { FakeSession } from '../../builders/fake-session.ts';
import { finish, openWorkbench } from './open-app.ts';

/** Walks over a picture of 320 × 240, its feet at `y`. */
function aWalker(y: number, from: number, to: number): FakeTrack {
  return aFakeTrack({
    firstOrdinal: 1,
    lastOrdinal: 91,
    boxAt: (ordinal) => ({ x: from + ((to - from) * (ordinal - 1)) / 90 - 10, y: y - 40, w: 20, h: 40 }),
  });
}

const pseudonyms = (): (string | null)[] =>
  page
    .getByTestId('track')
    .elements()
    .map((tile) => tile.getAttribute('data-pseudonym'));

/** To the right above, to the left below, and one that stays on the left. */
async function openStreet(): Promise<FakeSession> {
  const tracks = [aWalker(80, 20, 300), aWalker(200, 300, 20), aWalker(140, 20, 80)];
  const session = await openWorkbench({ 'a.mp4': aFakeRecording({ tracks }) });
  finish(session);
  await expect.poll(pseudonyms).toEqual(['P-0001', 'P-0002', 'P-0003']);
  await expect.element(page.getByTestId('picture')).toHaveAttribute('data-ordinal', '1');
  return session;
}

async function clickAt(x: number, y: number): Promise<void> {
  const layer = page.getByTestId('drawn-layer');
  const { width, height } = layer.element().getBoundingClientRect();
  await layer.click({ position: { x: x * width, y: y * height } });
}

describe('search drawn on the picture', () => {
  it('finds who crosses a line, one way or the other, and who does not', async () => {
    await openStreet();
    await page.getByTestId('draw-line').click();
    await clickAt(0.5, 0.95);
    await clickAt(0.5, 0.05);
    await expect.poll(pseudonyms).toEqual(['P-0001', 'P-0002']);
    await expect.element(page.getByTestId('drawn-count')).toHaveTextContent('2 sur 3');
    await page.getByTestId('line-sense').click();
    await expect.element(page.getByTestId('line-sense')).toHaveAttribute('data-sense', 'ab');
    await expect.poll(pseudonyms).toEqual(['P-0001']);
    await page.getByTestId('line-sense').click();
    await expect.poll(pseudonyms).toEqual(['P-0002']);
    await page.getByTestId('drawn-not').click();
    await expect.poll(pseudonyms).toEqual(['P-0001', 'P-0003']);
    await page.getByTestId('drawn-remove').click();
    await expect.poll(pseudonyms).toEqual(['P-0001', 'P-0002', 'P-0003']);
  });

  it('finds who passes a zone and who stays in it, and says how much was searched when nobody does', async () => {
    await openStreet();
    await page.getByTestId('draw-zone').click();
    for (const [x, y] of [
      [0.02, 0.5],
      [0.4, 0.5],
      [0.4, 0.95],
      [0.02, 0.95],
      [0.02, 0.5],
    ] as const) {
      await clickAt(x, y);
    }
    await expect.poll(pseudonyms).toEqual(['P-0002', 'P-0003']);
    await page.getByTestId('zone-stay').click();
    await page.getByTestId('least-time').fill('4');
    // The one stays for nine seconds, the other walks through in less than four.
    await expect.poll(pseudonyms).toEqual(['P-0003']);
    await page.getByTestId('least-time').fill('10');
    await expect.element(page.getByTestId('empty-results')).toHaveAttribute('data-reason', 'filtered');
    await expect.element(page.getByTestId('extent')).toBeVisible();
  });

  it('says that a half-drawn zone is given up when another recording is shown', async () => {
    finish(await openWorkbench({ 'a.mp4': aFakeRecording({ tracks: [] }), 'b.mp4': aFakeRecording({ tracks: [] }) }));
    await expect.element(page.getByTestId('picture')).toHaveAttribute('data-ordinal', '1');
    await page.getByTestId('draw-zone').click();
    await clickAt(0.2, 0.2);
    await expect.element(page.getByTestId('drawing-lost')).not.toBeVisible();
    await page.getByTestId('recording-choose').nth(1).click();
    await expect.element(page.getByTestId('drawing-lost')).toHaveTextContent(/abandonné/);
    await page.getByTestId('draw-zone').click();
    await expect.element(page.getByTestId('drawing-lost')).not.toBeVisible();
  });

  it('is done by keys alone', async () => {
    await openStreet();
    document.querySelector<HTMLElement>('[data-testid="draw-arrow"]')?.focus();
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByTestId('drawing-hint')).toBeVisible();
    await userEvent.keyboard('{Enter}');
    await userEvent.keyboard('{Shift>}{ArrowRight}{ArrowRight}{ArrowRight}{/Shift}{Enter}');
    await expect.poll(pseudonyms).toEqual(['P-0001', 'P-0003']);
    // The tip has the focus: the arrows turn the arrow round.
    await expect.element(page.getByTestId('drawn-point').nth(1)).toHaveFocus();
    await userEvent.keyboard('{Shift>}{ArrowLeft>6/}{/Shift}');
    await expect.poll(pseudonyms).toEqual(['P-0002']);
    await userEvent.keyboard('{Escape}');
    await expect.element(page.getByTestId('drawn-point')).not.toBeInTheDocument();
    await expect.element(page.getByTestId('picture')).toHaveAttribute('data-ordinal', '1');
  });

  it('finds who is of a size between two examples', async () => {
    const large = aFakeTrack({
      firstOrdinal: 1,
      lastOrdinal: 91,
      boxAt: (ordinal) => ({ x: ordinal, y: 40, w: 60, h: 150 }),
    });
    finish(await openWorkbench({ 'a.mp4': aFakeRecording({ tracks: [aWalker(80, 20, 300), large] }) }));
    await expect.poll(pseudonyms).toEqual(['P-0001', 'P-0002']);
    await page.getByTestId('draw-sizes').click();
    for (const [x, y] of [
      [0.1, 0.1],
      [0.2, 0.2],
      [0.5, 0.3],
      [0.6, 0.6],
    ] as const) {
      await clickAt(x, y);
    }
    await expect.poll(pseudonyms).toEqual(['P-0001']);
  });

  it('goes on being drawn while the analysis goes on', async () => {
    const session = await openWorkbench({ 'a.mp4': aFakeRecording({ tracks: [aWalker(80, 20, 300)] }) });
    session.advance(0);
    session.advance(40);
    await expect.element(page.getByTestId('picture')).toHaveAttribute('data-ordinal', '1');
    await page.getByTestId('draw-line').click();
    await clickAt(0.5, 0.95);
    session.advance(20);
    await expect.element(page.getByTestId('drawing-hint')).toHaveTextContent(/points posés.*1/);
    await clickAt(0.5, 0.05);
    await expect.element(page.getByTestId('drawn-count')).toHaveTextContent('1 sur 1');
    session.advance(40);
    await expect.element(page.getByTestId('drawn-point').first()).toBeVisible();
  });

  it('takes back a point, and gives up', async () => {
    await openStreet();
    await userEvent.keyboard('z{Enter}{ArrowRight}{ArrowRight}{ArrowRight}{ArrowRight}{ArrowRight}{ArrowRight}{Enter}');
    await expect.element(page.getByTestId('drawing-hint')).toHaveTextContent(/points posés.*2/);
    await userEvent.keyboard('{Backspace}');
    await expect.element(page.getByTestId('drawing-hint')).toHaveTextContent(/points posés.*1/);
    await userEvent.keyboard('{Escape}');
    await expect.element(page.getByTestId('drawing-hint')).not.toBeInTheDocument();
    await expect.element(page.getByTestId('drawn-chip')).not.toBeInTheDocument();
  });

  it('finds a person in red who came in by the left and stayed ten seconds by the lamp post, in five actions', async () => {
    const tracks = [
      aVisit({ upper: 'red', entered: 'left', seconds: 11 }),
      aVisit({ upper: 'blue', entered: 'left', seconds: 11 }),
      aVisit({ upper: 'red', entered: 'right', seconds: 11 }),
      aVisit({ upper: 'red', entered: 'left', seconds: 8 }),
    ];
    finish(await openWorkbench({ 'a.mp4': aFakeRecording({ frames: 400, tracks }) }));
    await expect.poll(pseudonyms).toEqual(['P-0001', 'P-0002', 'P-0003', 'P-0004']);
    await page.getByTestId('attribute-criteria').getByText('Couleurs et mouvement').click();
    await page.getByTestId('upper-chip').getByText('rouge').click();
    await page.getByTestId('entered-chip').getByText('par la gauche').click();
    await page.getByTestId('draw-zone').click();
    for (const [x, y] of [
      [0.47, 0.4],
      [0.54, 0.4],
      [0.54, 0.7],
      [0.47, 0.7],
      [0.47, 0.4],
    ] as const) {
      await clickAt(x, y);
    }
    await page.getByTestId('zone-stay').click();
    await expect.poll(pseudonyms).toEqual(['P-0001']);
    await page.getByTestId('track').click();
    await expect.element(page.getByTestId('selected-track')).toHaveTextContent(/P-0001/);
  });
});

/** Comes in, stays by a place in the middle of the picture of 320 × 240, and goes on. */
function aVisit(visit: { readonly upper: ColourName; readonly entered: Edge; readonly seconds: number }): FakeTrack {
  const { upper, entered, seconds } = visit;
  const [from, to] = entered === 'left' ? [10, 310] : [310, 10];
  const left = 81 + seconds * 10;
  const share = (ordinal: number): number =>
    ordinal < 81 ? (0.5 * (ordinal - 1)) / 80 : ordinal < left ? 0.5 : 0.5 + (0.5 * (ordinal - left)) / 80;
  return aFakeTrack({
    firstOrdinal: 1,
    lastOrdinal: left + 80,
    boxAt: (ordinal) => ({ x: from + (to - from) * Math.min(1, share(ordinal)) - 8, y: 80, w: 20, h: 50 }),
    attributes: { ...NO_ATTRIBUTES, upper: [{ name: upper, share: 0.9 }], entered },
  });
}
