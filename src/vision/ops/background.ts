// Background model: what the scene looks like when nothing happens, learnt pixel by pixel.
// The knowledge of a pixel and its step are in background-state.ts; here, how time drives them.

import type { BackgroundSnapshot } from './background-snapshot.ts';
import { BackgroundState, updateBackground } from './background-state.ts';
import type { ToneCurve } from './tone.ts';

/** What a model starts from: `new BackgroundState(luma).snapshot()` makes a scene be learnt anew. */
export { BackgroundState };

/** Length of one tick of a candidate's age, µs: fine enough for any frame rate, and ages still fit in 16 bits. */
export const AGE_TICK_US = 1_000;

/** How one step of the model is driven: the same three numbers for the CPU and the GPU. */
export interface BackgroundStep {
  /** Learning rate in 1/65536: share of the difference taken over in this step. */
  readonly rate: number;
  /** Ticks to add to the age of a candidate that is seen again. */
  readonly ageTicks: number;
  /** Age at which a candidate becomes the background. */
  readonly adoptAge: number;
}

const TIME_CONSTANT_US = 8_000_000;
const ADOPT_AFTER_US = 20_000_000;
const ADOPT_AT_START_US = 1_500_000;

/** How long a change must stay to become background, µs: sooner while the scene is still being learnt. */
export function adoptionUs(elapsedUs: number): number {
  return Math.min(ADOPT_AFTER_US, ADOPT_AT_START_US + elapsedUs / 2);
}

/**
 * The step for a picture `deltaUs` after the last one and `elapsedUs` after the first.
 * In the first seconds changes are adopted sooner: what moved there from the first picture on was never background.
 */
export function backgroundStep(deltaUs: number, elapsedUs: number): BackgroundStep {
  const delta = Math.min(Math.max(deltaUs, 1_000), 1_000_000);
  const learning = Math.min(TIME_CONSTANT_US, 500_000 + elapsedUs);
  const adoptUs = adoptionUs(elapsedUs);
  return {
    rate: Math.min(16_384, Math.max(1, Math.round((65_536 * delta) / learning))),
    ageTicks: Math.max(1, Math.round(delta / AGE_TICK_US)),
    adoptAge: Math.max(2, Math.round(adoptUs / AGE_TICK_US)),
  };
}

/** A background model of fixed size. `apply` writes 1 where the picture differs from the background, else 0. */
export interface BackgroundModel extends Disposable {
  /** `luma`: one byte a grid pixel, row by row. The mask is reused: read it before the next call. */
  apply(luma: Uint8Array, tone: ToneCurve, step: BackgroundStep): Uint8Array | Promise<Uint8Array>;
  /** A copy of what was learnt; `undefined` before the first picture. */
  snapshot(): Promise<BackgroundSnapshot | undefined>;
  /** Goes on from a snapshot of either backend: the masks that follow are the same, bit for bit. */
  restore(snapshot: BackgroundSnapshot): void;
}

/** Plain-TypeScript implementation, the everyday one. */
export class CpuBackgroundModel implements BackgroundModel {
  #state: BackgroundState | undefined;
  #mask = new Uint8Array(0);

  apply(luma: Uint8Array, tone: ToneCurve, step: BackgroundStep): Uint8Array {
    if (this.#state === undefined || this.#mask.length !== luma.length) {
      this.#state = new BackgroundState(luma);
      this.#mask = new Uint8Array(luma.length);
    }
    updateBackground(this.#state, luma, tone, step, this.#mask);
    return this.#mask;
  }

  snapshot(): Promise<BackgroundSnapshot | undefined> {
    return Promise.resolve(this.#state?.snapshot());
  }

  restore(snapshot: BackgroundSnapshot): void {
    this.#state = BackgroundState.of(snapshot);
    this.#mask = new Uint8Array(snapshot.pixels);
  }

  [Symbol.dispose](): void {
    this.#state = undefined;
  }
}
