import { describe, expect, it } from 'vitest';

import { motionField, motionShare } from '../../../src/domain/motion/motion-field.ts';
import { seededRandom } from '../../reels/random.ts';

const WIDTH = 200;
const HEIGHT = 120;

function maskWith(...shapes: readonly (readonly [x: number, y: number, w: number, h: number])[]): Uint8Array {
  const mask = new Uint8Array(WIDTH * HEIGHT);
  for (const [x, y, w, h] of shapes) {
    for (let row = y; row < y + h; row += 1) {
      mask.fill(1, row * WIDTH + x, row * WIDTH + x + w);
    }
  }
  return mask;
}

describe('motion field', () => {
  it('finds no region in noise of one pixel in a hundred', () => {
    const random = seededRandom(3);
    for (let round = 0; round < 20; round += 1) {
      const mask = Uint8Array.from({ length: WIDTH * HEIGHT }, () => (random() < 0.01 ? 1 : 0));
      expect(motionField(mask, WIDTH, HEIGHT, 2).regions).toEqual([]);
    }
  });

  it('gives each shape its own region, in picture pixels, at most a cell larger', () => {
    const { regions, share } = motionField(maskWith([20, 40, 12, 32], [120, 8, 16, 16]), WIDTH, HEIGHT, 2);
    expect(regions.map(({ box, pixels }) => [box, pixels])).toEqual(
      expect.arrayContaining([
        [{ x: 40, y: 80, w: 24, h: 64 }, 12 * 32],
        [{ x: 240, y: 16, w: 32, h: 32 }, 16 * 16],
      ]),
    );
    expect(regions).toHaveLength(2);
    expect(share).toBeCloseTo((12 * 32 + 16 * 16) / (WIDTH * HEIGHT), 9);
  });

  it('keeps a body in one piece across a belt of one cell, and two people side by side apart', () => {
    const body = motionField(maskWith([40, 20, 12, 20], [40, 44, 12, 20]), WIDTH, HEIGHT, 1);
    expect(body.regions.map(({ box }) => box)).toEqual([{ x: 40, y: 20, w: 12, h: 44 }]);
    const two = motionField(maskWith([40, 20, 12, 40], [60, 20, 12, 40]), WIDTH, HEIGHT, 1);
    expect(two.regions).toHaveLength(2);
  });

  it('reaches the last, narrower cells of a picture whose sides are no multiple of four', () => {
    const mask = new Uint8Array(30 * 22).fill(1);
    const field = motionField(mask, 30, 22, 1);
    expect([field.columns, field.rows]).toEqual([8, 6]);
    expect(field.regions).toHaveLength(1);
    expect(field.share).toBe(1);
  });

  it('tells how much of a box moves', () => {
    const field = motionField(maskWith([40, 40, 20, 20]), WIDTH, HEIGHT, 2);
    expect(motionShare(field, { x: 80, y: 80, w: 40, h: 40 })).toBe(1);
    expect(motionShare(field, { x: 80, y: 80, w: 80, h: 40 })).toBe(0.5);
    expect(motionShare(field, { x: 200, y: 160, w: 40, h: 40 })).toBe(0);
    expect(motionShare(field, { x: -500, y: 0, w: 10, h: 10 })).toBe(0);
  });
});
