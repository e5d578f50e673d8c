import { describe, expect, it } from 'vitest';

import type { Pieces } from '../../../../src/domain/synopsis/arrangement.ts';
import { coveredArea } from '../../../../src/domain/synopsis/covered-area.ts';
import { disorderOf } from '../../../../src/domain/synopsis/disorder.ts';
import { metricsOf } from '../../../../src/domain/synopsis/metrics.ts';
import type { Tubes } from '../../../../src/domain/synopsis/tubes.ts';
import { tubesThrough, walk } from '../../../builders/tube-scene.ts';

const S = 1_000_000;

/** Who stands on a place, 0.1 × 0.2 of the picture. */
const standing = (id: number, fromS: number, toS: number, x: number) => walk({ id, fromS, toS, x: [x, x], w: 0.1 });

/** Each tube whole at its time, each a unit of its own unless `units` says otherwise. */
function pieces(tubes: Tubes, atS: readonly number[], units = atS.map((_, row) => row)): Pieces {
  const count = atS.length;
  return {
    tube: Uint32Array.from({ length: count }, (_, row) => row),
    unit: Uint32Array.from(units),
    fromUs: tubes.fromUs.slice(),
    toUs: tubes.toUs.slice(),
    atUs: Float64Array.from(atS, (at) => at * S),
    rate: new Float32Array(count).fill(1),
    part: new Uint16Array(count).fill(1),
    parts: new Uint16Array(count).fill(1),
  };
}

describe('metrics of a synopsis', () => {
  const tubes = tubesThrough([
    ...standing(1, 0, 4, 0.1),
    ...standing(2, 100, 104, 0.15),
    ...standing(3, 200, 204, 0.7),
  ]);

  it('compare its length with the footage that it condenses', () => {
    const all = pieces(tubes, [0, 0, 0]);

    expect(metricsOf(tubes, all, 5 * S, { footageUs: 500 * S }).frameRatio).toBe(0.01);
    expect(metricsOf(tubes, all, 5.1 * S, {}).frameRatio).toBeCloseTo(5.1 / 204, 6);
  });

  it('count objects at once, the mean and the most, and not who comes as another goes', () => {
    const { density, peak } = metricsOf(tubes, pieces(tubes, [0, 0, 4.04]), 8.08 * S, {});

    expect(peak).toBe(2);
    expect(density).toBeCloseTo((3 * 4.04) / 8.08, 6);
  });

  it('measure what objects of different units cover of each other, of all that is shown', () => {
    // Half of each of two of the three is covered all along.
    const { overlap, worstOverlap } = metricsOf(tubes, pieces(tubes, [0, 0, 0]), 4.04 * S, {});

    expect(overlap).toBeCloseTo(0.5 / 3, 3);
    expect(worstOverlap).toBeCloseTo(0.5 / 3, 3);
  });

  it('do not count those of one unit: so they were', () => {
    expect(metricsOf(tubes, pieces(tubes, [0, 0, 0], [0, 0, 1]), 4.04 * S, {}).overlap).toBe(0);
  });

  it('find the worst moment', () => {
    // The second comes when three quarters of the first are over; nobody else is there.
    const two = tubesThrough([...standing(1, 0, 4, 0.1), ...standing(2, 100, 104, 0.1)]);

    const { overlap, worstOverlap } = metricsOf(two, pieces(two, [0, 3]), 7.04 * S, {});

    expect(worstOverlap).toBeCloseTo(0.5, 3);
    expect(overlap).toBeCloseTo(6 / 42, 2);
  });

  it('say how much the order of time is disturbed', () => {
    const disorder = (...atS: number[]): number => metricsOf(tubes, pieces(tubes, atS), 9 * S, {}).disorder;

    expect(disorder(0, 1, 2)).toBe(0);
    expect(disorder(0, 0, 0)).toBe(0);
    expect(disorder(2, 1, 0)).toBe(1);
    expect(disorder(1, 0, 2)).toBeCloseTo(1 / 3, 6);
  });

  it('miss whoever is not whole', () => {
    const all = pieces(tubes, [0, 0, 0]);
    const short = { ...all, toUs: Float64Array.from(all.toUs, (us, row) => (row === 0 ? us - 1 : us)) };
    const twice = { ...all, tube: Uint32Array.from([0, 1, 1]) };
    const wrong = { ...all, parts: Uint16Array.from([1, 2, 1]) };

    expect(metricsOf(tubes, all, S, {}).coverage).toBe(1);
    for (const bad of [short, wrong]) {
      expect(metricsOf(tubes, bad, S, {}).coverage).toBeCloseTo(2 / 3, 6);
    }
    expect(metricsOf(tubes, twice, S, {}).coverage).toBeCloseTo(1 / 3, 6);
  });

  it('are those of nothing where nothing was asked for', () => {
    const none = tubesThrough([]);

    expect(metricsOf(none, pieces(none, []), 0, {})).toEqual({
      ...{ frameRatio: 1, density: 0, peak: 0, overlap: 0, worstOverlap: 0, disorder: 0, coverage: 1 },
    });
  });
});

describe('covered area', () => {
  const box = (left: number, top: number, unit: number) => ({ left, top, right: left + 2, bottom: top + 2, unit });

  it('counts once what three cover', () => {
    expect(coveredArea([box(0, 0, 1), box(0, 0, 2), box(0, 0, 3)])).toBe(4);
    expect(coveredArea([box(0, 0, 1), box(1, 1, 2), box(1, 0, 3)])).toBe(3);
  });

  it('is nothing between neighbours that share a side, and within a unit', () => {
    expect(coveredArea([box(0, 0, 1), box(2, 0, 2), box(0, 2, 3)])).toBe(0);
    expect(coveredArea([box(0, 0, 1), box(1, 1, 1)])).toBe(0);
  });
});

describe('disorder', () => {
  it('counts as a look at every pair would', () => {
    const came = [0, 5, 5, 7, 9, 12, 12];
    const shown = [3, 1, 4, 4, 0, 2, 2];
    let reversed = 0;
    came.forEach((one, i) => {
      came.forEach((other, j) => {
        reversed += one < other && (shown[i] ?? 0) > (shown[j] ?? 0) ? 1 : 0;
      });
    });

    expect(disorderOf(came, shown)).toBeCloseTo(reversed / 21, 9);
  });

  it('is 0 of one, and of none', () => {
    expect(disorderOf([1], [1])).toBe(0);
    expect(disorderOf([], [])).toBe(0);
  });
});
