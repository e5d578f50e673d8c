// What a background model knows of each pixel, and one step of its learning, in plain TypeScript.
//
// Each pixel keeps two levels of the scene and a candidate. The first level, with its usual deviation, is the
// everyday background. The second is what was background before: the ground under a parked car, known again at
// once when the car leaves. What is neither is foreground and feeds the candidate; one that was there long enough
// becomes the first level. Arithmetic is on integers only, so that the WGSL twin gives the same bits.

import { packState, unpackState, type BackgroundSnapshot } from './background-snapshot.ts';
import type { BackgroundStep } from './background.ts';
import type { ToneCurve } from './tone.ts';

/** Constants of the model. Levels are in 1/256 of a luma step. */
export const BACKGROUND = {
  /** Deviation that a new level is given. */
  initialDeviation: 4 * 256,
  leastThreshold: 11 * 256,
  greatestThreshold: 48 * 256,
  /** Threshold = 3.5 deviations (in halves). */
  deviationHalves: 7,
  /** A value this near to the second level is the second level. */
  secondThreshold: 12 * 256,
  /** A candidate value may wander by this much and stay the same candidate. */
  candidateThreshold: 12 * 256,
  /** A candidate seen for this many ticks longer than the first level ever was takes its place. */
  majorityTicks: 1_500,
  /** Ticks of one unit of a level's weight, as a shift: 16 bits hold 17 minutes. */
  weightShift: 4,
  greatestWeight: 65_535,
} as const;

/** Pixels learn in turns, a run of them at a time, and follow the light all together: the rest is only compared. */
export const LEARNING = { mostTurns: 16, runShift: 6, lightEvery: 8, greatestRate: 16_384 } as const;

/** How the pixels of one step learn: those whose run has its turn, for all the steps since their last one. */
export interface Turn {
  readonly turns: number;
  /** Rate in 1/65536 and ticks of `turns` steps together. */
  readonly rate: number;
  readonly ticks: number;
}

/** Fewer turns while the model still learns fast, or when pictures are rare. */
export function turnOf({ rate, ageTicks }: BackgroundStep): Turn {
  let turns: number = LEARNING.mostTurns;
  while (turns > 1 && rate * turns > LEARNING.greatestRate) {
    turns >>= 1;
  }
  return { turns, rate: rate * turns, ticks: ageTicks * turns };
}

/** Share of the change of light, in 1/65536, that all levels take over in the step after `steps` others: mostly none. */
export function lightRate({ rate }: BackgroundStep, steps: number): number {
  return steps % LEARNING.lightEvery === 0 ? Math.min(LEARNING.greatestRate, rate * LEARNING.lightEvery) : 0;
}

/** Value of the background for each value of a picture: the tone curve undone. Both 0–255. */
export function flatten(tone: ToneCurve): Uint8Array {
  const flat = new Uint8Array(256);
  let level = 0;
  for (let value = 0; value < 256; value += 1) {
    while (level < 255 && missOf(tone, level + 1, value) <= missOf(tone, level, value)) {
      level += 1;
    }
    flat[value] = level;
  }
  return flat;
}

const missOf = (tone: ToneCurve, level: number, value: number): number =>
  Math.abs((level << 8) + (tone[level] as number) - (value << 8));

/** State of the model in plain columns; also used for the sparse probe of the tone curve. */
export class BackgroundState {
  readonly level: Uint16Array;
  readonly deviation: Uint16Array;
  readonly weight: Uint16Array;
  readonly second: Uint16Array;
  readonly secondWeight: Uint16Array;
  readonly candidate: Uint16Array;
  readonly age: Uint16Array;
  /** Steps made so far, for whose turn it is. */
  readonly steps = new Uint32Array(1);
  /** Least and greatest value that is the first level: follows from the level and its deviation. */
  readonly low: Uint8Array;
  readonly high: Uint8Array;
  /** Scratch: the picture in the light of the background, and the pixels that are not the first level. */
  readonly values: Uint8Array;
  readonly unlike: Uint32Array;
  /** `values`, `low` and `high`, four pixels a word. */
  readonly words: Readonly<Record<'values' | 'low' | 'high', Int32Array>>;

  /** Starts from a first picture: everything in it is background until it moves. */
  constructor(first: Uint8Array) {
    const count = first.length;
    this.level = Uint16Array.from(first, (value) => value << 8);
    this.deviation = new Uint16Array(count).fill(BACKGROUND.initialDeviation);
    this.weight = new Uint16Array(count);
    this.second = new Uint16Array(count);
    this.secondWeight = new Uint16Array(count);
    this.candidate = Uint16Array.from(this.level);
    this.age = new Uint16Array(count);
    const padded = (count + 3) & ~3;
    this.low = new Uint8Array(padded);
    this.high = new Uint8Array(padded).fill(255);
    this.values = new Uint8Array(padded);
    this.unlike = new Uint32Array(count);
    const { values, low, high } = this;
    const wordsOf = ({ buffer }: Uint8Array): Int32Array => new Int32Array(buffer);
    this.words = { values: wordsOf(values), low: wordsOf(low), high: wordsOf(high) };
    this.#boundAll();
  }

  /** The state that a snapshot holds. */
  static of(snapshot: BackgroundSnapshot): BackgroundState {
    const state = new BackgroundState(new Uint8Array(snapshot.pixels));
    unpackState(snapshot, state.#columns);
    state.#boundAll();
    return state;
  }

  snapshot(): BackgroundSnapshot {
    return packState(this.#columns, this.level.length);
  }

  /** Sets the bounds of a pixel's first level after a change of it. */
  bound(index: number): void {
    const level = this.level[index] as number;
    const spread = ((this.deviation[index] as number) * BACKGROUND.deviationHalves) >> 1;
    const threshold = Math.min(BACKGROUND.greatestThreshold, Math.max(BACKGROUND.leastThreshold, spread));
    this.low[index] = Math.max(0, (level - threshold + 255) >> 8);
    this.high[index] = Math.min(255, (level + threshold) >> 8);
  }

  #boundAll(): void {
    for (let index = 0; index < this.level.length; index += 1) {
      this.bound(index);
    }
  }

  get #columns(): readonly ArrayBufferView[] {
    const { level, deviation, weight, second, secondWeight, candidate, age, steps } = this;
    return [level, deviation, weight, second, secondWeight, candidate, age, steps];
  }
}

/** One step on every pixel: writes 1 into `mask` where the picture is foreground, else 0. */
export function updateBackground(
  state: BackgroundState,
  luma: Uint8Array,
  tone: ToneCurve,
  step: BackgroundStep,
  mask: Uint8Array,
): void {
  const isFlat = tone.every((change) => change === 0);
  const { values, unlike } = state;
  if (isFlat) {
    values.set(luma);
  } else {
    const flat = flatten(tone);
    for (let index = 0; index < luma.length; index += 1) {
      values[index] = flat[luma[index] as number] as number;
    }
  }
  mask.fill(0);
  const count = compare(state);
  for (let at = 0; at < count; at += 1) {
    mask[unlike[at] as number] = 1;
  }
  const turn = turnOf(step);
  const run = 1 << LEARNING.runShift;
  const phase = state.steps[0] as number;
  state.steps[0] = phase + 1;
  for (let start = (phase % turn.turns) * run; start < luma.length; start += turn.turns * run) {
    learn(state, start, Math.min(luma.length, start + run), turn, mask);
  }
  const light = lightRate(step, phase);
  if (!isFlat && light > 0) {
    follow(state, tone, light);
  }
  for (let at = 0; at < count; at += 1) {
    const index = unlike[at] as number;
    mask[index] = explain(state, index, luma[index] as number, values[index] as number, step);
  }
}

const LANES = 0x00ff00ff;
const BORROW = 0x01000100;

/** Lists the pixels out of their first level's bounds: their number. Four at once, in the lanes of two words. */
function compare({ values, low, high, unlike, words }: BackgroundState): number {
  const { values: value4, low: low4, high: high4 } = words;
  let count = 0;
  for (let word = 0; word < value4.length; word += 1) {
    const value = value4[word] as number;
    const least = low4[word] as number;
    const most = high4[word] as number;
    const even = value & LANES;
    const odd = (value >>> 8) & LANES;
    // The bit above a lane survives unless the subtraction had to borrow it.
    const within =
      ((even | BORROW) - (least & LANES)) &
      (((most & LANES) | BORROW) - even) &
      ((odd | BORROW) - ((least >>> 8) & LANES)) &
      ((((most >>> 8) & LANES) | BORROW) - odd) &
      BORROW;
    if (within !== BORROW) {
      for (let index = word * 4; index < word * 4 + 4; index += 1) {
        const one = values[index] as number;
        if (one < (low[index] as number) || one > (high[index] as number)) {
          unlike[count] = index;
          count += 1;
        }
      }
    }
  }
  return count;
}

/** Pixels that show their first level refine it. */
function learn(state: BackgroundState, start: number, end: number, { rate, ticks }: Turn, mask: Uint8Array): void {
  const { level, deviation, weight, secondWeight, age, values, low, high } = state;
  const { deviationHalves, leastThreshold, greatestThreshold, greatestWeight, weightShift } = BACKGROUND;
  const units = ticks >> weightShift;
  for (let index = start; index < end; index += 1) {
    if (mask[index] === 1) {
      continue;
    }
    const before = level[index] as number;
    const spread = deviation[index] as number;
    const change = ((values[index] as number) << 8) - before;
    const next = before + ((Math.imul(change, rate) + 32_768) >> 16);
    const wider = spread + ((Math.imul(Math.abs(change) - spread, rate) + 32_768) >> 16);
    level[index] = next;
    deviation[index] = wider;
    const threshold = Math.min(greatestThreshold, Math.max(leastThreshold, (wider * deviationHalves) >> 1));
    low[index] = Math.max(0, (next - threshold + 255) >> 8);
    high[index] = Math.min(255, (next + threshold) >> 8);
    weight[index] = Math.min(greatestWeight, (weight[index] as number) + units);
    // Most pixels have neither a second level nor a candidate: what stays 0 is not written.
    const known = secondWeight[index] as number;
    if (known > 0) {
      secondWeight[index] = Math.max(0, known - (units >> 1));
    }
    const spent = age[index] as number;
    if (spent > 0) {
      age[index] = Math.max(0, spent - ticks);
    }
  }
}

/** All levels, also those that are not in view, follow the light of the scene together. */
function follow(state: BackgroundState, tone: ToneCurve, rate: number): void {
  const { level, second } = state;
  const drift = tone.map((change) => (change * rate + 32_768) >> 16);
  for (let index = 0; index < level.length; index += 1) {
    const first = level[index] as number;
    const other = second[index] as number;
    level[index] = first + (drift[first >> 8] as number);
    second[index] = other + (drift[other >> 8] as number);
    state.bound(index);
  }
}

/** A pixel that does not show its first level: whether it is foreground. */
function explain(state: BackgroundState, index: number, luma: number, value: number, step: BackgroundStep): 0 | 1 {
  const { level, deviation, weight, second, secondWeight, candidate, age } = state;
  const { ageTicks, adoptAge } = step;
  const units = (ageTicks + 8) >> BACKGROUND.weightShift;
  const other = second[index] as number;
  const known = secondWeight[index] as number;
  const firstWeight = weight[index] as number;
  if (known > 0 && Math.abs((value << 8) - other) <= BACKGROUND.secondThreshold) {
    const older = Math.min(BACKGROUND.greatestWeight, known + units);
    const refined = other + (((value << 8) - other) >> 4);
    if (older <= firstWeight) {
      second[index] = refined;
      secondWeight[index] = older;
      weight[index] = Math.max(0, firstWeight - units);
      return 0;
    }
    second[index] = level[index] as number;
    secondWeight[index] = firstWeight;
    level[index] = refined;
    weight[index] = older;
    deviation[index] = BACKGROUND.initialDeviation;
    state.bound(index);
    return 0;
  }
  const wanted = candidate[index] as number;
  const spent = age[index] as number;
  if (Math.abs((luma << 8) - wanted) > BACKGROUND.candidateThreshold) {
    const left = spent - (ageTicks >> 1);
    if (left > 0) {
      age[index] = left;
    } else {
      candidate[index] = luma << 8;
      age[index] = 0;
    }
    return 1;
  }
  const refined = wanted + (((luma << 8) - wanted) >> 3);
  const older = spent + ageTicks;
  candidate[index] = refined;
  if (older < adoptAge && older < (firstWeight << BACKGROUND.weightShift) + BACKGROUND.majorityTicks) {
    age[index] = older;
    return 1;
  }
  if (firstWeight >= known) {
    second[index] = level[index] as number;
    secondWeight[index] = firstWeight;
  }
  level[index] = refined;
  weight[index] = older >> BACKGROUND.weightShift;
  deviation[index] = BACKGROUND.initialDeviation;
  age[index] = 0;
  state.bound(index);
  return 1;
}
