// CenterNet (Zhou et al., "Objects as Points", 2019): each local maximum of a class's heat map is an object,
// whose four distances to its box stand in the second head. Fully convolutional: any multiple of 32 will do.

import type { Tensor } from '@tensorflow/tfjs-core';

import type { RawDetection } from './detector.ts';
import { channelsOf, sliceLast, type Axis, type Head, type MappedClass, type Output } from './head.ts';

/** The head of a CenterNet whose cells stand `stride` pixels apart. */
export class CenterNetHead implements Head {
  readonly #classes: readonly MappedClass[];
  readonly #stride: number;

  constructor(classes: readonly MappedClass[], stride: number) {
    this.#classes = classes;
    this.#stride = stride;
  }

  shapes(side: number): readonly (readonly Axis[])[] {
    const cells = side / this.#stride;
    return [
      [1, cells, cells, { least: channelsOf(this.#classes) }],
      [1, cells, cells, 4],
    ];
  }

  narrow([heat, sizes]: readonly Tensor[]): readonly Tensor[] {
    return heat === undefined || sizes === undefined
      ? []
      : [sliceLast(heat, 0, channelsOf(this.#classes)), sizes.clone()];
  }

  decode([heat, sizes]: readonly Output[], _side: number, leastScore: number): RawDetection[] {
    return heat === undefined || sizes === undefined
      ? []
      : decodeHeads(heat, sizes, this.#classes, this.#stride, leastScore);
  }
}

/** Boxes from heat map (already 0–1) and distances; a cell counts when none of its 8 neighbours is hotter. */
export function decodeHeads(
  heat: Output,
  sizes: Output,
  classes: readonly MappedClass[],
  stride: number,
  leastScore: number,
): RawDetection[] {
  const [, rows = 0, columns = 0, depth = 0] = heat.shape;
  const found: RawDetection[] = [];
  for (const { channel, objectClass } of classes.filter((known) => known.channel < depth)) {
    for (let cell = 0; cell < rows * columns; cell += 1) {
      const score = heat.data[cell * depth + channel] as number;
      if (score < leastScore || !isPeak(heat, channel, cell, score)) {
        continue;
      }
      const column = cell % columns;
      const row = (cell - column) / columns;
      const [left, top, right, bottom] = [0, 1, 2, 3].map((side) => sizes.data[cell * 4 + side] as number);
      const x = column * stride - (left as number);
      const y = row * stride - (top as number);
      const w = column * stride + (right as number) - x;
      const h = row * stride + (bottom as number) - y;
      if (w > 0 && h > 0) {
        found.push({ objectClass, score, box: { x, y, w, h } });
      }
    }
  }
  return found.sort((a, b) => b.score - a.score);
}

function isPeak({ data, shape }: Output, channel: number, cell: number, score: number): boolean {
  const [, rows = 0, columns = 0, depth = 0] = shape;
  const column = cell % columns;
  const row = (cell - column) / columns;
  for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y += 1) {
    for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x += 1) {
      if ((data[(y * columns + x) * depth + channel] as number) > score) {
        return false;
      }
    }
  }
  return true;
}
