// What each unit takes of the picture, step by step of the synopsis: what a solver needs to know of it, as columns.

import { SYNOPSIS_STEP_US } from './cue-sheet.ts';
import type { Part } from './stays.ts';
import { NUMBERS_A_SAMPLE, SAMPLE_US, type Tubes } from './tubes.ts';
import type { Unit } from './units.ts';

/** Units begin at whole steps, µs of the synopsis. */
export const STEP_US = 200_000;

export interface Footprints {
  readonly units: readonly Unit[];
  /** How many steps each unit lasts, 1 or more. */
  readonly steps: Uint32Array;
  /** First slot of each unit; a slot is one step of one unit. */
  readonly slots: Uint32Array;
  /** First box of each slot, and, as one more entry, how many boxes there are. */
  readonly starts: Uint32Array;
  /** Sides of each box, shares of the upright picture: left, top, right, bottom. */
  readonly boxes: Float32Array;
  /** Unit of each box. */
  readonly owners: Uint32Array;
  /** Sum of the areas of the boxes of each unit. */
  readonly areas: Float64Array;
}

/** `isWhole`: boxes that hold all that an object crosses within a step, so that what does not meet never meets in between. */
export function footprintsOf(tubes: Tubes, units: readonly Unit[], isWhole: boolean): Footprints {
  const steps = Uint32Array.from(units, (unit) => stepsOf(tubes, unit));
  const slots = new Uint32Array(units.length + 1);
  steps.forEach((count, unit) => {
    slots[unit + 1] = (slots[unit] ?? 0) + count;
  });
  const starts = new Uint32Array((slots[units.length] ?? 0) + 1);
  forEachBox(tubes, units, slots, (slot) => {
    starts[slot + 1] = (starts[slot + 1] ?? 0) + 1;
  });
  for (let slot = 1; slot < starts.length; slot += 1) {
    starts[slot] = (starts[slot] ?? 0) + (starts[slot - 1] ?? 0);
  }
  const boxes = new Float32Array(NUMBERS_A_SAMPLE * (starts.at(-1) ?? 0));
  const owners = new Uint32Array(starts.at(-1) ?? 0);
  const areas = new Float64Array(units.length);
  const next = starts.slice();
  forEachBox(tubes, units, slots, (slot, unit, part, fromUs, toUs) => {
    const box = next[slot] ?? 0;
    next[slot] = box + 1;
    owners[box] = unit;
    const middle = (fromUs + toUs) / 2;
    sidesOf(tubes, part.tube, isWhole ? fromUs : middle, isWhole ? toUs : middle, boxes, box * NUMBERS_A_SAMPLE);
    areas[unit] = (areas[unit] ?? 0) + areaOf(boxes, box * NUMBERS_A_SAMPLE);
  });
  return { units, steps, slots, starts, boxes, owners, areas };
}

/** When a part of a unit is on the picture, µs after the unit begins: as `cueEnd` has it for its piece. */
function shownOf({ toUs }: Tubes, { fromUs, rate }: Unit, part: Part): readonly [number, number] {
  const isLast = part.toUs === toUs[part.tube];
  return [(part.fromUs - fromUs) / rate, (part.toUs - fromUs) / rate + (isLast ? SYNOPSIS_STEP_US : 0)];
}

function stepsOf(tubes: Tubes, unit: Unit): number {
  return unit.parts.reduce((most, part) => Math.max(most, Math.ceil(shownOf(tubes, unit, part)[1] / STEP_US)), 1);
}

/** Every part on every step that it touches, with the source times that it shows there. */
function forEachBox(
  tubes: Tubes,
  units: readonly Unit[],
  slots: Uint32Array,
  each: (slot: number, unit: number, part: Part, fromUs: number, toUs: number) => void,
): void {
  units.forEach((unit, index) => {
    for (const part of unit.parts) {
      const [from, to] = shownOf(tubes, unit, part);
      const held = (us: number): number => Math.min(part.toUs, Math.max(part.fromUs, unit.fromUs + us * unit.rate));
      const last = Math.max(Math.floor(from / STEP_US), Math.ceil(to / STEP_US) - 1);
      for (let step = Math.floor(from / STEP_US); step <= last; step += 1) {
        each((slots[index] ?? 0) + step, index, part, held(step * STEP_US), held((step + 1) * STEP_US));
      }
    }
  });
}

/** Sides of what a tube covers from one source time to another. */
export function sidesOf(
  { fromUs, starts, boxes }: Tubes,
  tube: number,
  us: number,
  toUs: number,
  into: Float32Array,
  at: number,
): void {
  const [first = 0, end = 0] = [starts[tube], starts[tube + 1]];
  const place = (time: number): number => first + Math.max(0, time - (fromUs[tube] ?? 0)) / SAMPLE_US;
  into.set([Infinity, Infinity, -Infinity, -Infinity], at);
  const grow = (sample: number): void => {
    const low = Math.min(end - 1, Math.floor(sample));
    const t = sample - low;
    const [i, j] = [low * NUMBERS_A_SAMPLE, Math.min(end - 1, low + 1) * NUMBERS_A_SAMPLE];
    const mix = (side: number): number => (boxes[i + side] ?? 0) * (1 - t) + (boxes[j + side] ?? 0) * t;
    const [x, y] = t <= 0 || j === i ? [boxes[i] ?? 0, boxes[i + 1] ?? 0] : [mix(0), mix(1)];
    const [w, h] = t <= 0 || j === i ? [boxes[i + 2] ?? 0, boxes[i + 3] ?? 0] : [mix(2), mix(3)];
    into[at] = Math.min(into[at] ?? 0, x);
    into[at + 1] = Math.min(into[at + 1] ?? 0, y);
    into[at + 2] = Math.max(into[at + 2] ?? 0, x + w);
    into[at + 3] = Math.max(into[at + 3] ?? 0, y + h);
  };
  const [from, to] = [place(us), place(toUs)];
  grow(from);
  for (let sample = Math.ceil(from); sample < to; sample += 1) {
    grow(sample);
  }
  if (to > from) {
    grow(to);
  }
}

function areaOf(boxes: Float32Array, at: number): number {
  const [left = 0, top = 0, right = 0, bottom = 0] = [boxes[at], boxes[at + 1], boxes[at + 2], boxes[at + 3]];
  return Math.max(0, right - left) * Math.max(0, bottom - top);
}
