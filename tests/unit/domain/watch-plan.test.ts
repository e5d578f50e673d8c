import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { watchPlan } from '../../../src/domain/footage/watch-plan.ts';

const watched = (us: readonly number[]): number[] =>
  [...watchPlan(Float64Array.from(us))].flatMap((isWatched, ordinal) => (isWatched === 1 ? [ordinal] : []));

describe('the plan of what is watched', () => {
  it('takes every second picture of 25 a second, and every one of 10', () => {
    expect(watched([0, 40_000, 80_000, 120_000, 160_000])).toEqual([1, 3, 5]);
    expect(watched([0, 100_000, 200_000])).toEqual([1, 2, 3]);
  });

  it('begins with the first picture, leaves 60 ms between two, and never waits longer than it must', () => {
    const times = fc.array(fc.integer({ min: -1_000_000, max: 5_000_000 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(times, (unsorted) => {
        const us = unsorted.toSorted((a, b) => a - b);
        const chosen = watched(us);
        expect(chosen[0]).toBe(1);
        chosen.slice(1).forEach((ordinal, at) => {
          const before = us[(chosen[at] ?? 0) - 1] ?? 0;
          expect((us[ordinal - 1] ?? 0) - before).toBeGreaterThanOrEqual(60_000);
          expect((us[ordinal - 2] ?? 0) - before).toBeLessThan(60_000);
        });
      }),
    );
  });
});
