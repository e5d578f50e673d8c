// What moves and cannot be named: regions of motion that no object explains, and whether they go anywhere.

import { area, grow, intersectionArea, type Box } from '../geometry/box.ts';
import type { Detection, Sight } from './sight.ts';

/** What moves this near to an object, as a share of its size, is a part of it or its shadow. */
const NEAR = 0.3;
/** Share of a region near an object, or of an object in a region, from which the one explains the other. */
const EXPLAINED = 0.1;
/** Weight of a vote of motion against that of a detector's score: a few names outvote it. */
const VOTE = 0.2;
/** Least sights and time, µs, of something that goes somewhere; least way in units of its size. */
const LEAST_SIGHTS = 8;
const LEAST_US = 1_500_000;
const LEAST_WAY = 2.5;
/** Least way from start to end as a share of the way made: less turns on the spot, as leaves do. */
const STRAIGHT = 0.75;
/** Halves of its life must each make this share of the way: a flash that jumps once does not move. */
const STEADY = 0.2;
/** Its box may not change its size by more than this factor in the middle half of its sights. */
const MOST_CHANGE = 2;

/** What moves on one picture, in picture pixels. */
export interface Moving {
  readonly regions: readonly Box[];
  /** Side of the cells that regions are made of. */
  readonly cellSide: number;
  /** Share of a box that moves, 0–1. */
  readonly shareIn: (box: Box) => number;
}

/** Detections of regions that none of `explained` accounts for. */
export function freeMovers({ regions, cellSide, shareIn }: Moving, explained: readonly Box[]): Detection[] {
  const near = explained.map((box) => grow(box, NEAR));
  const isFree = (region: Box): boolean =>
    near.every((box) => intersectionArea(region, box) < EXPLAINED * Math.min(area(region), area(box)));
  return regions
    .filter((region) => Math.min(region.w, region.h) > cellSide && isFree(region))
    .map((box) => ({ objectClass: 'unclassified', score: VOTE, box, motion: shareIn(box) }));
}

/** Whether something has gone its way long, far and straight enough to be an object, whatever it is. */
export function goesSomewhere(sights: readonly Sight[]): boolean {
  const [first, last] = [sights[0], sights.at(-1)];
  if (first === undefined || last === undefined || sights.length < LEAST_SIGHTS || last.us - first.us < LEAST_US) {
    return false;
  }
  const sizes = sights.map(({ box }) => Math.sqrt(area(box))).sort((a, b) => a - b);
  const sizeAt = (share: number): number => sizes[Math.floor(share * (sizes.length - 1))] as number;
  const way = distance(first, last);
  const middle = sights[sights.length >> 1] as Sight;
  const made = sights.slice(1).reduce((sum, sight, index) => sum + distance(sights[index] as Sight, sight), 0);
  return (
    sizeAt(0.75) <= MOST_CHANGE * sizeAt(0.25) &&
    way >= LEAST_WAY * sizeAt(0.5) &&
    way >= STRAIGHT * made &&
    Math.min(distance(first, middle), distance(middle, last)) >= STEADY * way
  );
}

function distance(a: Sight, b: Sight): number {
  return Math.hypot(b.box.x + b.box.w / 2 - a.box.x - a.box.w / 2, b.box.y + b.box.h / 2 - a.box.y - a.box.h / 2);
}
