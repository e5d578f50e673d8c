// The app's own heavy files in browser tests: the allow-list, the model, the WebAssembly program.

import wasmUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';

import { defined } from '../../src/base/assert.ts';
import type { ModelBytes, ModelManifest } from '../../src/contracts/model.ts';

async function bytesOf(url: string): Promise<ArrayBuffer> {
  const response = await fetch(url);
  if (!response.ok) {
    throw new Error(`${url}: HTTP ${response.status}`);
  }
  return response.arrayBuffer();
}

export const readWasm = (): Promise<ArrayBuffer> => bytesOf(wasmUrl);

/** The detector of the allow-list, as the main thread hands it to the worker. */
export async function readModel(): Promise<ModelBytes> {
  const manifest = JSON.parse(new TextDecoder().decode(await bytesOf('/models/models.json'))) as ModelManifest;
  const entry = defined(manifest.models[0], 'first model');
  const files = await Promise.all(
    entry.files.map(async ({ path }) => [path, await bytesOf(`/models/${path}`)] as const),
  );
  return { entry, files: new Map(files) };
}
