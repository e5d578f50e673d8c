// Which machine part looks: measured on this laptop, at this moment, never guessed.

import { AppError, toAppError, type Alert } from '../contracts/errors.ts';
import type { BackendName, ModelBytes } from '../contracts/model.ts';
import type { AnalysisRequest } from '../contracts/analysis.ts';
import { candidateBackends, useBackend } from '../vision/backend.ts';
import type { Detector } from '../vision/detector.ts';
import { loadDetector } from '../vision/graph-detector.ts';
import { verifyModel, type VerifiedModel } from '../vision/model-loader.ts';

/** A detector ready to run, and how it was chosen. */
export interface ChosenDetector {
  readonly detector: Detector;
  readonly backend: BackendName;
  readonly warmupS: number;
  readonly alerts: readonly Alert[];
}

/** Verifies the model, warms each candidate up and keeps the fastest. */
export async function chooseDetector(
  request: Pick<AnalysisRequest, 'backend' | 'model' | 'wasm'>,
): Promise<ChosenDetector> {
  const started = performance.now();
  const model = await verifyModel(request.model);
  const candidates = await candidateBackends(request.backend);
  const alerts: Alert[] = [];
  const backend = await fastest(candidates, model, request.wasm, alerts);
  await useBackend(backend, request.wasm);
  const detector = await loadDetector(model);
  await detector.detect(blank(detector), smallest(detector), 1);
  if (backend === 'webgpu-software') {
    alerts.push({ code: 'BACKEND_SOFTWARE', severity: 'warning', facts: {} });
  }
  return { detector, backend, warmupS: (performance.now() - started) / 1000, alerts };
}

/** The candidate that runs fastest; an only one needs no measure. One that fails leaves a warning. */
async function fastest(
  candidates: readonly BackendName[],
  model: VerifiedModel,
  wasm: ArrayBuffer,
  alerts: Alert[],
): Promise<BackendName> {
  const [only, ...others] = candidates;
  if (only !== undefined && others.length === 0) {
    return only;
  }
  let best: { readonly name: BackendName; readonly runMs: number } | undefined;
  for (const name of candidates) {
    try {
      const runMs = await measure(name, model, wasm);
      best = best === undefined || runMs < best.runMs ? { name, runMs } : best;
    } catch (error) {
      // A model that is not what its entry says is not so on any backend.
      if (error instanceof AppError && error.code === 'MODEL_REFUSED') {
        throw error;
      }
      alerts.push({ code: 'BACKEND_UNAVAILABLE', severity: 'warning', facts: { backend: name, ...facts(error) } });
    }
  }
  if (best === undefined) {
    throw new AppError('BACKEND_UNAVAILABLE', { backend: candidates.join(', ') });
  }
  return best.name;
}

/** Milliseconds of one run on the smallest raster, the first one (which compiles) left out. */
async function measure(name: BackendName, model: VerifiedModel, wasm: ArrayBuffer): Promise<number> {
  await useBackend(name, wasm);
  using detector = await loadDetector(model);
  const raster = blank(detector);
  await detector.detect(raster, smallest(detector), 1);
  const started = performance.now();
  await detector.detect(raster, smallest(detector), 1);
  return performance.now() - started;
}

function smallest(detector: Detector): number {
  return detector.sides[0] ?? 256;
}

function blank(detector: Detector): Float32Array {
  const side = smallest(detector);
  return new Float32Array(side * side * 3);
}

function facts(error: unknown): { readonly message: string } {
  return { message: toAppError(error).message };
}

/** Loads a model and runs it once on WebAssembly. Fails with MODEL_REFUSED when it is not what its entry says. */
export async function tryModel(bytes: ModelBytes, wasm: ArrayBuffer): Promise<void> {
  const model = await verifyModel(bytes);
  await useBackend('wasm', wasm);
  using detector = await loadDetector(model);
  for (const side of [...detector.loneSides, ...detector.sides]) {
    await detector.detect(new Float32Array(side * side * 3), side, 1);
  }
}
