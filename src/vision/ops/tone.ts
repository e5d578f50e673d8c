// Tone curve: how the whole scene got lighter or darker since the background was learnt (clouds, exposure).
// Estimated on a few thousand points, robust to whatever moves, and taken off before anything is called motion.

import type { BackgroundSnapshot } from './background-snapshot.ts';
import { BackgroundState, updateBackground, type BackgroundStep } from './background.ts';

/** Change of level for each background level 0–255, in 1/256 of a luma step. */
export type ToneCurve = Int32Array;

const MAX_POINTS = 4096;
const BINS = 8;
const BIN_WIDTH = 256 / BINS;
const LEAST_IN_BIN = 24;
const MAX_SHIFT = 96;

/** Follows the tone of one scene. Its points carry their own copy of the background model. */
export class ToneProbe {
  readonly #points: Uint32Array;
  readonly #values: Uint8Array;
  readonly #mask: Uint8Array;
  #state: BackgroundState | undefined;

  /** `pixels`: number of grid pixels. Points are spread evenly, the same ones for every picture. */
  constructor(pixels: number) {
    const count = Math.min(MAX_POINTS, pixels);
    this.#points = Uint32Array.from({ length: count }, (_, index) => Math.floor(((index + 0.5) * pixels) / count));
    this.#values = new Uint8Array(count);
    this.#mask = new Uint8Array(count);
  }

  /** The curve for this picture; then the points learn from it, exactly as the model's pixels do. */
  next(luma: Uint8Array, step: BackgroundStep): ToneCurve {
    for (let index = 0; index < this.#points.length; index += 1) {
      this.#values[index] = luma[this.#points[index] as number] as number;
    }
    this.#state ??= new BackgroundState(this.#values);
    const curve = toneCurve(this.#values, this.#state.mean);
    updateBackground(this.#state, this.#values, curve, step, this.#mask);
    return curve;
  }

  /** A copy of what was learnt; `undefined` before the first picture. */
  snapshot(): BackgroundSnapshot | undefined {
    return this.#state?.snapshot();
  }

  /** Goes on from a snapshot of a probe for as many pixels. */
  restore(snapshot: BackgroundSnapshot): void {
    if (snapshot.pixels !== this.#points.length) {
      throw new RangeError(`snapshot of ${snapshot.pixels} points does not fit a probe of ${this.#points.length}`);
    }
    this.#state = BackgroundState.of(snapshot);
  }
}

/**
 * Median change per band of background levels, joined by straight lines.
 * A band with too few points takes the nearest one's change. `levels` are in 1/256 of a luma step.
 */
export function toneCurve(values: Uint8Array, levels: Uint16Array): ToneCurve {
  const histograms = new Uint32Array(BINS * (2 * MAX_SHIFT + 1));
  const counts = new Uint32Array(BINS);
  const width = 2 * MAX_SHIFT + 1;
  for (let index = 0; index < values.length; index += 1) {
    const level = (levels[index] as number) >> 8;
    const change = Math.max(-MAX_SHIFT, Math.min(MAX_SHIFT, (values[index] as number) - level));
    const bin = Math.floor(level / BIN_WIDTH);
    histograms[bin * width + change + MAX_SHIFT] = (histograms[bin * width + change + MAX_SHIFT] as number) + 1;
    counts[bin] = (counts[bin] as number) + 1;
  }
  const known: { readonly centre: number; readonly shift: number }[] = [];
  for (let bin = 0; bin < BINS; bin += 1) {
    const count = counts[bin] as number;
    if (count >= LEAST_IN_BIN) {
      const shift = medianOf(histograms.subarray(bin * width, (bin + 1) * width), count) - MAX_SHIFT;
      known.push({ centre: (bin + 0.5) * BIN_WIDTH, shift });
    }
  }
  return joinBands(known);
}

function medianOf(histogram: Uint32Array, count: number): number {
  let seen = 0;
  for (let index = 0; index < histogram.length; index += 1) {
    seen += histogram[index] as number;
    if (seen * 2 >= count) {
      return index;
    }
  }
  return histogram.length - 1;
}

function joinBands(known: readonly { readonly centre: number; readonly shift: number }[]): ToneCurve {
  const curve = new Int32Array(256);
  const first = known[0];
  const last = known[known.length - 1];
  if (first === undefined || last === undefined) {
    return curve;
  }
  let next = 0;
  for (let level = 0; level < 256; level += 1) {
    while (next < known.length && (known[next]?.centre ?? 0) <= level) {
      next += 1;
    }
    const before = known[next - 1] ?? first;
    const after = known[next] ?? last;
    const span = after.centre - before.centre;
    const share = span > 0 ? (level - before.centre) / span : 0;
    curve[level] = Math.round((before.shift + (after.shift - before.shift) * share) * 256);
  }
  return curve;
}
