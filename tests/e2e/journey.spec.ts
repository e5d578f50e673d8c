// The main job: drop a recording, click somebody while it is still analysed, see the original at that very frame.

import { clip, expect, test } from './support/fixtures.ts';
import { expectPictureOf } from './support/expect-picture.ts';

const VTEST = { path: clip('vtest.mp4'), width: 768, height: 576, frames: 795 };
const EDIT_LIST = { path: clip('edit-list.mp4'), width: 768, height: 576, frames: 160 };

test('a thumbnail appears before the end and leads to its very frame', async ({ app, page }) => {
  await app.startExercise([VTEST.path]);
  const thumbnail = app.tracks.first();
  await expect(thumbnail).toBeVisible({ timeout: 90_000 });
  await expect(app.recording('vtest.mp4')).toHaveAttribute('data-phase', 'analysing');
  const ordinal = Number(await thumbnail.getAttribute('data-ordinal'));
  await thumbnail.click();
  await expectPictureOf(app, VTEST, ordinal);
  await page.keyboard.press('ArrowRight');
  await expectPictureOf(app, VTEST, ordinal + 1);
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expectPictureOf(app, VTEST, ordinal - 1);
});

test('playing moves forward and stops on the frame that is shown', async ({ app, page }) => {
  await app.startExercise([clip('baseline-160.mp4')]);
  await app.choose('baseline-160.mp4');
  await expect(app.picture).toHaveAttribute('data-ordinal', /^\d+$/);
  const start = await app.ordinal();
  // On the picture, Space plays; on the button of the recording it would press the button again.
  await page.getByTestId('play').focus();
  await page.keyboard.press('Space');
  await expect.poll(() => app.ordinal()).toBeGreaterThan(start + 3);
  await page.keyboard.press('Space');
  const stopped = await app.ordinal();
  await expectPictureOf(app, { path: clip('baseline-160.mp4'), width: 768, height: 576, frames: 160 }, stopped);
});

test('frames hidden by an edit list are counted, said and shown', async ({ app, page }) => {
  await app.startExercise([EDIT_LIST.path]);
  await app.waitForPhase('edit-list.mp4', ['done']);
  await app.choose('edit-list.mp4');
  await expect(app.alert('HIDDEN_BY_EDIT_LIST').first()).toBeVisible();
  await page.keyboard.press('Home');
  await expectPictureOf(app, EDIT_LIST, 1);
});

test('a whole session, from drop to export, stays on the machine', async ({ app, page }) => {
  await app.startExercise([clip('vp9.webm'), clip('h264.mkv'), clip('h264.ts'), clip('quicktime.mov')]);
  for (const name of ['vp9.webm', 'h264.mkv', 'h264.ts', 'quicktime.mov']) {
    expect(await app.waitForPhase(name, ['done', 'failed', 'cancelled'])).toBe('done');
  }
  await app.choose('h264.mkv');
  await app.tracks.first().click();
  const download = page.waitForEvent('download');
  await page.getByTestId('export-results').first().click();
  expect((await download).suggestedFilename()).toMatch(/\.json$/);
  // The fixture then asserts: no violation, no error, no foreign request, no traffic.
});
