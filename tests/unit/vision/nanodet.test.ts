import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { decodeLevel, NanoDetHead } from '../../../src/vision/nanodet.ts';

const BINS = 4;
const CELLS = 3;
const PERSON = { channel: 0, objectClass: 'person' } as const;
const CAR = { channel: 2, objectClass: 'car' } as const;
const VERY = 60;

/** One level in which `cell` has these logits and sides that point at one bin each; all else is unlikely. */
function level(cell: number, logits: readonly number[], bins: readonly number[]): [number[], number[]] {
  const scores = Array.from({ length: CELLS * CELLS * 3 }, () => -VERY);
  logits.forEach((logit, channel) => (scores[cell * 3 + channel] = logit));
  const distances = Array.from({ length: CELLS * CELLS * 4 * BINS }, () => 0);
  bins.forEach((bin, side) => (distances[(cell * 4 + side) * BINS + bin] = VERY));
  return [scores, distances];
}

const decode = ([scores, distances]: [number[], number[]], least = 0.2): ReturnType<typeof decodeLevel> =>
  decodeLevel(
    { data: scores, shape: [1, CELLS, CELLS, 3] },
    { data: distances, shape: [1, CELLS, CELLS, 4 * BINS] },
    BINS,
    8,
    [PERSON, CAR],
    least,
  );

describe('a level of nanodet', () => {
  it('gives the box whose sides stand as many strides from the middle of the cell as their bins say', () => {
    const [found, ...others] = decode(level(4, [0, VERY, -VERY], [1, 2, 3, 0]));
    expect(others).toEqual([]);
    expect(found).toMatchObject({ objectClass: 'person', score: 0.5 });
    expect(found?.box.x).toBeCloseTo(12 - 8);
    expect(found?.box.y).toBeCloseTo(12 - 16);
    expect(found?.box.w).toBeCloseTo(8 + 24);
    expect(found?.box.h).toBeCloseTo(16 + 0);
  });

  it('takes the mean of a distance that is in doubt', () => {
    const [scores, distances] = level(0, [3, 0, 0], [1, 1, 1, 1]);
    distances[2] = VERY;
    expect(decode([scores, distances])[0]?.box.x).toBeCloseTo(4 - 8 * 1.5);
  });

  it('never gives an unmapped class nor a score under the least', () => {
    fc.assert(
      fc.property(
        fc.array(fc.float({ min: -8, max: 8, noNaN: true }), { minLength: 27, maxLength: 27 }),
        fc.double({ min: 0.05, max: 0.95, noNaN: true }),
        (scores, least) => {
          const found = decode([scores, Array.from({ length: 9 * 4 * BINS }, () => 0)], least);
          const wanted = scores.filter((logit, at) => at % 3 !== 1 && 1 / (1 + Math.exp(-logit)) > least + 1e-9);
          expect(found.length).toBeGreaterThanOrEqual(wanted.length);
          expect(found.every(({ score }) => score >= least - 1e-9)).toBe(true);
        },
      ),
    );
  });
});

describe('the head of nanodet', () => {
  it('leaves one of two cells that see the same object', () => {
    const head = new NanoDetHead([PERSON], {
      kind: 'nanodet',
      levels: [{ node: 'a', stride: 8 }],
      channels: 3,
      bins: BINS,
    });
    const [scores, distances] = level(4, [2, 0, 0], [2, 2, 2, 2]);
    const [beside, their] = level(5, [1, 0, 0], [3, 2, 1, 2]);
    const both = scores.map((value, at) => Math.max(value, beside[at] ?? value));
    const sides = distances.map((value, at) => value + (their[at] ?? 0));
    const outputs = [
      { data: both, shape: [1, CELLS, CELLS, 3] },
      { data: sides, shape: [1, CELLS, CELLS, 4 * BINS] },
    ];
    const found = head.decode(outputs, 24, 0.2);
    expect(found).toHaveLength(1);
    expect(found[0]?.score).toBeCloseTo(1 / (1 + Math.exp(-2)));
  });
});
