// Makes the arrangement: who is shown together, how fast, and when.

import type { ArrangeDemand, Arrangement, Before, Pieces } from './arrangement.ts';
import { contactsOf } from './contacts.ts';
import { cueEnd } from './cue-sheet.ts';
import { footprintsOf, STEP_US } from './footprints.ts';
import { keptPlaces } from './kept-places.ts';
import { metricsOf } from './metrics.ts';
import { pack, packOnce, repack } from './pack.ts';
import { BUDGET, LONGER, planOf, type Plan } from './plan.ts';
import type { Problem } from './problem.ts';
import { NOWHERE, type Timetable } from './timetable.ts';
import type { Tubes } from './tubes.ts';

export interface ArrangeOptions {
  /** What was arranged before: what has not changed stays where it is. */
  readonly before?: Before;
  /** Milliseconds of a clock that only goes on. */
  readonly now: () => number;
}

/** Share of the work that planning is. */
const PLANNED = 0.3;

/** Arranges; yields how much is done, 0–1. */
export function* arranging(
  tubes: Tubes,
  demand: ArrangeDemand,
  { before, now }: ArrangeOptions,
): Generator<number, Arrangement, void> {
  const began = now();
  const contacts = contactsOf(tubes);
  yield PLANNED / 2;
  const plan = planOf(tubes, contacts, demand, before?.arrangement.pace);
  yield PLANNED;
  const prints = demand.mayOverlap ? plan.prints : footprintsOf(tubes, plan.prints.units, true);
  const problem = { prints, most: plan.most, budget: demand.mayOverlap ? BUDGET : 0 };
  const table = keptOr(tubes, problem, plan, before) ?? (yield* lifted(pack(problem)));
  const pieces = piecesOf(tubes, table);
  const lengthUs = pieces.atUs.reduce((last, _, piece) => Math.max(last, cueEnd(pieces, piece)), 0);
  const metrics = metricsOf(tubes, pieces, lengthUs, demand);
  return { pieces, lengthUs, pace: plan.pace, metrics: { ...metrics, runtimeMs: now() - began } };
}

function* lifted(work: Generator<number, Timetable, void>): Generator<number, Timetable, void> {
  let step = work.next();
  for (; step.done !== true; step = work.next()) {
    yield PLANNED + step.value * (1 - PLANNED);
  }
  return step.value;
}

/** The same at once. */
export function arrange(
  tubes: Tubes,
  demand: ArrangeDemand,
  options: ArrangeOptions,
  onProgress?: (share: number) => void,
): Arrangement {
  const work = arranging(tubes, demand, options);
  let step = work.next();
  while (step.done !== true) {
    onProgress?.(step.value);
    step = work.next();
  }
  return step.value;
}

/** What was there before where it was; `undefined`: little of it is left, or it would last much longer for it. */
function keptOr(tubes: Tubes, problem: Problem, plan: Plan, before: Before | undefined): Timetable | undefined {
  const kept = before?.arrangement.pace === plan.pace ? keptPlaces(tubes, problem.prints.units, before) : undefined;
  if (kept === undefined || kept.filter((at) => at !== NOWHERE).length < kept.length / 2) {
    return undefined;
  }
  const table = repack(problem, kept);
  const usual = problem.budget > 0 ? plan.length : packOnce(problem).length;
  return table.length <= LONGER * usual ? table : undefined;
}

function piecesOf(tubes: Tubes, { prints: { units }, starts }: Timetable): Pieces {
  const rows = units.flatMap((unit, index) => {
    const startUs = (starts[index] ?? 0) * STEP_US;
    return unit.parts.map((part) => {
      const atUs = startUs + (part.fromUs - unit.fromUs) / unit.rate;
      return { ...part, unit: index, rate: unit.rate, atUs };
    });
  });
  rows.sort((a, b) => a.atUs - b.atUs || a.tube - b.tube);
  const bySource = [...rows.keys()].sort((a, b) => (rows[a]?.fromUs ?? 0) - (rows[b]?.fromUs ?? 0));
  const parts = new Uint16Array(tubes.key.length);
  const part = new Uint16Array(rows.length);
  for (const row of bySource) {
    const tube = rows[row]?.tube ?? 0;
    part[row] = parts[tube] = (parts[tube] ?? 0) + 1;
  }
  return {
    tube: Uint32Array.from(rows, (row) => row.tube),
    unit: Uint32Array.from(rows, (row) => row.unit),
    fromUs: Float64Array.from(rows, (row) => row.fromUs),
    toUs: Float64Array.from(rows, (row) => row.toUs),
    atUs: Float64Array.from(rows, (row) => row.atUs),
    rate: Float32Array.from(rows, (row) => row.rate),
    part,
    parts: Uint16Array.from(rows, (row) => parts[row.tube] ?? 0),
  };
}
