// What is decided before an analysis reaches it, and is said in what comes out.

import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { clip, expect, test } from './support/fixtures.ts';

interface Exported {
  readonly settings: {
    readonly sensitivity: string;
    readonly excludedZones: readonly unknown[];
    readonly excludedShare: number;
  };
  readonly tracks: readonly {
    readonly boxes: readonly (readonly [number, number, number, number])[];
    readonly scores: readonly number[];
  }[];
}

async function results(page: Page): Promise<Exported> {
  const download = page.waitForEvent('download');
  await page.getByTestId('export-results').click();
  return JSON.parse(await readFile(await (await download).path(), 'utf8')) as Exported;
}

/** Detected boxes whose centre lies in the left half of a picture of 768 pixels. */
const leftOnes = ({ tracks }: Exported): number =>
  tracks.flatMap(({ boxes, scores }) => boxes.filter(([x, , w], row) => (scores[row] ?? 0) > 0 && x + w / 2 < 384 - 12))
    .length;

test('an excluded half is not analysed any more once the analysis is run again', async ({ app, page }) => {
  const name = 'baseline-160.mp4';
  await app.startExercise([clip(name)]);
  await app.waitForPhase(name, ['done']);
  expect(leftOnes(await results(page))).toBeGreaterThan(0);

  await app.recording(name).getByTestId('settings-of').click();
  // A zone in the middle, its corners brought to those of the left half by the arrows.
  await page.getByTestId('add-zone').click();
  const keys = [
    ['ArrowLeft', 'ArrowUp'],
    ['ArrowLeft', 'ArrowUp'],
    ['ArrowLeft', 'ArrowDown'],
    ['ArrowLeft', 'ArrowDown'],
  ] as const;
  for (const [corner, [across, along]] of keys.entries()) {
    const handle = page.getByTestId('zone-corner').nth(corner);
    await handle.focus();
    const isRight = corner === 1 || corner === 2;
    for (let press = 0; press < (isRight ? 5 : 14); press += 1) {
      await page.keyboard.press(`Shift+${across}`);
    }
    for (let press = 0; press < 14; press += 1) {
      await page.keyboard.press(`Shift+${along}`);
    }
  }
  await expect(page.getByTestId('zone-share')).toContainText(/50.%/);
  await page.getByTestId('sensitivity-fine').check({ force: true });
  await page.getByTestId('analyse-again').click();
  await page.getByTestId('settings-save').click();
  await app.waitForPhase(name, ['looking', 'analysing']);
  await app.waitForPhase(name, ['done']);

  const after = await results(page);
  expect(after.settings).toMatchObject({ sensitivity: 'fine' });
  expect(after.settings.excludedZones).toHaveLength(1);
  expect(after.settings.excludedShare).toBeCloseTo(0.5, 1);
  expect(after.tracks.length).toBeGreaterThan(0);
  expect(leftOnes(after)).toBe(0);
  await expect(page.getByTestId('coverage-excluded')).toContainText(/50.%/);
  await page.getByTestId('open-journal').click();
  await expect(page.locator('[data-testid="journal-entry"][data-kind="analysis-started"]')).toHaveCount(2);
});

test('the order of the queue is the order of the work, and can be changed without a pointer', async ({ app, page }) => {
  const names = ['baseline-160.mp4', 'h264.mkv', 'vp9.webm'];
  await app.startExercise(names.map(clip));
  await app.waitForPhase('baseline-160.mp4', ['analysing']);
  const last = app.recording('vp9.webm');
  await last.getByTestId('queue-first').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('recording').nth(1)).toHaveAttribute('data-name', 'vp9.webm');
  await expect(last.getByTestId('queue-first')).toBeFocused();
  await app.waitForPhase('vp9.webm', ['done']);
  expect(await app.recording('h264.mkv').getAttribute('data-phase')).not.toBe('done');
});
