// Tone curve: how the whole scene got lighter or darker since the background was learnt (clouds, exposure).
// Estimated on a few thousand points, robust to whatever moves, and taken off before anything is called motion.

import { packState, type BackgroundSnapshot } from './background-snapshot.ts';
import { BackgroundState, updateBackground } from './background-state.ts';
import type { BackgroundStep } from './background.ts';

/** Change of level for each background level 0–255, in 1/256 of a luma step. */
export type ToneCurve = Int32Array;

const MAX_POINTS = 4096;
const BINS = 8;
const BIN_SHIFT = 5;
const BIN_WIDTH = 1 << BIN_SHIFT;
const LEAST_IN_BIN = 24;
const MAX_SHIFT = 96;
/** Changes of one step of luma everywhere are rounding. */
const UNSURE = 1;
/** A band of one in this many points is believed by half. */
const TRUSTED_SHARE = 16;

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
    const points = this.#points;
    const values = this.#values;
    for (let index = 0; index < points.length; index += 1) {
      values[index] = luma[points[index] as number] as number;
    }
    this.#state ??= new BackgroundState(values);
    const curve = toneCurve(values, this.#state.level, this.#mask);
    updateBackground(this.#state, values, curve, step, this.#mask);
    return curve;
  }

  /** A copy of what was learnt; `undefined` before the first picture. */
  snapshot(): BackgroundSnapshot | undefined {
    const state = this.#state?.snapshot();
    return state === undefined ? undefined : packState([state.bytes, this.#mask], state.pixels);
  }

  /** Goes on from a snapshot of a probe for as many pixels. */
  restore(snapshot: BackgroundSnapshot): void {
    if (snapshot.pixels !== this.#points.length) {
      throw new RangeError(`snapshot of ${snapshot.pixels} points does not fit a probe of ${this.#points.length}`);
    }
    const end = snapshot.bytes.length - snapshot.pixels;
    this.#state = BackgroundState.of({ ...snapshot, bytes: snapshot.bytes.subarray(0, end) });
    this.#mask.set(snapshot.bytes.subarray(end));
  }
}

interface Band {
  readonly centre: number;
  readonly shift: number;
  readonly count: number;
}

/**
 * Median change per band of background levels, joined by straight lines.
 * A band with too few points takes the nearest one's change. `levels` are in 1/256 of a luma step.
 * `moving`: points that showed something else than background (1) a moment ago. They are left out, for an object may
 * be all that there is of a band; unless they are most of the scene, for then it is the light.
 */
export function toneCurve(values: Uint8Array, levels: Uint16Array, moving?: Uint8Array): ToneCurve {
  const left = moving === undefined || isMostOf(moving) ? undefined : moving;
  const width = 2 * MAX_SHIFT + 1;
  const histograms = new Uint16Array(BINS * width);
  const counts = new Uint16Array(BINS);
  for (let index = 0; index < values.length; index += 1) {
    if (left !== undefined && left[index] === 1) {
      continue;
    }
    const level = ((levels[index] as number) + 128) >> 8;
    const change = Math.max(-MAX_SHIFT, Math.min(MAX_SHIFT, (values[index] as number) - level));
    const bin = Math.min(BINS - 1, level >> BIN_SHIFT);
    const at = bin * width + change + MAX_SHIFT;
    histograms[at] = (histograms[at] as number) + 1;
    counts[bin] = (counts[bin] as number) + 1;
  }
  const bands: Band[] = [];
  for (let bin = 0; bin < BINS; bin += 1) {
    const count = counts[bin] as number;
    if (count >= LEAST_IN_BIN) {
      const shift = medianOf(histograms.subarray(bin * width, (bin + 1) * width), count) - MAX_SHIFT;
      bands.push({ centre: (bin + 0.5) * BIN_WIDTH, shift, count });
    }
  }
  return bands.every(({ shift }) => Math.abs(shift) <= UNSURE) ? new Int32Array(256) : joinBands(steady(bands));
}

/**
 * The less of the picture a band holds, the nearer it is drawn to the straight line (gain and offset) through all:
 * one object may be all that there is of a band, and light is not.
 */
function steady(bands: readonly Band[]): Band[] {
  const total = bands.reduce((sum, { count }) => sum + count, 0);
  const mean = (of: (band: Band) => number): number =>
    bands.reduce((sum, band) => sum + of(band) * band.count, 0) / Math.max(1, total);
  const centre = mean((band) => band.centre);
  const shift = mean((band) => band.shift);
  const spread = mean((band) => (band.centre - centre) ** 2);
  const gain = spread > 0 ? mean((band) => (band.centre - centre) * (band.shift - shift)) / spread : 0;
  return bands.map((band) => {
    const line = shift + gain * (band.centre - centre);
    return { ...band, shift: line + (band.shift - line) * (band.count / (band.count + total / TRUSTED_SHARE)) };
  });
}

function isMostOf(moving: Uint8Array): boolean {
  let count = 0;
  for (const value of moving) {
    count += value;
  }
  return 2 * count > moving.length;
}

function medianOf(histogram: Uint16Array, count: number): number {
  let seen = 0;
  for (let index = 0; index < histogram.length; index += 1) {
    seen += histogram[index] as number;
    if (seen * 2 >= count) {
      return index;
    }
  }
  return histogram.length - 1;
}

function joinBands(known: readonly Band[]): ToneCurve {
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
