// Minutes of viewing: stretches are merged, never counted twice.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeSpans, trackSpans, viewingMinutesPerHour } from '../../scripts/bench/viewing.ts';

const span = fc
  .tuple(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 0, max: 100 }))
  .map(([fromUs, length]) => ({ fromUs, toUs: fromUs + length }));

describe('viewing', () => {
  it('counts time in which two objects are present once', () => {
    const spans = [
      { fromUs: 0, toUs: 60e6 },
      { fromUs: 30e6, toUs: 90e6 },
      { fromUs: 200e6, toUs: 230e6 },
    ];
    expect(viewingMinutesPerHour(spans, 600)).toBeCloseTo(12, 9);
    expect(viewingMinutesPerHour([], 600)).toBe(0);
    expect(viewingMinutesPerHour(spans, 0)).toBe(0);
  });

  it('merges into stretches that are apart and cover the same instants', () => {
    fc.assert(
      fc.property(fc.array(span, { maxLength: 30 }), fc.integer({ min: 0, max: 1100 }), (spans, instant) => {
        const merged = mergeSpans(spans);
        const covers = (list: typeof merged): boolean =>
          list.some(({ fromUs, toUs }) => fromUs <= instant && instant <= toUs);
        expect(covers(merged)).toBe(covers(spans));
        merged.slice(1).forEach(({ fromUs }, k) => {
          expect(fromUs).toBeGreaterThan(merged[k]?.toUs ?? Infinity);
        });
      }),
    );
  });

  it('takes the time of a track from its first and last frame', () => {
    expect(trackSpans([{ frames: [2, 3, 5] }, { frames: [] }], [0, 10, 20, 35, 50])).toEqual([
      { fromUs: 10, toUs: 50 },
    ]);
  });
});
