// Where something moved between the few pictures of a first look, told from how the scene usually looks.
//
// The luma grid is cut into blocks. What is measured is the change of a block without its mean (a cloud changes the
// mean). It is set against the usual change of that very block over some minutes: noise, flicker and leaves raise
// what is usual, whoever comes stands out. Three kinds of change are never mixed, as their usual values differ.

import { connectedBox, dilate } from './blocks.ts';
import type { Box } from '../geometry/box.ts';

/** Side of a block, in grid pixels. */
export const BLOCK = 8;
/** Entries over which "usual" is measured: six to nine minutes. */
const WINDOW = 512;
/** Departure from the usual, in spreads of the block, from which a look counts. */
export const LEAST_SCORE = 9;
/** Neighbours of such a block belong to it from here on. */
const LEAST_NEIGHBOUR = 4;
/** More of the picture than this changes at once: the light or the camera, not somebody. */
const MOST_OF_PICTURE = 0.4;
/** Least spread, in grey levels, and as a share of the usual change. */
const LEAST_SPREAD = 0.1;
/** How far what a packet changed may have reached around it, in blocks. */
const REACH = 2;

/**
 * `key`: a key frame against the two before it. `after-key`: the packet right behind a key frame.
 * `between`: a packet whose past was left out.
 */
export type LookKind = 'key' | 'after-key' | 'between';

/** One look and what it saw. */
export interface LookScore {
  readonly ordinal: number;
  readonly us: number;
  readonly kind: LookKind;
  /** Spreads above the usual, of the block that departs most; 0 when the whole picture changed. */
  readonly score: number;
  /** Where, in grid pixels; `undefined` under {@link LEAST_SCORE}. */
  readonly box: Box | undefined;
}

interface Entry {
  readonly ordinal: number;
  readonly us: number;
  readonly kind: LookKind;
  readonly change: Float32Array;
}

const KINDS: readonly LookKind[] = ['key', 'after-key', 'between'];

/** Takes the grids of a first look in order; gives scores window by window. */
export class LookScorer {
  readonly #width: number;
  readonly #height: number;
  readonly #columns: number;
  readonly #rows: number;
  readonly #entries: Entry[] = [];
  /** Entries of the window that are already scored. */
  #scored = 0;
  #previous: { readonly grid: Uint8Array; readonly isKey: boolean } | undefined;
  #keys: readonly Uint8Array[] = [];
  /** Blocks that this group's packets have changed already: their content is not to be relied upon. */
  #dirty: Uint8Array;

  /** Size of the luma grid. */
  constructor(width: number, height: number) {
    this.#width = width;
    this.#height = height;
    this.#columns = Math.max(1, Math.floor(width / BLOCK));
    this.#rows = Math.max(1, Math.floor(height / BLOCK));
    this.#dirty = new Uint8Array(this.#columns * this.#rows);
  }

  /** Adds a picture, in presentation order. Gives the scores that it completes, often none. */
  add(grid: Uint8Array, ordinal: number, us: number, isKey: boolean): LookScore[] {
    const copy = grid.slice();
    if (isKey) {
      const [one, other] = this.#keys.map((key) => this.#change(copy, key, meanOf(copy) / Math.max(1, meanOf(key))));
      if (one !== undefined) {
        // What left since the last key frame is like the one before: only what is new differs from both.
        const change = other === undefined ? one : one.map((value, block) => Math.min(value, other[block] ?? value));
        this.#entries.push({ ordinal, us, kind: 'key', change });
      }
      this.#keys = [copy, ...this.#keys].slice(0, 2);
    } else if (this.#previous !== undefined) {
      const kind = this.#previous.isKey ? 'after-key' : 'between';
      this.#entries.push({ ordinal, us, kind, change: this.#change(copy, this.#previous.grid, 1) });
    }
    this.#previous = { grid: copy, isKey };
    return this.#entries.length - this.#scored >= WINDOW / 2 && this.#entries.length >= WINDOW ? this.finish() : [];
  }

  /** Scores of all that was added and not scored yet. */
  finish(): LookScore[] {
    const window = this.#entries.slice(-Math.max(WINDOW, this.#entries.length - this.#scored));
    const usual = new Map(KINDS.map((kind) => [kind, usualOf(window.filter((entry) => entry.kind === kind))]));
    const scores = this.#entries.slice(this.#scored).map((entry) => this.#score(entry, usual.get(entry.kind)));
    this.#entries.splice(0, Math.max(0, this.#entries.length - WINDOW));
    this.#scored = this.#entries.length;
    return scores;
  }

  /** Mean absolute change of each block, without the change of its mean. */
  #change(now: Uint8Array, before: Uint8Array, gain: number): Float32Array {
    const out = new Float32Array(this.#columns * this.#rows);
    for (let row = 0; row < this.#rows; row += 1) {
      for (let column = 0; column < this.#columns; column += 1) {
        const at = row * BLOCK * this.#width + column * BLOCK;
        out[row * this.#columns + column] = blockChange(now, before, gain, at, this.#width);
      }
    }
    return out;
  }

  #score({ ordinal, us, kind, change }: Entry, usual: Usual | undefined): LookScore {
    if (kind !== 'between') {
      this.#dirty.fill(0);
    }
    const excess = change.map((value, block) => {
      const median = usual?.median[block] ?? value;
      return (value - median) / ((usual?.spread[block] ?? 0) + LEAST_SPREAD * (1 + median));
    });
    const active = excess.reduce((count, value) => count + (value >= LEAST_NEIGHBOUR ? 1 : 0), 0);
    const seen = excess.map((value, block) => (this.#dirty[block] === 0 ? value : 0));
    if (kind !== 'key') {
      dilate(excess, LEAST_NEIGHBOUR, this.#columns, REACH, this.#dirty);
    }
    if (active > MOST_OF_PICTURE * excess.length) {
      return { ordinal, us, kind, score: 0, box: undefined };
    }
    const score = seen.reduce((most, value) => Math.max(most, value), 0);
    const blocks = score >= LEAST_SCORE ? connectedBox(seen, LEAST_NEIGHBOUR, this.#columns) : undefined;
    return { ordinal, us, kind, score, box: blocks === undefined ? undefined : this.#toGrid(blocks) };
  }

  #toGrid({ x, y, w, h }: Box): Box {
    const right = Math.min(this.#width, (x + w) * BLOCK);
    const bottom = Math.min(this.#height, (y + h) * BLOCK);
    return { x: x * BLOCK, y: y * BLOCK, w: right - x * BLOCK, h: bottom - y * BLOCK };
  }
}

const differences = new Float32Array(BLOCK * BLOCK);

function blockChange(now: Uint8Array, before: Uint8Array, gain: number, at: number, stride: number): number {
  let sum = 0;
  let to = 0;
  for (let row = at; row < at + BLOCK * stride; row += stride) {
    for (let from = row; from < row + BLOCK; from += 1) {
      // Indices stay inside the grid: blocks that would reach over its edge do not exist.
      const difference = (now[from] as number) - (before[from] as number) * gain;
      differences[to] = difference;
      sum += difference;
      to += 1;
    }
  }
  const mean = sum / to;
  let change = 0;
  for (let index = 0; index < to; index += 1) {
    change += Math.abs((differences[index] as number) - mean);
  }
  return change / to;
}

function meanOf(grid: Uint8Array): number {
  let sum = 0;
  for (const value of grid) {
    sum += value;
  }
  return sum / Math.max(1, grid.length);
}

interface Usual {
  readonly median: Float32Array;
  readonly spread: Float32Array;
}

/** Median of each block, and the spread below it: what comes now and then is above, and does not count. */
function usualOf(entries: readonly Entry[]): Usual | undefined {
  const blocks = entries[0]?.change.length ?? 0;
  if (entries.length < 3) {
    return undefined;
  }
  const median = new Float32Array(blocks);
  const spread = new Float32Array(blocks);
  const column = new Float32Array(entries.length);
  for (let block = 0; block < blocks; block += 1) {
    entries.forEach(({ change }, row) => {
      column[row] = change[block] ?? 0;
    });
    column.sort();
    const middle = column[entries.length >> 1] ?? 0;
    median[block] = middle;
    // A quarter of a normal distribution lies further than 0.6745 deviations under its median.
    spread[block] = (middle - (column[entries.length >> 2] ?? 0)) / 0.6745;
  }
  return { median, spread };
}
