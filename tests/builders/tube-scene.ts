// Tubes without pictures: of boxes listed frame by frame, as truth files do, and of passers-by drawn by chance.

import type { TrackPath } from '../../src/domain/query/track-path.ts';
import { tubesOf, type Tubes, type TubeSource } from '../../src/domain/synopsis/tubes.ts';

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
