import { describe, expect, it } from 'vitest';

import { colourMatrix, lumaGrid, planesOfRgba, subsampleLuma, type Planes } from '../../../src/vision/planes.ts';
import { drawTile } from '../../../src/vision/tiles.ts';

/** A picture of one colour. */
function flat(y: number, u: number, v: number, colour = colourMatrix({}, 480), size = 8): Planes {
  const chroma = size / 2;
  return {
    width: size,
    height: size,
    y: new Uint8Array(size * size).fill(y),
    yStride: size,
    u: new Uint8Array(chroma * chroma).fill(u),
    v: new Uint8Array(chroma * chroma).fill(v),
    uvStride: chroma,
    uvStep: 1,
    colour,
  };
}

function rgbOf(planes: Planes): number[] {
  const data = new Float32Array(3);
  drawTile(planes, { x: 2, y: 2, w: 2, h: 2 }, { x: 0, y: 0, w: 1, h: 1 }, { data, stride: 1, channels: 3 });
  return [...data].map(Math.round);
}

describe('colours', () => {
  // Values of the 75 % bars of the recommendations, computed from their coefficients.
  it.each([
    ['601 black', 16, 128, 128, 480, [0, 0, 0]],
    ['601 white', 235, 128, 128, 480, [255, 255, 255]],
    ['601 red', 81, 90, 240, 480, [254, 0, 0]],
    ['601 green', 145, 54, 34, 480, [0, 255, 1]],
    ['601 blue', 41, 240, 110, 480, [0, 0, 255]],
    ['709 red', 63, 102, 240, 1080, [255, 1, 0]],
    ['709 green', 173, 42, 26, 1080, [0, 255, 1]],
    ['709 blue', 32, 240, 118, 1080, [1, 0, 255]],
  ] as const)('of %s', (_, y, u, v, height, expected) => {
    rgbOf(flat(y, u, v, colourMatrix({}, height))).forEach((value, index) => {
      expect(Math.abs(value - (expected[index] ?? NaN))).toBeLessThanOrEqual(2);
    });
  });

  it('follow what the file says over what its size suggests', () => {
    expect(colourMatrix({ matrix: 'bt709' }, 480)).toEqual(colourMatrix({}, 1080));
    expect(colourMatrix({ matrix: 'smpte170m' }, 1080)).toEqual(colourMatrix({}, 480));
    expect(rgbOf(flat(200, 128, 128, colourMatrix({ fullRange: true }, 480)))).toEqual([200, 200, 200]);
  });

  it('survive the way from RGB and back', () => {
    for (const [r, g, b] of [
      [255, 0, 0],
      [0, 255, 0],
      [0, 0, 255],
      [200, 150, 90],
      [12, 34, 56],
    ] as const) {
      const rgba = Uint8ClampedArray.from({ length: 64 * 4 }, (_, index) => [r, g, b, 255][index % 4] ?? 0);
      rgbOf(planesOfRgba(rgba, 8, 8)).forEach((value, index) => {
        expect(Math.abs(value - ([r, g, b][index] ?? NaN))).toBeLessThanOrEqual(3);
      });
    }
  });
});

describe('resampling', () => {
  const full = colourMatrix({ fullRange: true }, 480);
  /** Luma grows by `slope` a column. */
  function ramp(size: number, slope: number): Planes {
    const planes = flat(0, 128, 128, full, size);
    planes.y.forEach((_, index) => {
      planes.y[index] = (index % size) * slope;
    });
    return planes;
  }

  it.each([
    ['half', 32, 16],
    ['a third', 30, 10],
    ['the same size', 16, 16],
    ['a quarter', 32, 8],
  ])('a ramp to %s stays a ramp, in place', (_, source, target) => {
    const data = new Float32Array(target * target * 3);
    drawTile(
      ramp(64, 3),
      { x: 8, y: 8, w: source, h: source },
      { x: 0, y: 0, w: target, h: target },
      { data, stride: target, channels: 3 },
    );
    const scale = source / target;
    for (let column = 0; column < target; column += 1) {
      const centre = 8 + (column + 0.5) * scale - 0.5;
      expect(Math.abs((data[column * 3] ?? 0) - centre * 3)).toBeLessThanOrEqual(1.5);
    }
  });

  it('enlarges by straight lines, in place', () => {
    const data = new Float32Array(32 * 32 * 3);
    drawTile(ramp(64, 3), { x: 8, y: 8, w: 8, h: 8 }, { x: 0, y: 0, w: 32, h: 32 }, { data, stride: 32, channels: 3 });
    for (let column = 0; column < 32; column += 1) {
      expect(data[column * 3]).toBeCloseTo((8 + (column + 0.5) / 4 - 0.5) * 3, 3);
    }
  });

  it('repeats the edge outside the picture and writes only its own place', () => {
    const data = new Uint8ClampedArray(6 * 6 * 4).fill(9);
    drawTile(ramp(8, 10), { x: -4, y: -4, w: 8, h: 8 }, { x: 1, y: 1, w: 4, h: 4 }, { data, stride: 6, channels: 4 });
    expect([...data.subarray(0, 28)].every((value) => value === 9)).toBe(true);
    expect([...data.subarray(28, 32)]).toEqual([0, 0, 0, 255]);
    expect(data[(1 * 6 + 5) * 4]).toBe(9);
  });
});

describe('the luma grid', () => {
  it.each([
    [768, 576, { width: 384, height: 288, step: 2 }],
    [1920, 1080, { width: 384, height: 216, step: 5 }],
    [1080, 1920, { width: 216, height: 384, step: 5 }],
    [400, 225, { width: 400, height: 225, step: 1 }],
    [401, 3, { width: 200, height: 1, step: 2 }],
  ])('of %i × %i', (width, height, expected) => {
    expect(lumaGrid(width, height)).toEqual(expected);
  });

  it.each([1, 2, 3, 4])('is the mean of four points a cell with step %i, inside the plane', (step) => {
    const size = 24;
    const planes = flat(0, 128, 128, undefined, size);
    planes.y.forEach((_, index) => {
      planes.y[index] = Math.floor(index / size / step) * 10 + Math.floor((index % size) / step);
    });
    const grid = { width: size / step, height: size / step, step };
    const out = new Uint8Array(grid.width * grid.height);
    subsampleLuma(planes, grid, out);
    expect([out[0], out[1], out[grid.width], out[out.length - 1]]).toEqual([
      0,
      1,
      10,
      (grid.height - 1) * 10 + grid.width - 1,
    ]);
  });
});
