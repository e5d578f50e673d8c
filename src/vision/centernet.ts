// CenterNet (Zhou et al., "Objects as Points", 2019): each local maximum of a class's heat map is an object,
// whose four distances to its box stand in the second head. Fully convolutional: any multiple of 32 will do.

import type { GraphModel } from '@tensorflow/tfjs-converter';
import * as tf from '@tensorflow/tfjs-core';

import type { ModelEntry } from '../contracts/model.ts';
import { isObjectClass, type ObjectClass } from '../domain/detection/classes.ts';
import type { Detector, RawDetection } from './detector.ts';
import { buildModel, type GraphResize, type VerifiedModel } from './model-loader.ts';

/** Pixels of input per cell of the heads. */
const STRIDE = 4;
const HEAT = 'tower_0/keypoints';
const SIZES = 'tower_0/wh';
const HEAD = 'tower_0/CenternetHead';

/** A CenterNet for a few input sides; a network is built when its side is first used. */
export class CenterNetDetector implements Detector {
  readonly sides: readonly number[];
  readonly #model: VerifiedModel;
  readonly #classes: readonly { readonly channel: number; readonly objectClass: ObjectClass }[];
  readonly #networks = new Map<number, Promise<GraphModel>>();

  constructor(model: VerifiedModel, sides: readonly number[] = [256, 384, 512]) {
    this.#model = model;
    this.sides = sides;
    this.#classes = mappedClasses(model.bytes.entry);
  }

  async detect(rgb: Float32Array, side: number, leastScore: number): Promise<readonly RawDetection[]> {
    const network = await this.#network(side);
    const { heat, sizes } = await runHeads(network, rgb, side, this.#channels());
    return decodeHeads(heat, sizes, side / STRIDE, this.#classes, leastScore);
  }

  [Symbol.dispose](): void {
    for (const network of this.#networks.values()) {
      void network.then((built) => {
        built.dispose();
      });
    }
    this.#networks.clear();
  }

  /** Channels are read up to the last mapped one; the unmapped among them are skipped when decoding. */
  #channels(): number {
    return Math.max(...this.#classes.map(({ channel }) => channel)) + 1;
  }

  #network(side: number): Promise<GraphModel> {
    let network = this.#networks.get(side);
    if (network === undefined) {
      network = buildModel(this.#model, resizeFor(side));
      this.#networks.set(side, network);
    }
    return network;
  }
}

/** The int32 constants that tie the graph to one input size, for another one. */
export function resizeFor(side: number): GraphResize {
  const pair = (stride: number): readonly number[] => [side / stride, side / stride];
  return {
    inputShape: [1, side, side, 3],
    constants: new Map([
      [`${HEAD}/c5_upsample/up_sampling2d/mul`, pair(16)],
      [`${HEAD}/c4_upsample/up_sampling2d_1/mul`, pair(8)],
      [`${HEAD}/c3_upsample/up_sampling2d_2/mul`, pair(4)],
    ]),
  };
}

/** The heat-map channels that the allow-list maps to a product class; no other one is looked at. */
function mappedClasses(entry: ModelEntry): { channel: number; objectClass: ObjectClass }[] {
  return Object.entries(entry.classes).flatMap(([index, name]) =>
    name !== 'ignored' && isObjectClass(name) ? [{ channel: Number(index), objectClass: name }] : [],
  );
}

async function runHeads(
  network: GraphModel,
  rgb: Float32Array,
  side: number,
  channels: number,
): Promise<{ heat: Head; sizes: Head }> {
  const input = tf.tensor4d(rgb, [1, side, side, 3]);
  const outputs = network.execute(input, [HEAT, SIZES]);
  const [heatMap, sizeMap] = Array.isArray(outputs) ? outputs : [outputs];
  if (heatMap === undefined || sizeMap === undefined) {
    throw new Error('The detector did not give its two heads');
  }
  const cells = side / STRIDE;
  const slice = tf.slice(heatMap, [0, 0, 0, 0], [1, cells, cells, channels]);
  try {
    const [heat, sizes] = await Promise.all([slice.data(), sizeMap.data()]);
    return { heat: { data: heat, depth: channels }, sizes: { data: sizes, depth: 4 } };
  } finally {
    tf.dispose([input, heatMap, sizeMap, slice]);
  }
}

/** One output of the network, row by row, `depth` numbers a cell. */
export interface Head {
  readonly data: ArrayLike<number>;
  readonly depth: number;
}

/** Boxes from heat map (already 0–1) and distances; a cell counts when none of its 8 neighbours is hotter. */
export function decodeHeads(
  heat: Head,
  sizes: Head,
  cells: number,
  classes: readonly { readonly channel: number; readonly objectClass: ObjectClass }[],
  leastScore: number,
): RawDetection[] {
  const found: RawDetection[] = [];
  for (const { channel, objectClass } of classes) {
    for (let row = 0; row < cells; row += 1) {
      for (let column = 0; column < cells; column += 1) {
        const cell = row * cells + column;
        const score = heat.data[cell * heat.depth + channel] as number;
        if (score < leastScore || !isPeak(heat, channel, cells, row, column, score)) {
          continue;
        }
        const [left, top, right, bottom] = [0, 1, 2, 3].map((side) => sizes.data[cell * sizes.depth + side] as number);
        const x = column * STRIDE - (left as number);
        const y = row * STRIDE - (top as number);
        const w = column * STRIDE + (right as number) - x;
        const h = row * STRIDE + (bottom as number) - y;
        if (w > 0 && h > 0) {
          found.push({ objectClass, score, box: { x, y, w, h } });
        }
      }
    }
  }
  return found.sort((a, b) => b.score - a.score);
}

function isPeak(heat: Head, channel: number, cells: number, row: number, column: number, score: number): boolean {
  for (let y = Math.max(0, row - 1); y <= Math.min(cells - 1, row + 1); y += 1) {
    for (let x = Math.max(0, column - 1); x <= Math.min(cells - 1, column + 1); x += 1) {
      if ((heat.data[(y * cells + x) * heat.depth + channel] as number) > score) {
        return false;
      }
    }
  }
  return true;
}
