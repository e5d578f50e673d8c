// What happened in each cell of the picture: how many objects passed, how long they were there, which ways they took.

import type { TrackPath } from '../query/track-path.ts';
import { stretchesOf, type SceneGrid } from './scene-grid.ts';

/** Ways over a cell, from the right on, clockwise in the picture: each is an eighth of a turn. */
export const WAYS = 8;

/** Who leaves a cell this near to where he came in (sides of a cell) did not cross it: he trembled, or turned back. */
const LEAST_CHORD = 0.35;

/** The objects of one recording, added up cell by cell. */
export class SceneHeat {
  readonly grid: SceneGrid;
  /** Objects that were in each cell at some moment. */
  readonly passed: Uint32Array<ArrayBuffer>;
  /** µs in each cell, all objects together. */
  readonly dwellUs: Float64Array<ArrayBuffer>;
  /** Objects that crossed each cell each way: {@link WAYS} numbers a cell. */
  readonly ways: Uint32Array<ArrayBuffer>;
  /** The last object that was counted there, so that nobody counts twice. */
  readonly #lastIn: Uint32Array<ArrayBuffer>;
  readonly #lastOn: Uint32Array<ArrayBuffer>;
  #objects = 0;

  constructor(grid: SceneGrid) {
    const cells = grid.columns * grid.rows;
    this.grid = grid;
    this.passed = new Uint32Array(cells);
    this.dwellUs = new Float64Array(cells);
    this.ways = new Uint32Array(cells * WAYS);
    this.#lastIn = new Uint32Array(cells);
    this.#lastOn = new Uint32Array(cells * WAYS);
  }

  /** Objects added so far. */
  get objects(): number {
    return this.#objects;
  }

  /** Adds the way of one more object. */
  add({ us, x, y }: TrackPath): void {
    this.#objects += 1;
    let visit: { readonly cell: number; readonly x: number; readonly y: number } | undefined;
    let at = { x: x[0] ?? 0, y: y[0] ?? 0 };
    for (let index = 0; index < us.length; index += 1) {
      // The last sight has no way after it: it is a place without a time.
      const next = Math.min(index + 1, us.length - 1);
      const a = { x: x[index] ?? 0, y: y[index] ?? 0 };
      const b = { x: x[next] ?? 0, y: y[next] ?? 0 };
      const span = (us[next] ?? 0) - (us[index] ?? 0);
      for (const { cell, from, to } of stretchesOf(this.grid, a, b)) {
        at = { x: a.x + (b.x - a.x) * from, y: a.y + (b.y - a.y) * from };
        if (visit?.cell !== cell) {
          this.#leave(visit, at);
          visit = { cell, ...at };
          this.#enter(cell);
        }
        this.dwellUs[cell] = (this.dwellUs[cell] ?? 0) + span * (to - from);
      }
      at = b;
    }
    this.#leave(visit, at);
  }

  #enter(cell: number): void {
    if (this.#lastIn[cell] !== this.#objects) {
      this.#lastIn[cell] = this.#objects;
      this.passed[cell] = (this.passed[cell] ?? 0) + 1;
    }
  }

  /** A visit of a cell is over: the way over it is that from where it began to where it ended. */
  #leave(
    visit: { readonly cell: number; readonly x: number; readonly y: number } | undefined,
    end: { readonly x: number; readonly y: number },
  ): void {
    if (visit === undefined) {
      return;
    }
    const { columns, rows } = this.grid;
    const [dx, dy] = [(end.x - visit.x) * columns, (end.y - visit.y) * rows];
    if (Math.hypot(dx, dy) < LEAST_CHORD) {
      return;
    }
    const way = (Math.round((Math.atan2(dy, dx) / (2 * Math.PI)) * WAYS) + WAYS) % WAYS;
    const place = visit.cell * WAYS + way;
    if (this.#lastOn[place] !== this.#objects) {
      this.#lastOn[place] = this.#objects;
      this.ways[place] = (this.ways[place] ?? 0) + 1;
    }
  }
}

/** A way over a cell, and how many objects took it. */
export interface CellWay {
  readonly cell: number;
  /** Eighths of a turn clockwise from the right. */
  readonly way: number;
  readonly objects: number;
}

/** The commonest way over each cell, and any other that at least half as many took. */
export function commonWays({ ways, grid }: SceneHeat): readonly CellWay[] {
  const found: CellWay[] = [];
  for (let cell = 0; cell < grid.columns * grid.rows; cell += 1) {
    const here = ways.subarray(cell * WAYS, (cell + 1) * WAYS);
    const most = Math.max(...here);
    here.forEach((objects, way) => {
      if (objects > 0 && objects * 2 >= most) {
        found.push({ cell, way, objects });
      }
    });
  }
  return found;
}
