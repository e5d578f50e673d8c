// Loads a model of the allow-list: hashed again here, in the worker, before the first inference.

import { loadGraphModel, type GraphModel } from '@tensorflow/tfjs-converter';
import * as tf from '@tensorflow/tfjs-core';
import * as v from 'valibot';

import { refuseModel } from '../contracts/model-entry.ts';
import type { ModelBytes, ModelEntry } from '../contracts/model.ts';

/** What a TensorFlow.js graph file must look like, as far as it is read here. */
const graphSchema = v.looseObject({
  format: v.optional(v.string()),
  generatedBy: v.optional(v.string()),
  convertedBy: v.optional(v.nullable(v.string())),
  signature: v.optional(v.looseObject({}), {}),
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
  const { id, files } = bytes.entry;
  for (const { path, sha256 } of files) {
    const content = bytes.files.get(path);
    if (content === undefined) {
      throw refuseModel(id, 'file-missing', { file: path });
    }
    if (toHex(await crypto.subtle.digest('SHA-256', content)) !== sha256) {
      throw refuseModel(id, 'hash', { file: path });
    }
  }
  const graph = parseGraph(contentOf(bytes, '.json'));
  if (graph === undefined) {
    throw refuseModel(id, 'graph');
  }
  return { bytes, graph, weights: contentOf(bytes, '.bin') };
}

function parseGraph(json: ArrayBuffer): Graph | undefined {
  try {
    const graph = v.safeParse(graphSchema, JSON.parse(new TextDecoder().decode(json)));
    return graph.success ? graph.output : undefined;
  } catch {
    return undefined;
  }
}

/** The files of one kind, one after the other. */
function contentOf(bytes: ModelBytes, suffix: '.json' | '.bin'): ArrayBuffer {
  const parts = bytes.entry.files
    .filter(({ path }) => path.endsWith(suffix))
    .map(({ path }) => new Uint8Array(bytes.files.get(path) ?? new ArrayBuffer(0)));
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const part of parts) {
    all.set(part, offset);
    offset += part.length;
  }
  return all.buffer;
}

function toHex(digest: ArrayBuffer): string {
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Builds the network on the current backend, for any of its sides: what ties the graph to one size is opened in
 * memory, after the hash check, and given with each picture. The caller disposes of it.
 */
export async function buildModel(model: VerifiedModel): Promise<GraphModel> {
  const { entry } = model.bytes;
  const graph = structuredClone(model.graph);
  const weightSpecs = graph.weightsManifest.flatMap((group) => group.weights);
  requireNodes(entry, graph, weightSpecs);
  openInput(entry, graph);
  const artifacts = {
    modelTopology: graph.modelTopology,
    signature: graph.signature,
    format: 'graph-model',
    weightSpecs,
    weightData: model.weights,
  };
  // The schema above has just checked what TensorFlow.js declares more narrowly.
  return loadGraphModel(tf.io.fromMemory(artifacts)).catch((error: unknown) => {
    throw refuseModel(entry.id, 'graph', { detail: error instanceof Error ? error.message : String(error) });
  });
}

type WeightSpec = Graph['weightsManifest'][number]['weights'][number];

/** Everything that the entry speaks of by name must be in the graph. */
function requireNodes(entry: ModelEntry, graph: Graph, weights: readonly WeightSpec[]): void {
  const nodes = new Set(graph.modelTopology.node.map(({ name }) => name));
  const lost = outputNodes(entry).find((node) => !nodes.has(node));
  if (lost !== undefined) {
    throw refuseModel(entry.id, 'output-shape', { detail: lost });
  }
  const pairs = weights.filter(({ dtype, shape }) => dtype === 'int32' && shape.length === 1 && shape[0] === 2);
  const constants = new Set(pairs.map(({ name }) => name));
  const loose = Object.keys(entry.input.resizes).find((name) => !constants.has(name));
  if (loose !== undefined) {
    throw refuseModel(entry.id, 'graph', { detail: loose });
  }
}

/** Names of the nodes that an entry reads, in the order in which its head takes them. */
export function outputNodes({ outputs }: ModelEntry): string[] {
  switch (outputs.kind) {
    case 'centernet':
      return [outputs.heat, outputs.sizes];
    case 'nanodet':
      return outputs.levels.map(({ node }) => node);
    case 'boxes':
      return [outputs.boxes, outputs.scores];
  }
}

/** Lets the one placeholder take a picture of any lawful side. */
function openInput({ id, input }: ModelEntry, graph: Graph): void {
  const open = input.layout === 'NHWC' ? [1, -1, -1, 3] : [1, 3, -1, -1];
  const dim = open.map((size) => ({ size: String(size) }));
  const [placeholder, ...others] = graph.modelTopology.node.filter(({ op }) => op === 'Placeholder');
  if (placeholder === undefined || others.length > 0) {
    throw refuseModel(id, 'graph', { detail: 'Placeholder' });
  }
  placeholder['attr'] = { ...(placeholder['attr'] ?? {}), shape: { shape: { dim } } };
  // Nodes are asked for by their names.
  graph.signature = {};
}

/** Name of the one input of a graph. */
export function inputNode({ bytes, graph }: VerifiedModel): string {
  const placeholder = graph.modelTopology.node.find(({ op }) => op === 'Placeholder');
  if (placeholder === undefined) {
    throw refuseModel(bytes.entry.id, 'graph', { detail: 'Placeholder' });
  }
  return placeholder.name;
}
