// The map over the picture and the figures of the case: what they say, and which list each figure opens.

import { describe, expect, it } from 'vitest';
import { tick } from 'svelte';
import { page, userEvent } from 'vitest/browser';
import { aFakeRecording, aFakeTrack, type FakeTrack } from '../../builders/fake-recording.ts';
import type { FakeSession } from '../../builders/fake-session.ts';
import { instant } from '../../../src/domain/time/instant.ts';
import { finish, openWorkbench } from './open-app.ts';

/** Walks over a picture of 320 × 240, its feet at `y`. */
function aWalker(y: number, from: number, to: number, parts: Partial<FakeTrack> = {}): FakeTrack {
  return aFakeTrack({
    firstOrdinal: 1,
    lastOrdinal: 91,
    boxAt: (ordinal) => ({ x: from + ((to - from) * (ordinal - 1)) / 90 - 10, y: y - 40, w: 20, h: 40 }),
    ...parts,
  });
}

/** To the right above, to the left below, and an uncertain car that stays on the left. */
const TRACKS = [
  aWalker(85, 20, 300, { confidence: 0.9 }),
  aWalker(205, 300, 20, { confidence: 0.8 }),
  aWalker(145, 20, 80, { confidence: 0.3, objectClass: 'car' }),
];

const pseudonyms = (): (string | null)[] =>
  page
    .getByTestId('track')
    .elements()
    .map((tile) => tile.getAttribute('data-pseudonym'));

async function openStreet(): Promise<FakeSession> {
  const session = await openWorkbench({ 'a.mp4': aFakeRecording({ tracks: TRACKS }) });
  finish(session);
  await expect.poll(() => pseudonyms().length).toBe(3);
  await expect.element(page.getByTestId('picture')).toHaveAttribute('data-ordinal', '1');
  return session;
}

const layer = page.getByTestId('heat-layer');

/** The size of the layer once the picture has found its own beside the legend: two frames drawn alike. */
async function settledSize(): Promise<{ readonly width: number; readonly height: number }> {
  const size = (): string => JSON.stringify(layer.element().getBoundingClientRect());
  const drawn = (): Promise<unknown> => new Promise(requestAnimationFrame);
  await expect
    .poll(async () => {
      const before = size();
      await drawn();
      await drawn();
      return size() === before;
    })
    .toBe(true);
  return layer.element().getBoundingClientRect();
}

async function pointAt(x: number, y: number, act: 'hover' | 'click'): Promise<void> {
  const { width, height } = await settledSize();
  await layer[act]({ position: { x: x * width, y: y * height } });
}

const bars = (plot: string): (string | null)[] =>
  page
    .getByTestId(`plot-${plot}`)
    .getByTestId('bar')
    .elements()
    .map((bar) => `${bar.getAttribute('data-bar')} ${bar.getAttribute('data-count')}`);

async function drawLine(): Promise<void> {
  await page.getByTestId('draw-line').click();
  const drawn = page.getByTestId('drawn-layer');
  const { width, height } = drawn.element().getBoundingClientRect();
  await drawn.click({ position: { x: 0.5 * width, y: 0.95 * height } });
  await drawn.click({ position: { x: 0.5 * width, y: 0.05 * height } });
}

describe('the map over the picture', () => {
  it('goes by its key from activity to presence to ways to none', async () => {
    await openStreet();
    for (const kind of ['activity', 'dwell', 'paths']) {
      await userEvent.keyboard('{Shift>}c{/Shift}');
      await expect.element(layer).toHaveAttribute('data-kind', kind);
    }
    await userEvent.keyboard('{Shift>}c{/Shift}');
    await expect.element(layer).not.toBeInTheDocument();
  });

  it('says on how many objects it stands, what each cell holds, and follows the criteria', async () => {
    await openStreet();
    await page.getByTestId('toggle-layer').click();
    await expect.element(layer).toHaveAttribute('data-objects', '3');
    await expect.element(page.getByTestId('heat-stands')).toHaveTextContent('3 sur 3 objets proposés');
    await pointAt(0.8, 85 / 240, 'hover');
    await expect.element(page.getByTestId('heat-cell')).toHaveTextContent('1 objet');
    await pointAt(0.8, 0.1, 'hover');
    await expect.element(page.getByTestId('heat-cell')).toHaveTextContent('0 objets');
    await page.getByTestId('layer-paths').click();
    await pointAt(0.8, 85 / 240, 'hover');
    await expect.element(page.getByTestId('heat-cell')).toHaveTextContent('→ 1');
    await pointAt(0.8, 205 / 240, 'hover');
    await expect.element(page.getByTestId('heat-cell')).toHaveTextContent('← 1');
    // Persons and cars: classes of which nothing was proposed are folded.
    await page.getByTestId('class-chip').nth(1).click();
    await expect.element(layer).toHaveAttribute('data-objects', '1');
    await expect.element(page.getByTestId('heat-stands')).toHaveTextContent('1 sur 3 objets proposés');
  });

  it('has no cell to choose before it is known: none of an empty map is kept', async () => {
    await openStreet();
    page
      .getByTestId('toggle-layer')
      .element()
      .dispatchEvent(new MouseEvent('click', { bubbles: true }));
    await tick();
    const early = document.querySelector<HTMLElement>('[data-testid="heat-layer"]');
    const wasKnown = early?.hasAttribute('data-objects');
    early?.focus();
    early?.click();
    await expect.element(layer).toHaveAttribute('data-objects', '3');
    expect(wasKnown).toBe(false);
    expect(page.getByTestId('drawn-chip').elements()).toHaveLength(0);
    await expect.element(page.getByTestId('heat-cell')).not.toHaveTextContent('Case 1, ligne 1 ');
  });

  it('keeps who passed a cell that is clicked, and lets go again', async () => {
    await openStreet();
    await page.getByTestId('toggle-layer').click();
    await expect.element(layer).toHaveAttribute('data-objects', '3');
    await pointAt(0.8, 205 / 240, 'click');
    await expect.poll(pseudonyms).toEqual(['P-0002']);
    await expect.element(layer).toHaveAttribute('data-objects', '1');
    await pointAt(0.8, 205 / 240, 'click');
    await expect.poll(() => pseudonyms().length).toBe(3);
  });

  it('does the same by keys alone, and leaves the player its arrows elsewhere', async () => {
    await openStreet();
    await userEvent.keyboard('{Shift>}c{/Shift}');
    await expect.element(layer).toHaveAttribute('data-objects', '3');
    await userEvent.keyboard('{ArrowRight}');
    await expect.element(page.getByTestId('picture')).toHaveAttribute('data-ordinal', '2');
    await userEvent.tab();
    for (let press = 0; press < 80 && document.activeElement !== layer.element(); press += 1) {
      await userEvent.tab();
    }
    await expect.element(layer).toHaveFocus();
    // From the middle (row 13 of 24) up to the way above.
    await userEvent.keyboard('{Shift>}{ArrowUp}{/Shift}');
    await expect.element(page.getByTestId('heat-cell')).toHaveTextContent('Case 17, ligne 9 : 1 objet');
    await userEvent.keyboard('{Enter}');
    await expect.poll(pseudonyms).toEqual(['P-0001']);
    await expect.element(page.getByTestId('picture')).toHaveAttribute('data-ordinal', '2');
  });
});

describe('the figures', () => {
  it('count by class and by time, the uncertain apart, and say how much was analysed', async () => {
    await openStreet();
    await userEvent.keyboard('{Shift>}f{/Shift}');
    await expect.element(page.getByTestId('figures-total')).toHaveTextContent('3 objets proposés');
    await expect.element(page.getByTestId('figures-unsure')).toHaveTextContent('dont 1 à confirmer');
    await expect.poll(() => bars('class')).toEqual(['person 2', 'car 1']);
    expect(
      bars('step')
        .map((bar) => Number(bar?.split(' ')[1]))
        .reduce((a, b) => a + b),
    ).toBe(3);
    await expect.element(page.getByTestId('figures-searched')).toHaveTextContent('Analysé');
    await expect.element(page.getByTestId('plot-step')).toHaveTextContent('n’a pas d’horloge');
    await page.getByTestId('figures-threshold').fill('0.85');
    await expect.element(page.getByTestId('figures-unsure')).toHaveTextContent('dont 2 à confirmer');
  });

  it('open the list behind a bar', async () => {
    await openStreet();
    await page.getByTestId('tab-figures').click();
    await page.getByTestId('plot-class').getByTestId('bar').nth(1).click();
    await expect.element(page.getByTestId('tab-objects')).toHaveAttribute('aria-selected', 'true');
    await expect.poll(pseudonyms).toEqual(['V-0003']);
    await page.getByTestId('tab-figures').click();
    await expect.poll(() => bars('class')).toEqual(['car 1']);
    await page.getByTestId('reset-criteria').click();
    await expect.poll(() => bars('class')).toEqual(['person 2', 'car 1']);
  });

  it('count who crosses a line each way, and show the very frame of a crossing', async () => {
    await openStreet();
    await drawLine();
    await userEvent.keyboard('{Escape}{Shift>}f{/Shift}');
    await expect.poll(() => bars('line-1')).toEqual(['ab 1', 'ba 1']);
    await page.getByTestId('plot-line-1').getByTestId('bar').nth(1).click();
    await expect.element(page.getByTestId('crossings')).toHaveTextContent('franchissements : 1');
    await page.getByTestId('crossing').click();
    await expect.element(page.getByTestId('tab-original')).toHaveAttribute('aria-selected', 'true');
    // From 300 to 20 the middle (160) is passed halfway, at frame 46.
    await expect.element(page.getByTestId('picture')).toHaveAttribute('data-ordinal', '46');
    await userEvent.keyboard('{Shift>}f{/Shift}');
    await page.getByTestId('plot-line-1').getByTestId('bar').nth(1).click();
    await page.getByTestId('crossings-search').click();
    await expect.poll(pseudonyms).toEqual(['P-0002']);
  });

  it('count by hour and day once the camera has a clock, and as tables', async () => {
    const session = await openStreet();
    const [recording] = session.recordings;
    if (recording !== undefined) {
      const startsAt = instant(Date.parse('2026-11-21T13:59:58Z'));
      session.setPlace(recording.id, { camera: 'Entrée', startsAt, clockOffsetMs: 0 });
    }
    await page.getByTestId('tab-figures').click();
    await expect.poll(() => bars('hour')).toEqual(['14 3', '15 0']);
    await expect.poll(() => bars('day').length).toBe(1);
    await expect.element(page.getByTestId('plot-step')).not.toBeInTheDocument();
    await page.getByTestId('figures-tables').click();
    const table = page.getByTestId('plot-hour').getByRole('table');
    await expect.element(table).toHaveTextContent('14 h');
    await table.getByRole('button').click();
    await expect.poll(() => pseudonyms().length).toBe(3);
    await expect.element(page.getByTestId('reset-criteria')).toBeVisible();
  });

  it('put the figures alone on paper, with the mark of the exercise and the criteria', async () => {
    await openStreet();
    await page.getByTestId('class-chip').first().click();
    await page.getByTestId('tab-figures').click();
    await expect.poll(() => bars('class')).toEqual(['person 2']);
    await expect.element(page.getByTestId('figure-paper')).not.toBeInTheDocument();
    window.dispatchEvent(new Event('beforeprint'));
    const paper = page.getByTestId('figure-paper').element();
    expect(paper.textContent).toContain('sans valeur procédurale');
    expect(paper.textContent).toContain('Personne');
    expect(paper.textContent).toContain('2 objets proposés');
    expect(paper.textContent).toContain('a.mp4');
    window.dispatchEvent(new Event('afterprint'));
    await expect.element(page.getByTestId('figure-paper')).not.toBeInTheDocument();
  });
});
