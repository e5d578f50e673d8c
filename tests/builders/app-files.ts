// The app's own heavy files in browser tests: the allow-list, the model, the WebAssembly program.

import wasmUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';

import { defined } from '../../src/base/assert.ts';
import { checkManifest } from '../../src/contracts/model-entry.ts';
import type { ModelBytes } from '../../src/contracts/model.ts';

async function bytesOf(url: string): Promise<ArrayBuffer> {
  const response = await fetch(url);
  if (!response.ok) {
    throw new Error(`${url}: HTTP ${response.status}`);
  }
  return response.arrayBuffer();
}

export const readWasm = (): Promise<ArrayBuffer> => bytesOf(wasmUrl);

/** A detector of the allow-list (its default one without `id`), as the main thread hands it to the worker. */
export async function readModel(id?: string): Promise<ModelBytes> {
  const list = checkManifest(JSON.parse(new TextDecoder().decode(await bytesOf('/models/models.json'))));
  const wanted = id ?? list.default;
  const entry = defined(
    list.models.find((candidate) => candidate.id === wanted),
    wanted,
  );
  const files = await Promise.all(
    entry.files.map(async ({ path }) => [path, await bytesOf(`/models/${path}`)] as const),
  );
  return { entry, files: new Map(files) };
}
