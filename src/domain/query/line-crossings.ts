// Whether an object went over a line, and which way.

import type { Point } from '../settings/polygon.ts';
import type { LineSense } from './drawn-shape.ts';
import type { TrackPath } from './track-path.ts';

/**
 * How far off the line, in own heights, an object must have been on either side: somebody who waits on the line, or whose
 * box trembles there, does not cross it at each breath.
 */
const CLEAR = 0.1;

/** One way over a line, at a moment of presentation time, µs. */
export interface Crossing {
  readonly sense: Exclude<LineSense, 'both'>;
  readonly us: number;
}

/**
 * The crossings of a line in order of time, each at the moment at which the object was on it last. An object crosses when
 * it was clear of the line on one side and then on the other, and went between its two ends; whoever walks around an end
 * does not.
 */
export function crossingsOf(path: TrackPath, corners: readonly Point[]): Crossing[] {
  const [start, end] = corners;
  const found: Crossing[] = [];
  if (start === undefined || end === undefined) {
    return found;
  }
  const { us, x, y, height, aspect } = path;
  const [lx, ly] = [(end.x - start.x) * aspect, end.y - start.y];
  const length = Math.hypot(lx, ly);
  let side = 0;
  let isBetween = false;
  let onLineUs = 0;
  let before = { off: 0, along: 0 };
  for (let index = 0; index < x.length; index += 1) {
    const [px, py] = [((x[index] ?? 0) - start.x) * aspect, (y[index] ?? 0) - start.y];
    // Down is greater y: what is on the right of the line is on its positive side.
    const here = { off: (lx * py - ly * px) / length, along: (lx * px + ly * py) / length };
    if (index > 0 && before.off > 0 !== here.off > 0) {
      const share = before.off / (before.off - here.off);
      const at = before.along + (here.along - before.along) * share;
      const fromUs = us[index - 1] ?? 0;
      onLineUs = fromUs + ((us[index] ?? 0) - fromUs) * share;
      isBetween = at >= 0 && at <= length;
    }
    const now = Math.abs(here.off) >= CLEAR * (height[index] ?? 0) ? Math.sign(here.off) : 0;
    if (now !== 0) {
      if (side !== 0 && now !== side && isBetween) {
        found.push({ sense: now > 0 ? 'ab' : 'ba', us: onLineUs });
      }
      side = now;
    }
    before = here;
  }
  return found;
}
