import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { PlateLight, type CellMeans } from '../../../src/analysis/plate-light.ts';

const [COLUMNS, ROWS] = [40, 24];
const CELLS = COLUMNS * ROWS;

/** Asphalt, grass, walls: what a cell shows in the first light. */
const paint = (cell: number): CellMeans => ({ y: 40 + ((cell * 37) % 100), u: ((cell * 13) % 30) - 15, v: 4 });
const lit = ({ y, u, v }: CellMeans, gain: number, du: number): CellMeans => ({
  y: y * gain,
  u: u * gain + du,
  v: v * gain,
});

describe('the light of a scene', () => {
  it('is known where nothing was seen, whatever a few objects show meanwhile', () => {
    const changes = fc.array(
      fc.record({
        gain: fc.double({ min: 0.6, max: 1.6, noNaN: true }),
        du: fc.double({ min: -6, max: 6, noNaN: true }),
      }),
      { minLength: 1, maxLength: 5 },
    );
    fc.assert(
      fc.property(changes, fc.integer({ min: 0, max: CELLS - 1 }), (steps, hidden) => {
        const light = new PlateLight(COLUMNS, ROWS);
        const first = light.of(hidden);
        let scene = Array.from({ length: CELLS }, (_, cell) => paint(cell));
        for (const { gain, du } of steps) {
          const next = scene.map((means) => lit(means, gain, du));
          for (let cell = 0; cell < CELLS; cell += 1) {
            // Around the hidden cell nothing is seen, and each ninth cell shows somebody in black.
            if (Math.abs(cell - hidden) % COLUMNS > 2) {
              const [before, now] = [scene[cell], next[cell]];
              const shown = cell % 9 === 0 ? { y: 10, u: 0, v: 0 } : now;
              if (before !== undefined && shown !== undefined) {
                light.note(cell, before, light.of(cell), shown);
              }
            }
          }
          light.follow();
          scene = next;
        }
        const { gain, du } = light.since(first, hidden);
        const truth = scene[hidden] ?? paint(hidden);
        const total = truth.y / paint(hidden).y;
        fc.pre(total > 1 / 4 && total < 4);
        expect(gain / total).toBeCloseTo(1, 1);
        expect(Math.abs(paint(hidden).u * gain + du - truth.u)).toBeLessThan(2);
      }),
      { numRuns: 60 },
    );
  });

  it('is not told by a handful of cells: they may be all of one object', () => {
    const light = new PlateLight(COLUMNS, ROWS);
    for (let cell = 0; cell < 6; cell += 1) {
      light.note(cell, paint(cell), light.of(cell), lit(paint(cell), 0.3, 0));
    }
    light.follow();
    expect(light.of(3)).toEqual({ gain: 1, du: 0, dv: 0 });
  });

  it('may differ from one side of the picture to the other', () => {
    const light = new PlateLight(COLUMNS, ROWS);
    const first = light.of(0);
    for (let cell = 0; cell < CELLS; cell += 1) {
      light.note(cell, paint(cell), first, lit(paint(cell), cell % COLUMNS < COLUMNS / 2 ? 0.5 : 1, 0));
    }
    light.follow();
    const gains = Array.from({ length: COLUMNS }, (_, cell) => light.of(cell).gain);
    expect(gains[0]).toBeLessThan(0.6);
    expect(gains[COLUMNS - 1]).toBeGreaterThan(0.9);
    for (let cell = 1; cell < COLUMNS; cell += 1) {
      const step = (gains[cell] ?? 0) - (gains[cell - 1] ?? 0);
      expect(step).toBeGreaterThanOrEqual(0);
      expect(step).toBeLessThan(0.05);
    }
  });
});
