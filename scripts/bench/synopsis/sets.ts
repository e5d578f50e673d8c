// What synopses are arranged of, to be measured: truth of reels and sequences, and passers-by drawn by chance.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { passersBy, tubesThrough, type TubeSight } from '../../../tests/builders/tube-scene.ts';
import { seededRandom } from '../../../tests/reels/random.ts';
import type { Tubes } from '../../../src/domain/synopsis/tubes.ts';
import { ROOT } from '../../lib/setup.mjs';
import { parseMot } from '../mot-rows.ts';
import { sequenceFolder } from '../sequences.ts';

export interface TubeSet {
  readonly name: string;
  readonly tubes: Tubes;
  readonly footageUs: number;
}

const S = 1_000_000;

interface Truth {
  readonly path: string;
  readonly fps: number;
  readonly width: number;
  readonly height: number;
}

/** Boxes of a truth file, as often as fits into so many seconds, one time behind the other. */
function* sightsOf({ path, fps, width, height }: Truth, totalS: number): Generator<TubeSight> {
  const rows = parseMot(readFileSync(path, 'utf8')).filter(({ conf }) => conf !== 0);
  const [frames, ids] = [Math.max(...rows.map(({ frame }) => frame)), 1 + Math.max(...rows.map(({ id }) => id))];
  for (let time = 0; (time * frames) / fps < totalS; time += 1) {
    for (const { id, frame, box } of rows) {
      const us = Math.round(((time * frames + frame - 1) / fps) * S);
      if (us < totalS * S) {
        const [x, y, w, h] = [box.x / width, box.y / height, box.w / width, box.h / height];
        yield { id: time * ids + id, us, x, y, w, h };
      }
    }
  }
}

/** `undefined`: what it is made of is not on this machine. */
function ofTruth(name: string, truth: Truth, totalS: number): TubeSet | undefined {
  return existsSync(truth.path)
    ? { name, tubes: tubesThrough(sightsOf(truth, totalS)), footageUs: totalS * S }
    : undefined;
}

function ofChance(name: string, count: number, totalS: number): TubeSet {
  return { name, tubes: passersBy(count, totalS, seededRandom(count)), footageUs: totalS * S };
}

export type SetName = 'quiet' | 'busy' | 'hundreds' | 'thousands';

/** By the ends of the names of their rows. */
export const SETS: Readonly<Record<SetName, () => TubeSet | undefined>> = {
  quiet: () => {
    const path = join(ROOT, '.cache', 'reels', 'quiet-1920x1080-gop50-60min.truth.txt');
    return ofTruth('quiet hour', { path, fps: 25, width: 1920, height: 1080 }, 3600);
  },
  busy: () => {
    const path = join(sequenceFolder('PETS09-S2L1') ?? '', 'gt.txt');
    // The sequence is 7 frames a second; vtest plays it at 10.
    return ofTruth('busy 10 minutes (PETS09-S2L1 again and again)', { path, fps: 10, width: 768, height: 576 }, 600);
  },
  hundreds: () => ofChance('500 passers-by in an hour', 500, 3600),
  thousands: () => ofChance('10,000 passers-by in ten hours', 10_000, 36_000),
};
