// How far each cell of a scene shows the scene alone: what moved in it, and who was seen there, and when.

import type { Box } from '../domain/geometry/box.ts';
import type { MotionField } from '../domain/motion/motion-field.ts';

/**
 * What a cell shows: something that moves or an object, or a scene of which it is not known yet what moves in it; nothing that
 * moves, where nobody was seen for a moment; the scene alone. A better sight replaces all that was seen before.
 */
export const SIGHT = { hidden: 0, quiet: 1, free: 2 } as const;
export type SightOfCell = (typeof SIGHT)[keyof typeof SIGHT];

/** Where an object was seen no longer ago than this, µs, it is taken to be there still. */
const OBJECT_FOR_US = 2_000_000;
/** No longer ago than this, µs, the scene is not free: who stands still moves no more, and is missed at times. */
const TAKEN_FOR_US = 8_000_000;
/** Nothing may have moved for so long, µs: who stops is still there. */
const QUIET_FOR_US = 1_000_000;

/** The cells of a motion field. */
export class PlateCells {
  readonly #columns: number;
  readonly #rows: number;
  readonly #cellSide: number;
  /** When something moved last in each cell, and when an object was last in it, µs. */
  readonly #movedUs: Float64Array;
  readonly #takenUs: Float64Array;

  constructor({ columns, rows, cellSide }: MotionField) {
    this.#columns = columns;
    this.#rows = rows;
    this.#cellSide = cellSide;
    this.#movedUs = new Float64Array(columns * rows).fill(-Infinity);
    this.#takenUs = new Float64Array(columns * rows).fill(-Infinity);
  }

  /** Takes in what moves in a picture, and where objects are seen in it, in its pixels. */
  watch({ counts }: MotionField, objects: readonly Box[], us: number): void {
    for (let cell = 0; cell < counts.length; cell += 1) {
      if ((counts[cell] as number) > 0) {
        this.#movedUs[cell] = us;
      }
    }
    for (const box of objects) {
      this.#take(box, us);
    }
  }

  /** What a cell shows at the time of the last picture. */
  at(cell: number, us: number): SightOfCell {
    const taken = us - (this.#takenUs[cell] as number);
    const moved = us - this.#movedAround(cell);
    if (taken <= OBJECT_FOR_US || moved <= 0) {
      return SIGHT.hidden;
    }
    return taken <= TAKEN_FOR_US || moved < QUIET_FOR_US ? SIGHT.quiet : SIGHT.free;
  }

  /** An object is in the cells that its box touches. */
  #take({ x, y, w, h }: Box, us: number): void {
    const [columns, side] = [this.#columns, this.#cellSide];
    const fromColumn = Math.max(0, Math.floor(x / side));
    const toColumn = Math.min(columns - 1, Math.floor((x + w) / side));
    const toRow = Math.min(this.#rows - 1, Math.floor((y + h) / side));
    for (let row = Math.max(0, Math.floor(y / side)); row <= toRow; row += 1) {
      this.#takenUs.fill(us, row * columns + fromColumn, row * columns + Math.max(fromColumn, toColumn + 1));
    }
  }

  /** When something moved last in a cell or beside it. */
  #movedAround(cell: number): number {
    const column = cell % this.#columns;
    const row = (cell - column) / this.#columns;
    let last = -Infinity;
    for (let y = Math.max(0, row - 1); y <= Math.min(this.#rows - 1, row + 1); y += 1) {
      for (let x = Math.max(0, column - 1); x <= Math.min(this.#columns - 1, column + 1); x += 1) {
        last = Math.max(last, this.#movedUs[y * this.#columns + x] as number);
      }
    }
    return last;
  }
}
