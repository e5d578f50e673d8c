// Damaged and foreign files: each says what is wrong by its own code, and never stops the others.

import { appendFileSync, copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clip, expect, test } from './support/fixtures.ts';

/** File → how it ends and the alert that says why. */
const UNREADABLE = [
  ['empty.mp4', 'EMPTY_FILE'],
  ['text.mp4', 'NOT_A_VIDEO'],
  ['moov-missing.mp4', 'MOOV_MISSING'],
  ['audio-only.mp4', 'NO_VIDEO_TRACK'],
  ['mpeg4-part2.mp4', 'UNSUPPORTED_CODEC'],
  ['vtest.avi', 'UNSUPPORTED_CONTAINER'],
] as const;

const DAMAGED = [
  ['cut-faststart.mp4', 'DATA_MISSING'],
  ['flipped-bytes.mp4', 'SPAN_FAILED'],
] as const;

test('files of which nothing can be read say why, and the good one goes on', async ({ app }) => {
  await app.startExercise([...UNREADABLE.map(([name]) => clip(name)), clip('vp9.webm')]);
  for (const [name, code] of UNREADABLE) {
    expect(await app.waitForPhase(name, ['failed', 'done']), name).toBe('failed');
    await app.choose(name);
    await expect(app.alert(code).first(), `${name}: ${code}`).toBeVisible();
  }
  expect(await app.waitForPhase('vp9.webm', ['failed', 'done'])).toBe('done');
});

for (const [name, code] of DAMAGED) {
  test(`${name} is read as far as it goes and reports ${code}`, async ({ app }) => {
    await app.startExercise([clip(name)]);
    expect(await app.waitForPhase(name, ['failed', 'done'])).toBe('done');
    await app.choose(name);
    await expect(app.alert(code).first()).toBeVisible();
    await app.expectOrdinal(1);
  });
}

test('a file that changes after it was picked is refused, and the others go on', async ({ app }) => {
  const folder = mkdtempSync(join(tmpdir(), 'derush-changed-'));
  try {
    const changed = join(folder, 'z-changed.mp4');
    copyFileSync(clip('high-160.mp4'), changed);
    // Natural order: the clip of several seconds comes first and leaves the time to change the other.
    await app.startExercise([clip('baseline-160.mp4'), changed]);
    await app.waitForPhase('baseline-160.mp4', ['analysing']);
    appendFileSync(changed, 'more');
    expect(await app.waitForPhase('z-changed.mp4', ['failed', 'done'])).toBe('failed');
    expect(await app.waitForPhase('baseline-160.mp4', ['failed', 'done'])).toBe('done');
    await app.choose('z-changed.mp4');
    await expect(app.alert('FILE_CHANGED').first()).toBeVisible();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
