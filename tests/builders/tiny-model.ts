// A graph model of a few nodes, as a service might bring one: two boxes whose scores follow the picture's brightness.

import type { ModelBytes, ModelEntry } from '../../src/contracts/model.ts';

const FLOAT = { type: 'DT_FLOAT' };
const shapeOf = (sides: readonly number[]): unknown => ({ dim: sides.map((size) => ({ size: String(size) })) });
const constant = (name: string, type: string, shape: readonly number[]): unknown => ({
  name,
  op: 'Const',
  attr: { dtype: { type }, value: { tensor: { dtype: type, tensorShape: shapeOf(shape) } } },
});

/** Boxes in pixels (x1, y1, x2, y2) and the scores of three classes on a picture that is white all over. */
const BOXES = [4, 4, 20, 28, 2, 10, 30, 22];
const SCORES = [0.9, 0, 0.7, 0.1, 0, 0.8];

function graphJson(): unknown {
  return {
    format: 'graph-model',
    modelTopology: {
      versions: { producer: 1 },
      node: [
        { name: 'picture', op: 'Placeholder', attr: { dtype: FLOAT, shape: { shape: shapeOf([1, 32, 32, 3]) } } },
        constant('axes', 'DT_INT32', [4]),
        constant('boxes', 'DT_FLOAT', [2, 4]),
        constant('weights', 'DT_FLOAT', [2, 3]),
        { name: 'mean', op: 'Mean', input: ['picture', 'axes'], attr: { T: FLOAT, keep_dims: { b: false } } },
        { name: 'scores', op: 'Mul', input: ['weights', 'mean'], attr: { T: FLOAT } },
      ],
    },
    weightsManifest: [
      {
        paths: ['tiny.bin'],
        weights: [
          { name: 'axes', shape: [4], dtype: 'int32' },
          { name: 'boxes', shape: [2, 4], dtype: 'float32' },
          { name: 'weights', shape: [2, 3], dtype: 'float32' },
        ],
      },
    ],
  };
}

function weights(): ArrayBuffer {
  const buffer = new ArrayBuffer(4 * (4 + 8 + 6));
  new Int32Array(buffer, 0, 4).set([0, 1, 2, 3]);
  new Float32Array(buffer, 16).set([...BOXES, ...SCORES]);
  return buffer;
}

async function sha256(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The model with its entry; parts of the entry may be replaced. */
export async function tinyModel(parts: Partial<ModelEntry> = {}): Promise<ModelBytes> {
  const json = new TextEncoder().encode(JSON.stringify(graphJson())).buffer;
  const files = new Map([
    ['tiny.json', json],
    ['tiny.bin', weights()],
  ]);
  const listed = [...files].map(async ([path, bytes]) => ({
    path,
    sha256: await sha256(bytes),
    bytes: bytes.byteLength,
  }));
  const entry: ModelEntry = {
    id: 'tiny',
    version: '1',
    licence: 'EUPL-1.2',
    input: {
      layout: 'NHWC',
      channels: 'RGB',
      mean: [0, 0, 0],
      scale: [255, 255, 255],
      sides: [32],
      resizes: {},
    },
    outputs: { kind: 'boxes', boxes: 'boxes', scores: 'scores', format: 'xyxy', unit: 'pixel' },
    files: await Promise.all(listed),
    classes: { '0': 'person', '2': 'car' },
    labels: { '0': 'pedestrian', '1': 'tree', '2': 'car' },
    ...parts,
  };
  return { entry, files };
}

/** The same as files that a person picks: the list and what it names. */
export function pickedFiles({ entry, files }: ModelBytes): File[] {
  const list = JSON.stringify({ schema: 2, default: entry.id, models: [entry] });
  const picked = [...files].map(([path, bytes]) => new File([bytes], path.slice(path.lastIndexOf('/') + 1)));
  return [new File([list], 'models.json'), ...picked];
}
