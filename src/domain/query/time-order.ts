// All objects of a case in order of time, on one clock. Once for all queries: each walks the same order.

import type { TrackColumns } from './track-columns.ts';

/** What is added to the presentation time of each recording to have the time of the case, µs: one number a recording. */
export type Clock = readonly number[];

const DIGIT = 65_536;

/**
 * Rows by the time of their first picture; rows of one time stay in order. Sorts by digits from the lowest on (radix
 * sort): the work grows with the rows and nothing else.
 */
export function timeOrder({ firstUs, recording }: TrackColumns, clock: Clock): Uint32Array<ArrayBuffer> {
  const keys = new Float64Array(firstUs.length);
  let order = new Uint32Array(firstUs.length);
  let least = Infinity;
  for (let row = 0; row < keys.length; row += 1) {
    const key = (firstUs[row] ?? 0) + (clock[recording[row] ?? 0] ?? 0);
    keys[row] = key;
    order[row] = row;
    least = Math.min(least, key);
  }
  let most = 0;
  for (let row = 0; row < keys.length; row += 1) {
    const key = (keys[row] ?? 0) - least;
    keys[row] = key;
    most = Math.max(most, key);
  }
  for (let worth = 1; worth <= most; worth *= DIGIT) {
    order = byDigit(order, keys, worth);
  }
  return order;
}

/** The same rows by one digit of their keys. */
function byDigit(
  order: Uint32Array<ArrayBuffer>,
  keys: Float64Array<ArrayBuffer>,
  worth: number,
): Uint32Array<ArrayBuffer> {
  const digits = new Uint16Array(order.length);
  const starts = new Uint32Array(DIGIT + 1);
  for (let index = 0; index < order.length; index += 1) {
    const digit = Math.floor((keys[order[index] ?? 0] ?? 0) / worth) % DIGIT;
    digits[index] = digit;
    starts[digit + 1] = (starts[digit + 1] ?? 0) + 1;
  }
  for (let digit = 1; digit <= DIGIT; digit += 1) {
    starts[digit] = (starts[digit] ?? 0) + (starts[digit - 1] ?? 0);
  }
  const sorted = new Uint32Array(order.length);
  for (let index = 0; index < order.length; index += 1) {
    const digit = digits[index] ?? 0;
    const place = starts[digit] ?? 0;
    sorted[place] = order[index] ?? 0;
    starts[digit] = place + 1;
  }
  return sorted;
}
