// Moments of many objects in order: which dots a lane has room for, and which one is meant by a hand.

import { countBefore } from './presence.ts';
import { atOnce, sortRows } from './sort-rows.ts';

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

/** `times` may be in any order; `rows` says of which object each is. The work grows with their number and nothing else. */
export function momentsOf(times: Float64Array<ArrayBuffer>, rows: Uint32Array): Moments {
  return atOnce(momentSteps(times, rows));
}

/** {@link momentsOf} with a yield after each short part of it. */
export function* momentSteps(times: Float64Array<ArrayBuffer>, rows: Uint32Array): Generator<undefined, Moments> {
  const order = yield* sortRows(times);
  const sorted = { us: new Float64Array(order.length), rows: new Uint32Array(order.length) };
  for (let at = 0; at < order.length; at += 1) {
    const place = order[at] ?? 0;
    sorted.us[at] = times[place] ?? 0;
    sorted.rows[at] = rows[place] ?? 0;
  }
  return sorted;
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
