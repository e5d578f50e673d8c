// The empty scene: what vtest shows at each pixel most of the time.

import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { defined } from '../../src/base/assert.ts';
import { SCENE } from './cutouts.ts';
import { ffmpeg, readHalfChroma, readPictures } from './ffmpeg.ts';
import type { Planes } from './ffmpeg.ts';

/** Rows of vtest that a 16:9 reel shows: nothing is stretched. */
export const VIEW = { top: 44, height: 432 } as const;

/** Path of the empty scene as a picture, made once: the median over time of `footage`. */
export function ensurePlate(footage: string, folder: string): string {
  const path = join(folder, 'plate.png');
  if (!existsSync(path)) {
    mkdirSync(folder, { recursive: true });
    const part = join(folder, `plate-${process.pid}.part.png`);
    // 181 of the 199 sampled frames, which span the whole recording; the last output is the median of the last 181.
    const median = "select='not(mod(n\\,4))',tmedian=radius=90";
    ffmpeg(['-i', footage, '-vf', median, '-fps_mode', 'passthrough', '-update', '1', part]);
    renameSync(part, path);
  }
  return path;
}

/** The empty scene at the size of vtest, as cut-outs need it. */
export function readScene(plate: string): Planes {
  return defined(readPictures(['-i', plate], SCENE.width, SCENE.height)[0], 'picture of the empty scene');
}

/** The empty scene as the reel shows it, `width` × `height` (16:9). */
export function readView(plate: string, width: number, height: number): Planes {
  const crop = `crop=${SCENE.width}:${VIEW.height}:0:${VIEW.top},scale=${width}:${height}:flags=lanczos`;
  return defined(readHalfChroma(['-i', plate, '-vf', crop], width, height)[0], 'view of the empty scene');
}
