// How many objects are there at any time: found by halving, whatever their number, once their ends are in order.

import { CLASS_NAMES, OBJECT_CLASSES, type ObjectClass } from '../detection/classes.ts';

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
  if (Symbol.iterator in objects) {
    return ofObjects(objects);
  }
  return ofColumns(
    rows === undefined
      ? objects
      : {
          firstUs: Float64Array.from(rows, (row) => objects.firstUs[row] ?? 0),
          lastUs: Float64Array.from(rows, (row) => objects.lastUs[row] ?? 0),
          objectClass: Uint8Array.from(rows, (row) => objects.objectClass[row] ?? 0),
        },
  );
}

function ofObjects(objects: Iterable<PresentObject>): Presence {
  const found = new Map<ObjectClass, { readonly first: number[]; readonly last: number[] }>();
  for (const { objectClass, firstUs, lastUs } of objects) {
    const ends = found.get(objectClass) ?? { first: [], last: [] };
    found.set(objectClass, ends);
    ends.first.push(firstUs);
    ends.last.push(lastUs);
  }
  return inOrder((name) => found.get(name));
}

function ofColumns({ firstUs, lastUs, objectClass }: PresenceColumns): Presence {
  const counts = new Uint32Array(256);
  for (const number of objectClass) {
    counts[number] = (counts[number] ?? 0) + 1;
  }
  return inOrder((name) => {
    const number = OBJECT_CLASSES[name];
    const count = counts[number] ?? 0;
    return count === 0 ? undefined : { first: rowsOf(firstUs, count), last: rowsOf(lastUs, count) };

    function rowsOf(times: Float64Array, size: number): Float64Array {
      const picked = new Float64Array(size);
      let next = 0;
      for (let row = 0; row < objectClass.length; row += 1) {
        if (objectClass[row] === number) {
          picked[next] = times[row] ?? 0;
          next += 1;
        }
      }
      return picked;
    }
  });
}

function inOrder(
  endsOf: (name: ObjectClass) => { readonly first: ArrayLike<number>; readonly last: ArrayLike<number> } | undefined,
): Presence {
  const presence = new Map<ObjectClass, Ends>();
  for (const name of CLASS_NAMES) {
    const ends = endsOf(name);
    if (ends !== undefined) {
      // Each in an order of its own: how many began and how many ended is all that is asked.
      presence.set(name, { first: Float64Array.from(ends.first).sort(), last: Float64Array.from(ends.last).sort() });
    }
  }
  return presence;
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
