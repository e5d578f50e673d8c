import { describe, expect, it } from 'vitest';

import { NUMBERS_A_SAMPLE, SAMPLE_US, tubesOf, type Tubes } from '../../../../src/domain/synopsis/tubes.ts';
import { pathThrough } from '../../../builders/tube-scene.ts';

const box = (us: number, x: number) => ({ us, x, y: 0.4, w: 0.1, h: 0.2 });

function samplesOf({ boxes, starts }: Tubes, row: number): number[][] {
  const [first = 0, end = 0] = [starts[row], starts[row + 1]];
  return Array.from({ length: end - first }, (_, index) => {
    const at = (first + index) * NUMBERS_A_SAMPLE;
    return [...boxes.subarray(at, at + NUMBERS_A_SAMPLE)].map((value) => Number(value.toFixed(4)));
  });
}

describe('tubes', () => {
  it('samples boxes evenly on the straight lines between uneven sights', () => {
    const path = pathThrough([box(1_000_000, 0), box(1_100_000, 0.1), box(1_500_000, 0.5)]);

    const tubes = tubesOf([{ key: 7, path, shiftUs: 0 }]);

    expect(samplesOf(tubes, 0)).toEqual([
      [0, 0.4, 0.1, 0.2],
      [0.2, 0.4, 0.1, 0.2],
      [0.4, 0.4, 0.1, 0.2],
    ]);
    expect([tubes.fromUs[0], tubes.toUs[0]]).toEqual([1_000_000, 1_500_000]);
  });

  it('samples the last sight where it falls on a sample, and nothing beyond it', () => {
    const whole = tubesOf([{ key: 1, path: pathThrough([box(0, 0), box(2 * SAMPLE_US, 0.4)]), shiftUs: 0 }]);
    const short = tubesOf([{ key: 1, path: pathThrough([box(0, 0), box(2 * SAMPLE_US - 1, 0.4)]), shiftUs: 0 }]);

    expect(samplesOf(whole, 0)).toHaveLength(3);
    expect(samplesOf(whole, 0).at(-1)?.[0]).toBe(0.4);
    expect(samplesOf(short, 0)).toHaveLength(2);
  });

  it('has one sample of who was seen once', () => {
    const tubes = tubesOf([{ key: 1, path: pathThrough([box(500, 0.25)]), shiftUs: 0 }]);

    expect(samplesOf(tubes, 0)).toEqual([[0.25, 0.4, 0.1, 0.2]]);
    expect(tubes.toUs).toEqual(tubes.fromUs);
  });

  it('lists tubes as they come on the clock of the scene, and by key where they come together', () => {
    const path = pathThrough([box(0, 0), box(900_000, 0.1)]);
    const [late, twin, early] = [
      { key: 2, path, shiftUs: 5_000_000 },
      { key: 3, path, shiftUs: 0 },
      { key: 1, path, shiftUs: 0 },
    ];

    const tubes = tubesOf([late, twin, early]);

    expect([...tubes.key]).toEqual([1, 3, 2]);
    expect([...tubes.fromUs]).toEqual([0, 0, 5_000_000]);
    expect([...tubes.starts]).toEqual([0, 5, 10, 15]);
  });
});
