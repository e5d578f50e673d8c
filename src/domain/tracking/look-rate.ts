// How soon the detector looks again: often while something is new or fast, seldom while nothing is in doubt.

import { coveredShare, grow, type Box } from '../geometry/box.ts';
import type { Track } from './track.ts';
import type { Tracker } from './tracker.ts';

/** Time between two looks while something is new, fast or unknown, µs. */
const WHEN_NEW_US = 150_000;
/** While every object is known, µs. */
const WHEN_KNOWN_US = 230_000;
/** While every object is known and stands alone, and nothing else moves, µs. */
const WHEN_SURE_US = 300_000;
/** What moves this near to an expected box, as a share of its size, is that object. */
const MARGIN = 0.4;
/** Share of a region that must lie near an expected box. */
const EXPLAINED = 0.6;
/** An object unseen for longer than this is not looked for where nothing moves, µs. */
export const EXPECT_FOR_US = 1_000_000;

/** Time from one look to the next, µs. `regions`: what moves at `us`, picture pixels. */
export function lookEveryUs(tracker: Tracker, regions: readonly Box[], us: number): number {
  const named = tracker.all.filter((track) => track.objectClass !== 'unclassified');
  if (tracker.live.length === 0 || named.some((track) => track.number === 0 || isFast(track))) {
    return WHEN_NEW_US;
  }
  return tracker.isSure && isAllExplained(tracker, regions, us) ? WHEN_SURE_US : WHEN_KNOWN_US;
}

/** Whether its next box might not touch its last one. */
function isFast({ motion, latest }: Track): boolean {
  const { x, y } = motion.speed;
  const seconds = WHEN_KNOWN_US / 1e6;
  return Math.hypot(x / Math.max(1, latest.box.w), y / Math.max(1, latest.box.h)) * seconds > 1;
}

function isAllExplained(tracker: Tracker, regions: readonly Box[], us: number): boolean {
  const expected = tracker.expected(us, EXPECT_FOR_US).map((box) => grow(box, MARGIN));
  return regions.every((region) => expected.some((known) => coveredShare(region, known) > EXPLAINED));
}
