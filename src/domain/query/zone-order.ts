// Whether an object was in several zones one after the other.

import type { Polygon } from '../settings/polygon.ts';
import type { TrackPath } from './track-path.ts';
import { staysIn } from './zone-stays.ts';

/**
 * In the first zone at some moment, in the second at a later one, and so on; what it did between does not count. The
 * earliest moment in each zone is taken: if there is an order, it is found.
 */
export function wentInOrder(path: TrackPath, zones: readonly Polygon[]): boolean {
  let since = -Infinity;
  for (const corners of zones) {
    const stay = staysIn(path, corners).find(({ toUs }) => toUs >= since);
    if (stay === undefined) {
      return false;
    }
    since = Math.max(since, stay.fromUs);
  }
  return true;
}
