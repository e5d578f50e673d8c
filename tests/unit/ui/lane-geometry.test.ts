import fc from 'fast-check';
import { expect, it } from 'vitest';

import { momentsOf } from '../../../src/domain/query/moments.ts';
import { AXIS, hitAt, placeOf, timeAt } from '../../../src/ui/timeline/lane-geometry.ts';

it('finds the time of a place and the place of a time, on a clock that counts from 1970 too', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 4e12 }),
      fc.integer({ min: 200_000, max: 2e12 }),
      fc.integer({ min: 100, max: 3000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (fromMs, length, width, share) => {
        const window = { fromUs: fromMs * 1000, toUs: fromMs * 1000 + length };
        const us = window.fromUs + share * length;
        expect(Math.abs(timeAt(window, width, placeOf(window, width, us)) - us)).toBeLessThan(1 + length / 1e9);
      },
    ),
  );
});

it('takes the dot that is nearest to a hand, in the strip of dots and within its reach', () => {
  const window = { fromUs: 0, toUs: 988_000 };
  const hits = momentsOf(Float64Array.of(100_000, 110_000, 500_000), Uint32Array.of(7, 8, 9));
  expect(hitAt(window, hits, 1000, 6 + 104, AXIS + 5)).toBe(7);
  expect(hitAt(window, hits, 1000, 6 + 106, AXIS + 5)).toBe(8);
  expect(hitAt(window, hits, 1000, 6 + 506, AXIS + 5)).toBe(9);
  expect(hitAt(window, hits, 1000, 6 + 520, AXIS + 5)).toBeUndefined();
  expect(hitAt(window, hits, 1000, 6 + 500, AXIS + 40)).toBeUndefined();
});
