import { expect, it } from 'vitest';
import { ALL_SPEEDS, nextSpeed, SLOW_SPEEDS, SPEEDS } from '../../../src/state/speeds.ts';

it('goes 1, 2, 4, 8, 16 and stays there', () => {
  const rates = [1, 2, 3, 4, 5, 6].reduce<number[]>((list) => [...list, nextSpeed(list.at(-1) ?? 0, 1, SPEEDS)], []);
  expect(rates).toEqual([1, 2, 4, 8, 16, 16]);
});

it('turns round at 1×', () => {
  expect(nextSpeed(8, -1, SPEEDS)).toBe(-1);
  expect(nextSpeed(-1, -1, SPEEDS)).toBe(-2);
});

it('slows down from any speed', () => {
  expect(nextSpeed(4, 1, SLOW_SPEEDS)).toBe(0.5);
  expect(nextSpeed(0.5, 1, SLOW_SPEEDS)).toBe(0.25);
  expect(nextSpeed(0.25, 1, SPEEDS)).toBe(1);
  expect(nextSpeed(-0.25, -1, SLOW_SPEEDS)).toBe(-0.1);
  expect(nextSpeed(-0.1, -1, SLOW_SPEEDS)).toBe(-0.1);
});

it('lists every speed once, slowest first', () => {
  expect(ALL_SPEEDS).toEqual([0.1, 0.25, 0.5, 1, 2, 4, 8, 16]);
});
