// How many objects are there at any time: found by halving, whatever their number, once their ends are in order.

import { CLASS_NAMES, OBJECT_CLASSES, type ObjectClass } from '../detection/classes.ts';
import { atOnce } from './sort-rows.ts';

/** What presence needs to know of an object. Presentation times, µs. */
export interface PresentObject {
  readonly objectClass: ObjectClass;
  readonly firstUs: number;
  readonly lastUs: number;
}

/** The same of many, as columns in any order; `objectClass`: numbers of `OBJECT_CLASSES`. */
export interface PresenceColumns {
  readonly firstUs: Float64Array;
  readonly lastUs: Float64Array;
  readonly objectClass: Uint8Array;
}

/** First and last times of the objects of one class, each in rising order on its own. */
interface Ends {
  readonly first: Float64Array;
  readonly last: Float64Array;
}

/** Only classes that occur, in the order of lists. */
export type Presence = ReadonlyMap<ObjectClass, Ends>;

/** Objects present per bin, by class, over a window cut in equal bins. */
export interface Activity {
  readonly bins: number;
  /** Only classes that occur. */
  readonly byClass: ReadonlyMap<ObjectClass, Uint32Array>;
  readonly total: Uint32Array;
  /** Highest total of a bin. */
  readonly peak: number;
}

/** To be kept for as long as the objects stay the same: O(n log n). Of columns `rows` says which; left out: all. */
export function presenceOf(objects: Iterable<PresentObject> | PresenceColumns, rows?: Uint32Array): Presence {
  return atOnce(presenceSteps(Symbol.iterator in objects ? columnsOf([...objects]) : objects, rows));
}

/** {@link presenceOf} with a yield after each short part of it. */
export function* presenceSteps(columns: PresenceColumns, rows?: Uint32Array): Generator<undefined, Presence> {
  const { firstUs, lastUs, objectClass } = columns;
  const length = rows?.length ?? objectClass.length;
  const counts = new Uint32Array(256);
  for (let at = 0; at < length; at += 1) {
    const number = objectClass[rows?.[at] ?? at] ?? 0;
    counts[number] = (counts[number] ?? 0) + 1;
  }
  yield;
  const presence = new Map<ObjectClass, Ends>();
  for (const name of CLASS_NAMES) {
    const number = OBJECT_CLASSES[name];
    const ends = { first: new Float64Array(counts[number] ?? 0), last: new Float64Array(counts[number] ?? 0) };
    let next = 0;
    for (let at = 0; at < length && next < ends.first.length; at += 1) {
      const row = rows?.[at] ?? at;
      if (objectClass[row] === number) {
        ends.first[next] = firstUs[row] ?? 0;
        ends.last[next] = lastUs[row] ?? 0;
        next += 1;
      }
    }
    if (next > 0) {
      yield;
      // Each in an order of its own: how many began and how many ended is all that is asked.
      ends.first.sort();
      yield;
      ends.last.sort();
      presence.set(name, ends);
      yield;
    }
  }
  return presence;
}

function columnsOf(objects: readonly PresentObject[]): PresenceColumns {
  return {
    firstUs: Float64Array.from(objects, ({ firstUs }) => firstUs),
    lastUs: Float64Array.from(objects, ({ lastUs }) => lastUs),
    objectClass: Uint8Array.from(objects, (object) => OBJECT_CLASSES[object.objectClass]),
  };
}

/**
 * Counts in each bin of `[fromUs, toUs]` the objects that exist at some instant of it: those that began before it ends,
 * less those that had ended before it begins. O(bins · log n). A bin has its beginning, the last one its end too.
 */
export function presentIn(presence: Presence, fromUs: number, toUs: number, bins: number): Activity {
  const total = new Uint32Array(bins);
  const byClass = new Map<ObjectClass, Uint32Array>();
  const width = (toUs - fromUs) / bins;
  for (const [name, { first, last }] of presence) {
    const counts = new Uint32Array(bins);
    let most = 0;
    for (let bin = 0; bin < bins; bin += 1) {
      const end = fromUs + (bin + 1) * width;
      const begun = bin === bins - 1 ? countUpTo(first, toUs) : countBefore(first, end);
      const count = begun - countBefore(last, fromUs + bin * width);
      counts[bin] = count;
      total[bin] = (total[bin] ?? 0) + count;
      most = Math.max(most, count);
    }
    if (most > 0) {
      byClass.set(name, counts);
    }
  }
  return { bins, byClass, total, peak: total.reduce((most, count) => Math.max(most, count), 0) };
}

/** How many of rising times are less than `us`. */
export function countBefore(times: Float64Array, us: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? Infinity) < us) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/** How many are `us` or less: the next number that a double can hold is not looked for. */
function countUpTo(times: Float64Array, us: number): number {
  let count = countBefore(times, us);
  while (count < times.length && times[count] === us) {
    count += 1;
  }
  return count;
}
