// Displacement: where the anchors of one picture are in another, and what most of them agree on.

import { correlation, RADIUS, type Anchor } from './anchors.ts';
import { halve, type SmallPicture } from './small-picture.ts';

/** An anchor found again elsewhere: `dx`, `dy` from where it was. */
export interface Sighting extends Anchor {
  readonly dx: number;
  readonly dy: number;
}

/** A patch looked for elsewhere has many chances to look alike: it must look more so than one that stays, which needs 0.7. */
const FOUND_PATCH = 0.75;

/** Greatest displacement that is looked for, as a share of the picture's width. */
const REACH = 0.15;

/** Looks for each anchor within {@link REACH} of its place: coarsely at half size, then to a pixel. */
export function findAnchors(from: SmallPicture, to: SmallPicture, anchors: readonly Anchor[]): Sighting[] {
  const coarseFrom = halve(from);
  const coarseTo = halve(to);
  const reach = Math.ceil((REACH * from.width) / 2);
  const sightings: Sighting[] = [];
  for (const { x, y } of anchors) {
    const cx = inside(Math.round(x / 2), coarseFrom.width);
    const cy = inside(Math.round(y / 2), coarseFrom.height);
    if (cx === undefined || cy === undefined) {
      continue;
    }
    const coarse = best(coarseFrom, cx, cy, coarseTo, { x: cx, y: cy }, reach, 2);
    const near = { x: x + 2 * (coarse.x - cx), y: y + 2 * (coarse.y - cy) };
    const fine = best(from, x, y, to, near, 2, 1);
    if (fine.value >= FOUND_PATCH) {
      sightings.push({ x, y, dx: fine.x - x, dy: fine.y - y });
    }
  }
  return sightings;
}

function inside(value: number, side: number): number | undefined {
  return side <= 2 * RADIUS ? undefined : Math.min(side - RADIUS - 1, Math.max(RADIUS, value));
}

function best(
  from: SmallPicture,
  x: number,
  y: number,
  to: SmallPicture,
  around: Anchor,
  reach: number,
  step: number,
): Anchor & { readonly value: number } {
  let found = { x, y, value: -1 };
  for (let ty = Math.max(RADIUS, around.y - reach); ty <= Math.min(to.height - RADIUS - 1, around.y + reach); ty += 1) {
    for (
      let tx = Math.max(RADIUS, around.x - reach);
      tx <= Math.min(to.width - RADIUS - 1, around.x + reach);
      tx += 1
    ) {
      const value = correlation(from, x, y, to, tx, ty, step);
      if (value > found.value) {
        found = { x: tx, y: ty, value };
      }
    }
  }
  return found;
}

/** How the whole picture went: what most anchors agree on. */
export interface Displacement {
  /** Anchors that agree. */
  readonly agreeing: number;
  /** Median way of those, pixels of the small picture. */
  readonly length: number;
}

/** An anchor may be off by this much from the common movement, pixels. */
const TOLERANCE = 1.5;

/**
 * The shift, turn and zoom (a similarity) that most sightings agree on, from the best of all pairs of them.
 * `undefined` when there are not two.
 */
export function commonDisplacement(sightings: readonly Sighting[]): Displacement | undefined {
  let agreeing: readonly Sighting[] = [];
  for (const [index, a] of sightings.entries()) {
    for (const b of sightings.slice(index + 1)) {
      const place = similarity(a, b);
      if (place !== undefined) {
        const those = sightings.filter((s) => distance(place(s), { x: s.x + s.dx, y: s.y + s.dy }) <= TOLERANCE);
        agreeing = those.length > agreeing.length ? those : agreeing;
      }
    }
  }
  if (agreeing.length === 0) {
    return undefined;
  }
  const lengths = agreeing.map(({ dx, dy }) => Math.hypot(dx, dy)).sort((a, b) => a - b);
  return { agreeing: agreeing.length, length: lengths[lengths.length >> 1] ?? 0 };
}

/** Greatest change of scale, either way, that a camera makes between two pictures that can be compared. */
const MOST_ZOOM = 1.3;

/** The similarity that takes two anchors to where they were seen, unless they are too near or it zooms too much. */
function similarity(a: Sighting, b: Sighting): ((at: Anchor) => Anchor) | undefined {
  const fromX = b.x - a.x;
  const fromY = b.y - a.y;
  const toX = fromX + b.dx - a.dx;
  const toY = fromY + b.dy - a.dy;
  const square = fromX * fromX + fromY * fromY;
  // A complex quotient: rotation and scale in one number.
  const re = (toX * fromX + toY * fromY) / square;
  const im = (toY * fromX - toX * fromY) / square;
  const zoom = Math.hypot(re, im);
  if (square < 400 || zoom > MOST_ZOOM || zoom < 1 / MOST_ZOOM) {
    return undefined;
  }
  return ({ x, y }) => ({
    x: a.x + a.dx + re * (x - a.x) - im * (y - a.y),
    y: a.y + a.dy + im * (x - a.x) + re * (y - a.y),
  });
}

function distance(a: Anchor, b: Anchor): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
