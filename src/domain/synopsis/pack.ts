// The solver: units in order of time, each at the cheapest step that has room, for several prices of covering each other;
// the best is then shortened from its end.

import { energyOf } from './energy.ts';
import type { Footprints } from './footprints.ts';
import { NOWHERE, Timetable } from './timetable.ts';

/** What is to be arranged. */
export interface Problem {
  readonly prints: Footprints;
  readonly most: number;
  /** Share of the area of all objects that may be covered, 0–1. */
  readonly budget: number;
}

/** Steps of delay that a unit is worth that would be covered whole. The last: as few as there are. */
const PRICES = [50, 200, 800];
/** No unit is covered by more than this share when it comes. */
const WORST_SHARE = 0.3;
/** A unit is never put further before one that came before it, steps: chronology, and speed. */
const WINDOW = 150;

/** First step of each unit. Yields how much is done, 0–1. `kept`: units that stay where they are, if there is room. */
export function* pack(problem: Problem, kept?: Int32Array): Generator<number, Timetable, void> {
  const prices = kept === undefined && problem.budget > 0 ? PRICES : PRICES.slice(1, 2);
  let best: Timetable | undefined;
  let least = Infinity;
  for (const [index, price] of prices.entries()) {
    const table = new Timetable(problem.prints, problem.most);
    for (const share of fill(problem, table, price, kept)) {
      yield (index + share) / prices.length;
    }
    shorten(problem, table);
    const energy = energyOf(table);
    if (energy < least) {
      [best, least] = [table, energy];
    }
  }
  return best ?? new Timetable(problem.prints, problem.most);
}

/** Places every unit. */
function* fill(problem: Problem, table: Timetable, price: number, kept: Int32Array | undefined): Generator<number> {
  const { areas, units } = problem.prints;
  let placedArea = 0;
  const put = (unit: number, at: number): void => {
    placedArea += areas[unit] ?? 0;
    table.place(unit, at);
  };
  const allowance = (unit: number): number =>
    Math.min(
      WORST_SHARE * (areas[unit] ?? 0),
      Math.max(0, problem.budget * (placedArea + (areas[unit] ?? 0)) - table.covered),
    );
  const allowed = problem.budget * total(areas);
  kept?.forEach((at, unit) => {
    const isFree = at !== NOWHERE && table.hasRoom(unit, at);
    if (isFree && table.sharedBy(unit, at, Math.max(0, allowed - table.covered)) < Infinity) {
      put(unit, at);
    }
  });
  let latest = 0;
  for (let unit = 0; unit < units.length; unit += 1) {
    if (table.starts[unit] === NOWHERE) {
      const from = kept === undefined ? Math.max(table.firstFree, latest - WINDOW) : table.firstFree;
      put(unit, cheapest(table, unit, from, price, allowance(unit)));
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
  let best = NOWHERE;
  let least = Infinity;
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

const total = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);

/** Takes the last unit to an earlier place, again and again, as long as there is one. */
function shorten({ prints, budget }: Problem, table: Timetable): void {
  const allowed = budget * total(prints.areas);
  for (;;) {
    const [last, at] = lastOf(table);
    table.remove(last);
    const allowance = Math.min(Math.max(0, allowed - table.covered), WORST_SHARE * (prints.areas[last] ?? 0));
    const found = earlier(table, last, at, allowance);
    table.place(last, found);
    if (found === at) {
      return;
    }
  }
}

function lastOf(table: Timetable): readonly [number, number] {
  const { steps } = table.prints;
  let last = 0;
  for (let unit = 1; unit < steps.length; unit += 1) {
    if ((table.starts[unit] ?? 0) + (steps[unit] ?? 0) > (table.starts[last] ?? 0) + (steps[last] ?? 0)) {
      last = unit;
    }
  }
  return [last, table.starts[last] ?? 0];
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
