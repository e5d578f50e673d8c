// The clean scene in colour, coarse: what stands behind the objects, and the light that falls on it.

import { estimateLight, NEUTRAL, type Light } from '../domain/attributes/light.ts';
import type { Box } from '../domain/geometry/box.ts';
import type { Planes } from '../vision/planes.ts';
import { readRgb } from './read-rgb.ts';

/** Longest side of the grid. */
const LONGEST_SIDE = 160;
/** Least time between two updates, µs: the scene is learnt quickly, then followed at little cost. */
const EVERY_US_AT_FIRST = 400_000;
const EVERY_US = 2_000_000;
const FIRST_UPDATES = 16;
/** Updates after which the light is estimated again, and the cells that it is estimated from: one in so many. */
const LIGHT_EVERY = 5;
const LIGHT_STRIDE = 4;
/** Levels by which a cell follows the picture at each update: a running median, fast at first. */
const FIRST_PACE = 16;
const LAST_PACE = 6;
/** Difference from which a pixel is something in front: luma, and both chromas together, 8-bit levels. */
const LUMA_APART = 22;
const CHROMA_APART = 12;
/** Share of the cells that must be far off for the whole scene to be another one. */
const OTHER_SCENE = 0.6;

/** State as plain data. */
export interface SceneColoursSnapshot {
  readonly width: number;
  readonly height: number;
  readonly lastUs: number;
  readonly updates: number;
  readonly cells: Uint8Array;
  readonly isKnown: Uint8Array;
  readonly light: Light;
}

/** A running median of Y, Cb, Cr on a coarse grid, that what stands in a box never enters. */
export class SceneColours {
  #width = 0;
  #height = 0;
  #step = 1;
  #columns = 0;
  #lastUs = -Infinity;
  #updates = 0;
  #cells = new Uint8Array(0);
  #isKnown = new Uint8Array(0);
  #light = NEUTRAL;

  constructor(from?: SceneColoursSnapshot) {
    if (from !== undefined) {
      this.#start(from.width, from.height);
      this.#lastUs = from.lastUs;
      this.#updates = from.updates;
      this.#cells.set(from.cells);
      this.#isKnown.set(from.isKnown);
      this.#light = from.light;
    }
  }

  snapshot(): SceneColoursSnapshot {
    return {
      width: this.#width,
      height: this.#height,
      lastUs: this.#lastUs,
      updates: this.#updates,
      cells: this.#cells.slice(),
      isKnown: this.#isKnown.slice(),
      light: this.#light,
    };
  }

  get light(): Light {
    return this.#light;
  }

  /** Whether a picture of this time changes anything. */
  isDue(us: number): boolean {
    const every = this.#updates < FIRST_UPDATES ? EVERY_US_AT_FIRST : EVERY_US;
    return us - this.#lastUs >= every || us < this.#lastUs;
  }

  /** Takes in a picture; `taken` are the boxes in which objects stand. */
  watch(planes: Planes, us: number, taken: readonly Box[]): void {
    if (planes.width !== this.#width || planes.height !== this.#height) {
      this.#start(planes.width, planes.height);
    }
    if (!this.isDue(us)) {
      return;
    }
    this.#lastUs = us;
    const isFree = this.#freeCells(taken);
    const levels = this.#levelsOf(planes);
    if (this.#apartShare(levels, isFree) > OTHER_SCENE) {
      this.#isKnown.fill(0);
      this.#updates = 0;
    }
    this.#follow(levels, isFree);
    if (this.#updates % LIGHT_EVERY === 0) {
      this.#light = estimateLight(this.#rgb(planes));
    }
    this.#updates += 1;
  }

  /** Whether the pixel is unlike the scene behind it; `undefined` where that was never seen. */
  isInFront(planes: Planes, x: number, y: number): boolean | undefined {
    const column = Math.min(this.#columns - 1, Math.floor(x / this.#step));
    const cell = Math.floor(y / this.#step) * this.#columns + column;
    if (this.#isKnown[cell] !== 1) {
      return undefined;
    }
    const uv = (y >> 1) * planes.uvStride + (x >> 1) * planes.uvStep;
    const luma = planes.y[y * planes.yStride + x] as number;
    return isApart(this.#cells, 3 * cell, luma, planes.u[uv] as number, planes.v[uv] as number);
  }

  #start(width: number, height: number): void {
    this.#width = width;
    this.#height = height;
    this.#step = Math.max(1, Math.ceil(Math.max(width, height) / LONGEST_SIDE));
    this.#columns = Math.ceil(width / this.#step);
    const cells = this.#columns * Math.ceil(height / this.#step);
    this.#cells = new Uint8Array(3 * cells);
    this.#isKnown = new Uint8Array(cells);
    this.#updates = 0;
    this.#lastUs = -Infinity;
  }

  #freeCells(taken: readonly Box[]): Uint8Array {
    const isFree = new Uint8Array(this.#isKnown.length).fill(1);
    const rows = isFree.length / Math.max(1, this.#columns);
    for (const { x, y, w, h } of taken) {
      const left = Math.max(0, Math.floor(x / this.#step));
      const right = Math.min(this.#columns, Math.ceil((x + w) / this.#step));
      const bottom = Math.min(rows, Math.ceil((y + h) / this.#step));
      for (let row = Math.max(0, Math.floor(y / this.#step)); row < bottom; row += 1) {
        isFree.fill(0, row * this.#columns + left, Math.max(row * this.#columns + left, row * this.#columns + right));
      }
    }
    return isFree;
  }

  /** Y, Cb, Cr of the middle of each cell. */
  #levelsOf({ y, u, v, yStride, uvStride, uvStep }: Planes): Uint8Array {
    const levels = new Uint8Array(this.#cells.length);
    const step = this.#step;
    const half = step >> 1;
    let to = 0;
    for (let top = 0; top < this.#height; top += step) {
      const row = Math.min(this.#height - 1, top + half);
      for (let left = 0; left < this.#width; left += step) {
        const column = Math.min(this.#width - 1, left + half);
        const uv = (row >> 1) * uvStride + (column >> 1) * uvStep;
        levels[to] = y[row * yStride + column] as number;
        levels[to + 1] = u[uv] as number;
        levels[to + 2] = v[uv] as number;
        to += 3;
      }
    }
    return levels;
  }

  #apartShare(levels: Uint8Array, isFree: Uint8Array): number {
    const cells = this.#cells;
    const isKnown = this.#isKnown;
    let known = 0;
    let apart = 0;
    for (let cell = 0; cell < isKnown.length; cell += 1) {
      if (isFree[cell] === 1 && isKnown[cell] === 1) {
        const at = 3 * cell;
        const [luma, cb, cr] = [levels[at] as number, levels[at + 1] as number, levels[at + 2] as number];
        known += 1;
        apart += isApart(cells, at, luma, cb, cr) ? 1 : 0;
      }
    }
    return known > 0 ? apart / known : 0;
  }

  /** Brings the held levels of free cells towards the present ones; unknown ones are taken as they are. */
  #follow(levels: Uint8Array, isFree: Uint8Array): void {
    const cells = this.#cells;
    const isKnown = this.#isKnown;
    const pace = Math.max(LAST_PACE, FIRST_PACE - this.#updates);
    for (let cell = 0; cell < isKnown.length; cell += 1) {
      if (isFree[cell] === 0) {
        continue;
      }
      const most = isKnown[cell] === 1 ? pace : 255;
      for (let at = 3 * cell; at < 3 * cell + 3; at += 1) {
        const held = cells[at] as number;
        cells[at] = held + Math.max(-most, Math.min(most, (levels[at] as number) - held));
      }
      isKnown[cell] = 1;
    }
  }

  #rgb(planes: Planes): Float32Array {
    const cells = this.#cells;
    const rgb = new Float32Array(3 * Math.ceil(this.#isKnown.length / LIGHT_STRIDE));
    let to = 0;
    for (let cell = 0; cell < this.#isKnown.length; cell += LIGHT_STRIDE) {
      if (this.#isKnown[cell] === 1) {
        const at = 3 * cell;
        const [luma, cb, cr] = [cells[at] as number, cells[at + 1] as number, cells[at + 2] as number];
        const [r, g, b] = readRgb(luma, cb, cr, planes.colour);
        rgb[to] = r;
        rgb[to + 1] = g;
        rgb[to + 2] = b;
        to += 3;
      }
    }
    return rgb.subarray(0, to);
  }
}

/** Whether a colour is unlike the one held from `at` on. */
function isApart(cells: Uint8Array, at: number, luma: number, cb: number, cr: number): boolean {
  const chroma = Math.abs(cb - (cells[at + 1] as number)) + Math.abs(cr - (cells[at + 2] as number));
  return Math.abs(luma - (cells[at] as number)) > LUMA_APART || chroma > CHROMA_APART;
}
