// How much of its way an object went where an arrow points.

import type { Point } from '../settings/polygon.ts';
import type { TrackPath } from './track-path.ts';

/** Length of the steps whose headings are taken, own heights: what trembles on the spot makes none. */
const STEP = 0.5;
/** Way in the direction, in own heights, and share of the whole way, that make it one of the directions of an object. */
const LEAST_WAY = 1;
const LEAST_SHARE = 0.4;

/**
 * Whether an object went where an arrow points, give or take `tolerance` degrees. Who went there and came back did both;
 * a detour on a longer way is not a direction.
 */
export function wentAlong(path: TrackPath, corners: readonly Point[], tolerance: number): boolean {
  const [start, end] = corners;
  if (start === undefined || end === undefined) {
    return false;
  }
  const { x, y, height, aspect } = path;
  const wanted = Math.atan2(end.y - start.y, (end.x - start.x) * aspect);
  let from = { x: (x[0] ?? 0) * aspect, y: y[0] ?? 0 };
  let all = 0;
  let along = 0;
  for (let index = 1; index < x.length; index += 1) {
    const [dx, dy] = [(x[index] ?? 0) * aspect - from.x, (y[index] ?? 0) - from.y];
    // In own heights, so that a way into the distance counts as what it is.
    const way = Math.hypot(dx, dy) / Math.max(1e-6, height[index] ?? 0);
    if (way >= STEP) {
      all += way;
      along += angleBetween(Math.atan2(dy, dx), wanted) <= tolerance ? way : 0;
      from = { x: from.x + dx, y: from.y + dy };
    }
  }
  return along >= LEAST_WAY && along >= LEAST_SHARE * all;
}

/** 0–180 degrees. */
function angleBetween(a: number, b: number): number {
  const degrees = Math.abs(((a - b) * 180) / Math.PI) % 360;
  return Math.min(degrees, 360 - degrees);
}
