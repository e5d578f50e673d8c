// Pictures of the first screen and of an Exercice, from vtest and from damaged files.

import type { Page } from '@playwright/test';
import { footage, type Camera } from './camera.ts';

/** Opens an Exercice with these files. */
export async function start(page: Page, files: readonly string[]): Promise<void> {
  await page.getByTestId('exercise-consent').check();
  await page
    .getByTestId('file-input')
    .first()
    .setInputFiles([...files]);
  await page.getByTestId('workbench').waitFor();
}

async function waitForAll(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    [...document.querySelectorAll<HTMLElement>('[data-testid="recording"]')].every((row) =>
      ['done', 'failed'].includes(row.dataset['phase'] ?? ''),
    ),
  );
}

/** `open` leads to the first screen, in the language of the pictures. */
export async function shootExercise(page: Page, camera: Camera, open: () => Promise<void>): Promise<void> {
  await open();
  await camera.shoot(page, 'first', { light: true });
  await start(page, [footage('vtest.mp4')]);
  await page.getByTestId('track').nth(5).waitFor({ timeout: 120_000 });
  await page.getByTestId('track').nth(3).click();
  await page.keyboard.press('t');
  await camera.shoot(page, 'analysing');
  await page.waitForSelector('[data-testid="recording"][data-phase="done"]', { timeout: 300_000 });
  // What the last object unfolds leaves little room for tiles: all of them again.
  await page.keyboard.press('Escape');
  await page.getByTestId('track').nth(10).click();
  await camera.shoot(page, 'review', { light: true });
  await page.getByTestId('settings-of').click();
  await page.getByTestId('add-zone').click();
  await camera.shoot(page, 'settings');
  await page.keyboard.press('Escape');
  await open();
  await start(page, ['cut-faststart.mp4', 'mpeg4-part2.mp4', 'moov-missing.mp4'].map(footage));
  await waitForAll(page);
  await page.getByTestId('track').nth(2).click();
  await camera.shoot(page, 'damaged');
}
