// Any picture, asked for at random: bit for bit the one that ffmpeg gives for that ordinal.
// The whole luma plane is compared by its SHA-256: both decoders follow one standard that leaves no choice, so that
// nothing less than equality is right, and frames of a still scene differ by little.

import { expect, inject, it } from 'vitest';

import { FrameCursor } from '../../../src/media/frame-cursor.ts';
import { MediaFile } from '../../../src/media/media-file.ts';
import { PlaneReader } from '../../../src/vision/planes.ts';
import { lumaSha256, openFootage } from '../../builders/footage.ts';
import { seededRandom } from '../../reels/random.ts';

declare module 'vitest' {
  interface TaskMeta {
    /** What the acceptance reads. */
    seeks?: { readonly asked: number; readonly faults: readonly string[] };
  }
}

const CLIPS = Object.entries(inject('frames'));
const SEED = 20_261_122;
const EACH = Math.ceil(inject('seeks') / CLIPS.length);

/** Leaps anywhere, and after each second one a few frames on or back, as a person looks for a moment. */
function* wishes(frames: number, count: number, random: () => number): Generator<number> {
  let ordinal = 1;
  for (let wish = 0; wish < count; wish += 1) {
    const isLeap = wish % 3 < 2;
    const next = isLeap ? 1 + Math.floor(random() * frames) : ordinal + Math.floor(random() * 9) - 4;
    ordinal = Math.min(frames, Math.max(1, next));
    yield ordinal;
  }
}

it.for(CLIPS)('%s: exactly the pictures of ffmpeg', { timeout: 600_000 }, async ([name, truth], { task }) => {
  using media = await MediaFile.open(await openFootage(name));
  expect(media.table.us).toHaveLength(truth.luma.length);
  using cursor = new FrameCursor(media);
  const reader = new PlaneReader();
  const faults: string[] = [];
  for (const ordinal of wishes(truth.luma.length, EACH, seededRandom(SEED))) {
    const frame = await cursor.frameAt(ordinal);
    const sum = await lumaSha256(frame, reader);
    const isRight = frame.timestamp === ordinal && sum === truth.luma[ordinal - 1];
    frame.close();
    if (!isRight) {
      const other = truth.luma.indexOf(sum) + 1;
      faults.push(`${name}: frame ${ordinal} is ${other === 0 ? 'no picture of ffmpeg' : `frame ${other}`}`);
    }
  }
  task.meta.seeks = { asked: EACH, faults };
  expect(faults).toEqual([]);
});
