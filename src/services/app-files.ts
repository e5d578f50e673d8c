// The app's own heavy files: the allow-list, the models on it, the WebAssembly program.

import { shape } from '#shape';

import { checkManifest, refuseModel } from '../contracts/model-entry.ts';
import type { ModelBytes, ModelManifest } from '../contracts/model.ts';

/** Reads the allow-list. Fails with MODEL_REFUSED when it is not one. */
export async function readAllowList(): Promise<ModelManifest> {
  return checkManifest(parse(new TextDecoder().decode(await shape.readAppFile('models/models.json'))));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Bytes of a model of the allow-list (its default one without `id`); the worker hashes them before the first inference. */
export async function readModel(id?: string): Promise<ModelBytes> {
  const list = await readAllowList();
  const wanted = id ?? list.default;
  const entry = list.models.find((candidate) => candidate.id === wanted);
  if (entry === undefined) {
    throw refuseModel(wanted, 'not-listed');
  }
  const files = await Promise.all(
    entry.files.map(async ({ path }) => {
      // A build may have been made without a model that is not the default one.
      const bytes = await shape.readAppFile(`models/${path}`).catch(() => undefined);
      if (bytes === undefined) {
        throw refuseModel(wanted, 'file-missing', { file: path });
      }
      return [path, bytes] as const;
    }),
  );
  return { entry, files: new Map(files) };
}

/** Bytes of the TensorFlow.js WebAssembly program. */
export function readWasm(): Promise<ArrayBuffer> {
  return shape.readAppFile('wasm/tfjs-backend-wasm-simd.wasm');
}
