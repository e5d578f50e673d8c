// What stands between the outputs of a network and objects: one head for each kind of network.

import * as tf from '@tensorflow/tfjs-core';

import { isCarried, isObjectClass, type DetectedClass } from '../domain/detection/classes.ts';
import type { ModelEntry } from '../contracts/model.ts';
import type { RawDetection } from './detector.ts';

/** One output as it was read, row by row. */
export interface Output {
  readonly data: ArrayLike<number>;
  readonly shape: readonly number[];
}

/** One output index that means a class of the product. */
export interface MappedClass {
  readonly channel: number;
  readonly objectClass: DetectedClass;
}

/** Size of one axis of an output: so many, or so many at least. */
export type Axis = number | { readonly least: number };

/** Reads one kind of network. */
export interface Head {
  /** Shapes that the outputs must have for an input of `side` pixels. */
  shapes(side: number): readonly (readonly Axis[])[];
  /** The part of the outputs that is worth reading back; new tensors. */
  narrow(outputs: readonly tf.Tensor[]): readonly tf.Tensor[];
  /** Objects with a score of `leastScore` or more, in pixels of the input, best first. */
  decode(outputs: readonly Output[], side: number, leastScore: number): RawDetection[];
}

/** The output indices that the allow-list maps to a product class; no other one is looked at. */
export function mappedClasses(entry: ModelEntry): MappedClass[] {
  return Object.entries(entry.classes).flatMap(([index, name]) =>
    name !== 'ignored' && (isObjectClass(name) || isCarried(name))
      ? [{ channel: Number(index), objectClass: name }]
      : [],
  );
}

/** Channels are read up to the last mapped one; the unmapped among them are skipped when decoding. */
export function channelsOf(classes: readonly MappedClass[]): number {
  return Math.max(...classes.map(({ channel }) => channel)) + 1;
}

/** The first `count` numbers of the last axis, from `begin` on. */
export function sliceLast(tensor: tf.Tensor, begin: number, count: number): tf.Tensor {
  const begins = tensor.shape.map((_, axis) => (axis === tensor.rank - 1 ? begin : 0));
  const sizes = tensor.shape.map((size, axis) => (axis === tensor.rank - 1 ? Math.min(count, size - begin) : size));
  return tf.slice(tensor, begins, sizes);
}
