// What the path of a box tells: where to, from which side, where it stood, how fast. Geometry of the picture alone.

import { classGroup } from '../tracking/track.ts';
import type { ObjectClass } from '../detection/classes.ts';
import type { Box } from '../geometry/box.ts';
import { DIRECTIONS, type Direction, type Edge, type Size, type Speed, type Stop } from './attributes.ts';
import { POINT_EVERY_US, type PathPoint } from './path.ts';

/** Speed under which an object stands, own heights a second. */
const STANDING = 0.15;
/** Shortest stop, and the movement between two stops that does not part them, µs. */
export const LEAST_STOP_US = 2_000_000;
const SAME_STOP_US = 600_000;
/** A speed is taken over some time: a stop begins earlier and ends later than it looks by this, µs. */
const STOP_MARGIN_US = 300_000;
/** Way from start to end, in own heights, that makes a direction; and as a share of the farthest point reached. */
const LEAST_WAY = 0.35;
const LEAST_WAY_SHARE = 0.25;
/** Who never was farther than this from the start, in own heights, stayed where he was. */
const STAYED = 1;
/** Time over which start and end are averaged, µs. */
const ENDS_US = 1_500_000;
/** An object that will be at the border within this time goes out there (or came in), seconds. */
const BORDER_AHEAD_S = 0.5;
/** Distance to the border that counts as none, share of the picture's side; least speed towards it, own heights/s. */
const AT_BORDER = 0.015;
const TOWARDS_BORDER = 0.05;
/** A path shorter than this tells no speed, µs. */
const LEAST_FOR_SPEED_US = 800_000;

/** Own heights a second: under the first slow, over the second fast. A person walks at about 0.8. */
export const SPEED_LIMITS = {
  person: [0.45, 1.3],
  'two-wheeler': [1, 3],
  vehicle: [1.5, 5],
  other: [0.45, 1.3],
} as const satisfies Record<ReturnType<typeof classGroup>, readonly [number, number]>;

/** Square root of the share of the picture that the box covers: under the first small, over the second large. */
export const SIZE_LIMITS = [0.08, 0.25] as const;

/** The eighth of the compass of the way from start to end; `still`; `undefined` for a path that turns back. */
export function directionOf(path: readonly PathPoint[]): Direction | undefined {
  const start = meanOf(path.slice(0, pointsIn(ENDS_US, path.length)));
  const end = meanOf(path.slice(-pointsIn(ENDS_US, path.length)));
  const dx = end.x - start.x;
  const dy = end.y - start.y;
  const way = Math.hypot(dx, dy);
  const height = median(path.map((point) => point.height));
  const farthest = path.reduce((most, { x, y }) => Math.max(most, Math.hypot(x - start.x, y - start.y)), 0);
  if (way >= LEAST_WAY * height && way >= LEAST_WAY_SHARE * farthest) {
    return DIRECTIONS[(Math.round((Math.atan2(dy, dx) * 4) / Math.PI) + 8) % 8];
  }
  return farthest < STAYED * height ? 'still' : undefined;
}

/** Stretches of at least {@link LEAST_STOP_US} without moving on, in order of time. */
export function stopsOf(path: readonly PathPoint[]): Stop[] {
  const stops: { fromUs: number; toUs: number }[] = [];
  for (const { us, speed } of path) {
    if (speed >= STANDING) {
      continue;
    }
    const last = stops.at(-1);
    if (last !== undefined && us - last.toUs <= SAME_STOP_US) {
      last.toUs = us;
    } else {
      stops.push({ fromUs: us, toUs: us });
    }
  }
  const fromUs = path[0]?.us ?? 0;
  const toUs = path.at(-1)?.us ?? 0;
  return stops
    .map((stop) => ({
      fromUs: Math.max(fromUs, stop.fromUs - STOP_MARGIN_US),
      toUs: Math.min(toUs, stop.toUs + STOP_MARGIN_US),
    }))
    .filter((stop) => stop.toUs - stop.fromUs >= LEAST_STOP_US);
}

/**
 * The side by which an object crosses the border of the picture: at its last sight (`way` = 1: it leaves) or at
 * its first (`way` = −1: it came in). `undefined` when it is inside and stays there.
 */
export function edgeAt(
  box: Box,
  { vx, vy, height }: PathPoint,
  picture: { readonly width: number; readonly height: number },
  way: 1 | -1,
): Edge | undefined {
  const sides: readonly (readonly [Edge, gap: number, towards: number, side: number])[] = [
    ['left', box.x, -vx * way, picture.width],
    ['top', box.y, -vy * way, picture.height],
    ['right', picture.width - box.x - box.w, vx * way, picture.width],
    ['bottom', picture.height - box.y - box.h, vy * way, picture.height],
  ];
  const crossed = sides
    .map(([edge, gap, towards, side]) => ({ edge, towards, left: gap - AT_BORDER * side - BORDER_AHEAD_S * towards }))
    .filter(({ towards, left }) => left <= 0 && towards >= TOWARDS_BORDER * height)
    .sort((a, b) => a.left / a.towards - b.left / b.towards);
  return crossed[0]?.edge;
}

/** Speed class of the moving part of a path; `undefined` when it is too short or there is none. */
export function speedOf(path: readonly PathPoint[], objectClass: ObjectClass): Speed | undefined {
  const moving = path.filter(({ speed }) => speed >= STANDING);
  if (moving.length * POINT_EVERY_US < LEAST_FOR_SPEED_US) {
    return undefined;
  }
  const [slow, fast] = SPEED_LIMITS[classGroup(objectClass)];
  const speed = median(moving.map((point) => point.speed));
  return speed < slow ? 'slow' : speed > fast ? 'fast' : 'medium';
}

export function sizeOf(boxes: readonly Box[], picture: { readonly width: number; readonly height: number }): Size {
  const side = median(boxes.map(({ w, h }) => Math.sqrt((w * h) / (picture.width * picture.height))));
  const [small, large] = SIZE_LIMITS;
  return side < small ? 'small' : side > large ? 'large' : 'medium';
}

/** At least one, at most a third of the path. */
function pointsIn(us: number, length: number): number {
  return Math.max(1, Math.min(Math.round(us / POINT_EVERY_US), Math.floor(length / 3)));
}

function meanOf(points: readonly PathPoint[]): { readonly x: number; readonly y: number } {
  const sum = points.reduce((total, { x, y }) => ({ x: total.x + x, y: total.y + y }), { x: 0, y: 0 });
  return { x: sum.x / points.length, y: sum.y / points.length };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}
