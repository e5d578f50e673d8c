// Loads a model of the allow-list: hashed again here, in the worker, before the first inference.

import { loadGraphModel, type GraphModel } from '@tensorflow/tfjs-converter';
import * as tf from '@tensorflow/tfjs-core';
import * as v from 'valibot';

import { AppError } from '../contracts/errors.ts';
import type { ModelBytes } from '../contracts/model.ts';

/** What a TensorFlow.js graph file must look like, as far as it is read here. */
const graphSchema = v.looseObject({
  format: v.optional(v.string()),
  generatedBy: v.optional(v.string()),
  convertedBy: v.optional(v.nullable(v.string())),
  signature: v.looseObject({}),
  modelTopology: v.looseObject({ node: v.array(v.looseObject({ name: v.string(), op: v.string() })) }),
  weightsManifest: v.array(
    v.looseObject({
      weights: v.array(
        v.looseObject({
          name: v.string(),
          shape: v.array(v.number()),
          dtype: v.picklist(['float32', 'int32', 'bool']),
          quantization: v.optional(v.looseObject({ dtype: v.picklist(['float16', 'uint8', 'uint16']) })),
        }),
      ),
    }),
  ),
});

type Graph = v.InferOutput<typeof graphSchema>;

/** Verified bytes of a model: nothing else can be turned into a network. */
export interface VerifiedModel {
  readonly bytes: ModelBytes;
  readonly graph: Graph;
  readonly weights: ArrayBuffer;
}

/** Hashes every file against the allow-list. Fails with MODEL_REFUSED naming the file that differs. */
export async function verifyModel(bytes: ModelBytes): Promise<VerifiedModel> {
  for (const file of bytes.entry.files) {
    const content = bytes.files.get(file.path);
    const digest = content === undefined ? undefined : await crypto.subtle.digest('SHA-256', content);
    if (digest === undefined || toHex(digest) !== file.sha256) {
      throw new AppError('MODEL_REFUSED', { model: bytes.entry.id, file: file.path });
    }
  }
  const json = fileEndingWith(bytes, '.json');
  const graph = v.safeParse(graphSchema, JSON.parse(new TextDecoder().decode(json)));
  if (!graph.success) {
    throw new AppError('MODEL_REFUSED', { model: bytes.entry.id, reason: 'graph' });
  }
  return { bytes, graph: graph.output, weights: fileEndingWith(bytes, '.bin') };
}

function fileEndingWith(bytes: ModelBytes, suffix: string): ArrayBuffer {
  const file = bytes.entry.files.find(({ path }) => path.endsWith(suffix));
  const content = file === undefined ? undefined : bytes.files.get(file.path);
  if (content === undefined) {
    throw new AppError('MODEL_REFUSED', { model: bytes.entry.id, reason: suffix });
  }
  return content;
}

function toHex(digest: ArrayBuffer): string {
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Changes to make, in memory and after the hash check, so that a graph takes another input size. */
export interface GraphResize {
  /** Shape of the one input placeholder. */
  readonly inputShape: readonly number[];
  /** int32 constants of the weights by name. */
  readonly constants: ReadonlyMap<string, readonly number[]>;
}

/** Builds the network on the current backend. The caller disposes of it. */
export async function buildModel(model: VerifiedModel, resize: GraphResize): Promise<GraphModel> {
  const graph = structuredClone(model.graph);
  const weights = patchConstants(graph, model.weights, resize.constants);
  setInputShape(graph, resize.inputShape);
  const weightSpecs = graph.weightsManifest.flatMap((group) => group.weights);
  const artifacts = {
    modelTopology: graph.modelTopology,
    signature: graph.signature,
    format: 'graph-model',
    weightSpecs,
    weightData: weights,
  };
  // The schema above has just checked what TensorFlow.js declares more narrowly.
  return loadGraphModel(tf.io.fromMemory(artifacts));
}

/** A copy of the weights with the named int32 constants replaced. Throws when one is not there: a bug. */
function patchConstants(
  graph: Graph,
  weights: ArrayBuffer,
  constants: ReadonlyMap<string, readonly number[]>,
): ArrayBuffer {
  const copy = weights.slice(0);
  const view = new DataView(copy);
  let offset = 0;
  let patched = 0;
  for (const spec of graph.weightsManifest.flatMap((group) => group.weights)) {
    const values = constants.get(spec.name);
    const count = spec.shape.reduce((product, side) => product * side, 1);
    if (values !== undefined && spec.dtype === 'int32' && values.length === count) {
      const at = offset;
      values.forEach((value, index) => {
        view.setInt32(at + index * 4, value, true);
      });
      patched += 1;
    }
    offset += count * bytesPerValue(spec.quantization?.dtype ?? spec.dtype);
  }
  if (patched !== constants.size) {
    throw new Error(`Model constants not found: ${[...constants.keys()].join(', ')}`);
  }
  return copy;
}

function bytesPerValue(dtype: string): number {
  switch (dtype) {
    case 'float16':
    case 'uint16':
      return 2;
    case 'uint8':
    case 'bool':
      return 1;
    default:
      return 4;
  }
}

function setInputShape(graph: Graph, shape: readonly number[]): void {
  const dim = shape.map((size) => ({ size: String(size) }));
  const placeholder = graph.modelTopology.node.find((node) => node.op === 'Placeholder');
  if (placeholder === undefined) {
    throw new Error('The graph has no placeholder');
  }
  placeholder['attr'] = { ...(placeholder['attr'] ?? {}), shape: { shape: { dim } } };
  const { inputs } = v.parse(v.looseObject({ inputs: v.record(v.string(), v.looseObject({})) }), graph.signature);
  for (const input of Object.values(inputs)) {
    input['tensorShape'] = { dim };
  }
  graph.signature['inputs'] = inputs;
}
