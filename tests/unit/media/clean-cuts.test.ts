import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { cleanCuts } from '../../../src/media/clean-cuts.ts';

const index = (ordinals: readonly number[], keys: readonly number[]): Parameters<typeof cleanCuts>[0] => ({
  ordinalOf: Int32Array.from(ordinals),
  isKey: Uint8Array.from(ordinals, (_, at) => (keys.includes(at) ? 1 : 0)),
});

describe('clean cuts', () => {
  it('are the key frames of closed groups, B-frames or not', () => {
    expect(cleanCuts(index([1, 4, 2, 3, 5, 8, 6, 7], [0, 4]))).toEqual([0, 4]);
    expect(cleanCuts(index([1, 2, 3, 4], [0, 1, 2, 3]))).toEqual([0, 1, 2, 3]);
  });

  it('are never where pictures shown before a key frame are stored behind it', () => {
    expect(cleanCuts(index([1, 3, 2, 6, 4, 5, 7], [0, 3]))).toEqual([0]);
  });

  it('are never where a picture shown behind a key frame is stored before it', () => {
    expect(cleanCuts(index([1, 4, 2, 3, 5], [0, 3]))).toEqual([0]);
  });

  it('pass over packets that cannot be decoded', () => {
    expect(cleanCuts(index([0, 0, 1, 0, 2, 3], [2, 5]))).toEqual([2, 5]);
  });

  it('part every recording into groups that are shown one after the other', () => {
    const order = fc.integer({ min: 1, max: 40 }).chain((count) =>
      fc.record({
        ordinals: fc.shuffledSubarray(
          Array.from({ length: count }, (_, at) => at + 1),
          { minLength: count, maxLength: count },
        ),
        keys: fc.subarray(Array.from({ length: count }, (_, at) => at)),
      }),
    );
    fc.assert(
      fc.property(order, ({ ordinals, keys }) => {
        for (const cut of cleanCuts(index(ordinals, keys))) {
          expect(keys).toContain(cut);
          expect(Math.max(0, ...ordinals.slice(0, cut))).toBe(cut);
          expect(ordinals[cut]).toBe(cut + 1);
        }
      }),
    );
  });
});
