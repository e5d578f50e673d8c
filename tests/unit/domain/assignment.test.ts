import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { assign } from '../../../src/domain/tracking/assignment.ts';

/** Most pairs first, then least cost, over every lawful pairing. */
function bruteForce(costs: readonly (readonly number[])[], row = 0, used: readonly number[] = []): [number, number] {
  if (row === costs.length) {
    return [0, 0];
  }
  let best = bruteForce(costs, row + 1, used);
  (costs[row] ?? []).forEach((cost, column) => {
    if (Number.isFinite(cost) && !used.includes(column)) {
      const [pairs, total] = bruteForce(costs, row + 1, [...used, column]);
      if (pairs + 1 > best[0] || (pairs + 1 === best[0] && total + cost < best[1])) {
        best = [pairs + 1, total + cost];
      }
    }
  });
  return best;
}

describe('assignment', () => {
  it('is as good as trying everything, and never makes a forbidden pair', () => {
    const cost = fc.oneof(
      { weight: 3, arbitrary: fc.integer({ min: 0, max: 50 }) },
      { weight: 1, arbitrary: fc.constant(Infinity) },
    );
    const matrix = fc
      .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }))
      .chain(([rows, columns]) =>
        fc.array(fc.array(cost, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows }),
      );
    fc.assert(
      fc.property(matrix, (costs) => {
        const columns = assign(costs);
        const pairs = columns.flatMap((column, row) => (column < 0 ? [] : [costs[row]?.[column] ?? Infinity]));
        expect(columns).toHaveLength(costs.length);
        expect(new Set(columns.filter((column) => column >= 0)).size).toBe(pairs.length);
        expect([pairs.length, pairs.reduce((sum, value) => sum + value, 0)]).toEqual(bruteForce(costs));
      }),
      { numRuns: 300 },
    );
  });

  it('leaves everybody alone when there is nobody to pair with', () => {
    expect(assign([])).toEqual([]);
    expect(assign([[], []])).toEqual([-1, -1]);
    expect(assign([[Infinity, Infinity]])).toEqual([-1]);
  });
});
