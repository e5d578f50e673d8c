import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { FRAME_HIDDEN, FRAME_KEY, ordinalAt, stampOf } from '../../../src/domain/footage/frame.ts';
import { aFrameTable } from '../../builders/frame-table.ts';

describe('the stamp of a frame', () => {
  const table = { ...aFrameTable([-40, 0, 40]), flags: Uint8Array.of(FRAME_KEY | FRAME_HIDDEN, 0, FRAME_KEY) };

  it('tells ticks, microseconds and flags of a 1-based ordinal', () => {
    expect(stampOf(table, 1)).toEqual({ ordinal: 1, ticks: -40, us: -40_000, isKey: true, isHidden: true });
    expect(stampOf(table, 2)).toEqual({ ordinal: 2, ticks: 0, us: 0, isKey: false, isHidden: false });
    expect(stampOf(table, 3)).toMatchObject({ isKey: true, isHidden: false });
  });

  it.each([0, 4, -1, 1.5, Number.NaN])('does not invent frame %s', (ordinal) => {
    expect(() => stampOf(table, ordinal)).toThrow(RangeError);
  });
});

describe('the ordinal at a time', () => {
  it('is the last frame that is not later, the first one before them all, 0 without frames', () => {
    const table = aFrameTable([100, 140, 140, 200]);
    expect([0, 100_000, 139_999, 140_000, 199_999, 200_000, 1e12].map((us) => ordinalAt(table, us))).toEqual([
      1, 1, 1, 3, 3, 4, 4,
    ]);
    expect(ordinalAt(aFrameTable([]), 0)).toBe(0);
  });

  it('agrees with a plain search on uneven times', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -5000, max: 5000 }), { minLength: 1, maxLength: 60 }),
        fc.integer(),
        (raw, at) => {
          const ticks = [...raw].sort((a, b) => a - b);
          const us = at % 6_000_000;
          const plain = ticks.filter((tick) => tick * 1000 <= us).length;
          expect(ordinalAt(aFrameTable(ticks), us)).toBe(Math.max(1, plain));
        },
      ),
    );
  });
});
