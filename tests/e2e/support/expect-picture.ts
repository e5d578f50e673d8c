// Is the picture on screen the one of this ordinal, and of no other?

import { expect } from '@playwright/test';
import { framesByFfmpeg, meanDifference } from './ffmpeg.ts';
import type { Workbench } from './workbench.ts';

/** Two decoders round colours differently; a wrong frame of the same scene must not pass for it. */
const MAX_MEAN_DIFFERENCE = 4;
const NEIGHBOURS = 2;

export interface Clip {
  readonly path: string;
  readonly width: number;
  readonly height: number;
  readonly frames: number;
}

/** Compares the canvas with ffmpeg's frame: close to it, and closer to it than to its neighbours. */
export async function expectPictureOf(app: Workbench, clip: Clip, ordinal: number): Promise<void> {
  await app.expectOrdinal(ordinal);
  const shown = await app.readPicture(clip.width, clip.height);
  const first = Math.max(1, ordinal - NEIGHBOURS);
  const last = Math.min(clip.frames, ordinal + NEIGHBOURS);
  const distances = framesByFfmpeg(clip.path, first, last - first + 1, clip).map((frame) =>
    meanDifference(frame, shown.rgb),
  );
  const nearest = first + distances.indexOf(Math.min(...distances));
  expect(nearest, `nearest of ffmpeg's frames ${first}–${last}: ${distances.map((d) => d.toFixed(2)).join(' ')}`).toBe(
    ordinal,
  );
  expect(distances[ordinal - first]).toBeLessThan(MAX_MEAN_DIFFERENCE);
}
