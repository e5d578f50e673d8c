import axe from 'axe-core';
import { expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { recordingId } from '../../../src/domain/ids.ts';
import { instant } from '../../../src/domain/time/instant.ts';
import { aFakeRecording, aFakeTrack, type FakeRecording } from '../../builders/fake-recording.ts';
import type { FakeSession } from '../../builders/fake-session.ts';
import { openWorkbench } from './open-app.ts';

const TWO_O_CLOCK = Date.UTC(2026, 2, 10, 13);

/** Opens recordings side by side; `startsAfterS`: when each begins, `undefined` without a clock. */
async function openCameras(
  recordings: readonly Partial<FakeRecording>[],
  startsAfterS: readonly (number | undefined)[],
): Promise<FakeSession> {
  const files = Object.fromEntries(
    recordings.map((parts, row) => [`${'abcdefgh'.charAt(row)}.mp4`, aFakeRecording(parts)]),
  );
  const session = await openWorkbench(files);
  for (let row = 0; row < recordings.length; row += 1) {
    session.advance(0);
    session.advance(1_000_000);
    const after = startsAfterS[row];
    if (after !== undefined) {
      const startsAt = instant(TWO_O_CLOCK + after * 1000);
      session.setPlace(recordingId(`fake-${row + 1}`), {
        camera: `Quai ${row + 1}`,
        startsAt,
        clockOffsetMs: undefined,
      });
    }
  }
  await expect.poll(() => leading().dataset['ordinal']).toBe('1');
  return session;
}

function leading(): HTMLElement {
  const canvas = page.getByTestId('picture').element();
  if (!(canvas instanceof HTMLElement)) {
    throw new TypeError('No picture');
  }
  return canvas;
}

/** Ordinals that the pictures that follow really show, as painted in their top-left pixels; `undefined`: none. */
function painted(): readonly (number | undefined)[] {
  return page
    .getByTestId('sync-picture')
    .elements()
    .map((stage) => {
      const canvas = stage.querySelector('canvas');
      const pixel = canvas?.hidden === true ? undefined : canvas?.getContext('2d')?.getImageData(2, 2, 1, 1).data;
      return pixel === undefined ? undefined : (pixel[0] ?? 0) + (pixel[1] ?? 0) * 256;
    });
}

async function goTo(ordinal: number): Promise<void> {
  await userEvent.keyboard('g');
  await userEvent.keyboard(`${ordinal}{Enter}`);
  await expect.poll(() => leading().dataset['ordinal']).toBe(String(ordinal));
}

it('shows the other cameras at the instant of the player, and no more of them with the same key', async () => {
  const session = await openCameras([{}, {}, {}], [0, 2, -5]);
  await goTo(31); // Two seconds after the start of the second one, eight after that of the third.
  await userEvent.keyboard('y');
  await expect.poll(painted).toEqual([11, 81]);
  await expect.element(page.getByTestId('sync-time').nth(1)).toHaveTextContent('14:00:03,000');
  await userEvent.keyboard('{ArrowLeft}');
  await expect.poll(painted).toEqual([10, 80]);
  await userEvent.keyboard('y');
  await expect.element(page.getByTestId('sync-picture')).not.toBeInTheDocument();
  expect(session.calls).toEqual(expect.arrayContaining(['dispose fake-2', 'dispose fake-3']));
  await expect.poll(() => leading().dataset['ordinal']).toBe('30');
});

it('follows while the player plays, and is on the exact frame when it stops', async () => {
  await openCameras([{}, { usAt: (ordinal) => (ordinal - 1) * 40_000, frames: 250 }], [0, 0]);
  await userEvent.keyboard(' ');
  await expect.poll(() => Number(leading().dataset['ordinal'])).toBeGreaterThan(2);
  // The picture that plays goes on in its new place.
  await userEvent.keyboard('y');
  const before = Number(leading().dataset['ordinal']);
  await expect.poll(() => Number(leading().dataset['ordinal'])).toBeGreaterThan(before + 4);
  expect(painted()[0]).toBeGreaterThan(before * 2.5);
  await userEvent.keyboard('k');
  const ordinal = Number(leading().dataset['ordinal']);
  await expect.poll(painted).toEqual([Math.floor((ordinal - 1) * 2.5) + 1]);
});

it('says where a camera did not film, and goes to where it did', async () => {
  await openCameras([{}, {}], [0, 4]);
  await userEvent.keyboard('y');
  // Nobody films then: the next best camera stands there, with why.
  await expect.element(page.getByTestId('sync-gap')).toHaveTextContent(/Hors enregistrement/);
  await expect.element(page.getByTestId('sync-before')).not.toBeInTheDocument();
  await page.getByTestId('sync-after').click();
  await expect.poll(() => leading().dataset['ordinal']).toBe('41');
  await expect.poll(painted).toEqual([1]);
});

it('gives the lead to another camera at its own frame, by pointer and by keyboard', async () => {
  await openCameras([{}, {}], [0, 2]);
  await goTo(41);
  await userEvent.keyboard('y');
  await expect.poll(painted).toEqual([21]);
  await page.getByTestId('sync-picture').click();
  await expect.poll(() => leading().dataset['ordinal']).toBe('21');
  await expect.poll(painted).toEqual([41]);
  await expect.element(page.getByTestId('readout')).toHaveTextContent(/b\.mp4/);
  await expect.element(page.getByTestId('sync-caption').nth(1)).toHaveAttribute('aria-pressed', 'true');
  // It keeps its place in the grid. Back with the keyboard: from its caption to that of the other.
  await userEvent.keyboard('{Shift>}{Tab}{/Shift}');
  expect(document.activeElement?.textContent).toMatch(/^Quai 1.*En faire la caméra principale/);
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByTestId('readout')).toHaveTextContent(/a\.mp4/);
  await expect.poll(() => document.activeElement?.textContent).toMatch(/^Quai 1.*Caméra principale/);
  // Space belongs to the player, whichever picture has the focus.
  await userEvent.keyboard(' ');
  await expect.element(page.getByTestId('play')).toHaveAttribute('aria-label', 'Arrêter');
});

it('aligns recordings without a clock by hand, says so, and takes it back', async () => {
  await openCameras([{}, {}], [undefined, undefined]);
  await page.getByTestId('recording-choose').nth(1).click();
  await goTo(31);
  await page.getByTestId('recording-choose').nth(0).click();
  await goTo(11);
  await page.getByTestId('toggle-cameras').click();
  await expect.poll(painted).toEqual([31]);
  await page.getByTestId('sync-align').click();
  await expect.element(page.getByTestId('sync-by-hand')).toHaveTextContent('alignée à la main');
  await userEvent.keyboard('{Shift>}{ArrowRight}{/Shift}');
  await expect.poll(painted).toEqual([41]);
  await page.getByTestId('sync-unalign').click();
  await expect.element(page.getByTestId('sync-align')).toBeVisible();
  await expect.poll(painted).toEqual([31]);
});

it('shows the alert of a picture that cannot be read in its place, while the others go on', async () => {
  await openCameras([{}, { failed: [[20, 30]] }, {}], [0, 0, 0]);
  await userEvent.keyboard('y');
  await goTo(25);
  await expect.element(page.getByTestId('sync-problem')).toHaveTextContent(/L’image 25 n’a pas pu être décodée/);
  await expect.poll(() => painted()[1]).toBe(25);
  await goTo(31);
  await expect.element(page.getByTestId('sync-problem')).not.toBeInTheDocument();
  await expect.poll(painted).toEqual([31, 31]);
});

it('lets the person choose six at most, those that film at the instant first', async () => {
  await openCameras(
    Array.from({ length: 8 }, () => ({})),
    [0, 60, 0, 0, 0, 0, 0, 0],
  );
  await userEvent.keyboard('y');
  await expect.poll(() => page.getByTestId('sync-picture').elements().length).toBe(5);
  await page.getByTestId('sync-choose').click();
  const choices = page.getByTestId('sync-choice');
  await expect.poll(() => choices.elements().length).toBe(7);
  await expect.element(choices.nth(5)).toBeDisabled();
  await expect.element(page.getByTestId('sync-choose-panel')).toHaveTextContent(/Quai 2\s*hors enregistrement$/);
  await choices.nth(0).click();
  await expect.poll(() => page.getByTestId('sync-picture').elements().length).toBe(4);
  await expect.element(choices.nth(6)).toBeEnabled();
});

it('draws boxes on each picture, and is accessible in both themes', async () => {
  const tracks = [aFakeTrack({ firstOrdinal: 1, lastOrdinal: 90 })];
  await openCameras([{ tracks }, { tracks }, {}], [0, 0, 30]);
  await userEvent.keyboard('y');
  const inked = (): boolean => {
    const canvas = page.getByTestId('sync-overlay').elements()[0];
    const context = canvas instanceof HTMLCanvasElement ? canvas.getContext('2d') : undefined;
    return (
      context?.getImageData(0, 0, context.canvas.width, context.canvas.height).data.some((one) => one > 0) ?? false
    );
  };
  await expect.poll(inked).toBe(true);
  await userEvent.keyboard('b');
  await expect.poll(inked).toBe(false);
  await page.getByTestId('sync-choose').click();
  await page.getByTestId('sync-choice').nth(1).click();
  await expect.element(page.getByTestId('sync-gap')).toBeVisible();
  for (const theme of ['dark', 'light']) {
    document.documentElement.dataset['theme'] = theme;
    // Colours on their way to another theme are nobody's.
    await Promise.allSettled(document.getAnimations().map((one) => one.finished));
    const { violations } = await axe.run(page.getByTestId('sync-grid').element(), {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
    });
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target.join(' '))])).toEqual([]);
  }
  document.documentElement.dataset['theme'] = 'dark';
});
