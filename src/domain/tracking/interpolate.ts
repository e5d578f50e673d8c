// Every frame on which an object exists: sights as they are, straight lines in time between them.

import { blend, type Box } from '../geometry/box.ts';
import type { Sight } from './track.ts';

/** One frame of a track. `score` is 0 where it is interpolated. */
export interface TrackPoint {
  readonly ordinal: number;
  readonly box: Box;
  readonly score: number;
  readonly origin: 'detected' | 'motion' | 'interpolated';
}

/**
 * All frames from the first sight to the last, both included. `usOf` gives the presentation time of an ordinal:
 * the blend follows time, not frame count, so that uneven frame intervals stay true.
 */
export function interpolateSights(sights: readonly Sight[], usOf: (ordinal: number) => number): TrackPoint[] {
  const points: TrackPoint[] = [];
  sights.forEach((sight, index) => {
    const before = sights[index - 1];
    if (before !== undefined) {
      const span = Math.max(1, sight.us - before.us);
      for (let ordinal = before.ordinal + 1; ordinal < sight.ordinal; ordinal += 1) {
        const box = blend(before.box, sight.box, (usOf(ordinal) - before.us) / span);
        points.push({ ordinal, box, score: 0, origin: 'interpolated' });
      }
    }
    points.push({
      ordinal: sight.ordinal,
      box: sight.box,
      score: sight.score,
      origin: sight.score > 0 ? 'detected' : 'motion',
    });
  });
  return points;
}
