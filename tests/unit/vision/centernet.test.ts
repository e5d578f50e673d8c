import { describe, expect, it } from 'vitest';

import { decodeHeads } from '../../../src/vision/centernet.ts';
import type { Output } from '../../../src/vision/head.ts';

const CELLS = 16;
const PERSON = { channel: 0, objectClass: 'person' } as const;
const CAR = { channel: 2, objectClass: 'car' } as const;

/** Heads with one hot cell for each object: [channel, column, row, score, distances to its four sides]. */
function heads(
  ...objects: readonly (readonly [number, number, number, number, readonly [number, number, number, number]])[]
): [Output, Output] {
  const heat = new Float32Array(CELLS * CELLS * 4);
  const sizes = new Float32Array(CELLS * CELLS * 4);
  for (const [channel, column, row, score, sides] of objects) {
    const cell = row * CELLS + column;
    heat[cell * 4 + channel] = score;
    sizes.set(sides, cell * 4);
  }
  return [
    { data: heat, shape: [1, CELLS, CELLS, 4] },
    { data: sizes, shape: [1, CELLS, CELLS, 4] },
  ];
}

describe('the heads of the detector', () => {
  it('give a box from a cell and its four distances, in pixels of the raster', () => {
    const [heat, sizes] = heads([0, 5, 7, 0.75, [8, 20, 12, 24]]);
    expect(decodeHeads(heat, sizes, [PERSON], 4, 0.2)).toEqual([
      { objectClass: 'person', score: 0.75, box: { x: 12, y: 8, w: 20, h: 44 } },
    ]);
  });

  it('give the hottest cell of a neighbourhood, in every corner, best first', () => {
    const side = [4, 4, 4, 4] as const;
    const [heat, sizes] = heads(
      [0, 0, 0, 0.5, side],
      [0, 1, 1, 0.25, side],
      [0, 15, 15, 0.75, side],
      [0, 14, 15, 0.25, side],
    );
    expect(decodeHeads(heat, sizes, [PERSON], 4, 0.2).map(({ score, box }) => [score, box.x, box.y])).toEqual([
      [0.75, 56, 56],
      [0.5, -4, -4],
    ]);
  });

  it('never tell of a channel that is not mapped, of a weak score, nor of an empty box', () => {
    const side = [4, 4, 4, 4] as const;
    const [heat, sizes] = heads(
      [1, 3, 3, 0.9, side],
      [2, 9, 9, 0.6, side],
      [0, 5, 5, 0.1, side],
      [0, 12, 3, 0.9, [4, 4, -4, 4]],
    );
    expect(decodeHeads(heat, sizes, [PERSON, CAR], 4, 0.2).map(({ objectClass }) => objectClass)).toEqual(['car']);
  });

  it('keep two classes on one spot', () => {
    const side = [4, 4, 4, 4] as const;
    const [heat, sizes] = heads([0, 5, 5, 0.6, side], [2, 5, 5, 0.5, side]);
    expect(decodeHeads(heat, sizes, [PERSON, CAR], 4, 0.2).map(({ objectClass }) => objectClass)).toEqual([
      'person',
      'car',
    ]);
  });
});
