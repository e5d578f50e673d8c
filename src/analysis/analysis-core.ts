// The analysis worker's core: one pass at a time, which can be held and ended.

import type { AnalysisListener, AnalysisRequest, AnalysisResult, AnalysisWorkerApi } from '../contracts/analysis.ts';
import type { FirstLook, FirstLookListener, FirstLookRequest } from '../contracts/first-look.ts';
import type { ModelBytes } from '../contracts/model.ts';
import { tryModel } from './choose-detector.ts';
import { mustBeLawful } from './lawful.ts';
import { runAnalysis, type RunControl } from './run-analysis.ts';
import { storeFirstLook } from './triage.ts';

/** Implements the analysis contract on the calling thread. */
export class AnalysisCore implements AnalysisWorkerApi {
  #abort = new AbortController();
  #held: Promise<void> | undefined;
  #release: (() => void) | undefined;

  async analyse(request: AnalysisRequest, onProgress: AnalysisListener): Promise<AnalysisResult> {
    mustBeLawful(request);
    return runAnalysis(request, await this.#control(), onProgress);
  }

  async firstLook(request: FirstLookRequest, onProgress: FirstLookListener): Promise<FirstLook> {
    mustBeLawful(request);
    return storeFirstLook(request, await this.#control(), onProgress);
  }

  tryModel(model: ModelBytes, wasm: ArrayBuffer): Promise<void> {
    return tryModel(model, wasm);
  }

  setPaused(paused: boolean): Promise<void> {
    if (paused) {
      this.#held ??= new Promise((resolve) => {
        this.#release = resolve;
      });
    } else {
      this.#release?.();
      this.#release = undefined;
      this.#held = undefined;
    }
    return Promise.resolve();
  }

  async cancel(): Promise<void> {
    this.#abort.abort();
    await this.setPaused(false);
  }

  async #control(): Promise<RunControl> {
    this.#abort = new AbortController();
    await this.setPaused(false);
    return { signal: this.#abort.signal, mayContinue: () => this.#held ?? Promise.resolve() };
  }
}
