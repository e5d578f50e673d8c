// TensorFlow.js backends: WebAssembly (one thread, SIMD) and WebGPU, and the honest choice between them.

import '@tensorflow/tfjs-backend-webgpu';

import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';

import { AppError } from '../contracts/errors.ts';
import type { BackendChoice, BackendName } from '../contracts/model.ts';

/** Names of adapters that are programs, not graphics processors. */
const SOFTWARE_ADAPTERS = ['swiftshader', 'llvmpipe', 'lavapipe', 'warp', 'basic render'];

/** The adapter that WebGPU gives, and whether it is only software; `undefined` when there is none. */
export async function probeGpu(): Promise<{ readonly isSoftware: boolean } | undefined> {
  // Absent in old browsers although the types promise it.
  const gpu = (navigator as Partial<Navigator>).gpu;
  const adapter = await gpu?.requestAdapter({ powerPreference: 'high-performance' }).catch(() => null);
  if (adapter === null || adapter === undefined) {
    return undefined;
  }
  const { vendor, architecture, device, description, isFallbackAdapter } = adapter.info;
  const words = `${vendor} ${architecture} ${device} ${description}`.toLowerCase();
  return { isSoftware: isFallbackAdapter || SOFTWARE_ADAPTERS.some((name) => words.includes(name)) };
}

/**
 * Backends to try for a choice, in order. `auto` never holds a software adapter;
 * `webgpu` takes any adapter and fails with BACKEND_UNAVAILABLE when there is none.
 */
export async function candidateBackends(choice: BackendChoice): Promise<readonly BackendName[]> {
  if (choice === 'wasm') {
    return ['wasm'];
  }
  const gpu = await probeGpu();
  if (choice === 'webgpu') {
    if (gpu === undefined) {
      throw new AppError('BACKEND_UNAVAILABLE', { backend: 'WebGPU' });
    }
    return [gpu.isSoftware ? 'webgpu-software' : 'webgpu'];
  }
  return gpu === undefined || gpu.isSoftware ? ['wasm'] : ['webgpu', 'wasm'];
}

/** Makes TensorFlow.js compute on this backend. `wasm`: the bytes of its program, from the app's own files. */
export async function useBackend(name: BackendName, wasm: ArrayBuffer): Promise<void> {
  if (name === 'wasm') {
    await useWasm(wasm);
    return;
  }
  if (!(await tf.setBackend('webgpu'))) {
    throw new AppError('BACKEND_UNAVAILABLE', { backend: 'WebGPU' });
  }
}

async function useWasm(wasm: ArrayBuffer): Promise<void> {
  // One thread everywhere: its own helpers would be refused by the policy of the served shape and do not
  // exist on file://; decoding has the other cores, and both shapes give the same numbers.
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  const url = URL.createObjectURL(new Blob([wasm], { type: 'application/wasm' }));
  try {
    setWasmPaths({
      'tfjs-backend-wasm.wasm': url,
      'tfjs-backend-wasm-simd.wasm': url,
      'tfjs-backend-wasm-threaded-simd.wasm': url,
    });
    if (!(await tf.setBackend('wasm'))) {
      throw new AppError('BACKEND_UNAVAILABLE', { backend: 'WebAssembly' });
    }
    await tf.ready();
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** The device that TensorFlow.js computes on, shared with our own passes; `undefined` on another backend. */
export function currentGpuDevice(): GPUDevice | undefined {
  const backend = tf.backend();
  return 'device' in backend && backend.device instanceof GPUDevice ? backend.device : undefined;
}
