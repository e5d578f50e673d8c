// Frozen: the file goes on, its pictures do not. A live camera is never twice the same, if only by its noise;
// but an encoder that skips what hardly changed repeats pictures too, so the file's own habit is the measure.

import type { Moment } from './scene-events.ts';

/** Only every so many rows are compared: a frozen picture is frozen everywhere. */
const EVERY_ROW = 8;
/** Share of pixels that may change in a frozen picture: a recorder may go on writing its clock. */
const MOST_CHANGED = 0.015;
/** A frozen source is still encoded: a key frame changes all pixels a little, on one or two pictures. */
const MOST_PULSE = 2;
/** Of a run, this share of pictures must repeat. */
const LEAST_REPEATED = 0.8;
/** Shortest run that is called frozen, µs, and pictures in it. */
const FROZEN_AFTER_US = 2_500_000;
const FROZEN_AFTER_PICTURES = 4;
/** It must also be so many times as long as any run the file had while it lived. */
const TIMES_USUAL = 3;
/** How long the file must have been alive before, µs, and share of pixels that changed while it was. */
const ALIVE_US = 5_000_000;
const LIVELY = 0.075;
/** Weight of the newest picture in that share. */
const NEWEST = 0.1;

/** A run of repeated pictures. */
interface Run {
  readonly from: Moment;
  readonly last: Moment;
  readonly repeated: number;
  readonly changed: number;
  /** Changed pictures at its end. */
  readonly pulse: number;
  readonly isFrozen: boolean;
}

/** All that is remembered: plain data. */
export interface FreezeState {
  readonly rows: Uint8Array;
  readonly last: Moment | undefined;
  /** Time during which no picture was a repetition, µs, and share of pixels that changed then. */
  readonly aliveUs: number;
  readonly lively: number;
  /** Longest run while it lived, µs. */
  readonly usualUs: number;
  /** Noise of the last two pictures, see {@link FreezeWatch.noise}. */
  readonly noise: number;
  readonly run: Run | undefined;
}

/** What the newest picture told. */
export interface FreezeStep {
  /** Frozen since: told once, when it is sure. */
  readonly began?: Moment;
  /** Last frozen picture: told once, when it is over. */
  readonly ended?: Moment;
}

const NOTHING: FreezeStep = {};
const FRESH: FreezeState = {
  rows: new Uint8Array(0),
  last: undefined,
  aliveUs: 0,
  lively: 0,
  usualUs: 0,
  noise: 0,
  run: undefined,
};

/** Finds frozen stretches. `state` may be kept and given to another one to go on. */
export class FreezeWatch {
  state: FreezeState;

  constructor(state: FreezeState = FRESH) {
    this.state = state;
  }

  /** Whether pictures are repeated at this moment, and that is called frozen. */
  get isFrozen(): boolean {
    return this.state.run?.isFrozen ?? false;
  }

  /** Standard deviation of the noise of one picture, luma levels, from what most pixels changed by. */
  get noise(): number {
    return this.state.noise;
  }

  /** Takes in a picture. `isVisible` false: there is no texture or light that could live, nothing is concluded. */
  next(luma: Uint8Array, width: number, height: number, now: Moment, isVisible: boolean): FreezeStep {
    const { rows, last } = this.state;
    const fresh = everyNthRow(luma, width, height);
    this.state = { ...this.state, rows: fresh, last: now };
    if (last === undefined || rows.length !== fresh.length) {
      return NOTHING;
    }
    const { changed, noise } = compare(rows, fresh);
    const isRepeated = changed <= MOST_CHANGED;
    const { run } = this.state;
    this.state = { ...this.state, noise };
    if (isRepeated) {
      return this.#repeat(run, last, now, isVisible);
    }
    if (run !== undefined) {
      return this.#change(run);
    }
    const { aliveUs, lively } = this.state;
    const share = aliveUs === 0 ? 1 : NEWEST;
    const alive = { aliveUs: aliveUs + Math.max(0, now.us - last.us), lively: lively + share * (changed - lively) };
    this.state = { ...this.state, ...alive };
    return NOTHING;
  }

  /** Another light or another view: what was usual before says nothing of it. */
  forget(): void {
    this.state = { ...FRESH, rows: this.state.rows, last: this.state.last };
  }

  #repeat(run: Run | undefined, last: Moment, now: Moment, isVisible: boolean): FreezeStep {
    const from = run?.from ?? last;
    const repeated = (run?.repeated ?? 0) + 1;
    const changed = run?.changed ?? 0;
    const lengthUs = now.us - from.us;
    const isNew =
      isVisible &&
      run?.isFrozen !== true &&
      lengthUs >= Math.max(FROZEN_AFTER_US, TIMES_USUAL * this.state.usualUs) &&
      repeated >= FROZEN_AFTER_PICTURES &&
      repeated >= LEAST_REPEATED * (repeated + changed) &&
      this.state.aliveUs >= ALIVE_US &&
      this.state.lively >= LIVELY;
    const isFrozen = isNew || (run?.isFrozen ?? false);
    this.state = { ...this.state, run: { from, last: now, repeated, changed, pulse: 0, isFrozen } };
    return isNew ? { began: from } : NOTHING;
  }

  #change(run: Run): FreezeStep {
    const changed = run.changed + 1;
    const pulse = run.pulse + 1;
    if (pulse <= MOST_PULSE) {
      this.state = { ...this.state, run: { ...run, changed, pulse } };
      return NOTHING;
    }
    const usualUs = run.isFrozen ? this.state.usualUs : Math.max(this.state.usualUs, run.last.us - run.from.us);
    this.state = { ...this.state, usualUs, run: undefined };
    return run.isFrozen ? { ended: run.last } : NOTHING;
  }
}

function everyNthRow(luma: Uint8Array, width: number, height: number): Uint8Array {
  const count = Math.ceil(height / EVERY_ROW);
  const rows = new Uint8Array(count * width);
  for (let row = 0; row < count; row += 1) {
    const from = row * EVERY_ROW * width;
    rows.set(luma.subarray(from, from + width), row * width);
  }
  return rows;
}

/** Share of pixels that differ, and the noise that most of them show. */
function compare(a: Uint8Array, b: Uint8Array): { readonly changed: number; readonly noise: number } {
  const counts = new Uint32Array(256);
  for (let at = 0; at < a.length; at += 1) {
    const difference = Math.abs((a[at] as number) - (b[at] as number));
    counts[difference] = (counts[difference] as number) + 1;
  }
  const same = (counts[0] as number) / Math.max(1, a.length);
  // Median of the differences, inside its bin; 0.6745 deviations of a normal law; two pictures' noise in one.
  return { changed: 1 - same, noise: medianOf(counts, a.length) / 0.6745 / Math.SQRT2 };
}

function medianOf(counts: Uint32Array, total: number): number {
  let below = 0;
  for (let value = 0; value < counts.length; value += 1) {
    const here = counts[value] as number;
    if (2 * (below + here) >= total) {
      const within = here === 0 ? 0 : (total / 2 - below) / here;
      // |d| = 0 stands for 0 to ½, any other value for ½ to either side.
      return value === 0 ? within / 2 : value - 0.5 + within;
    }
    below += here;
  }
  return 0;
}
