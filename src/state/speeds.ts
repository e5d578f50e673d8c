// The speeds that the shuttle keys go through, and the speed menu lists.

/** Footage seconds per wall second, in the order of presses. */
export const SPEEDS: readonly [number, ...number[]] = [1, 2, 4, 8, 16];
export const SLOW_SPEEDS: readonly [number, ...number[]] = [1 / 2, 1 / 4, 1 / 10];

/** Every speed of one direction, slowest first. */
export const ALL_SPEEDS: readonly number[] = [...SLOW_SPEEDS.toReversed(), ...SPEEDS];

/** The rate after one more press: the next of `speeds`, or the first when the direction or the kind changes. */
export function nextSpeed(rate: number, direction: 1 | -1, speeds: readonly [number, ...number[]]): number {
  const index = Math.sign(rate) === direction ? speeds.indexOf(Math.abs(rate)) : -1;
  return direction * (speeds[Math.min(index + 1, speeds.length - 1)] ?? speeds[0]);
}
