// Which objects were near another one: at the same time, for long enough, by their own measure.

import type { ObjectClass } from '../detection/classes.ts';
import { classGroup } from '../tracking/sight.ts';
import type { TrackPath } from './track-path.ts';
import { addStay, type Stay } from './zone-stays.ts';

/** Near what: any object, a person, or a vehicle of two wheels or more. */
export const PARTNERS = ['any', 'person', 'vehicle'] as const;
export type Partner = (typeof PARTNERS)[number];

/** To be near another object; nothing is drawn for it. */
export interface Nearness {
  readonly kind: 'near';
  readonly partner: Partner;
  /** Foot points no farther apart than so many heights of the two, on average. */
  readonly heights: number;
  /** For at least so long without a break, µs. */
  readonly leastUs: number;
}

/** One object of a recording. */
export interface Walker {
  readonly number: number;
  readonly objectClass: ObjectClass;
  readonly path: TrackPath;
}

/**
 * Numbers of the objects that were near a partner. Pauses after each object, for whoever lets others work meanwhile.
 * Each pair that was there at the same time is looked at once.
 */
export function* whoWasNear(
  walkers: readonly Walker[],
  { partner, heights, leastUs }: Nearness,
): Generator<undefined, ReadonlySet<number>> {
  const found = new Set<number>();
  let present: Walker[] = [];
  for (const walker of walkers.toSorted((a, b) => startOf(a) - startOf(b))) {
    present = present.filter(({ path }) => (path.us.at(-1) ?? 0) >= startOf(walker));
    for (const other of present) {
      const [one, two] = [isPartner(other, partner), isPartner(walker, partner)];
      const isKnown = (!one || found.has(walker.number)) && (!two || found.has(other.number));
      if (!isKnown && wereNear(walker.path, other.path, heights, leastUs)) {
        // The partner is near too, and found when the object is what it asks for.
        [...(one ? [walker] : []), ...(two ? [other] : [])].forEach(({ number }) => found.add(number));
      }
    }
    present.push(walker);
    yield;
  }
  return found;
}

function startOf({ path }: Walker): number {
  return path.us[0] ?? 0;
}

function isPartner({ objectClass }: Walker, partner: Partner): boolean {
  const group = classGroup(objectClass);
  switch (partner) {
    case 'any':
      return true;
    case 'person':
      return group === 'person';
    case 'vehicle':
      return group === 'vehicle' || group === 'two-wheeler';
  }
}

function wereNear(a: TrackPath, b: TrackPath, heights: number, leastUs: number): boolean {
  const [from, to] = [Math.max(a.us[0] ?? 0, b.us[0] ?? 0), Math.min(a.us.at(-1) ?? 0, b.us.at(-1) ?? 0)];
  if (to - from < leastUs) {
    return false;
  }
  const stays: Stay[] = [];
  let [i, j, at] = [0, 0, from];
  let before = apartAt(a, b, i, j, at);
  while (at < to) {
    // From one sight of either to the next, both go straight.
    while (i + 1 < a.us.length && (a.us[i + 1] ?? 0) <= at) {
      i += 1;
    }
    while (j + 1 < b.us.length && (b.us[j + 1] ?? 0) <= at) {
      j += 1;
    }
    const next = Math.min(to, a.us[i + 1] ?? to, b.us[j + 1] ?? to);
    const after = apartAt(a, b, i, j, next);
    const near = withinReach(before, after, (heights * (before.height + after.height)) / 2);
    if (near !== undefined) {
      addStay(stays, at + (next - at) * near[0], at + (next - at) * near[1]);
    }
    [at, before] = [next, after];
  }
  return stays.some((stay) => stay.toUs - stay.fromUs >= leastUs);
}

/** How two objects stand to each other: shares of the height of the picture. */
interface Apart {
  readonly x: number;
  readonly y: number;
  /** Of the two, on average. */
  readonly height: number;
}

function apartAt(a: TrackPath, b: TrackPath, i: number, j: number, us: number): Apart {
  const [one, two] = [placeAt(a, i, us), placeAt(b, j, us)];
  return { x: (one.x - two.x) * a.aspect, y: one.y - two.y, height: (one.height + two.height) / 2 };
}

/** On the piece of a way that begins with sight `index`. */
function placeAt({ us, x, y, height }: TrackPath, index: number, at: number): Apart {
  const next = Math.min(index + 1, us.length - 1);
  const span = (us[next] ?? 0) - (us[index] ?? 0);
  const share = span > 0 ? (at - (us[index] ?? 0)) / span : 0;
  const between = (column: Float32Array): number =>
    (column[index] ?? 0) + ((column[next] ?? 0) - (column[index] ?? 0)) * share;
  return { x: between(x), y: between(y), height: between(height) };
}

/** Shares of a straight piece between which two objects are within reach of each other. */
function withinReach(from: Apart, to: Apart, reach: number): readonly [number, number] | undefined {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const square = dx * dx + dy * dy;
  const slope = from.x * dx + from.y * dy;
  const excess = from.x * from.x + from.y * from.y - reach * reach;
  if (square === 0) {
    return excess <= 0 ? [0, 1] : undefined;
  }
  const root = slope * slope - square * excess;
  if (root < 0) {
    return undefined;
  }
  const [enter, leave] = [(-slope - Math.sqrt(root)) / square, (-slope + Math.sqrt(root)) / square];
  return enter > 1 || leave < 0 ? undefined : [Math.max(0, enter), Math.min(1, leave)];
}
