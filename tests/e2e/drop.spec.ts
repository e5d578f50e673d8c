// Files and folders as people give them: dropped on the page, or picked as a whole folder.

import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CDPSession, Page } from '@playwright/test';
import { clip, expect, test } from './support/fixtures.ts';

/** A folder with one recording in it and one a level deeper. */
function aFolder(): string {
  const folder = join(mkdtempSync(join(tmpdir(), 'derush-folder-')), 'caméra 1');
  mkdirSync(join(folder, 'nuit'), { recursive: true });
  copyFileSync(clip('vp9.webm'), join(folder, 'jour.webm'));
  copyFileSync(clip('vfr.mp4'), join(folder, 'nuit', 'nuit.mp4'));
  return folder;
}

/** Drops paths of the machine on the middle of an element, as the file manager does. */
async function drop(page: Page, testId: string, files: readonly string[]): Promise<void> {
  const box = await page.getByTestId(testId).boundingBox();
  if (box === null) {
    throw new Error(`${testId} is not on the page`);
  }
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const client: CDPSession = await page.context().newCDPSession(page);
  const data = { items: [], files: [...files], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await client.send('Input.dispatchDragEvent', { type, ...at, data });
  }
  await client.detach();
}

test('a dropped folder is walked to its end, more files are dropped on the workbench', async ({ app, page }) => {
  const folder = aFolder();
  try {
    await page.getByTestId('exercise-consent').check();
    await drop(page, 'door-exercise', [folder]);
    for (const name of ['jour.webm', 'nuit.mp4']) {
      expect(await app.waitForPhase(name, ['done', 'failed']), name).toBe('done');
    }
    await expect(app.recording('nuit.mp4').getByTestId('recording-choose')).toHaveAttribute(
      'title',
      'caméra 1/nuit/nuit.mp4',
    );
    await drop(page, 'workbench', [clip('brief-60.mp4')]);
    expect(await app.waitForPhase('brief-60.mp4', ['done', 'failed'])).toBe('done');
  } finally {
    rmSync(join(folder, '..'), { recursive: true, force: true });
  }
});

test('a folder that is picked gives all its files, by their paths', async ({ app, page }) => {
  const folder = aFolder();
  try {
    await page.getByTestId('exercise-consent').check();
    await page.getByTestId('folder-input').first().setInputFiles(folder);
    await expect(page.getByTestId('workbench')).toBeVisible();
    expect(await app.waitForPhase('nuit.mp4', ['done', 'failed'])).toBe('done');
    await expect(app.recording('nuit.mp4').getByTestId('recording-choose')).toHaveAttribute(
      'title',
      'caméra 1/nuit/nuit.mp4',
    );
  } finally {
    rmSync(join(folder, '..'), { recursive: true, force: true });
  }
});

test('files that are dropped before the box is ticked wait for it', async ({ app, page }) => {
  await drop(page, 'door-exercise', [clip('vp9.webm')]);
  await expect(page.getByTestId('exercise-consent')).toBeFocused();
  await page.keyboard.press('Space');
  expect(await app.waitForPhase('vp9.webm', ['done', 'failed'])).toBe('done');
});
