// Moments of many objects in order: which dots a lane has room for, and which one is meant by a hand.

import { countBefore } from './presence.ts';

/** Moments in rising order, and the row of the object that each is of. */
export interface Moments {
  readonly us: Float64Array;
  readonly rows: Uint32Array;
}

/** Moments that share one dot: `from` to `to` (not included) in {@link Moments}. */
export interface Dot {
  readonly from: number;
  readonly to: number;
  /** Where the first of them is, µs. */
  readonly us: number;
}

/** `times` may be in any order; `rows` says of which object each is. O(n log n), O(n) for those in order already. */
export function momentsOf(times: readonly number[], rows: readonly number[]): Moments {
  const given = Float64Array.from(times);
  let isSorted = true;
  for (let index = 1; index < given.length && isSorted; index += 1) {
    isSorted = (given[index - 1] ?? 0) <= (given[index] ?? 0);
  }
  if (isSorted) {
    return { us: given, rows: Uint32Array.from(rows) };
  }
  const order = Uint32Array.from(given.keys()).sort((a, b) => (given[a] ?? 0) - (given[b] ?? 0) || a - b);
  return {
    us: Float64Array.from(order, (index) => given[index] ?? 0),
    rows: Uint32Array.from(order, (index) => rows[index] ?? 0),
  };
}

/** At most one dot in each of `places` equal parts of `[fromUs, toUs]`. O(places · log n). */
export function dotsIn({ us }: Moments, fromUs: number, toUs: number, places: number): Dot[] {
  const dots: Dot[] = [];
  const width = (toUs - fromUs) / Math.max(1, places);
  let from = countBefore(us, fromUs);
  while (from < us.length) {
    const at = us[from] ?? 0;
    if (at > toUs || !(width > 0)) {
      break;
    }
    const place = Math.min(places - 1, Math.floor((at - fromUs) / width));
    const to = Math.max(from + 1, countBefore(us, place === places - 1 ? Infinity : fromUs + (place + 1) * width));
    dots.push({ from, to, us: at });
    from = to;
  }
  return dots;
}

/** The row whose moment is nearest to `us`, when it is at most `reachUs` away. O(log n). */
export function nearestRow({ us, rows }: Moments, at: number, reachUs: number): number | undefined {
  const next = countBefore(us, at);
  const before = next - 1;
  const isBefore = Math.abs((us[before] ?? -Infinity) - at) <= Math.abs((us[next] ?? Infinity) - at);
  const nearest = isBefore ? before : next;
  return Math.abs((us[nearest] ?? Infinity) - at) <= reachUs ? rows[nearest] : undefined;
}
