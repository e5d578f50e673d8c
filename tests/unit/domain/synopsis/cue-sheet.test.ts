import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { boxOf, cueEnd, CueSheet, sceneTimeOf } from '../../../../src/domain/synopsis/cue-sheet.ts';
import { arrangementOf } from '../../../builders/film-scene.ts';

describe('the pieces on a picture', () => {
  it('are those that a look at all of them finds', () => {
    const made = fc.record({
      tube: fc.integer({ min: 0, max: 5 }),
      fromMs: fc.integer({ min: 0, max: 9000 }),
      atMs: fc.integer({ min: 0, max: 9000 }),
      length: fc.integer({ min: 0, max: 4000 }),
      rate: fc.constantFrom(1, 2, 4),
      part: fc.integer({ min: 1, max: 2 }),
    });
    const time = fc.integer({ min: 0, max: 14_000_000 });
    fc.assert(
      fc.property(fc.array(made, { maxLength: 20 }), time, time, (rows, from, to) => {
        const { pieces } = arrangementOf(rows.map((row) => ({ ...row, toMs: row.fromMs + row.length, parts: 2 })));
        const sheet = new CueSheet(pieces);
        const all = Array.from(pieces.tube, (_, piece) => piece);
        const isAt = (piece: number): boolean => (pieces.atUs[piece] ?? 0) <= from && from < cueEnd(pieces, piece);
        expect(sheet.at(from)).toEqual(all.filter(isAt));
        const isWithin = (piece: number): boolean => (pieces.atUs[piece] ?? 0) <= to && cueEnd(pieces, piece) > from;
        expect(sheet.within(from, to)).toEqual(from <= to ? all.filter(isWithin) : expect.anything());
      }),
      { numRuns: 100 },
    );
  });

  it('hand an object over from part to part without a gap, and show its last picture', () => {
    const { pieces } = arrangementOf([
      { tube: 0, fromMs: 0, toMs: 1000, atMs: 0, part: 1, parts: 2 },
      { tube: 0, fromMs: 1000, toMs: 3000, atMs: 5000, rate: 2, part: 2, parts: 2 },
    ]);
    const sheet = new CueSheet(pieces);
    const lastOf = (piece: number): number => sceneTimeOf(pieces, piece, cueEnd(pieces, piece) - 1) / 1000;
    expect([sheet.at(999_999), sheet.at(1_000_000)]).toEqual([[0], []]);
    expect(lastOf(0)).toBeCloseTo(1000, 2);
    expect(sceneTimeOf(pieces, 1, 5_000_000)).toBe(1_000_000);
    expect(sheet.at(6_000_000)).toEqual([1]);
    expect(lastOf(1)).toBe(3000);
  });

  it('are near a time where nobody is', () => {
    const { pieces } = arrangementOf([
      { tube: 0, fromMs: 0, toMs: 960, atMs: 0 },
      { tube: 1, fromMs: 0, toMs: 1000, atMs: 20_000 },
    ]);
    const sheet = new CueSheet(pieces);
    expect(sheet.nearest(500_000, 1000)).toBe(500_000);
    expect(sheet.nearest(6_000_000, 1000)).toBe(1_000_000);
    expect(sheet.nearest(15_000_000, 1000)).toBe(20_000_000);
  });
});

it('finds an object on the straight line between two sights', () => {
  const path = {
    us: Float64Array.of(0, 1000, 3000),
    x: Float32Array.of(0.5, 0.5, 0.75),
    y: Float32Array.of(0.5, 0.5, 1),
    width: Float32Array.of(0.25, 0.25, 0.25),
    height: Float32Array.of(0.5, 0.5, 0.5),
    aspect: 1,
  };
  expect(boxOf(path, -10)).toEqual({ x: 0.375, y: 0, w: 0.25, h: 0.5 });
  expect(boxOf(path, 2000)).toEqual({ x: 0.5, y: 0.25, w: 0.25, h: 0.5 });
  expect(boxOf(path, 9000)).toEqual({ x: 0.625, y: 0.5, w: 0.25, h: 0.5 });
});
