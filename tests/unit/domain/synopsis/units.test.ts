import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { contactsOf } from '../../../../src/domain/synopsis/contacts.ts';
import { LEAST_PART_US, partsOf } from '../../../../src/domain/synopsis/stays.ts';
import type { Tubes } from '../../../../src/domain/synopsis/tubes.ts';
import { unitsOf, type Unit } from '../../../../src/domain/synopsis/units.ts';
import { seededRandom } from '../../../reels/random.ts';
import { drawnTubes } from '../../../builders/drawn-tubes.ts';
import { tubesThrough, walk } from '../../../builders/tube-scene.ts';

const S = 1_000_000;

const unitsAt = (tubes: Tubes, pace = 1): Unit[] => unitsOf(tubes, contactsOf(tubes), pace);

/** Rows of the tubes of each unit, by turns. */
const rowsOf = (units: readonly Unit[]): number[][] => units.map(({ parts }) => parts.map(({ tube }) => tube));

describe('units', () => {
  it('keeps those together who walked beside each other, and nobody else', () => {
    const tubes = tubesThrough([
      ...walk({ id: 1, fromS: 0, toS: 8, x: [0, 0.8] }),
      ...walk({ id: 2, fromS: 0, toS: 8, x: [0.03, 0.83] }),
      ...walk({ id: 3, fromS: 0, toS: 8, x: [0, 0.8], y: 0.1 }),
      ...walk({ id: 4, fromS: 20, toS: 28, x: [0, 0.8] }),
    ]);

    expect(rowsOf(unitsAt(tubes))).toEqual([[0, 1], [2], [3]]);
  });

  it('does not put those together who passed each other in a blink', () => {
    const tubes = tubesThrough([
      ...walk({ id: 1, fromS: 0, toS: 4, x: [0, 0.9] }),
      ...walk({ id: 2, fromS: 0, toS: 4, x: [0.9, 0] }),
    ]);

    expect(rowsOf(unitsAt(tubes))).toEqual([[0], [1]]);
  });

  it('cuts a chain of meetings where nobody touches, both who walk together at the same time', () => {
    // 1 walks alone between a meeting with 2 and one with 3.
    const tubes = tubesThrough([
      ...walk({ id: 1, fromS: 0, toS: 30, x: [0, 0.9] }),
      ...walk({ id: 2, fromS: 0, toS: 8, x: [0.02, 0.26] }),
      ...walk({ id: 3, fromS: 22, toS: 30, x: [0.67, 0.91] }),
    ]);

    const units = unitsAt(tubes);

    expect(rowsOf(units)).toEqual([
      [0, 1],
      [0, 2],
    ]);
    const seam = units[0]?.parts[0]?.toUs ?? 0;
    expect(seam).toBeGreaterThan(8 * S);
    expect(seam).toBeLessThan(22 * S);
    expect(units[1]?.parts[0]?.fromUs).toBe(seam);
  });

  it('shows a stay faster, but not who comes and goes', () => {
    const tubes = tubesThrough([
      ...walk({ id: 1, fromS: 0, toS: 5, x: [0, 0.5] }),
      ...walk({ id: 1, fromS: 5, toS: 45, x: [0.5, 0.5] }),
      ...walk({ id: 1, fromS: 45, toS: 50, x: [0.5, 1] }),
    ]);

    const units = unitsAt(tubes);

    expect(units.map(({ rate }) => rate)).toEqual([1, 8, 1]);
    const still = units[1];
    expect((still?.toUs ?? 0) - (still?.fromUs ?? 0)).toBeGreaterThan(36 * S);
  });

  it('does not show a stay faster while somebody passes close by', () => {
    const passing = { fromS: 20, toS: 28, x: [0.3, 0.7] } as const;
    const tubes = tubesThrough([...walk({ id: 1, fromS: 0, toS: 60, x: [0.5, 0.5] }), ...walk({ id: 2, ...passing })]);

    const together = unitsAt(tubes).filter(({ parts }) => parts.length > 1);

    expect(together).toHaveLength(1);
    expect(together[0]?.rate).toBe(1);
    expect(unitsAt(tubes).some(({ rate }) => rate > 1)).toBe(true);
  });

  it('never makes an endless unit of a street that is never empty', () => {
    const tubes = tubesThrough(
      Array.from({ length: 60 }, (_, id) => [...walk({ id, fromS: id * 5, toS: id * 5 + 12, x: [0.2, 0.5] })]).flat(),
    );

    for (const { fromUs, toUs } of unitsAt(tubes)) {
      expect(toUs - fromUs).toBeLessThanOrEqual(20 * S);
    }
  });

  it('has every tube whole: its parts follow each other without gap, whatever came', () => {
    fc.assert(
      fc.property(drawnTubes(), fc.constantFrom(1, 2.5, 8), (tubes, pace) => {
        const units = unitsAt(tubes, pace);
        const parts = units.flatMap((unit) => unit.parts).sort((a, b) => a.tube - b.tube || a.fromUs - b.fromUs);
        const whole = Array.from(tubes.key, (_, row) => parts.filter(({ tube }) => tube === row));
        whole.forEach((mine, row) => {
          expect(mine[0]?.fromUs).toBe(tubes.fromUs[row]);
          expect(mine.at(-1)?.toUs).toBe(tubes.toUs[row]);
          mine.slice(1).forEach((part, index) => {
            expect(part.fromUs).toBe(mine[index]?.toUs);
          });
          const least = Math.min(LEAST_PART_US, (tubes.toUs[row] ?? 0) - (tubes.fromUs[row] ?? 0));
          expect(Math.min(...mine.map(({ fromUs, toUs }) => toUs - fromUs))).toBeGreaterThanOrEqual(least);
        });
        for (const { rate, fromUs, toUs } of units) {
          expect(rate).toBeGreaterThanOrEqual(pace);
          expect(rate).toBeLessThanOrEqual(8);
          expect((toUs - fromUs) / rate).toBeLessThanOrEqual(20 * S);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('takes hundreds that touch all the time', () => {
    const random = seededRandom(5);
    const tubes = tubesThrough(
      Array.from({ length: 300 }, (_, id) => {
        const x = random() * 0.1;
        return [...walk({ id, fromS: random() * 10, toS: 50 + random() * 20, x: [x, x + 0.3], everyS: 1 })];
      }).flat(),
    );

    const parts = unitsAt(tubes).flatMap((unit) => unit.parts);

    expect(new Set(parts.map(({ tube }) => tube)).size).toBe(300);
  });
});

describe('parts', () => {
  it('are one whole of who moves all the time', () => {
    const tubes = tubesThrough(walk({ id: 1, fromS: 3, toS: 20, x: [0, 1] }));

    expect(partsOf(tubes, 0)).toEqual([{ tube: 0, fromUs: 3 * S, toUs: 20 * S, isStill: false }]);
  });

  it('say where somebody stays, also to the very end', () => {
    const tubes = tubesThrough([
      ...walk({ id: 1, fromS: 0, toS: 6, x: [0, 0.6] }),
      ...walk({ id: 1, fromS: 6, toS: 40, x: [0.6, 0.6] }),
    ]);

    expect(partsOf(tubes, 0).map(({ isStill }) => isStill)).toEqual([false, true]);
    expect(partsOf(tubes, 0).at(-1)?.toUs).toBe(40 * S);
  });

  it('do not call a pause a stay', () => {
    const tubes = tubesThrough([
      ...walk({ id: 1, fromS: 0, toS: 4, x: [0, 0.4] }),
      ...walk({ id: 1, fromS: 4, toS: 10, x: [0.4, 0.4] }),
      ...walk({ id: 1, fromS: 10, toS: 14, x: [0.4, 0.8] }),
    ]);

    expect(partsOf(tubes, 0)).toHaveLength(1);
  });
});
