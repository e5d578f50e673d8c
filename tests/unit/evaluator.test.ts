// The evaluator on cases small enough to work out by hand.

import { describe, expect, it } from 'vitest';
import { assignBest, assignMost } from '../../scripts/bench/assignment.ts';
import type { Matrix } from '../../scripts/bench/assignment.ts';
import { evaluateTracks } from '../../scripts/bench/mot-eval.ts';
import { formatMot, parseMot } from '../../scripts/bench/mot-rows.ts';
import type { MotRow } from '../../scripts/bench/mot-rows.ts';

function table(rows: readonly (readonly number[])[]): Matrix {
  return { rows: rows.length, cols: rows[0]?.length ?? 0, data: Float64Array.from(rows.flat()) };
}

/** A 10 × 20 box at `x`, one row per frame given. */
function walk(id: number, x: number, frames: readonly number[], extra: Partial<MotRow> = {}): MotRow[] {
  return frames.map((frame) => ({ frame, id, box: { x, y: 0, w: 10, h: 20 }, conf: 1, classNumber: 1, ...extra }));
}

const TEN = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

describe('assignment', () => {
  it('takes the best total, not the best single pair', () => {
    expect(
      assignBest(
        table([
          [9, 8],
          [8, 1],
        ]),
      ),
    ).toEqual([
      [0, 1],
      [1, 0],
    ]);
  });

  it('serves tables with more rows than columns', () => {
    expect(assignBest(table([[1], [5], [3]]))).toEqual([[1, 0]]);
    expect(assignBest(table([]))).toEqual([]);
  });

  it('agrees with exhaustive search', () => {
    // A linear congruential generator: the same tables on every run.
    let seed = 7;
    const random = (): number => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return seed / 2147483648;
    };
    for (let round = 0; round < 200; round++) {
      const rows = 1 + Math.floor(random() * 5);
      const cols = 1 + Math.floor(random() * 5);
      const values = Array.from({ length: rows }, () => Array.from({ length: cols }, random));
      const total = assignBest(table(values)).reduce((sum, [r, c]) => sum + (values[r]?.[c] ?? NaN), 0);
      expect(total).toBeCloseTo(bestTotal(values, 0, new Set()), 9);
    }
  });

  it('prefers two weak allowed pairs to one strong pair', () => {
    const pairs = assignMost(
      table([
        [0.9, 0.5],
        [0.5, 0.1],
      ]),
      (value) => value >= 0.5,
    );
    expect(pairs).toEqual([
      [0, 1],
      [1, 0],
    ]);
  });
});

/** Best total by trying everything; rows may stay alone. */
function bestTotal(values: readonly (readonly number[])[], row: number, used: ReadonlySet<number>): number {
  const line = values[row];
  if (line === undefined) {
    return 0;
  }
  const skipped = bestTotal(values, row + 1, used);
  const taken = line.map((value, col) =>
    used.has(col) ? 0 : value + bestTotal(values, row + 1, new Set([...used, col])),
  );
  return Math.max(skipped, ...taken);
}

describe('evaluateTracks', () => {
  it('gives full marks to the truth itself', () => {
    const truth = [...walk(1, 0, TEN), ...walk(2, 100, TEN)];
    const result = evaluateTracks(truth, truth);
    expect(result).toMatchObject({ mota: 100, idf1: 100, recall: 100, precision: 100, switches: 0, neverSeen: [] });
    expect(result.hota).toBeCloseTo(100, 9);
  });

  it('counts misses and false positives', () => {
    const truth = walk(1, 0, TEN);
    const found = [...walk(7, 0, [1, 2, 3, 4, 5, 6]), ...walk(8, 200, [1, 2])];
    const result = evaluateTracks(truth, found);
    expect(result).toMatchObject({ misses: 4, falsePositives: 2, switches: 0, recall: 60, precision: 75 });
    expect(result.mota).toBeCloseTo(40, 9);
    // 6 frames in common among 10 + 8.
    expect(result.idf1).toBeCloseTo((100 * 12) / 18, 9);
  });

  it('charges one switch when the result changes its id, and halves identity', () => {
    const truth = walk(1, 0, TEN);
    const found = [...walk(7, 0, [1, 2, 3, 4, 5]), ...walk(8, 0, [6, 7, 8, 9, 10])];
    const result = evaluateTracks(truth, found);
    expect(result.switches).toBe(1);
    expect(result.mota).toBeCloseTo(90, 9);
    expect(result.idf1).toBeCloseTo(50, 9);
    // Detection is perfect; each match has an association of 5 / 10.
    expect(result.hota).toBeCloseTo(100 * Math.sqrt(0.5), 9);
  });

  it('weighs localisation in HOTA: IoU 0.6 counts at 12 of the 19 thresholds', () => {
    const truth = walk(1, 0, TEN);
    const found = walk(1, 2.5, TEN);
    const result = evaluateTracks(truth, found);
    expect(result.mota).toBe(100);
    expect(result.hota).toBeCloseTo((100 * 12) / 19, 9);
  });

  it('keeps the pair of the frame before while its IoU holds, even when another fits better', () => {
    const truth = walk(1, 0, [1, 2]);
    const found = [...walk(7, 0, [1]), ...walk(7, 3, [2]), ...walk(8, 0, [2])];
    expect(evaluateTracks(truth, found).switches).toBe(0);
  });

  it('forgets the pair over a hole in time', () => {
    const truth = walk(1, 0, [1, 9]);
    const found = [...walk(7, 0, [1]), ...walk(7, 3, [9]), ...walk(8, 0, [9])];
    expect(evaluateTracks(truth, found).switches).toBe(1);
  });

  it("takes results on don't-care rows out, and only those", () => {
    const truth = [...walk(1, 0, TEN), ...walk(2, 100, TEN, { conf: 0 })];
    const found = [...walk(7, 0, TEN), ...walk(8, 100, TEN), ...walk(9, 300, [1])];
    expect(evaluateTracks(truth, found, { dontCare: true })).toMatchObject({
      falsePositives: 1,
      removed: 10,
      misses: 0,
    });
    expect(evaluateTracks(truth, found)).toMatchObject({ falsePositives: 11, removed: 0, truthBoxes: 10 });
  });

  it('scores the frames and the classes asked for', () => {
    const truth = walk(1, 0, TEN);
    const found = [...walk(7, 0, TEN), ...walk(8, 50, TEN, { classNumber: 3 })];
    expect(evaluateTracks(truth, found).falsePositives).toBe(10);
    expect(evaluateTracks(truth, found, { classes: [1] })).toMatchObject({ mota: 100, foundTracks: 1 });
    expect(evaluateTracks(truth, found, { classes: [1], frames: [3, 5] }).truthBoxes).toBe(3);
  });

  it('names the truth tracks that were never seen', () => {
    const truth = [...walk(1, 0, TEN), ...walk(2, 100, TEN), ...walk(3, 200, [1, 2])];
    const found = [...walk(7, 0, TEN), ...walk(8, 100, [1, 2, 3, 4]), ...walk(9, 200, [1, 2])];
    expect(evaluateTracks(truth, found).neverSeen).toEqual([2]);
  });

  it('refuses an id that appears twice on one frame', () => {
    expect(() => evaluateTracks(walk(1, 0, [1]), [...walk(7, 0, [1]), ...walk(7, 50, [1])])).toThrow(
      /twice on frame 1/,
    );
  });

  it('survives empty sides', () => {
    expect(evaluateTracks([], [])).toMatchObject({ truthBoxes: 0, foundTracks: 0, hota: 0 });
    expect(evaluateTracks(walk(1, 0, TEN), [])).toMatchObject({ mota: 0, misses: 10, neverSeen: [1] });
  });
});

describe('MOT text', () => {
  it('reads what it writes, commas or blanks', () => {
    const [row] = walk(4, 12.345, [3], { classNumber: 2 });
    expect(row).toBeDefined();
    if (row !== undefined) {
      expect(parseMot(formatMot(row))).toEqual([{ ...row, box: { ...row.box, x: 12.35 } }]);
    }
    expect(parseMot('# note\n\n3 4 1 2 5 6\n')[0]).toMatchObject({ frame: 3, id: 4, conf: 1, classNumber: 1 });
  });

  it('refuses a line that is not numbers', () => {
    expect(() => parseMot('1,2,3,4,five,6')).toThrow(/Line 1/);
    expect(() => parseMot('1,2,3')).toThrow(/Line 1/);
  });
});
