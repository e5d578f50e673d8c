import { describe, expect, it } from 'vitest';

import { SIGHT } from '../../../src/analysis/plate-cells.ts';
import { Plate } from '../../../src/analysis/plate.ts';
import { motionField } from '../../../src/domain/motion/motion-field.ts';
import { colourMatrix, lumaGrid, type Planes } from '../../../src/vision/planes.ts';
import { seededRandom } from '../../reels/random.ts';

type Shade = (x: number, y: number) => number;

/** A grey picture, full range: what is seen is what was put in. */
function aPicture(width: number, height: number, shade: Shade): Planes {
  const y = Uint8Array.from({ length: width * height }, (_, at) => shade(at % width, Math.floor(at / width)));
  const uvStride = (width + 1) >> 1;
  const chroma = new Uint8Array(uvStride * ((height + 1) >> 1)).fill(128);
  const colour = colourMatrix({ fullRange: true }, height);
  return { width, height, y, yStride: width, u: chroma, v: chroma, uvStride, uvStep: 1, colour };
}

function fieldOf({ width, height }: Planes): ReturnType<typeof motionField> {
  const grid = lumaGrid(width, height);
  return motionField(new Uint8Array(grid.width * grid.height), grid.width, grid.height, grid.step);
}

const redsOf = (plate: Plate): Uint8ClampedArray => plate.picture().rgba.filter((_, at) => at % 4 === 0);

describe('the pixels of a clean plate', () => {
  it('have less noise than the pictures that they come from', () => {
    const random = seededRandom(3);
    const noisy = (): Planes => aPicture(160, 96, () => 100 + Math.round((random() + random() - 1) * 8));
    const rmsOf = (values: Iterable<number>): number => {
      const squares = Array.from(values, (value) => (value - 100) ** 2);
      return Math.sqrt(squares.reduce((sum, value) => sum + value, 0) / squares.length);
    };
    const plate = new Plate(noisy(), fieldOf(noisy()));
    for (let s = 0; s < 5; s += 1) {
      plate.refresh(noisy(), s * 1e6, () => SIGHT.free);
    }
    expect(rmsOf(redsOf(plate))).toBeLessThan(0.55 * rmsOf(noisy().y));
  });

  it('show no border between cells that were seen under different light', () => {
    // Bright by the window, dark behind; then a cloud, while every third column of cells is hidden.
    const scene = (light: number): Planes => aPicture(320, 192, (x, y) => light * (60 + 0.3 * x + 0.1 * y));
    const plate = new Plate(scene(1), fieldOf(scene(1)));
    const { columns } = fieldOf(scene(1));
    for (let s = 0; s < 20; s += 1) {
      const isHidden = (cell: number): boolean => s > 4 && (cell % columns) % 3 === 0;
      plate.refresh(scene(s < 10 ? 1 : 0.6), s * 1e6, (cell) => (isHidden(cell) ? SIGHT.hidden : SIGHT.free));
    }
    const truth = scene(0.6).y;
    const worst = redsOf(plate).reduce((most, red, at) => Math.max(most, Math.abs(red - (truth[at] ?? 0))), 0);
    expect(worst).toBeLessThanOrEqual(2);
  });

  it('follow a scene that changed for good within half a minute', () => {
    const plate = new Plate(
      aPicture(160, 96, () => 100),
      fieldOf(aPicture(160, 96, () => 100)),
    );
    for (let s = 0; s <= 60; s += 5) {
      const scene = aPicture(160, 96, (x) => (s >= 30 && x >= 64 && x < 96 ? 180 : 100));
      plate.refresh(scene, s * 1e6, () => SIGHT.free);
    }
    expect(redsOf(plate)[40 * 160 + 80]).toBe(180);
    expect(redsOf(plate)[40 * 160 + 20]).toBe(100);
  });

  it('reach to the edges, whatever the size of the picture', () => {
    for (const [width, height] of [
      [1282, 50],
      [161, 97],
      [1923, 35],
    ] as const) {
      const picture = aPicture(width, height, () => 90);
      const plate = new Plate(picture, fieldOf(picture));
      plate.refresh(picture, 0, () => SIGHT.free);
      expect(new Set(redsOf(plate))).toEqual(new Set([90]));
      expect(plate.isWhole).toBe(true);
    }
  });
});
