// Boxes as they must have been, from what was seen a moment before and after: a detector's box trembles, swells with
// a stride, and holds half a body behind a pole. Sizes first, robustly (Theil 1950, Sen 1968), since half a body is an
// outlier and not noise; then places, by local linear regression (Cleveland 1979). Nothing is fitted to looks or to the
// kind of object: only a window in time.

import type { Box } from '../geometry/box.ts';
import type { Sight } from './track.ts';

/** Half of the window, µs: a stride and a lamp post pass in it, a turn shows in it. */
const SMOOTH_US = 800_000;
/** The same for sizes, µs. */
const SIZE_US = 1_200_000;
/** How far a sight tells on others: through their size, their place by whole neighbours, the line through places. */
const REACH_US = SIZE_US + 2 * SMOOTH_US;
/** Sights are settled by so many at a time: their neighbours are gone through once for all of them. */
const BATCH = 8;
/** Share of the usual height or width under which a box holds only a part of its object. */
const WHOLE = 0.85;
/** Least sights in the window that tell a usual size. */
const LEAST_SIZES = 3;
/** Weight of a sight that only motion told of, against 1 for a detection that is sure. */
const MOTION_WEIGHT = 0.05;

interface Placed {
  readonly us: number;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  readonly weight: number;
}

/**
 * How many sights, from the first on, no later sight can change any more. All of them once the object `isOver`.
 * Sights let go before must have been whole batches, see {@link sparedCount}.
 */
export function settledCount(sights: readonly Sight[], isOver: boolean): number {
  const last = sights.at(-1);
  if (last === undefined || isOver) {
    return sights.length;
  }
  const settled = sights.findLastIndex(({ us }) => last.us - us > REACH_US) + 1;
  return settled - (settled % BATCH);
}

/** How many sights, from the first on, are not needed to smooth those from number `from` on; whole batches. */
export function sparedCount(sights: readonly Sight[], from: number): number {
  const spared = firstWithin(sights, from, REACH_US);
  return spared - (spared % BATCH);
}

/** The sights from number `from` up to but without `to`, each with its smoothed box. Sights are in order of time. */
export function smoothSights(sights: readonly Sight[], from = 0, to: number = sights.length): Sight[] {
  if (to <= from) {
    return [];
  }
  const start = firstWithin(sights, from, REACH_US);
  const end = lastWithin(sights, to - 1, REACH_US);
  const near = sights.slice(start, end + 1);
  const sizes = near.map((sight) => usualSize(near, sight));
  const placed = near.map((_, index) => place(near, sizes, index));
  return near.slice(from - start, to - start).map((sight, index) => {
    const own = placed[from - start + index] as Placed;
    const { x, y } = centre(placed, own);
    return { ...sight, box: { x: x - own.w / 2, y: y - own.h / 2, w: own.w, h: own.h } };
  });
}

function firstWithin(sights: readonly Sight[], index: number, us: number): number {
  let first = index;
  while (first > 0 && (sights[index] as Sight).us - (sights[first - 1] as Sight).us <= us) {
    first -= 1;
  }
  return first;
}

function lastWithin(sights: readonly Sight[], index: number, us: number): number {
  let last = index;
  while (last < sights.length - 1 && (sights[last + 1] as Sight).us - (sights[index] as Sight).us <= us) {
    last += 1;
  }
  return last;
}

/** The size that the sights around one agree on; its own where there are too few. */
function usualSize(sights: readonly Sight[], { box, us }: Sight): { readonly w: number; readonly h: number } {
  const all = sights.filter((other) => Math.abs(other.us - us) <= SIZE_US);
  const detected = all.filter(({ score }) => score > 0);
  // Regions of motion are loose boxes: they tell a size only of what no detector sees.
  const around = detected.length === 0 ? all : detected;
  if (around.length < LEAST_SIZES) {
    return box;
  }
  const seconds = around.map((other) => (other.us - us) / 1e6);
  const logOf = (size: (box: Box) => number): number[] => around.map((other) => Math.log(Math.max(1, size(other.box))));
  return {
    w: Math.exp(
      robustValueAtZero(
        seconds,
        logOf(({ w }) => w),
      ),
    ),
    h: Math.exp(
      robustValueAtZero(
        seconds,
        logOf(({ h }) => h),
      ),
    ),
  };
}

/** Where the line of median slope through most of the points passes at time 0. */
function robustValueAtZero(times: readonly number[], values: readonly number[]): number {
  const slopes: number[] = [];
  for (let a = 0; a < times.length; a += 1) {
    for (let b = a + 1; b < times.length; b += 1) {
      const span = (times[b] as number) - (times[a] as number);
      if (span > 0) {
        slopes.push(((values[b] as number) - (values[a] as number)) / span);
      }
    }
  }
  const slope = slopes.length === 0 ? 0 : median(slopes);
  return median(values.map((value, index) => value - slope * (times[index] as number)));
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] as number;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] as number)) / 2;
}

/** A sight at its usual size. Of a part of an object, the edge that leaves its neighbours in line is the true one. */
function place(
  sights: readonly Sight[],
  sizes: readonly { readonly w: number; readonly h: number }[],
  index: number,
): Placed {
  const { box, us, score } = sights[index] as Sight;
  const { w, h } = sizes[index] as { w: number; h: number };
  const weight = Math.max(MOTION_WEIGHT, score);
  const own = { x: box.x + box.w / 2, y: box.y + box.h / 2 };
  const isPart = (at: number): boolean => {
    const size = sizes[at] as { w: number; h: number };
    const seen = (sights[at] as Sight).box;
    return seen.h <= WHOLE * size.h || seen.w <= WHOLE * size.w;
  };
  if (!isPart(index)) {
    return { us, ...own, w, h, weight };
  }
  const line = betweenWhole(sights, isPart, index) ?? own;
  const x = box.w <= WHOLE * w ? within(line.x, box.x + w / 2, box.x + box.w - w / 2) : own.x;
  const y = box.h <= WHOLE * h ? within(line.y, box.y + h / 2, box.y + box.h - h / 2) : own.y;
  return { us, x, y, w, h, weight };
}

function within(value: number, a: number, b: number): number {
  return Math.min(Math.max(value, Math.min(a, b)), Math.max(a, b));
}

/** Centre of the object between the nearest sights of the whole of it. */
function betweenWhole(
  sights: readonly Sight[],
  isPart: (index: number) => boolean,
  index: number,
): { readonly x: number; readonly y: number } | undefined {
  const us = (sights[index] as Sight).us;
  const isNear = (at: number): boolean => Math.abs((sights[at] as Sight).us - us) <= SMOOTH_US && !isPart(at);
  const order = sights.map((_, at) => at);
  const before = order.slice(0, index).findLast(isNear);
  const after = order.slice(index + 1).find(isNear);
  const [a, b] = [sights[before ?? after ?? -1], sights[after ?? before ?? -1]];
  if (a === undefined || b === undefined) {
    return undefined;
  }
  const share = b.us > a.us ? (us - a.us) / (b.us - a.us) : 0;
  const mid = ({ box }: Sight): { x: number; y: number } => ({ x: box.x + box.w / 2, y: box.y + box.h / 2 });
  return { x: mid(a).x + (mid(b).x - mid(a).x) * share, y: mid(a).y + (mid(b).y - mid(a).y) * share };
}

/** Centre at the time of `own` on the weighted line through the sights around it. */
function centre(placed: readonly Placed[], own: Placed): { readonly x: number; readonly y: number } {
  let [sum, sumT, sumTT, sumX, sumTX, sumY, sumTY] = [0, 0, 0, 0, 0, 0, 0];
  for (const { us, x, y, weight } of placed) {
    const t = (us - own.us) / SMOOTH_US;
    const share = weight * Math.max(0, 1 - Math.abs(t));
    sum += share;
    sumT += share * t;
    sumTT += share * t * t;
    sumX += share * x;
    sumTX += share * t * x;
    sumY += share * y;
    sumTY += share * t * y;
  }
  const determinant = sum * sumTT - sumT * sumT;
  if (determinant < 1e-9) {
    return own;
  }
  return { x: (sumX * sumTT - sumTX * sumT) / determinant, y: (sumY * sumTT - sumTY * sumT) / determinant };
}
