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
  const keys = firstUs.map((us, row) => us + (clock[recording[row] ?? 0] ?? 0));
  const least = keys.reduce((a, b) => Math.min(a, b), Infinity);
  const span = keys.reduce((most, key) => Math.max(most, key - least), 0);
  let order = new Uint32Array(keys.length).map((_, row) => row);
  for (let worth = 1; worth <= span; worth *= DIGIT) {
    order = byDigit(order, keys, least, worth);
  }
  return order;
}

function byDigit(
  order: Uint32Array<ArrayBuffer>,
  keys: Float64Array<ArrayBuffer>,
  least: number,
  worth: number,
): Uint32Array<ArrayBuffer> {
  const digits = new Uint16Array(order.length);
  const starts = new Uint32Array(DIGIT + 1);
  order.forEach((row, index) => {
    const digit = Math.floor(((keys[row] ?? 0) - least) / worth) % DIGIT;
    digits[index] = digit;
    starts[digit + 1] = (starts[digit + 1] ?? 0) + 1;
  });
  for (let digit = 1; digit <= DIGIT; digit += 1) {
    starts[digit] = (starts[digit] ?? 0) + (starts[digit - 1] ?? 0);
  }
  const sorted = new Uint32Array(order.length);
  order.forEach((row, index) => {
    const digit = digits[index] ?? 0;
    const place = starts[digit] ?? 0;
    sorted[place] = row;
    starts[digit] = place + 1;
  });
  return sorted;
}
