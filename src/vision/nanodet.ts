// NanoDet (RangiLyu 2020, after Li et al., "Generalized Focal Loss", 2020): at three strides each cell gives class
// logits and, for each side of a box, a distribution over distances. Fully convolutional like CenterNet.

import type { Tensor } from '@tensorflow/tfjs-core';

import type { ModelOutputs } from '../contracts/model.ts';
import { suppress } from '../domain/detection/mosaic.ts';
import type { Box } from '../domain/geometry/box.ts';
import type { RawDetection } from './detector.ts';
import { channelsOf, sliceLast, type Axis, type Head, type MappedClass, type Output } from './head.ts';

/** Two boxes of one class that overlap by this much are one object seen by two cells. */
const SAME_OBJECT = 0.6;

/** The head of a NanoDet as its entry declares it. */
export class NanoDetHead implements Head {
  readonly #classes: readonly MappedClass[];
  readonly #declared: Extract<ModelOutputs, { kind: 'nanodet' }>;

  constructor(classes: readonly MappedClass[], declared: Extract<ModelOutputs, { kind: 'nanodet' }>) {
    this.#classes = classes;
    this.#declared = declared;
  }

  shapes(side: number): readonly (readonly Axis[])[] {
    const { levels, channels, bins } = this.#declared;
    if (channelsOf(this.#classes) > channels) {
      return levels.map(() => [{ least: Infinity }]);
    }
    return levels.map(({ stride }) => [1, Math.ceil(side / stride), Math.ceil(side / stride), channels + 4 * bins]);
  }

  narrow(outputs: readonly Tensor[]): readonly Tensor[] {
    const { channels, bins } = this.#declared;
    const read = channelsOf(this.#classes);
    return outputs.flatMap((level) => [sliceLast(level, 0, read), sliceLast(level, channels, 4 * bins)]);
  }

  decode(outputs: readonly Output[], _side: number, leastScore: number): RawDetection[] {
    const { levels, bins } = this.#declared;
    const found = levels.flatMap(({ stride }, level) => {
      const logits = outputs[2 * level];
      const distances = outputs[2 * level + 1];
      return logits === undefined || distances === undefined
        ? []
        : decodeLevel(logits, distances, bins, stride, this.#classes, leastScore);
    });
    return suppress(found, SAME_OBJECT, (a, b) => a.objectClass === b.objectClass);
  }
}

/** Every cell of one stride whose score is high enough, unsuppressed. */
export function decodeLevel(
  logits: Output,
  distances: Output,
  bins: number,
  stride: number,
  classes: readonly MappedClass[],
  leastScore: number,
): RawDetection[] {
  const [, rows = 0, columns = 0, depth = 0] = logits.shape;
  // Compared before the sigmoid: nearly all cells end here.
  const leastLogit = leastScore <= 0 ? -Infinity : leastScore >= 1 ? Infinity : Math.log(leastScore / (1 - leastScore));
  const found: RawDetection[] = [];
  for (let cell = 0; cell < rows * columns; cell += 1) {
    for (const { channel, objectClass } of classes) {
      const logit = channel < depth ? (logits.data[cell * depth + channel] as number) : -Infinity;
      if (logit >= leastLogit) {
        const box = boxOf(distances, cell, columns, bins, stride);
        if (box.w > 0 && box.h > 0) {
          found.push({ objectClass, score: 1 / (1 + Math.exp(-logit)), box });
        }
      }
    }
  }
  return found;
}

function boxOf({ data }: Output, cell: number, columns: number, bins: number, stride: number): Box {
  const column = cell % columns;
  const row = (cell - column) / columns;
  const x = (column + 0.5) * stride;
  const y = (row + 0.5) * stride;
  const [left = 0, top = 0, right = 0, bottom = 0] = [0, 1, 2, 3].map(
    (side) => stride * expectation(data, (cell * 4 + side) * bins, bins),
  );
  return { x: x - left, y: y - top, w: left + right, h: top + bottom };
}

/** Mean of 0 … bins − 1 under the softmax of `bins` logits. */
function expectation(data: ArrayLike<number>, from: number, bins: number): number {
  let greatest = -Infinity;
  for (let bin = 0; bin < bins; bin += 1) {
    greatest = Math.max(greatest, data[from + bin] as number);
  }
  let sum = 0;
  let weighted = 0;
  for (let bin = 0; bin < bins; bin += 1) {
    const weight = Math.exp((data[from + bin] as number) - greatest);
    sum += weight;
    weighted += weight * bin;
  }
  return weighted / sum;
}
