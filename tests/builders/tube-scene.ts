// Tubes without pictures: of boxes listed frame by frame, as truth files do, and of passers-by drawn by chance.

import type { TrackPath } from '../../src/domain/query/track-path.ts';
import { NUMBERS_A_SAMPLE, tubesOf, type Tubes, type TubeSource } from '../../src/domain/synopsis/tubes.ts';

/** One box of one object at one time, shares of the upright picture. */
export interface TubeSight {
  readonly id: number;
  readonly us: number;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** The way of one object through these boxes, in order of time. */
export function pathThrough(sights: readonly Omit<TubeSight, 'id'>[]): TrackPath {
  return {
    us: Float64Array.from(sights, ({ us }) => us),
    x: Float32Array.from(sights, ({ x, w }) => x + w / 2),
    y: Float32Array.from(sights, ({ y, h }) => y + h),
    width: Float32Array.from(sights, ({ w }) => w),
    height: Float32Array.from(sights, ({ h }) => h),
    aspect: 16 / 9,
  };
}

export function tubesThrough(sights: Iterable<TubeSight>): Tubes {
  const byId = new Map<number, TubeSight[]>();
  for (const sight of sights) {
    const known = byId.get(sight.id) ?? [];
    known.push(sight);
    byId.set(sight.id, known);
  }
  const sources: TubeSource[] = [...byId].map(([key, mine]) => ({
    key,
    path: pathThrough(mine.sort((a, b) => a.us - b.us)),
    shiftUs: 0,
  }));
  return tubesOf(sources);
}

/** Passers-by over `spanS` seconds: each crosses the picture in 4 to 20 s, some of them stand for a while. */
export function passersBy(count: number, spanS: number, random: () => number): Tubes {
  const sights: TubeSight[] = [];
  for (let id = 0; id < count; id += 1) {
    const [h, lane] = [0.1 + 0.15 * random(), 0.3 + 0.5 * random()];
    const [begin, walk] = [random() * spanS, 4 + 16 * random()];
    const stay = random() < 0.1 ? 10 + 60 * random() : 0;
    const isRight = random() < 0.5;
    for (let s = 0; s <= walk + stay; s += 0.4) {
      const walked = (s < walk / 2 ? s : Math.max(walk / 2, s - stay)) / walk;
      const x = isRight ? walked : 1 - walked;
      sights.push({ id, us: Math.round((begin + s) * 1e6), x: x - 0.15 * h, y: lane - h, w: 0.3 * h, h });
    }
  }
  return tubesThrough(sights);
}

interface Walk {
  readonly id: number;
  readonly fromS: number;
  readonly toS: number;
  /** Left side of the box, at the beginning and at the end. */
  readonly x: readonly [number, number];
  /** Its top. */
  readonly y?: number;
  readonly w?: number;
  readonly everyS?: number;
}

/** One box every so often on a straight line, the last at the very end. */
export function* walk({ id, fromS, toS, x, y = 0.5, w = 0.06, everyS = 0.2 }: Walk): Generator<TubeSight> {
  const steps = Math.max(1, Math.round((toS - fromS) / everyS));
  for (let step = 0; step <= steps; step += 1) {
    const t = step / steps;
    yield { id, us: Math.round((fromS + (toS - fromS) * t) * 1e6), x: x[0] + (x[1] - x[0]) * t, y, w, h: 0.2 };
  }
}

/** The tubes of some rows. */
export function someTubes(tubes: Tubes, isKept: (row: number) => boolean): Tubes {
  const rows = [...tubes.key.keys()].filter(isKept);
  const starts = new Uint32Array(rows.length + 1);
  const boxes: number[] = [];
  rows.forEach((row, index) => {
    const [from = 0, to = 0] = [tubes.starts[row], tubes.starts[row + 1]];
    starts[index + 1] = (starts[index] ?? 0) + to - from;
    boxes.push(...tubes.boxes.subarray(from * NUMBERS_A_SAMPLE, to * NUMBERS_A_SAMPLE));
  });
  return {
    fromUs: Float64Array.from(rows, (row) => tubes.fromUs[row] ?? 0),
    toUs: Float64Array.from(rows, (row) => tubes.toUs[row] ?? 0),
    key: Float64Array.from(rows, (row) => tubes.key[row] ?? 0),
    starts,
    boxes: Float32Array.from(boxes),
  };
}
