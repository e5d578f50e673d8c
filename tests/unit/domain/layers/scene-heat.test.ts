// Heat over the cells of a picture: nothing of an object's time is lost, nobody counts twice, and the ways are those walked.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellAt, cornersOf, gridOver, stretchesOf } from '../../../../src/domain/layers/scene-grid.ts';
import { commonWays, SceneHeat, WAYS } from '../../../../src/domain/layers/scene-heat.ts';
import { LEVELS, levelFloors, levelOf } from '../../../../src/domain/layers/heat-levels.ts';
import { newShape } from '../../../../src/domain/query/drawn-shape.ts';
import { matchesPath } from '../../../../src/domain/query/match-path.ts';
import type { TrackPath } from '../../../../src/domain/query/track-path.ts';
import { contains } from '../../../../src/domain/settings/polygon.ts';
import { HEIGHT, PathScene } from '../../../builders/path-scene.ts';

const GRID = gridOver(16 / 9);
const share = fc.double({ min: 0.0005, max: 0.9995, noNaN: true });
const sights = fc.array(fc.record({ after: fc.integer({ min: 1, max: 5_000_000 }), x: share, y: share }), {
  minLength: 1,
  maxLength: 12,
});

function pathOf(list: readonly { readonly after: number; readonly x: number; readonly y: number }[]): TrackPath {
  let us = 0;
  return {
    us: Float64Array.from(list, ({ after }) => (us += after)),
    x: Float32Array.from(list, ({ x }) => x),
    y: Float32Array.from(list, ({ y }) => y),
    height: new Float32Array(list.length).fill(0.2),
    width: new Float32Array(list.length).fill(0.1),
    aspect: GRID.aspect,
  };
}

const sumOf = (values: Iterable<number>): number => [...values].reduce((sum, value) => sum + value, 0);
const lengthOf = ({ us }: TrackPath): number => (us.at(-1) ?? 0) - (us[0] ?? 0);

describe('cells', () => {
  it('are square, thirty-two along the longer side', () => {
    expect(GRID).toMatchObject({ columns: 32, rows: 18 });
    expect(gridOver(4 / 3)).toMatchObject({ columns: 32, rows: 24 });
    expect(gridOver(9 / 16)).toMatchObject({ columns: 18, rows: 32 });
  });

  it('cover the picture: each point lies in the cell whose corners surround it', () => {
    fc.assert(
      fc.property(share, share, (x, y) => {
        const corners = cornersOf(GRID, cellAt(GRID, { x, y }));
        expect(contains(corners, { x, y })).toBe(true);
      }),
    );
  });

  it('cut a piece of a way into stretches that follow each other from its beginning to its end', () => {
    fc.assert(
      fc.property(share, share, share, share, (ax, ay, bx, by) => {
        const stretches = stretchesOf(GRID, { x: ax, y: ay }, { x: bx, y: by });
        expect(stretches[0]?.from).toBe(0);
        expect(stretches.at(-1)?.to).toBe(1);
        stretches.slice(1).forEach(({ from, cell }, index) => {
          const before = stretches[index];
          expect(from).toBe(before?.to);
          const apart = Math.abs(cell - (before?.cell ?? 0));
          expect([0, 1, GRID.columns, GRID.columns - 1, GRID.columns + 1]).toContain(apart);
        });
      }),
    );
  });
});

describe('heat', () => {
  it('holds exactly the time of the ways, and each object once a cell at most', () => {
    fc.assert(
      fc.property(fc.array(sights, { minLength: 1, maxLength: 6 }), (lists) => {
        const heat = new SceneHeat(GRID);
        const paths = lists.map(pathOf);
        paths.forEach((path) => {
          heat.add(path);
        });
        expect(sumOf(heat.dwellUs)).toBeCloseTo(sumOf(paths.map(lengthOf)), 0);
        expect(Math.max(...heat.passed)).toBeLessThanOrEqual(paths.length);
        expect(sumOf(heat.passed)).toBeGreaterThanOrEqual(paths.length);
        heat.passed.forEach((objects, cell) => {
          expect(heat.dwellUs[cell] === 0 || objects > 0).toBe(true);
          expect(Math.max(...heat.ways.subarray(cell * WAYS, (cell + 1) * WAYS))).toBeLessThanOrEqual(objects);
        });
      }),
    );
  });

  it('is the same however often a way was looked at', () => {
    const few = pathOf([
      { after: 0, x: 0.1, y: 0.3 },
      { after: 4_000_000, x: 0.9, y: 0.7 },
    ]);
    const many = pathOf(
      Array.from({ length: 41 }, (_, index) => ({
        after: index === 0 ? 0 : 100_000,
        x: 0.1 + 0.02 * index,
        y: 0.3 + 0.01 * index,
      })),
    );
    const [a, b] = [new SceneHeat(GRID), new SceneHeat(GRID)];
    a.add(few);
    b.add(many);
    a.dwellUs.forEach((us, cell) => {
      expect(b.dwellUs[cell]).toBeCloseTo(us, -2);
    });
    expect(sumOf(a.dwellUs)).toBeCloseTo(4_000_000, 0);
  });

  it('tells on a scene who passed where, as a zone of that cell would', () => {
    const scene = new PathScene(11);
    const paths = Array.from({ length: 60 }, () => {
      const [y, start] = [scene.between(0.3, 0.95), scene.between(0, 60)];
      const isRight = scene.between(0, 1) < 0.75;
      return scene.walk([
        [start, isRight ? 0.05 : 0.95, y],
        [start + 18, isRight ? 0.95 : 0.05, y],
      ]);
    });
    const heat = new SceneHeat(GRID);
    paths.forEach((path) => {
      heat.add(path);
    });
    expect(heat.objects).toBe(60);
    for (const cell of [GRID.columns * 9 + 16, GRID.columns * 14 + 4, GRID.columns * 2 + 3]) {
      const zone = newShape('zone', cornersOf(GRID, cell));
      const inZone = paths.filter((path) => matchesPath(zone, path)).length;
      expect(heat.passed[cell]).toBe(inZone);
    }
  });

  it('finds the stream of a street: to the right where three quarters go, waiting nowhere near', () => {
    const scene = new PathScene(5);
    const heat = new SceneHeat(GRID);
    for (let index = 0; index < 40; index += 1) {
      const y = index % 4 === 0 ? 0.4 : 0.8;
      const [from, to] = index % 4 === 0 ? [0.95, 0.05] : [0.05, 0.95];
      heat.add(
        scene.walk([
          [index, from, y + scene.between(-0.01, 0.01)],
          [index + 18, to, y + scene.between(-0.01, 0.01)],
        ]),
      );
    }
    // Somebody who stands: his box trembles, and he goes nowhere.
    const waiting = scene.walk(
      [
        [0, 0.52, 0.6],
        [30, 0.52, 0.6],
      ],
      HEIGHT,
    );
    heat.add(waiting);
    const ways = commonWays(heat);
    const rowOf = (cell: number): number => Math.floor(cell / GRID.columns);
    const below = ways.filter(({ cell }) => rowOf(cell) >= 13);
    const above = ways.filter(({ cell }) => rowOf(cell) <= 8);
    const mostly = (list: typeof ways, way: number): number =>
      sumOf(list.filter((one) => one.way === way).map(({ objects }) => objects)) /
      sumOf(list.map(({ objects }) => objects));
    expect(mostly(below, 0)).toBeGreaterThan(0.9);
    expect(mostly(above, 4)).toBeGreaterThan(0.9);
    expect(heat.dwellUs[cellAt(GRID, { x: 0.52, y: 0.6 })]).toBeGreaterThan(10_000_000);
    expect(ways.filter(({ cell }) => rowOf(cell) === 10 || rowOf(cell) === 11)).toEqual([]);
  });
});

describe('the steps of a scale', () => {
  it('hold every figure, the highest one in the last', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 1, max: 1e6 }), (a, b) => {
        const [most, value] = [Math.max(a, b), Math.min(a, b)];
        const floors = levelFloors(most, true);
        expect(floors.length).toBeLessThanOrEqual(LEVELS);
        expect(floors[0]).toBe(1);
        expect(levelOf(floors, most)).toBe(floors.length - 1);
        const level = levelOf(floors, value) ?? -1;
        expect(value).toBeGreaterThanOrEqual(floors[level] ?? Infinity);
        expect(value).toBeLessThan(floors[level + 1] ?? Infinity);
      }),
    );
  });

  it('leave out where nothing happened, and keep the smallest time', () => {
    expect(levelOf(levelFloors(100, false), 0)).toBeUndefined();
    expect(levelOf(levelFloors(100, false), 0.01)).toBe(0);
    expect(levelFloors(16, true)).toEqual([1, 2, 4, 8]);
    expect(levelFloors(0, true)).toEqual([]);
  });
});
