// When something appeared, left or passed, on series whose truth is known: whatever the light, to the very picture.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { AroundComparer, rowsAround, type ComparedSample } from '../../../../src/domain/motion-search/around.ts';
import { differenceOf, LEVELS, WHOLE } from '../../../../src/domain/motion-search/light.ts';
import {
  exactReads,
  isExact,
  momentsOf,
  USUAL_MOTION,
  windowUs,
  type MotionMoment,
  type MotionQuestion,
} from '../../../../src/domain/motion-search/moments.ts';
import {
  mergedRows,
  NO_ROWS,
  unitedStretches,
  type MotionRows,
  type Stretch,
} from '../../../../src/domain/motion-search/rows.ts';
import { readCells, zoneCells } from '../../../../src/domain/motion-search/zone-cells.ts';
import type { Polygon } from '../../../../src/domain/settings/polygon.ts';

const PICTURE = { width: 320, height: 240, rotation: 0 } as const;
const BOX: Polygon = [
  { x: 0.4, y: 0.4 },
  { x: 0.6, y: 0.4 },
  { x: 0.6, y: 0.6 },
  { x: 0.4, y: 0.6 },
];
const CELLS = zoneCells(BOX, PICTURE);
const PER_SECOND = 10;
const timeOf = (ordinal: number): number => ((ordinal - 1) * 1_000_000) / PER_SECOND;

/** A scene of slabs; `inZone` is the luma of an object that fills the zone. */
function cellsOf(inZone: number | undefined, gain = 1, offset = 0, noise = 0): Uint8Array {
  const cells = new Uint8Array(CELLS.columns * CELLS.rows);
  const zone = new Set(CELLS.zone);
  for (let cell = 0; cell < cells.length; cell += 1) {
    const ground = 90 + ((cell * 37) % 60);
    const value = zone.has(cell) && inZone !== undefined ? inZone + (cell % 5) : ground;
    cells[cell] = Math.max(0, Math.min(255, Math.round(value * gain + offset + ((cell * 7919) % 7) * noise)));
  }
  return cells;
}

/** Rows of some ordinals as `passages` compares them. */
function around(ordinals: readonly number[], pictureOf: (ordinal: number) => Uint8Array): MotionRows {
  const comparer = new AroundComparer(CELLS, windowUs(USUAL_MOTION));
  const samples = ordinals.map((ordinal) => ({ ordinal, us: timeOf(ordinal), cells: pictureOf(ordinal) }));
  return toRows([...samples.flatMap((sample) => comparer.add(sample)), ...comparer.end()]);
}

function against(
  ordinals: readonly number[],
  reference: Uint8Array,
  pictureOf: (ordinal: number) => Uint8Array,
): MotionRows {
  return toRows(
    ordinals.map((ordinal) => {
      const difference = differenceOf(reference, pictureOf(ordinal), CELLS);
      return { ordinal, before: difference, after: difference };
    }),
  );
}

function toRows(samples: readonly ComparedSample[]): MotionRows {
  return {
    ordinals: Uint32Array.from(samples, ({ ordinal }) => ordinal),
    before: Uint8Array.from(samples.flatMap(({ before }) => [...before])),
    after: Uint8Array.from(samples.flatMap(({ after }) => [...after])),
  };
}

const every = (to: number, step = 1): number[] =>
  Array.from({ length: Math.floor((to - 1) / step) + 1 }, (_, k) => 1 + k * step);
const ask = (rows: MotionRows, question: MotionQuestion, at = 0): readonly MotionMoment[] =>
  momentsOf(rows, question, USUAL_MOTION, timeOf, at);

describe('the cells of a zone', () => {
  it('are more around it than in it, and none of them outside the picture', () => {
    expect(CELLS.ring.length).toBeGreaterThan(CELLS.zone.length);
    expect(CELLS.rect.x % 2).toBe(0);
    expect(CELLS.allowedShare).toBe(1);
  });

  it('stay in the picture wherever a zone is drawn and however it is turned', () => {
    const point = fc.record({
      x: fc.double({ min: 0, max: 1, noNaN: true }),
      y: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    const rotation = fc.constantFrom(0 as const, 90 as const, 180 as const, 270 as const);
    fc.assert(
      fc.property(fc.array(point, { minLength: 3, maxLength: 8 }), rotation, (zone, turned) => {
        const { rect, side, columns, rows, zone: inside } = zoneCells(zone, { ...PICTURE, rotation: turned });
        expect(rect.x).toBeGreaterThanOrEqual(0);
        expect(rect.y).toBeGreaterThanOrEqual(0);
        expect(rect.x + rect.w).toBeLessThanOrEqual(PICTURE.width);
        expect(rect.y + rect.h).toBeLessThanOrEqual(PICTURE.height);
        expect(columns * side).toBeLessThanOrEqual(rect.w);
        expect(rows * side).toBeLessThanOrEqual(rect.h);
        expect(inside.length).toBeGreaterThan(0);
      }),
    );
  });

  it('lie where the zone lies on a picture that is turned', () => {
    const corner: Polygon = [
      { x: 0, y: 0 },
      { x: 0.25, y: 0 },
      { x: 0.25, y: 0.25 },
      { x: 0, y: 0.25 },
    ];
    // Turned by 90° clockwise, the top left corner that is seen is the bottom left one of the file.
    const { rect } = zoneCells(corner, { ...PICTURE, rotation: 90 });
    expect(rect.x).toBe(0);
    expect(rect.y + rect.h).toBe(PICTURE.height);
  });

  it('are left out where reading is not allowed', () => {
    const left: Polygon = [
      { x: 0, y: 0 },
      { x: 0.5, y: 0 },
      { x: 0.5, y: 1 },
      { x: 0, y: 1 },
    ];
    const cells = zoneCells(BOX, PICTURE, [left]);
    expect(cells.allowedShare).toBeGreaterThan(0.35);
    expect(cells.allowedShare).toBeLessThan(0.65);
    expect(zoneCells(BOX, PICTURE, []).zone).toHaveLength(0);
  });

  it('hold the mean of their pixels', () => {
    const stride = CELLS.rect.w;
    const luma = Uint8Array.from({ length: stride * CELLS.rect.h }, (_, at) => (at % stride < stride / 2 ? 40 : 200));
    const cells = readCells(luma, stride, CELLS);
    expect(cells[0]).toBe(40);
    expect(cells[CELLS.columns - 1]).toBe(200);
  });
});

describe('the difference of two pictures', () => {
  it('is nothing when only the light changes', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.6, max: 1.5, noNaN: true }), fc.integer({ min: -30, max: 30 }), (gain, offset) => {
        const difference = differenceOf(cellsOf(undefined), cellsOf(undefined, gain, offset), CELLS);
        expect(difference[LEVELS.indexOf(10)]).toBe(0);
      }),
    );
  });

  it('is the whole zone when an object fills it, whatever the light does', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.7, max: 1.3, noNaN: true }), fc.integer({ min: -20, max: 20 }), (gain, offset) => {
        const difference = differenceOf(cellsOf(undefined), cellsOf(10, gain, offset), CELLS);
        expect(difference[LEVELS.indexOf(24)]).toBeGreaterThan(WHOLE * 0.95);
      }),
    );
  });

  it('falls as more is asked for', () => {
    const difference = differenceOf(cellsOf(undefined), cellsOf(70), CELLS);
    expect([...difference]).toEqual([...difference].toSorted((a, b) => b - a));
  });
});

describe('a series of every picture', () => {
  it('tells to the picture when an object came and when it left', () => {
    fc.assert(
      fc.property(fc.integer({ min: 60, max: 120 }), fc.integer({ min: 190, max: 240 }), (put, taken) => {
        const pictureOf = (ordinal: number): Uint8Array =>
          cellsOf(ordinal >= put && ordinal < taken ? 20 : undefined, 1, (ordinal % 40) - 20, 0.3);
        const rows = against(every(320), pictureOf(150), pictureOf);
        expect(ask(rows, 'appeared', 150).map(({ from }) => from)).toEqual([{ lastBefore: put - 1, first: put }]);
        expect(ask(rows, 'left', 150).map(({ from }) => from)).toEqual([{ lastBefore: taken - 1, first: taken }]);
        const changes = ask(around(every(320), pictureOf), 'passages');
        expect(changes.map(({ kind, from }) => [kind, from.first])).toEqual([
          ['change', put],
          ['change', taken],
        ]);
      }),
      { numRuns: 12 },
    );
  });

  it('takes who passes before an object neither for its coming nor for its leaving', () => {
    const pictureOf = (ordinal: number): Uint8Array =>
      cellsOf(ordinal >= 180 && ordinal < 190 ? 240 : ordinal >= 100 ? 20 : undefined);
    const rows = against(every(300), pictureOf(250), pictureOf);
    expect(ask(rows, 'appeared', 250).map(({ from }) => from.first)).toEqual([100]);
    expect(ask(rows, 'left', 250)).toEqual([]);
  });

  it('tells a passage of a second from its first picture to the first without it', () => {
    const pictureOf = (ordinal: number): Uint8Array => cellsOf(ordinal >= 151 && ordinal <= 160 ? 240 : undefined);
    const [passage, ...others] = ask(around(every(300), pictureOf), 'passages');
    expect(others).toEqual([]);
    expect(passage).toMatchObject({ kind: 'passage', from: { first: 151 }, to: { first: 161 } });
    expect(passage === undefined ? false : isExact(passage)).toBe(true);
  });

  it('tells a change once, even where it is as small as what is asked for', () => {
    // As much of the zone, and a little more or less of it by the noise of each picture.
    const pictureOf = (ordinal: number): Uint8Array => {
      const cells = cellsOf(undefined);
      const changed =
        ordinal < 120 ? 0 : Math.round(CELLS.zone.length * (USUAL_MOTION.leastShare + 0.03 * Math.sin(ordinal)));
      CELLS.zone.subarray(0, changed).forEach((cell) => (cells[cell] = 20));
      return cells;
    };
    const found = ask(around(every(300), pictureOf), 'passages').filter(({ kind }) => kind === 'change');
    expect(found).toHaveLength(1);
    expect(found[0]?.from.first).toBeGreaterThanOrEqual(119);
    expect(found[0]?.from.first).toBeLessThanOrEqual(122);
  });

  it('finds nothing where only the light changes', () => {
    const pictureOf = (ordinal: number): Uint8Array =>
      cellsOf(undefined, 1 + 0.3 * Math.sin(ordinal / 30), ordinal % 25, 0.5);
    expect(ask(around(every(300), pictureOf), 'passages')).toEqual([]);
    expect(ask(against(every(300), pictureOf(150), pictureOf), 'left', 150)).toEqual([]);
  });
});

describe('key frames first', () => {
  const pictureOf = (ordinal: number): Uint8Array => cellsOf(ordinal >= 137 && ordinal < 243 ? 20 : undefined);
  const keys = every(400, 20);

  it('names the stretches in which something turns over, and becomes exact once they are read', () => {
    const coarse = around(keys, pictureOf);
    const found = ask(coarse, 'passages');
    expect(found.map(isExact)).toEqual([false, false]);
    const reads = exactReads(coarse, found, USUAL_MOTION, timeOf);
    expect(reads.map(({ fromOrdinal, toOrdinal }) => [fromOrdinal, toOrdinal])).toEqual([
      [122, 140],
      [242, 260],
    ]);
    const reference = against(keys, pictureOf(200), pictureOf);
    const came = ask(reference, 'appeared', 200);
    const [read] = exactReads(reference, came, USUAL_MOTION, timeOf);
    const between = every(400).filter((o) => o >= (read?.fromOrdinal ?? 0) && o <= (read?.toOrdinal ?? 0));
    const merged = mergedRows(reference, against(between, pictureOf(200), pictureOf));
    expect(ask(merged, 'appeared', 200).map(({ from }) => from)).toEqual([{ lastBefore: 136, first: 137 }]);
  });

  it('reads nothing again that is exact', () => {
    const rows = against(every(400), pictureOf(200), pictureOf);
    expect(exactReads(rows, ask(rows, 'appeared', 200), USUAL_MOTION, timeOf)).toEqual([]);
  });

  it('keeps an order of pictures when series are joined, whatever they are', () => {
    const ordinals = fc.uniqueArray(fc.integer({ min: 1, max: 500 }), { maxLength: 30 });
    const rowsOf = (of: readonly number[]): MotionRows =>
      against(
        of.toSorted((a, b) => a - b),
        pictureOf(200),
        pictureOf,
      );
    fc.assert(
      fc.property(ordinals, ordinals, (a, b) => {
        const merged = mergedRows(rowsOf(a), rowsOf(b));
        expect(merged).toEqual(rowsOf([...new Set([...a, ...b])]));
      }),
      { numRuns: 20 },
    );
    expect(mergedRows(NO_ROWS, NO_ROWS)).toEqual(NO_ROWS);
  });

  it('counts what could not be read once, however often it was tried', () => {
    const stretch = fc
      .tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 8 }))
      .map(([fromOrdinal, more]) => ({ fromOrdinal, toOrdinal: fromOrdinal + more }));
    const ordinalsOf = (of: readonly Stretch[]): readonly number[] =>
      of.flatMap(({ fromOrdinal, toOrdinal }) => every(toOrdinal).filter((ordinal) => ordinal >= fromOrdinal));
    fc.assert(
      fc.property(fc.array(stretch), (stretches) => {
        const wanted = [...new Set(ordinalsOf(stretches))].sort((a, b) => a - b);
        expect(ordinalsOf(unitedStretches(stretches))).toEqual(wanted);
      }),
    );
  });

  it('looks at three pictures on each side at least, and never at the one it judges', () => {
    const far = [0, 60e6, 120e6, 180e6, 240e6, 300e6, 360e6];
    expect(rowsAround(far, 3, 10e6)).toEqual({ before: [0, 1, 2], after: [4, 5, 6] });
  });
});
