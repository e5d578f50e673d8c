import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { packMosaic, regionsToLookAt, suppress, toPicture } from '../../../src/domain/detection/mosaic.ts';
import { coveredShare, intersectionArea, type Box } from '../../../src/domain/geometry/box.ts';
import { defined } from '../../../src/base/assert.ts';

const WIDTH = 768;
const HEIGHT = 576;
const SIDES = [256, 384, 512];
const ANY = { sides: SIDES, loneSides: [] };

const anyBox = fc.record({
  x: fc.integer({ min: -100, max: WIDTH + 50 }),
  y: fc.integer({ min: -100, max: HEIGHT + 50 }),
  w: fc.integer({ min: 1, max: 500 }),
  h: fc.integer({ min: 1, max: 500 }),
});

describe('regions to look at', () => {
  it('hold every busy box with room around it and stay inside the picture', () => {
    fc.assert(
      fc.property(fc.array(anyBox, { maxLength: 12 }), (boxes) => {
        const regions = regionsToLookAt(boxes, WIDTH, HEIGHT);
        for (const { x, y, w, h } of regions) {
          expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
          expect(x + w).toBeLessThanOrEqual(WIDTH + 1e-9);
          expect(y + h).toBeLessThanOrEqual(HEIGHT + 1e-9);
        }
        for (const { x, y, w, h } of boxes) {
          const isInside = x >= 0 && y >= 0 && x + w <= WIDTH && y + h <= HEIGHT;
          if (isInside) {
            expect(Math.max(0, ...regions.map((region) => coveredShare({ x, y, w, h }, region)))).toBeCloseTo(1, 9);
          }
        }
      }),
    );
  });

  it('joins what overlaps much and leaves neighbours apart', () => {
    const one = { x: 100, y: 100, w: 40, h: 80 };
    expect(regionsToLookAt([one, { ...one, x: 110 }], WIDTH, HEIGHT)).toHaveLength(1);
    expect(regionsToLookAt([one, { ...one, x: 400 }], WIDTH, HEIGHT)).toHaveLength(2);
  });
});

describe('a mosaic', () => {
  const anyMosaic = fc
    .array(anyBox, { minLength: 1, maxLength: 14 })
    .map((boxes) => regionsToLookAt(boxes, WIDTH, HEIGHT))
    .map((regions) => ({ regions, tiles: packMosaic(regions, ANY, WIDTH, HEIGHT) }));

  it('places every region once, inside its tile, whole pixels, a gutter between neighbours', () => {
    fc.assert(
      fc.property(anyMosaic, ({ regions, tiles }) => {
        const placed = tiles.flatMap(({ placements }) => placements);
        expect(new Set(placed.map(({ source }) => source))).toEqual(new Set(regions));
        expect(placed).toHaveLength(regions.length);
        for (const { side, placements } of tiles) {
          expect(SIDES).toContain(side);
          placements.forEach((place, index) => {
            expect([place.x, place.y, place.w, place.h].every(Number.isInteger)).toBe(true);
            expect(Math.min(place.x, place.y)).toBeGreaterThanOrEqual(0);
            expect(Math.max(place.x + place.w, place.y + place.h)).toBeLessThanOrEqual(side);
            const reach = { x: place.x - 2, y: place.y - 2, w: place.w + 4, h: place.h + 4 };
            for (const other of placements.slice(index + 1)) {
              const theirs = { x: other.x - 1, y: other.y - 1, w: other.w + 2, h: other.h + 2 };
              expect(intersectionArea(reach, theirs)).toBe(0);
            }
          });
        }
      }),
    );
  });

  it('keeps the shape of what it shows and never enlarges it', () => {
    fc.assert(
      fc.property(anyMosaic, ({ tiles }) => {
        for (const { source, w, h } of tiles.flatMap(({ placements }) => placements)) {
          expect(w).toBeLessThanOrEqual(Math.round(source.w));
          expect(Math.abs(w / source.w - h / source.h)).toBeLessThanOrEqual(1 / source.w + 1 / source.h);
        }
      }),
    );
  });

  it('brings a box back to where it was in the picture', () => {
    const share = fc.double({ min: 0, max: 0.5, noNaN: true });
    fc.assert(
      fc.property(anyMosaic, fc.nat(), share, share, ({ tiles }, pick, left, top) => {
        const all = tiles.flatMap((tile) => tile.placements.map((place) => ({ tile, place })));
        fc.pre(all.length > 0);
        const { tile, place } = defined(all[pick % all.length], 'placement');
        const { source } = place;
        const truth = {
          x: source.x + left * source.w,
          y: source.y + top * source.h,
          w: source.w / 2,
          h: source.h / 2,
        };
        const shown = {
          x: place.x + left * place.w,
          y: place.y + top * place.h,
          w: place.w / 2,
          h: place.h / 2,
        };
        const back = defined(toPicture(shown, tile), 'box');
        for (const key of ['x', 'y', 'w', 'h'] as const) {
          expect(back[key]).toBeCloseTo(truth[key], 6);
        }
      }),
    );
  });

  it('drops a box that straddles two parts', () => {
    const source = { x: 0, y: 0, w: 100, h: 100 };
    const tile = {
      side: 256,
      placements: [
        { source, x: 0, y: 0, w: 100, h: 100 },
        { source, x: 104, y: 0, w: 100, h: 100 },
      ],
    };
    expect(toPicture({ x: 60, y: 10, w: 80, h: 50 }, tile)).toBeUndefined();
    expect(toPicture({ x: 10, y: 120, w: 80, h: 50 }, tile)).toBeUndefined();
    expect(toPicture({ x: 20, y: 10, w: 80, h: 50 }, tile)).toEqual({ x: 20, y: 10, w: 80, h: 50 });
  });

  it('shows one walker of vtest in the smallest tile at native size', () => {
    const regions = regionsToLookAt([{ x: 300, y: 200, w: 30, h: 80 }], WIDTH, HEIGHT);
    const tiles = packMosaic(regions, ANY, WIDTH, HEIGHT);
    expect(tiles.map(({ side }) => side)).toEqual([256]);
    expect(tiles[0]?.placements[0]).toMatchObject({ w: Math.round(regions[0]?.w ?? 0) });
  });

  it('shows a region in a side for lone ones only when it is alone and need not be shrunk', () => {
    const sides = { sides: SIDES, loneSides: [160, 192] };
    const sidesOf = (boxes: readonly Box[]): number[] =>
      packMosaic(regionsToLookAt(boxes, WIDTH, HEIGHT), sides, WIDTH, HEIGHT).map(({ side }) => side);
    const walker = { x: 300, y: 200, w: 30, h: 80 };
    expect(sidesOf([walker])).toEqual([160]);
    expect(sidesOf([{ ...walker, w: 50, h: 120 }])).toEqual([192]);
    expect(sidesOf([{ ...walker, w: 100, h: 160 }])).toEqual([256]);
    expect(sidesOf([walker, { ...walker, x: 500 }])).toEqual([256]);
  });
});

describe('suppression', () => {
  const at = (x: number, score: number, kind = 'a') => ({ box: { x, y: 0, w: 10, h: 10 }, score, kind });
  const sameKind = (a: { kind: string }, b: { kind: string }): boolean => a.kind === b.kind;

  it('keeps the best of those that overlap, and both where kinds differ or boxes are apart', () => {
    const kept = suppress([at(1, 0.5), at(0, 0.9), at(1, 0.4, 'b'), at(30, 0.2)], 0.6, sameKind);
    expect(kept.map(({ box, score }) => [box.x, score])).toEqual([
      [0, 0.9],
      [1, 0.4],
      [30, 0.2],
    ]);
  });
});
