// Improves a table on which every unit has its place: one unit after the other goes where the whole costs least.

import { COVERED, DISORDER } from './energy.ts';
import { allowanceOf, areaOf, type Problem } from './problem.ts';
import type { Timetable } from './timetable.ts';

/** How far a unit may go at once, steps. */
const REACH = 150;
/** How often every unit is asked. */
const ROUNDS = 2;

/** Never longer, never beyond the bounds, never dearer than before. Yields how much is done, 0–1. */
export function* settle(problem: Problem, table: Timetable): Generator<number, void, void> {
  const { prints } = problem;
  const count = prints.units.length;
  const area = Math.max(1e-9, areaOf(prints));
  const pairs = Math.max(1, (count * (count - 1)) / 2);
  const begins = beginsOf(table);
  const length = table.length;
  for (let turn = 0; turn < ROUNDS * count; turn += 1) {
    const unit = turn % count;
    const at = table.starts[unit] ?? 0;
    const first = Math.max(0, at - REACH);
    const last = Math.min(at + REACH, length - (prints.steps[unit] ?? 0));
    table.remove(unit);
    // Where it was it may stay, whatever it covers there.
    const shared = table.sharedBy(unit, at, Infinity);
    const allowance = allowanceOf(problem, table, unit, area);
    const reversed = reversalsFrom(begins, unit, first);
    let best = at;
    let least = Infinity;
    for (let step = first; step <= last; step += 1) {
      const disorder = (DISORDER * reversed(step)) / pairs;
      if (disorder < least && table.hasRoom(unit, step)) {
        const limit = Math.min(allowance, ((least - disorder) * area) / COVERED);
        const cost = disorder + (COVERED * (step === at ? shared : table.sharedBy(unit, step, limit))) / area;
        if (cost < least) {
          [best, least] = [step, cost];
        }
      }
    }
    table.place(unit, best);
    if (best !== at) {
      begins[at] = (begins[at] ?? []).filter((one) => one !== unit);
      (begins[best] ??= []).push(unit);
    }
    if (turn % 64 === 0) {
      yield turn / (ROUNDS * count);
    }
  }
}

/** Units that begin on each step. */
function beginsOf({ starts }: Timetable): number[][] {
  const begins: number[][] = [];
  starts.forEach((at, unit) => {
    (begins[at] ??= []).push(unit);
  });
  return begins;
}

/** How many more pairs are reversed with a unit on a step than on the first one; to be asked for rising steps. */
function reversalsFrom(begins: readonly (readonly number[])[], unit: number, first: number): (step: number) => number {
  let reversed = 0;
  let from = first;
  return (step) => {
    for (; from < step; from += 1) {
      // Who came later and begins where the unit was is shown before it now; who came earlier and begins here is no longer.
      for (const other of begins[from] ?? []) {
        reversed += other > unit ? 1 : 0;
      }
      for (const other of begins[from + 1] ?? []) {
        reversed -= other < unit ? 1 : 0;
      }
    }
    return reversed;
  };
}
