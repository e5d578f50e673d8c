import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { decodeMasks, encodeMasks } from '../../../src/storage/mask-codec.ts';

const pixel = fc.nat(4000);
const chunk = fc.record({
  step: fc.integer({ min: 1, max: 20 }),
  masks: fc.array(
    fc.record({
      track: fc.nat(),
      ordinal: fc.nat(),
      x: pixel,
      y: pixel,
      w: pixel,
      h: pixel,
      bytes: fc.uint8Array().map((bytes) => Uint8Array.from(bytes)),
    }),
    { maxLength: 8 },
  ),
});

describe('stored masks', () => {
  it('come back as they were', () => {
    fc.assert(
      fc.property(chunk, (masks) => {
        expect(decodeMasks(encodeMasks(masks))).toEqual(masks);
      }),
    );
  });

  it('are refused when a byte is missing or added, or when they are something else', () => {
    fc.assert(
      fc.property(chunk, fc.nat(), (masks, cut) => {
        const bytes = encodeMasks(masks);
        expect(() => decodeMasks(bytes.slice(0, cut % bytes.length))).toThrow('STORAGE_FAILED');
        expect(() => decodeMasks(Uint8Array.from([...bytes, 0]))).toThrow('STORAGE_FAILED');
      }),
    );
    expect(() => decodeMasks(new TextEncoder().encode('DRK1 and the rest'))).toThrow('STORAGE_FAILED');
  });
});
