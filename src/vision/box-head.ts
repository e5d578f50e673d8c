// The plainest head a detector can have: a list of boxes and, for each, a score for every class.

import type { Tensor } from '@tensorflow/tfjs-core';

import type { ModelOutputs } from '../contracts/model.ts';
import { suppress } from '../domain/detection/mosaic.ts';
import type { Box } from '../domain/geometry/box.ts';
import type { RawDetection } from './detector.ts';
import { channelsOf, sliceLast, type Axis, type Head, type MappedClass, type Output } from './head.ts';

/** Two boxes of one class that overlap by this much are one object. */
const SAME_OBJECT = 0.6;

type Declared = Extract<ModelOutputs, { kind: 'boxes' }>;

/** Boxes [n,4] or [1,n,4] beside scores [n,c] or [1,n,c]. */
export class BoxHead implements Head {
  readonly #classes: readonly MappedClass[];
  readonly #declared: Declared;

  constructor(classes: readonly MappedClass[], declared: Declared) {
    this.#classes = classes;
    this.#declared = declared;
  }

  shapes(): readonly (readonly Axis[])[] {
    return [
      [{ least: 1 }, 4],
      [{ least: 1 }, { least: channelsOf(this.#classes) }],
    ];
  }

  narrow([boxes, scores]: readonly Tensor[]): readonly Tensor[] {
    return boxes === undefined || scores === undefined
      ? []
      : [boxes.clone(), sliceLast(scores, 0, channelsOf(this.#classes))];
  }

  decode([boxes, scores]: readonly Output[], side: number, leastScore: number): RawDetection[] {
    const depth = scores?.shape.at(-1) ?? 0;
    const rows = Math.min((boxes?.data.length ?? 0) / 4, depth === 0 ? 0 : (scores?.data.length ?? 0) / depth);
    const found: RawDetection[] = [];
    for (let row = 0; boxes !== undefined && scores !== undefined && row < rows; row += 1) {
      for (const { channel, objectClass } of this.#classes) {
        const score = channel < depth ? (scores.data[row * depth + channel] as number) : 0;
        const box = score >= leastScore && score <= 1 ? this.#box(boxes.data, row, side) : undefined;
        if (box !== undefined && box.w > 0 && box.h > 0) {
          found.push({ objectClass, score, box });
        }
      }
    }
    return suppress(found, SAME_OBJECT, (a, b) => a.objectClass === b.objectClass);
  }

  #box(data: ArrayLike<number>, row: number, side: number): Box {
    const unit = this.#declared.unit === 'side' ? side : 1;
    const [a = 0, b = 0, c = 0, d = 0] = [0, 1, 2, 3].map((at) => unit * (data[row * 4 + at] as number));
    switch (this.#declared.format) {
      case 'xyxy':
        return { x: a, y: b, w: c - a, h: d - b };
      case 'yxyx':
        return { x: b, y: a, w: d - b, h: c - a };
      case 'cxcywh':
        return { x: a - c / 2, y: b - d / 2, w: c, h: d };
    }
  }
}
