import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Box } from '../../../src/domain/geometry/box.ts';
import { maskRaster, type Raster } from '../../../src/services/mask-picture.ts';

/** Every pixel another colour than its neighbours. */
function noise(width: number, height: number): Raster {
  let state = 42;
  const data = Uint8ClampedArray.from({ length: 4 * width * height }, (_, index) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return index % 4 === 3 ? 255 : (state >> 16) & 255;
  });
  return { data, width, height };
}

const pixel = ({ data, width }: Raster, x: number, y: number): string =>
  [...data.subarray(4 * (y * width + x), 4 * (y * width + x) + 4)].join();

/** Columns (or rows) at which the colour of a line changes, inside a region. */
function changes(from: number, to: number, at: (position: number) => string): number {
  let found = 0;
  for (let position = from + 1; position < to; position++) {
    found += at(position) === at(position - 1) ? 0 : 1;
  }
  return found;
}

describe('L09 masking: pixels', () => {
  it('L09 masking leaves at most 12 × 12 cells of whatever was there, and touches nothing around it', () => {
    fc.assert(
      fc.property(
        fc.record({
          x: fc.integer({ min: 0, max: 100 }),
          y: fc.integer({ min: 0, max: 60 }),
          w: fc.integer({ min: 1, max: 160 }),
          h: fc.integer({ min: 1, max: 120 }),
        }),
        (region: Box) => {
          const [before, raster] = [noise(160, 120), noise(160, 120)];
          maskRaster(raster, [region]);
          const [right, bottom] = [Math.min(160, region.x + region.w), Math.min(120, region.y + region.h)];
          for (let y = region.y; y < bottom; y++) {
            expect(changes(region.x, right, (x) => pixel(raster, x, y))).toBeLessThan(12);
          }
          for (let x = region.x; x < right; x++) {
            expect(changes(region.y, bottom, (y) => pixel(raster, x, y))).toBeLessThan(12);
          }
          for (let y = 0; y < 120; y += 7) {
            for (let x = 0; x < 160; x += 5) {
              if (x < region.x || x >= right || y < region.y || y >= bottom) {
                expect(pixel(raster, x, y)).toBe(pixel(before, x, y));
              }
            }
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  it('L09 masking keeps the mean colour and forgets what it was made of', () => {
    const raster = noise(48, 48);
    const other: Raster = { ...raster, data: raster.data.slice() };
    // The same colours within each cell, in another order: two heads that nobody can tell apart afterwards.
    for (let y = 0; y < 48; y += 4) {
      for (let x = 0; x < 48; x += 4) {
        const [first, second] = [4 * (y * 48 + x), 4 * ((y + 1) * 48 + x + 1)];
        const kept = other.data.slice(first, first + 4);
        other.data.copyWithin(first, second, second + 4);
        other.data.set(kept, second);
      }
    }
    expect(other.data).not.toEqual(raster.data);
    maskRaster(raster, [{ x: 0, y: 0, w: 48, h: 48 }]);
    maskRaster(other, [{ x: 0, y: 0, w: 48, h: 48 }]);
    expect(other.data).toEqual(raster.data);
  });

  it('L09 masking makes a small head no more than a few cells: none is under four pixels', () => {
    const raster = noise(40, 40);
    maskRaster(raster, [{ x: 10, y: 10, w: 12, h: 8 }]);
    expect(changes(10, 22, (x) => pixel(raster, x, 12))).toBeLessThan(3);
    expect(changes(10, 18, (y) => pixel(raster, 12, y))).toBeLessThan(2);
  });

  it('L09 masking covers every pixel that a region with fractions touches', () => {
    const [before, raster] = [noise(32, 32), noise(32, 32)];
    maskRaster(raster, [{ x: 7.6, y: 7.6, w: 10.2, h: 10.2 }]);
    expect(pixel(raster, 7, 7)).not.toBe(pixel(before, 7, 7));
    expect(pixel(raster, 17, 17)).not.toBe(pixel(before, 17, 17));
    expect(pixel(raster, 18, 18)).toBe(pixel(before, 18, 18));
  });

  it('L09 masking bears a region that lies outside, in part or wholly', () => {
    const [before, raster] = [noise(16, 16), noise(16, 16)];
    maskRaster(raster, [
      { x: 40, y: 40, w: 5, h: 5 },
      { x: -20, y: -20, w: 5, h: 5 },
    ]);
    expect(raster.data).toEqual(before.data);
    maskRaster(raster, [{ x: -5, y: -5, w: 9, h: 9 }]);
    expect(pixel(raster, 0, 0)).toBe(pixel(raster, 3, 3));
  });
});
