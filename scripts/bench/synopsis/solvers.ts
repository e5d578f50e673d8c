// Two other ways to fill the table of a synopsis, on the same units, bounds and energy: to compare, not to ship.

import { COVERED, DISORDER } from '../../../src/domain/synopsis/energy.ts';
import { allowanceOf, areaOf, type Problem } from '../../../src/domain/synopsis/problem.ts';
import { Timetable } from '../../../src/domain/synopsis/timetable.ts';

/** Greedy: in order of time, each unit on the first step that keeps the bounds: list scheduling (Graham 1966). */
export function firstFit(problem: Problem): Timetable {
  const table = new Timetable(problem.prints, problem.most);
  let placedArea = 0;
  problem.prints.units.forEach((_, unit) => {
    placedArea += problem.prints.areas[unit] ?? 0;
    table.place(unit, firstFitting(problem, table, unit, placedArea));
  });
  return table;
}

function firstFitting(problem: Problem, table: Timetable, unit: number, placedArea: number): number {
  const allowance = allowanceOf(problem, table, unit, placedArea);
  for (let at = table.firstFree; ; at += 1) {
    if (table.hasRoom(unit, at) && table.sharedBy(unit, at, allowance) < Infinity) {
      return at;
    }
  }
}

/** Each object too many on a step costs so much of a share of all of them. */
const CROWD = 10;
const HOT = 1e-2;
const COLD = 1e-6;

/**
 * Simulated annealing by Metropolis moves, as Pritch, Rav-Acha and Peleg 2008: bounds are prices while it is hot, and who breaks
 * them at the end is put at the first step that keeps them. The length is that of the greedy answer.
 */
export function anneal(problem: Problem, random: () => number, moves: number): Timetable {
  const length = firstFit(problem).length;
  const walk = new Walk(problem, length);
  const { steps } = problem.prints;
  for (let move = 0; move < moves; move += 1) {
    const heat = HOT * (COLD / HOT) ** (move / moves);
    const unit = Math.floor(random() * steps.length);
    const room = Math.max(1, length - (steps[unit] ?? 0));
    const isNear = random() < 0.7;
    const from = walk.table.starts[unit] ?? 0;
    const to = isNear ? from + Math.round((random() - 0.5) * 60) : Math.floor(random() * room);
    const held = Math.min(room, Math.max(0, to));
    const change = walk.change(unit, held);
    if (change > 0 && random() >= Math.exp(-change / heat)) {
      walk.table.remove(unit);
      walk.table.place(unit, from);
    }
  }
  return repaired(problem, walk.table);
}

class Walk {
  readonly table: Timetable;
  readonly #area: number;
  readonly #pairs: number;
  readonly #boxes: number;

  constructor(problem: Problem, length: number) {
    const { prints, most } = problem;
    const count = prints.units.length;
    this.table = new Timetable(prints, most);
    this.#area = Math.max(1e-9, areaOf(prints));
    this.#pairs = Math.max(1, (count * (count - 1)) / 2);
    this.#boxes = prints.owners.length;
    prints.units.forEach((_, unit) => {
      this.table.place(unit, Math.floor((unit / count) * Math.max(1, length - (prints.steps[unit] ?? 0))));
    });
  }

  /** Moves a unit; what it adds to the energy. */
  change(unit: number, to: number): number {
    const from = this.table.starts[unit] ?? 0;
    const before = this.#costOf(unit);
    this.table.remove(unit);
    this.table.place(unit, to);
    const cost = this.#costOf(unit) - before;
    return cost + (DISORDER * this.#reversals(unit, from, to)) / this.#pairs;
  }

  /** What is covered, and how many are there too many, all in all and because of this unit. */
  #costOf(unit: number): number {
    const { starts, prints, most, covered } = this.table;
    const at = starts[unit] ?? 0;
    let crowd = 0;
    for (let step = at; step < at + (prints.steps[unit] ?? 0); step += 1) {
      crowd += Math.max(0, this.table.countAt(step) - most);
    }
    return (COVERED * covered) / this.#area + (CROWD * crowd) / this.#boxes;
  }

  /** Pairs reversed by a move, less those put right. */
  #reversals(unit: number, from: number, to: number): number {
    let reversed = 0;
    this.table.starts.forEach((at, other) => {
      if (other !== unit) {
        const isAfter = other > unit;
        const was = isAfter ? at < from : at > from;
        const is = isAfter ? at < to : at > to;
        reversed += Number(is) - Number(was);
      }
    });
    return reversed;
  }
}

function repaired(problem: Problem, { starts }: Timetable): Timetable {
  const table = new Timetable(problem.prints, problem.most);
  const area = areaOf(problem.prints);
  const homeless: number[] = [];
  starts.forEach((at, unit) => {
    const fits = table.hasRoom(unit, at);
    if (fits && table.sharedBy(unit, at, allowanceOf(problem, table, unit, area)) < Infinity) {
      table.place(unit, at);
    } else {
      homeless.push(unit);
    }
  });
  homeless.forEach((unit) => {
    table.place(unit, firstFitting(problem, table, unit, area));
  });
  return table;
}
