// The way of an object through the picture, evenly spaced in time and freed of the jitter of its boxes.

import { blend, type Box } from '../geometry/box.ts';

/** One box of an object in time. */
export interface TimedBox {
  readonly us: number;
  readonly box: Box;
}

/** The object at one moment: smoothed centre, height, and speed. */
export interface PathPoint {
  readonly us: number;
  readonly x: number;
  readonly y: number;
  /** Height of the box, pixels. */
  readonly height: number;
  /** Pixels a second. */
  readonly vx: number;
  readonly vy: number;
  /** Own heights a second. */
  readonly speed: number;
}

/** Time between two points, µs. */
export const POINT_EVERY_US = 200_000;
/** Points on each side over which a position is averaged, and over which a speed is taken. */
const SMOOTH = 2;
const SPEED_REACH = 2;

/** Places on each side of a point that it is made of. */
export const POINT_REACH = SMOOTH + SPEED_REACH;

/** Where an object was at one moment of the even spacing. */
export interface Place {
  readonly us: number;
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

/**
 * The point of each place. Those with {@link POINT_REACH} places on both sides are what they would be among all places
 * of the way; the others are those of its two ends.
 */
export function pointsOf(places: readonly Place[]): PathPoint[] {
  const smooth = places.map((_, index) => meanAround(places, index));
  return smooth.map((point, index) => {
    const before = smooth[Math.max(0, index - SPEED_REACH)] ?? point;
    const after = smooth[Math.min(smooth.length - 1, index + SPEED_REACH)] ?? point;
    const seconds = (after.us - before.us) / 1e6;
    const vx = seconds > 0 ? (after.x - before.x) / seconds : 0;
    const vy = seconds > 0 ? (after.y - before.y) / seconds : 0;
    return { ...point, vx, vy, speed: Math.hypot(vx, vy) / Math.max(1, point.height) };
  });
}

/** Places from `us` on, evenly spaced, on the straight line from one sight to the next; at most up to that one. */
export function placesBetween(before: TimedBox, sight: TimedBox, us: number): Place[] {
  const places: Place[] = [];
  const span = sight.us - before.us;
  for (let at = us; at <= sight.us; at += POINT_EVERY_US) {
    const { x, y, w, h } = span > 0 ? blend(before.box, sight.box, (at - before.us) / span) : sight.box;
    places.push({ us: at, x: x + w / 2, y: y + h / 2, height: h });
  }
  return places;
}

/** Fewer neighbours near the ends, as many on both sides: the ends do not lag behind. */
function meanAround(places: readonly Place[], index: number): Place {
  const reach = Math.min(SMOOTH, index, places.length - 1 - index);
  const around = places.slice(index - reach, index + reach + 1);
  const mean = (of: (place: Place) => number): number =>
    around.reduce((sum, place) => sum + of(place), 0) / around.length;
  return { us: places[index]?.us ?? 0, x: mean((p) => p.x), y: mean((p) => p.y), height: mean((p) => p.height) };
}
