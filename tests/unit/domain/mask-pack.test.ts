import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { packMask, unpackMask } from '../../../src/domain/motion/mask-pack.ts';

const window = fc
  .record({ width: fc.integer({ min: 1, max: 60 }), height: fc.integer({ min: 1, max: 60 }) })
  .chain(({ width, height }) =>
    fc.record({
      width: fc.constant(width),
      mask: fc.uint8Array({ minLength: width * height, maxLength: width * height, max: 1 }),
      x: fc.nat(width - 1),
      y: fc.nat(height - 1),
      w: fc.nat(width),
      h: fc.nat(height),
      height: fc.constant(height),
    }),
  )
  .map((all) => ({ ...all, w: Math.min(all.w, all.width - all.x), h: Math.min(all.h, all.height - all.y) }));

describe('a packed mask', () => {
  it('gives its window back, pixel by pixel', () => {
    fc.assert(
      fc.property(window, ({ mask, width, x, y, w, h }) => {
        const rows = Array.from({ length: h }, (_, row) =>
          mask.slice((y + row) * width + x, (y + row) * width + x + w),
        );
        expect([...unpackMask(packMask(mask, width, { x, y, w, h }), { w, h })]).toEqual(
          rows.flatMap((row) => [...row]),
        );
      }),
    );
  });

  it('of a standing figure takes about two bytes for each of its columns', () => {
    const [w, h] = [22, 52];
    const mask = Uint8Array.from({ length: w * h }, (_, at) => {
      const [x, y] = [(at % w) - w / 2, Math.floor(at / w) - h / 2];
      return (x / (w / 2)) ** 2 + (y / (h / 2)) ** 2 < 1 ? 1 : 0;
    });
    expect(packMask(mask, w, { x: 0, y: 0, w, h }).length).toBeLessThan(3 * w);
  });

  it('refuses bytes of another size', () => {
    const bytes = packMask(new Uint8Array(12), 4, { x: 0, y: 0, w: 4, h: 3 });
    expect(() => unpackMask(bytes, { w: 4, h: 4 })).toThrow(RangeError);
    expect(() => unpackMask(bytes, { w: 3, h: 3 })).toThrow(RangeError);
  });
});
