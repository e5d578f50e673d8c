// Which detection is which object, by place, size and heading.

import { area, coveredShare, grow, iou } from '../geometry/box.ts';
import { assign } from './assignment.ts';
import { classGroup, type Detection } from './sight.ts';
import type { Track } from './track.ts';

/** Boxes are widened by this share of their size before they are compared. */
const WIDEN = 0.25;
const WIDEN_PER_LOST_SECOND = 0.35;
const GREATEST_WIDEN = 0.8;
/** Natural logarithm of the greatest change of height from one sight to the next. */
const MOST_RESIZE = 0.6;
/** Cost of a doubled height, and of going back the way it came, against a cost of 1 for no overlap at all. */
const SIZE_COST = 0.1;
const TURN_COST = 0.3;
/** Share of a box within another one of its kind from which it may be a second box on that object. */
const INSIDE = 0.7;
/** Overlap of two boxes of one kind on one object. */
const DOUBLE = 0.45;
/** Overlap of a sight with the expected box of a hidden object from which it may be that one's. */
const CONTESTED = 0.3;
/** An object unseen for less than this is where it is expected, µs. */
export const RECENT_US = 650_000;

/** A detection that was found to be an object. */
export interface Seen {
  readonly track: Track;
  readonly detection: Detection;
}

/** Pairs objects with detections at `us`, best first as a whole. */
export function pair(
  tracks: readonly Track[],
  detections: readonly Detection[],
  { us, leastOverlap, adoptUs }: { readonly us: number; readonly leastOverlap: number; readonly adoptUs: number },
): Seen[] {
  const costs = tracks.map((track) => {
    const expected = track.motion.boxAt(us);
    const lostS = Math.max(0, (us - track.lastUs - RECENT_US) / 1e6);
    const widen = Math.min(GREATEST_WIDEN, WIDEN + WIDEN_PER_LOST_SECOND * lostS);
    const wide = grow(expected, widen);
    return detections.map((detection) => {
      if (!track.mayBe(detection, us, adoptUs)) {
        return Infinity;
      }
      const overlap = iou(wide, grow(detection.box, widen));
      const sizeChange = Math.abs(Math.log(detection.box.h / expected.h));
      return overlap < leastOverlap || sizeChange > MOST_RESIZE
        ? Infinity
        : 1 - overlap + SIZE_COST * sizeChange + TURN_COST * track.turnTowards(detection.box, us);
    });
  });
  const columns = assign(costs);
  return tracks.flatMap((track, row) => {
    const detection = detections[columns[row] ?? -1];
    return detection === undefined ? [] : [{ track, detection }];
  });
}

/** Whether a box lies within a greater one of its kind: a second box on that object, or an object behind it. */
export function isInsideAnother({ track, detection }: Seen, seen: readonly Seen[]): boolean {
  return seen.some(
    (other) =>
      other.track !== track &&
      other.track.group === track.group &&
      area(other.detection.box) >= area(detection.box) &&
      coveredShare(detection.box, other.detection.box) >= INSIDE,
  );
}

/** Whether a hidden object is expected where another one is seen: the box may be the one's, the other's, or both's. */
export function mayBeBoth({ track, detection }: Seen, hidden: Track, us: number): boolean {
  return hidden.group === track.group && iou(hidden.motion.boxAt(us), detection.box) >= CONTESTED;
}

/** A new object that sits on one just seen is that one again. */
export function isDouble(detection: Detection, seen: readonly Seen[]): boolean {
  return seen.some(
    (other) =>
      other.track.group === classGroup(detection.objectClass) && iou(other.detection.box, detection.box) > DOUBLE,
  );
}
