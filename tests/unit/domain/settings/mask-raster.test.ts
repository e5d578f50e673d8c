import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { excludedShare, isExcluded, rasterise } from '../../../../src/domain/settings/mask-raster.ts';
import { areLawful, contains, MOST_CORNERS, type Polygon } from '../../../../src/domain/settings/polygon.ts';
import { NORMAL, parametersOf, SENSITIVITIES } from '../../../../src/domain/settings/sensitivity.ts';

const share = fc.integer({ min: 0, max: 1000 }).map((value) => value / 1000);
const polygon = fc.array(fc.record({ x: share, y: share }), { minLength: 3, maxLength: 9 });
const polygons = fc.array(polygon, { maxLength: 4 });
const side = fc.integer({ min: 1, max: 40 });

const rectangle = (left: number, top: number, right: number, bottom: number): Polygon => [
  { x: left, y: top },
  { x: right, y: top },
  { x: right, y: bottom },
  { x: left, y: bottom },
];

describe('excluded zones on a grid', () => {
  it('are the pixels whose centre lies in a polygon', () => {
    fc.assert(
      fc.property(polygons, side, side, (zones, width, height) => {
        const grid = rasterise(zones, width, height);
        const centres = Array.from(grid, (_, pixel) => ({
          x: ((pixel % width) + 0.5) / width,
          y: (Math.floor(pixel / width) + 0.5) / height,
        }));
        // A side through a centre may fall either way by a rounding error: only what is off it is compared.
        const isClear = centres.map(({ x, y }) =>
          [-1e-9, 1e-9].every((step) => isExcluded(zones, { x: x + step, y }) === isExcluded(zones, { x, y })),
        );
        const expected = centres.map((centre) => (isExcluded(zones, centre) ? 1 : 0));
        expect([...grid].filter((_, pixel) => isClear[pixel])).toEqual(expected.filter((_, pixel) => isClear[pixel]));
      }),
    );
  });

  it('do not depend on where the polygon starts nor on the way it turns', () => {
    fc.assert(
      fc.property(polygon, fc.nat(8), side, (corners, start, width) => {
        const turned = [...corners.slice(start % corners.length), ...corners.slice(0, start % corners.length)];
        const grid = rasterise([corners], width, width);
        expect(rasterise([turned], width, width)).toEqual(grid);
        expect(excludedShare([corners.toReversed()])).toBeCloseTo(excludedShare([corners]), 2);
      }),
    );
  });

  it('share a border without a gap and without an overlap', () => {
    fc.assert(
      fc.property(share, side, side, (at, width, height) => {
        const left = rasterise([rectangle(0, 0, at, 1)], width, height);
        const right = rasterise([rectangle(at, 0, 1, 1)], width, height);
        expect(left.every((pixel, index) => pixel + (right[index] ?? 0) === 1)).toBe(true);
      }),
    );
  });

  it('count what two of them cover once', () => {
    const half = rectangle(0, 0, 0.5, 1);
    expect(excludedShare([])).toBe(0);
    expect(excludedShare([half])).toBeCloseTo(0.5, 2);
    expect(excludedShare([half, rectangle(0.25, 0, 0.75, 1)])).toBeCloseTo(0.75, 2);
    expect(excludedShare([rectangle(0, 0, 1, 1)])).toBe(1);
  });

  it('leave a hole where a polygon runs over itself twice', () => {
    const bow: Polygon = [
      { x: 0, y: 0 },
      { x: 1, y: 1 },
      { x: 1, y: 0 },
      { x: 0, y: 1 },
    ];
    expect(contains(bow, { x: 0.1, y: 0.5 })).toBe(true);
    expect(contains(bow, { x: 0.5, y: 0.1 })).toBe(false);
  });

  it('are refused when nobody can have drawn them', () => {
    const corner = { x: 0, y: 0 };
    expect(areLawful([rectangle(0, 0, 1, 1)])).toBe(true);
    expect(areLawful([[corner, corner]])).toBe(false);
    expect(areLawful([rectangle(0, 0, 1.01, 1)])).toBe(false);
    expect(areLawful([rectangle(0, Number.NaN, 1, 1)])).toBe(false);
    expect(areLawful([Array.from({ length: MOST_CORNERS + 1 }, () => corner)])).toBe(false);
  });
});

describe('presets of sensitivity', () => {
  it('go from few and sure to many and doubtful', () => {
    const presets = SENSITIVITIES.map(parametersOf);
    for (const [index, later] of presets.slice(1).entries()) {
      const earlier = presets[index];
      expect(later.leastRegionPixels).toBeLessThan(earlier?.leastRegionPixels ?? 0);
      expect(later.leastScore).toBeLessThan(earlier?.leastScore ?? 0);
      expect(later.sureScore).toBeLessThan(earlier?.sureScore ?? 0);
      expect(later.lookInterval).toBeLessThanOrEqual(earlier?.lookInterval ?? 0);
    }
  });

  it('leave the usual engine as it was measured', () => {
    expect(parametersOf('normal')).toEqual(NORMAL);
    expect(NORMAL).toEqual({ leastRegionPixels: 20, leastScore: 0.2, sureScore: 0.4, lookInterval: 1 });
  });
});
