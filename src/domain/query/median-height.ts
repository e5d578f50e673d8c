// How large an object was in the picture.

import type { Point } from '../settings/polygon.ts';
import type { TrackPath } from './track-path.ts';

/**
 * Whether an object was, for half of its sights, no smaller than the smaller of two boxes and no larger than the larger
 * one. Size is height: arms, bags and the turn of a car change the width of a box far more. It says nothing of a body,
 * only of the picture.
 */
export function isBetweenSizes({ height }: TrackPath, corners: readonly Point[]): boolean {
  const [a = NaN, b = NaN, c = NaN, d = NaN] = corners.map(({ y }) => y);
  const sizes = [Math.abs(a - b), Math.abs(c - d)];
  const median = height.toSorted()[height.length >> 1] ?? NaN;
  return median >= Math.min(...sizes) && median <= Math.max(...sizes);
}
