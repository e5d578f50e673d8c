// Which units are on the picture at each step of the synopsis, and whether another one may come.

import type { Footprints } from './footprints.ts';
import { NUMBERS_A_SAMPLE } from './tubes.ts';

/** Not placed yet. */
export const NOWHERE = -1;

export class Timetable {
  readonly prints: Footprints;
  readonly most: number;
  /** First step of each unit, or {@link NOWHERE}. */
  readonly starts: Int32Array<ArrayBuffer>;
  /** Boxes on each step. */
  readonly #present: number[][] = [];
  #covered = 0;
  #firstFree = 0;

  constructor(prints: Footprints, most: number) {
    this.prints = prints;
    this.most = most;
    this.starts = new Int32Array(prints.units.length).fill(NOWHERE);
  }

  /** Area that two objects of different units share, summed over pairs and steps: never less than what is covered. */
  get covered(): number {
    return this.#covered;
  }

  /** Steps until nobody is there any more. */
  get length(): number {
    let length = this.#present.length;
    while (length > 0 && this.#present[length - 1]?.length === 0) {
      length -= 1;
    }
    return length;
  }

  /** Before it every step is full. */
  get firstFree(): number {
    while ((this.#present[this.#firstFree]?.length ?? 0) >= this.most) {
      this.#firstFree += 1;
    }
    return this.#firstFree;
  }

  countAt(step: number): number {
    return this.#present[step]?.length ?? 0;
  }

  /** Whether a unit keeps the bound of objects at once; one that breaks it by itself must be alone. */
  hasRoom(unit: number, at: number): boolean {
    const { slots, starts } = this.prints;
    const end = slots[unit + 1] ?? 0;
    for (let slot = slots[unit] ?? 0, step = at; slot < end; slot += 1, step += 1) {
      const there = this.#present[step]?.length ?? 0;
      const coming = (starts[slot + 1] ?? 0) - (starts[slot] ?? 0);
      if (there > 0 && coming > 0 && there + coming > this.most) {
        return false;
      }
    }
    return true;
  }

  /** Area that a unit would share with those present; `Infinity` as soon as it is more than `limit`. */
  sharedBy(unit: number, at: number, limit: number): number {
    const { slots, starts, boxes } = this.prints;
    const end = slots[unit + 1] ?? 0;
    let shared = 0;
    for (let slot = slots[unit] ?? 0, step = at; slot < end; slot += 1, step += 1) {
      const present = this.#present[step];
      if (present === undefined) {
        return shared;
      }
      const last = starts[slot + 1] ?? 0;
      for (let box = starts[slot] ?? 0; box < last; box += 1) {
        for (const other of present) {
          shared += sharedArea(boxes, box * NUMBERS_A_SAMPLE, other * NUMBERS_A_SAMPLE);
        }
        if (shared > limit) {
          return Infinity;
        }
      }
    }
    return shared;
  }

  place(unit: number, at: number): void {
    const { slots, starts } = this.prints;
    this.#covered += this.sharedBy(unit, at, Infinity);
    this.starts[unit] = at;
    const end = slots[unit + 1] ?? 0;
    for (let slot = slots[unit] ?? 0, step = at; slot < end; slot += 1, step += 1) {
      while (this.#present.length <= step) {
        this.#present.push([]);
      }
      for (let box = starts[slot] ?? 0; box < (starts[slot + 1] ?? 0); box += 1) {
        this.#present[step]?.push(box);
      }
    }
  }

  remove(unit: number): void {
    const { steps, owners } = this.prints;
    const at = this.starts[unit] ?? NOWHERE;
    this.starts[unit] = NOWHERE;
    for (let step = at; step < at + (steps[unit] ?? 0); step += 1) {
      this.#present[step] = (this.#present[step] ?? []).filter((box) => owners[box] !== unit);
    }
    this.#firstFree = Math.min(this.#firstFree, at);
    this.#covered = Math.max(0, this.#covered - this.sharedBy(unit, at, Infinity));
  }
}

function sharedArea(boxes: Float32Array, i: number, j: number): number {
  const w = Math.min(boxes[i + 2] ?? 0, boxes[j + 2] ?? 0) - Math.max(boxes[i] ?? 0, boxes[j] ?? 0);
  if (w <= 0) {
    return 0;
  }
  const h = Math.min(boxes[i + 3] ?? 0, boxes[j + 3] ?? 0) - Math.max(boxes[i + 1] ?? 0, boxes[j + 1] ?? 0);
  return h > 0 ? w * h : 0;
}
