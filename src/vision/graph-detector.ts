// Any model of the allow-list as a detector: its entry says what to feed, what to read, and what it means.

import type { GraphModel } from '@tensorflow/tfjs-converter';
import * as tf from '@tensorflow/tfjs-core';

import { refuseModel } from '../contracts/model-entry.ts';
import type { ModelEntry, ModelInput } from '../contracts/model.ts';
import { BoxHead } from './box-head.ts';
import { CenterNetHead } from './centernet.ts';
import type { Detector, RawDetection } from './detector.ts';
import { mappedClasses, type Axis, type Head, type Output } from './head.ts';
import { buildModel, inputNode, outputNodes, type VerifiedModel } from './model-loader.ts';
import { NanoDetHead } from './nanodet.ts';

/** Builds the network of a verified model on the present backend. Fails with MODEL_REFUSED when it is not as declared. */
export async function loadDetector(model: VerifiedModel): Promise<Detector> {
  return new GraphDetector(model, await buildModel(model));
}

/** The head that an entry declares. */
export function headOf(entry: ModelEntry): Head {
  const classes = mappedClasses(entry);
  switch (entry.outputs.kind) {
    case 'centernet':
      return new CenterNetHead(classes, entry.outputs.stride);
    case 'nanodet':
      return new NanoDetHead(classes, entry.outputs);
    case 'boxes':
      return new BoxHead(classes, entry.outputs);
  }
}

class GraphDetector implements Detector {
  readonly sides: readonly number[];
  readonly loneSides: readonly number[];
  readonly #entry: ModelEntry;
  readonly #network: GraphModel;
  readonly #input: string;
  readonly #outputs: readonly string[];
  readonly #head: Head;

  constructor(model: VerifiedModel, network: GraphModel) {
    this.#entry = model.bytes.entry;
    this.#network = network;
    this.#input = inputNode(model);
    this.#outputs = outputNodes(this.#entry);
    this.#head = headOf(this.#entry);
    this.sides = this.#entry.input.sides;
    this.loneSides = this.#entry.input.loneSides ?? [];
  }

  async detect(rgb: Float32Array, side: number, leastScore: number): Promise<readonly RawDetection[]> {
    const parts = tf.tidy(() => [...this.#head.narrow(this.#run(rgb, side))]);
    try {
      const outputs = await Promise.all(
        parts.map(async (part): Promise<Output> => ({ data: await part.data(), shape: part.shape })),
      );
      return this.#head.decode(outputs, side, leastScore);
    } finally {
      tf.dispose(parts);
    }
  }

  [Symbol.dispose](): void {
    this.#network.dispose();
  }

  #run(rgb: Float32Array, side: number): tf.Tensor[] {
    const { input } = this.#entry;
    const shape = input.layout === 'NHWC' ? [1, side, side, 3] : [1, 3, side, side];
    const feeds: tf.NamedTensorMap = { [this.#input]: tf.tensor(prepareInput(rgb, input), shape) };
    for (const [name, stride] of Object.entries(input.resizes)) {
      feeds[name] = tf.tensor1d([Math.ceil(side / stride), Math.ceil(side / stride)], 'int32');
    }
    const outputs = [this.#network.execute(feeds, [...this.#outputs])].flat();
    this.#head.shapes(side).forEach((wanted, index) => {
      const given = outputs[index]?.shape;
      if (given === undefined || !fits(given, wanted)) {
        const detail = `${this.#outputs[index] ?? ''} [${given?.join(',') ?? ''}]`;
        throw refuseModel(this.#entry.id, 'output-shape', { detail });
      }
    });
    return outputs;
  }
}

/** Whether a shape is the wanted one; a batch of one in front may be there or not. */
function fits(given: readonly number[], wanted: readonly Axis[]): boolean {
  const shape = given.length === wanted.length + 1 && given[0] === 1 ? given.slice(1) : given;
  return (
    shape.length === wanted.length &&
    wanted.every((axis, at) => (typeof axis === 'number' ? shape[at] === axis : (shape[at] ?? 0) >= axis.least))
  );
}

/** RGB triples 0–255 as a graph wants them: order of channels, mean and scale, layout. */
export function prepareInput(rgb: Float32Array, { layout, channels, mean, scale }: ModelInput): Float32Array {
  const isPlain = mean.every((value) => value === 0) && scale.every((value) => value === 1);
  if (isPlain && layout === 'NHWC' && channels === 'RGB') {
    return rgb;
  }
  const pixels = rgb.length / 3;
  const fed = new Float32Array(rgb.length);
  for (const channel of [0, 1, 2] as const) {
    const from = channels === 'RGB' ? channel : 2 - channel;
    const [step, start] = layout === 'NHWC' ? [3, channel] : [1, channel * pixels];
    for (let pixel = 0; pixel < pixels; pixel += 1) {
      fed[start + pixel * step] = ((rgb[pixel * 3 + from] as number) - mean[channel]) / scale[channel];
    }
  }
  return fed;
}
