// Sequences with a published truth, where they lie beside the repository. None is ever copied into it.

import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { ffmpeg } from '../../tests/reels/ffmpeg.ts';
import { ROOT } from '../lib/setup.mjs';

const SEQUENCES = join(ROOT, '..', 'shared', 'footage');

/** Folder of a sequence; `undefined` where it is absent. */
export function sequenceFolder(name: 'PETS09-S2L1' | 'CDnet-highway' | 'TUD-Stadtmitte'): string | undefined {
  const folder = join(SEQUENCES, name);
  return existsSync(join(folder, 'gt.txt')) ? folder : undefined;
}

/** A video as H.264 with its own timestamps, for browsers that do not decode what it came in. */
export function asH264(video: string, name: string): string {
  const folder = join(ROOT, '.cache', 'reels');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}-h264.mp4`);
  if (!existsSync(path)) {
    ffmpeg([
      ...['-i', video, '-fps_mode', 'passthrough', '-an', '-c:v', 'libx264', '-preset', 'veryfast', '-crf', '16'],
      ...['-pix_fmt', 'yuv420p', '-threads', '2', '-bf', '0', '-g', '50', '-f', 'mp4', `${path}.part`],
    ]);
    renameSync(`${path}.part`, path);
  }
  return path;
}
