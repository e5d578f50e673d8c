// Whether an object goes on the way it came.

import type { Box } from '../geometry/box.ts';
import type { Sight } from './sight.ts';

/** Stretch of the past that tells where an object is heading, µs, and least speed that tells anything, heights/s. */
export const HEADING_US = 800_000;
const LEAST_HEADING = 0.15;

/** From centre to centre. */
function step(a: Box, b: Box): { readonly x: number; readonly y: number } {
  return { x: b.x + b.w / 2 - a.x - a.w / 2, y: b.y + b.h / 2 - a.y - a.h / 2 };
}

/**
 * How much an object that came `from` there to its `latest` sight turns when it goes to `box` at `us`: 0 (straight on,
 * or too slow to tell) to 1 (back the way it came).
 */
export function turn(from: Sight, latest: Sight, box: Box, us: number): number {
  const came = step(from.box, latest.box);
  const goes = step(from.box, box);
  const height = Math.max(1, latest.box.h);
  const least = (LEAST_HEADING * height * (us - from.us)) / 1e6;
  const lengths = Math.hypot(came.x, came.y) * Math.hypot(goes.x, goes.y);
  if (Math.hypot(came.x, came.y) < least || lengths === 0) {
    return 0;
  }
  return (1 - (came.x * goes.x + came.y * goes.y) / lengths) / 2;
}
