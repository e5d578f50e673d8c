// Background model: what the scene looks like when nothing happens, learnt pixel by pixel.
//
// Each pixel keeps a background level with its usual deviation, and one candidate level. A value near the
// background refines it; a value that stays elsewhere long enough becomes the new background, and the old
// one becomes the candidate, so that a parked car that leaves is forgotten quickly (no lasting ghost).
// Arithmetic is on integers only, so that the WGSL twin (background-gpu.ts) gives the same bits.

import { packState, unpackState, type BackgroundSnapshot } from './background-snapshot.ts';
import type { ToneCurve } from './tone.ts';

/** Constants of the model. Levels are in 1/256 of a luma step; ages in ticks of {@link AGE_TICK_US}. */
export const BACKGROUND = {
  /** Deviation that a new pixel is given, and the least that is ever assumed. */
  initialDeviation: 4 * 256,
  leastThreshold: 11 * 256,
  greatestThreshold: 48 * 256,
  /** Threshold = 3.5 deviations (in halves). */
  deviationHalves: 7,
  /** A candidate value may wander by this much and stay the same candidate. */
  candidateThreshold: 12 * 256,
} as const;

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

/** State of the model in plain columns; also used for the sparse probe of the tone curve. */
export class BackgroundState {
  readonly mean: Uint16Array;
  readonly deviation: Uint16Array;
  readonly candidate: Uint16Array;
  readonly age: Uint16Array;

  /** Starts from a first picture: everything in it is background until it moves. */
  constructor(first: Uint8Array) {
    this.mean = Uint16Array.from(first, (value) => value << 8);
    this.deviation = new Uint16Array(first.length).fill(BACKGROUND.initialDeviation);
    this.candidate = Uint16Array.from(this.mean);
    this.age = new Uint16Array(first.length);
  }

  /** All that is learnt, in the order of a snapshot. */
  get columns(): readonly ArrayBufferView[] {
    return [this.mean, this.deviation, this.candidate, this.age];
  }

  snapshot(): BackgroundSnapshot {
    return packState(this.columns, this.mean.length);
  }

  /** The state that a snapshot holds. */
  static of(snapshot: BackgroundSnapshot): BackgroundState {
    const state = new BackgroundState(new Uint8Array(snapshot.pixels));
    unpackState(snapshot, state.columns);
    return state;
  }
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

/** One step on every pixel. */
export function updateBackground(
  state: BackgroundState,
  luma: Uint8Array,
  tone: ToneCurve,
  step: BackgroundStep,
  mask: Uint8Array,
): void {
  const { mean, deviation, candidate, age } = state;
  const { rate, ageTicks, adoptAge } = step;
  const { leastThreshold, greatestThreshold, deviationHalves, candidateThreshold, initialDeviation } = BACKGROUND;
  for (let index = 0; index < luma.length; index += 1) {
    const value = (luma[index] as number) << 8;
    const level = mean[index] as number;
    const expected = level + (tone[level >> 8] as number);
    const distance = Math.abs(value - expected);
    const spread = deviation[index] as number;
    const threshold = Math.min(greatestThreshold, Math.max(leastThreshold, (spread * deviationHalves) >> 1));
    if (distance <= threshold) {
      mask[index] = 0;
      mean[index] = level + (((value - level) * rate + 32_768) >> 16);
      deviation[index] = spread + (((distance - spread) * rate + 32_768) >> 16);
      age[index] = Math.max(0, (age[index] as number) - ageTicks);
      continue;
    }
    mask[index] = 1;
    const other = candidate[index] as number;
    if (Math.abs(value - other) > candidateThreshold) {
      candidate[index] = value;
      age[index] = 0;
      continue;
    }
    candidate[index] = other + ((value - other) >> 3);
    const older = (age[index] as number) + ageTicks;
    if (older < adoptAge) {
      age[index] = older;
      continue;
    }
    mean[index] = candidate[index] as number;
    candidate[index] = level;
    // The level that was background until now may come back: half of the wait is already done.
    age[index] = adoptAge >> 1;
    deviation[index] = initialDeviation;
  }
}
