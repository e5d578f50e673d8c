// The presentation timestamp is the only clock: raw ticks as the file says, and integer microseconds.

import type { Brand } from '../../base/brand.ts';

/** Presentation time in integer microseconds, as the file says: may be negative, never shifted to zero. */
export type Micros = Brand<number, 'Micros'>;

/** Ticks per second, as a fraction: a tick lasts `num / den` seconds. Both are integers ≥ 1. */
export interface Timebase {
  readonly num: number;
  readonly den: number;
}

/** Wraps an integer number of microseconds. Throws on a non-integer: a bug, never a user's input. */
export function micros(value: number): Micros {
  if (!Number.isSafeInteger(value)) {
    throw new RangeError(`Not an integer number of microseconds: ${value}`);
  }
  return value as Micros;
}

/**
 * Microseconds of a tick count, rounded half up (towards +∞).
 * Exact: computed on integers, so that 1/90000 ticks never drift.
 */
export function ticksToMicros(ticks: number, timebase: Timebase): Micros {
  const numerator = BigInt(ticks) * BigInt(timebase.num) * 2_000_000n + BigInt(timebase.den);
  const denominator = 2n * BigInt(timebase.den);
  // BigInt division truncates towards zero; floor is wanted for negative times.
  let quotient = numerator / denominator;
  if (numerator % denominator < 0n) {
    quotient -= 1n;
  }
  return micros(Number(quotient));
}
