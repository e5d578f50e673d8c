// Which pixels around a box are read: whole chroma samples, whole pixels of the plate, inside the picture.

import fc from 'fast-check';
import { expect, it } from 'vitest';

import { windowAround } from '../../../src/media/picture-window.ts';

it('reads whole samples around the box, and nothing outside of the picture', () => {
  const side = fc.integer({ min: 1, max: 500 });
  const place = fc.double({ min: -100, max: 600, noNaN: true });
  const extent = fc.double({ min: 0, max: 400, noNaN: true });
  const aBox = fc.record({ x: place, y: place, w: extent, h: extent });
  const margin = fc.integer({ min: 0, max: 30 });
  fc.assert(
    fc.property(aBox, margin, fc.integer({ min: 1, max: 5 }), side, side, (box, around, step, width, height) => {
      const found = windowAround(box, around, step, { width, height });
      for (const [at, size, from, to, most] of [
        [found.x, found.width, box.x - around, box.x + box.w + around, width],
        [found.y, found.height, box.y - around, box.y + box.h + around, height],
      ] as const) {
        // A window behind the last pixel is empty; its place says nothing.
        expect(size === 0 || (at % step === 0 && at % 2 === 0)).toBe(true);
        expect(size >= 0 && at >= 0 && at + size <= most).toBe(true);
        expect(size === 0 || (at <= Math.max(0, from) && at + size >= Math.min(most, to))).toBe(true);
      }
    }),
    { numRuns: 100 },
  );
});
