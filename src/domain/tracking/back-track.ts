// Where an object came from before the detector believed in it: what moved on its way, a second back at most.
// People who come in at the edge are half hidden and seen late; their motion was there from the first moment.

import { area, clip, coveredShare, grow, intersectionArea, type Box } from '../geometry/box.ts';
import type { Sight } from './track.ts';

/** What moved on one watched picture, boxes in picture pixels. */
export interface MotionMoment {
  readonly ordinal: number;
  readonly us: number;
  readonly regions: readonly Box[];
}

/** How far back an object is followed, µs. */
export const BACK_US = 1_200_000;
/** Stretch of the first sights that tells the speed, µs. */
const HEADING_US = 800_000;
/** A region may leave the expected box by this share of its size, and must fill this share of what shows of it. */
const REACH = 0.25;
const LEAST_INSIDE = 0.6;
const LEAST_FILL = 0.3;
/** Share of the object inside the picture under which it has not come in yet. */
const LEAST_SHOWN = 0.15;

/**
 * Sights before the first one, in order of time; empty when nothing moved there. `history` must be in order of time.
 * Their score is 0: no detector saw them.
 */
export function sightsBefore(
  sights: readonly Sight[],
  history: readonly MotionMoment[],
  width: number,
  height: number,
): Sight[] {
  const first = sights[0];
  if (first === undefined) {
    return [];
  }
  const speed = startingSpeed(sights, first);
  const found: Sight[] = [];
  for (const moment of history.toReversed()) {
    const back = (first.us - moment.us) / 1e6;
    if (back <= 0) {
      continue;
    }
    const expected = { ...first.box, x: first.box.x - speed.x * back, y: first.box.y - speed.y * back };
    const shown = clip(expected, width, height);
    const tooFar = first.us - moment.us > BACK_US || area(shown) < LEAST_SHOWN * area(first.box);
    if (tooFar || !isFilled(shown, expected, moment.regions)) {
      break;
    }
    found.push({ ordinal: moment.ordinal, us: moment.us, box: shown, score: 0 });
  }
  return found.reverse();
}

function startingSpeed(sights: readonly Sight[], first: Sight): { readonly x: number; readonly y: number } {
  const later = sights.findLast(({ us }) => us - first.us <= HEADING_US) ?? first;
  const seconds = (later.us - first.us) / 1e6;
  if (seconds <= 0) {
    return { x: 0, y: 0 };
  }
  const centre = ({ x, w }: Box): number => x + w / 2;
  // The foot is steadier than the centre while a body comes in from below or behind something.
  const foot = ({ y, h }: Box): number => y + h;
  return {
    x: (centre(later.box) - centre(first.box)) / seconds,
    y: (foot(later.box) - foot(first.box)) / seconds,
  };
}

function isFilled(shown: Box, expected: Box, regions: readonly Box[]): boolean {
  const near = grow(expected, REACH);
  const inside = regions.filter((region) => coveredShare(region, near) >= LEAST_INSIDE);
  const filled = inside.reduce((sum, region) => sum + intersectionArea(region, shown), 0);
  return filled >= LEAST_FILL * area(shown);
}
