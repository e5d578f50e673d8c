import { expect, it } from 'vitest';
import { ticksOf } from '../../../src/ui/timeline/ticks.ts';

it('marks round times, far enough apart to be read', () => {
  const { stepUs, times } = ticksOf(-1_500_000, 60_000_000, 1000, 96);
  expect(stepUs).toBe(10_000_000);
  expect(times).toEqual([0, 10, 20, 30, 40, 50, 60].map((seconds) => seconds * 1_000_000));
});

it('goes down to tenths of a second and up to days', () => {
  expect(ticksOf(0, 1_000_000, 1000, 96).stepUs).toBe(100_000);
  expect(ticksOf(0, 10 * 86_400_000_000, 1000, 96).stepUs).toBe(86_400_000_000);
});
