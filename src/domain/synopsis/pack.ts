// The solver: units in order of time, each on the cheapest step that has room, for several prices of covering each other.
// The best of these tables is shortened from its end, then each unit goes where the whole costs least.

import { energyOf } from './energy.ts';
import { allowanceOf, areaOf, type Problem } from './problem.ts';
import { settle } from './settle.ts';
import { NOWHERE, Timetable } from './timetable.ts';

/** One way of filling a table. */
interface Try {
  /** Steps of waiting that being covered whole is worth. */
  readonly price: number;
  /** A unit begins no further before one that came before it, steps: chronology, and speed. */
  readonly window: number;
}

const USUAL: Try = { price: 200, window: 150 };
/** Several, since nobody knows which will pack best: prices where objects may cover each other, and windows where not. */
const LOOSE: readonly Try[] = [{ ...USUAL, price: 50 }, USUAL, { ...USUAL, price: 800 }];
const STRICT: readonly Try[] = [USUAL, { ...USUAL, window: 600 }, { ...USUAL, window: 2400 }];

/** Every unit on a table. Yields how much is done, 0–1. */
export function* pack(problem: Problem): Generator<number, Timetable, void> {
  let best: Timetable | undefined;
  let least = Infinity;
  const tries = problem.budget > 0 ? LOOSE : STRICT;
  for (const [index, one] of tries.entries()) {
    const table = new Timetable(problem.prints, problem.most);
    for (const share of fill(problem, table, one)) {
      yield (index + share) / (tries.length + 1);
    }
    shorten(problem, table);
    const energy = energyOf(table);
    if (best === undefined || energy < least) {
      [best, least] = [table, energy];
    }
  }
  const table = best ?? new Timetable(problem.prints, problem.most);
  for (const share of settle(problem, table)) {
    yield (tries.length + share) / (tries.length + 1);
  }
  return table;
}

/** The first try of {@link pack} alone: its length is near that of the best. */
export function packOnce(problem: Problem): Timetable {
  const table = new Timetable(problem.prints, problem.most);
  Array.from(fill(problem, table, USUAL));
  return table;
}

/** Units of `kept` on their step, if there is room; the others where they cost least, and the end shortened. */
export function repack(problem: Problem, kept: Int32Array): Timetable {
  const table = new Timetable(problem.prints, problem.most);
  const area = areaOf(problem.prints);
  kept.forEach((at, unit) => {
    // What was there at once before may be again, but for the budget, which was that of others.
    const allowance = Math.max(0, problem.budget * area - table.covered);
    if (at !== NOWHERE && table.hasRoom(unit, at) && table.sharedBy(unit, at, allowance) < Infinity) {
      table.place(unit, at);
    }
  });
  Array.from(fill(problem, table, USUAL));
  shorten(problem, table);
  return table;
}

/** Places whoever has no place yet. */
function* fill(problem: Problem, table: Timetable, { price, window }: Try): Generator<number, void, void> {
  const { areas, units } = problem.prints;
  const isEmpty = table.length === 0;
  let placedArea = areas.reduce((sum, area, unit) => sum + (table.starts[unit] === NOWHERE ? 0 : area), 0);
  let latest = 0;
  for (let unit = 0; unit < units.length; unit += 1) {
    if (table.starts[unit] === NOWHERE) {
      placedArea += areas[unit] ?? 0;
      const from = isEmpty ? Math.max(table.firstFree, latest - window) : table.firstFree;
      table.place(unit, cheapest(table, unit, from, price, allowanceOf(problem, table, unit, placedArea)));
    }
    latest = Math.max(latest, table.starts[unit] ?? 0);
    if (unit % 64 === 0) {
      yield unit / units.length;
    }
  }
}

/** The step from `from` on where waiting and being covered cost least together. */
function cheapest(table: Timetable, unit: number, from: number, price: number, allowance: number): number {
  const area = Math.max(1e-9, table.prints.areas[unit] ?? 0);
  let best = from;
  let least = Infinity;
  // Behind everybody there is always room.
  for (let at = from; at < least; at += 1) {
    if (table.hasRoom(unit, at)) {
      const limit = Math.min(allowance, (area * (least - at)) / price);
      const cost = at + (price * table.sharedBy(unit, at, limit)) / area;
      if (cost < least) {
        [best, least] = [at, cost];
      }
    }
  }
  return best;
}

/** Takes the last unit to an earlier place, again and again, as long as there is one. */
function shorten(problem: Problem, table: Timetable): void {
  const area = areaOf(problem.prints);
  for (let isShorter = table.length > 0; isShorter;) {
    const [last, at] = lastOf(table);
    table.remove(last);
    const found = earlier(table, last, at, allowanceOf(problem, table, last, area));
    table.place(last, found);
    isShorter = found < at;
  }
}

function lastOf({ prints: { steps }, starts }: Timetable): readonly [number, number] {
  let last = 0;
  for (let unit = 1; unit < steps.length; unit += 1) {
    if ((starts[unit] ?? 0) + (steps[unit] ?? 0) > (starts[last] ?? 0) + (steps[last] ?? 0)) {
      last = unit;
    }
  }
  return [last, starts[last] ?? 0];
}

/** The latest step before `at` that has room, or `at`: order is disturbed as little as can be. */
function earlier(table: Timetable, unit: number, at: number, allowance: number): number {
  for (let step = at - 1; step >= 0; step -= 1) {
    if (table.hasRoom(unit, step) && table.sharedBy(unit, step, allowance) < Infinity) {
      return step;
    }
  }
  return at;
}
