import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { cleanMask } from '../../../src/domain/motion/clean-mask.ts';

/** A mask of rows of dots and crosses. */
const maskOf = (...rows: readonly string[]): Uint8Array =>
  Uint8Array.from(rows.join(''), (character) => (character === 'x' ? 1 : 0));

function cleaned(...rows: readonly string[]): string[] {
  const width = rows[0]?.length ?? 0;
  const mask = maskOf(...rows);
  cleanMask(mask, width);
  return rows.map((_, row) =>
    [...mask.subarray(row * width, (row + 1) * width)].map((value) => (value === 1 ? 'x' : '.')).join(''),
  );
}

describe('cleaning a mask', () => {
  it('takes off lone pixels, pairs and threads', () => {
    expect(cleaned('x........', '.....x...', '.....x...', '.........', '..xxxxx..', '.........')).toEqual(
      Array.from({ length: 6 }, () => '.........'),
    );
  });

  it('leaves a rectangle as it is, one that is two pixels wide too, and fills its holes', () => {
    const solid = ['.........', '.xxx..xx.', '.xxx..xx.', '.xxx..xx.', '.........'];
    expect(cleaned(...solid)).toEqual(solid);
    expect(cleaned('.xxxxx...', '.xxxxx...', '.xx.xx...', '.xxxxx...', '.xxxxx...')[2]).toBe('.xxxxx...');
  });

  it('gives every marked pixel once, and is settled where a mask is empty or full', () => {
    const mask = fc.array(fc.nat(1), { minLength: 9, maxLength: 400 }).map((pixels) => Uint8Array.from(pixels));
    fc.assert(
      fc.property(mask, fc.integer({ min: 2, max: 20 }), (pixels, width) => {
        const marked = [...cleanMask(pixels, width)].sort((a, b) => a - b);
        expect(marked).toEqual([...pixels.keys()].filter((index) => pixels[index] === 1));
      }),
    );
    expect(cleanMask(new Uint8Array(100), 10)).toHaveLength(0);
    expect(cleanMask(new Uint8Array(120).fill(1), 10).length).toBeGreaterThanOrEqual(118);
  });

  it('does not mind where in a buffer the mask lies', () => {
    const whole = new Uint8Array(64);
    const part = whole.subarray(3, 63);
    part.set(maskOf('..........', '..xxxx....', '..xxxx..x.', '..xxxx....', '..........', '..........'));
    expect(cleanMask(part, 10)).toHaveLength(12);
    expect(part[28]).toBe(0);
  });
});
