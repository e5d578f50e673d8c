// Puts rows in the order of a number of theirs, for as many rows as there may be.

const DIGIT = 65_536;
/** Rows between two pauses, less one: a millisecond or so. */
const PAUSE = 0x1ffff;

/**
 * Places of keys (whole numbers of less than 2⁵³ either way) in rising order; equal ones stay in order. Sorts by digits
 * from the lowest on (radix sort): the work grows with the rows and nothing else. Yields after each short part of it.
 */
export function* sortRows(keys: Float64Array<ArrayBuffer>): Generator<undefined, Uint32Array<ArrayBuffer>> {
  let order = new Uint32Array(keys.length);
  let least = Infinity;
  let most = -Infinity;
  let isSorted = true;
  for (let row = 0; row < keys.length; row += 1) {
    const key = keys[row] ?? 0;
    order[row] = row;
    isSorted &&= key >= most;
    least = Math.min(least, key);
    most = Math.max(most, key);
    if ((row & PAUSE) === PAUSE) {
      yield;
    }
  }
  yield;
  for (let worth = 1; !isSorted && worth <= most - least; worth *= DIGIT) {
    order = yield* byDigit(order, keys, least, worth);
  }
  return order;
}

/** The same rows by one digit of their keys above the least. */
function* byDigit(
  order: Uint32Array<ArrayBuffer>,
  keys: Float64Array<ArrayBuffer>,
  least: number,
  worth: number,
): Generator<undefined, Uint32Array<ArrayBuffer>> {
  const digits = new Uint16Array(order.length);
  const starts = new Uint32Array(DIGIT + 1);
  for (let index = 0; index < order.length; index += 1) {
    const digit = Math.floor(((keys[order[index] ?? 0] ?? 0) - least) / worth) % DIGIT;
    digits[index] = digit;
    starts[digit + 1] = (starts[digit + 1] ?? 0) + 1;
    if ((index & PAUSE) === PAUSE) {
      yield;
    }
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
    if ((index & PAUSE) === PAUSE) {
      yield;
    }
  }
  return sorted;
}

/** What a search that is done in slices comes to, when nobody waits for the page. */
export function atOnce<T>(steps: Generator<undefined, T>): T {
  let step = steps.next();
  while (step.done !== true) {
    step = steps.next();
  }
  return step.value;
}
