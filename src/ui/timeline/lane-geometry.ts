// Where things stand on a lane, in CSS pixels.

import { nearestRow, type Moments } from '../../domain/query/moments.ts';
import type { Interval } from '../../state/criteria.svelte.ts';

/** Height of the row of times, of the strip of dots, of the strip of coverage. */
export const AXIS = 14;
export const DOTS = 12;
export const COVERAGE = 3;
export const BAR = 4;
/** Room at both ends, so that a play head at the very start is whole. */
export const EDGE = 6;
/** How far from a dot a hand may be. */
const REACH = 7;

/** Place of a time on a lane of `width` CSS pixels. */
export function placeOf(window: Interval, width: number, us: number): number {
  return EDGE + ((us - window.fromUs) / (window.toUs - window.fromUs)) * (width - 2 * EDGE);
}

/** Time at a place of a lane, held within its window. */
export function timeAt(window: Interval, width: number, x: number): number {
  const share = (x - EDGE) / Math.max(1, width - 2 * EDGE);
  return window.fromUs + Math.min(1, Math.max(0, share)) * (window.toUs - window.fromUs);
}

/** The row of the hit whose dot is nearest to a place of a lane that begins with a row of times, within reach of a hand. */
export function hitAt(window: Interval, hits: Moments, width: number, x: number, y: number): number | undefined {
  if (y < AXIS - 4 || y > AXIS + DOTS + 4) {
    return undefined;
  }
  const perPixel = (window.toUs - window.fromUs) / Math.max(1, width - 2 * EDGE);
  return nearestRow(hits, window.fromUs + (x - EDGE) * perPixel, REACH * perPixel);
}
