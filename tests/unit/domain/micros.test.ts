import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { micros, ticksToMicros } from '../../../src/domain/time/micros.ts';

/** floor(ticks · num · 10⁶ / den + 1/2), in rationals. */
function reference(ticks: bigint, num: bigint, den: bigint): bigint {
  const top = 2n * ticks * num * 1_000_000n + den;
  const bottom = 2n * den;
  const quotient = top / bottom;
  return top < 0n && quotient * bottom !== top ? quotient - 1n : quotient;
}

describe('ticks to microseconds', () => {
  it('rounds half up, towards plus infinity, on both sides of zero', () => {
    // One tick of 1/2,000,000 s is half a microsecond.
    const half = { num: 1, den: 2_000_000 };
    expect([-3, -2, -1, 0, 1, 2, 3].map((ticks) => ticksToMicros(ticks, half))).toEqual([-1, -1, 0, 0, 1, 1, 2]);
  });

  it('gives 1/90000 ticks of a transport stream without drift, hours into it', () => {
    const ts = { num: 1, den: 90_000 };
    expect(ticksToMicros(144_000, ts)).toBe(1_600_000);
    expect(ticksToMicros(1, ts)).toBe(11);
    expect(ticksToMicros(90_000 * 3600 * 26 + 1, ts)).toBe(3600 * 26 * 1_000_000 + 11);
  });

  it('equals exact arithmetic for every tick and timebase', () => {
    const side = fc.integer({ min: 1, max: 1_000_000 });
    fc.assert(
      fc.property(
        fc.integer({ min: -(2 ** 33), max: 2 ** 33 }),
        fc.integer({ min: 1, max: 1001 }),
        side,
        (t, num, den) => {
          const exact = reference(BigInt(t), BigInt(num), BigInt(den));
          fc.pre(exact < 2n ** 53n && exact > -(2n ** 53n));
          expect(BigInt(ticksToMicros(t, { num, den }))).toBe(exact);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('never goes back when ticks go on', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.nat(1000), (t, more) => {
        const timebase = { num: 1, den: 12_288 };
        expect(ticksToMicros(t + more, timebase)).toBeGreaterThanOrEqual(ticksToMicros(t, timebase));
      }),
    );
  });

  it('refuses what is not a whole number', () => {
    expect(() => micros(0.5)).toThrow(RangeError);
    expect(() => micros(Number.NaN)).toThrow(RangeError);
    expect(() => ticksToMicros(0.5, { num: 1, den: 1 })).toThrow(RangeError);
    expect(() => ticksToMicros(2 ** 53 - 1, { num: 1, den: 1 })).toThrow(RangeError);
  });
});
