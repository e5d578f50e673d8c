// The app's own heavy files: the allow-list, the models on it, the WebAssembly program.

import { shape } from '#shape';
import * as v from 'valibot';

import { AppError } from '../contracts/errors.ts';
import type { ModelBytes, ModelEntry } from '../contracts/model.ts';
import { CLASS_NAMES } from '../domain/detection/classes.ts';

const hex = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const entrySchema = v.strictObject({
  id: v.string(),
  version: v.string(),
  licence: v.string(),
  source: v.strictObject({ package: v.string(), version: v.string(), integrity: v.string() }),
  input: v.strictObject({
    layout: v.literal('NHWC'),
    channels: v.literal('RGB'),
    range: v.tuple([v.number(), v.number()]),
    multipleOf: v.number(),
  }),
  files: v.array(v.strictObject({ path: v.string(), sha256: hex, bytes: v.number() })),
  classes: v.record(v.pipe(v.string(), v.regex(/^\d+$/)), v.picklist([...CLASS_NAMES, 'ignored'])),
});
const manifestSchema = v.strictObject({ schema: v.literal(1), models: v.array(entrySchema) });

/** Reads the allow-list. Fails with MODEL_REFUSED when it is not one. */
export async function readAllowList(): Promise<readonly ModelEntry[]> {
  const text = new TextDecoder().decode(await shape.readAppFile('models/models.json'));
  const parsed = v.safeParse(manifestSchema, JSON.parse(text));
  if (!parsed.success) {
    throw new AppError('MODEL_REFUSED', { model: 'models.json', reason: 'schema' });
  }
  return parsed.output.models;
}

/** Bytes of a model of the allow-list; they are hashed in the worker, before the first inference. */
export async function readModel(id: string): Promise<ModelBytes> {
  const entry = (await readAllowList()).find((candidate) => candidate.id === id);
  if (entry === undefined) {
    throw new AppError('MODEL_REFUSED', { model: id, reason: 'not-listed' });
  }
  const files = await Promise.all(
    entry.files.map(async ({ path }) => [path, await shape.readAppFile(`models/${path}`)] as const),
  );
  return { entry, files: new Map(files) };
}

/** Bytes of the TensorFlow.js WebAssembly program. */
export function readWasm(): Promise<ArrayBuffer> {
  return shape.readAppFile('wasm/tfjs-backend-wasm-simd.wasm');
}
