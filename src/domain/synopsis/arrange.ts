// Makes the arrangement: who is shown together, how fast, and when.

import type { ArrangeDemand, Arrangement, Before, Pieces } from './arrangement.ts';
import { contactsOf, type Contact } from './contacts.ts';
import { cueEnd } from './cue-sheet.ts';
import { footprintsOf, STEP_US } from './footprints.ts';
import { metricsOf, spanOf } from './metrics.ts';
import { pack } from './pack.ts';
import { keptPlaces } from './kept-places.ts';
import type { Timetable } from './timetable.ts';
import type { Tubes } from './tubes.ts';
import { FASTEST, unitsOf, type Unit } from './units.ts';

export interface ArrangeOptions {
  /** What was arranged before: what has not changed stays where it is. */
  readonly before?: Before;
  /** Milliseconds of a clock that only goes on. */
  readonly now: () => number;
}

/** Share of the area of all objects that others may cover, where they may. */
const BUDGET = 0.1;
/** A synopsis may always last a minute, or a tenth of its footage: beyond it all are shown faster. */
const USUAL_LENGTH_US = 60_000_000;
const USUAL_SHARE = 0.1;
const PACES = [1, 1.5, 2, 2.5, 3, 4, 5, 6, FASTEST];

/** Arranges; yields how much is done, 0–1. */
export function* arranging(
  tubes: Tubes,
  demand: ArrangeDemand,
  { before, now }: ArrangeOptions,
): Generator<number, Arrangement, void> {
  const began = now();
  const contacts = contactsOf(tubes);
  const aimUs = Math.max(USUAL_LENGTH_US, USUAL_SHARE * (demand.footageUs ?? spanOf(tubes)));
  const paces = pacesFor(tubes, demand, aimUs);
  let made: { readonly table: Timetable; readonly pace: number } | undefined;
  for (const pace of paces) {
    made = { table: yield* placed(tubes, contacts, demand, pace, before), pace };
    if (made.table.length * STEP_US <= aimUs) {
      break;
    }
  }
  const pieces = piecesOf(tubes, made?.table);
  const lengthUs = pieces.atUs.reduce((last, _, piece) => Math.max(last, cueEnd(pieces, piece)), 0);
  const metrics = metricsOf(tubes, pieces, lengthUs, demand, 0);
  return { pieces, lengthUs, pace: made?.pace ?? 1, metrics: { ...metrics, runtimeMs: now() - began } };
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

/** Paces worth trying, slowest first: not those at which a picture that is always full would last too long. */
function pacesFor({ fromUs, toUs }: Tubes, { most, fastest = FASTEST }: ArrangeDemand, aimUs: number): number[] {
  const allUs = fromUs.reduce((sum, from, tube) => sum + (toUs[tube] ?? 0) - from, 0);
  const allowed = PACES.filter((pace) => pace <= Math.max(1, fastest));
  const worth = allowed.filter((pace) => allUs / pace / most <= aimUs);
  return worth.length > 0 ? worth : allowed.slice(-1);
}

function* placed(
  tubes: Tubes,
  contacts: readonly Contact[],
  { most, mayOverlap }: ArrangeDemand,
  pace: number,
  before: Before | undefined,
): Generator<number, Timetable, void> {
  const units = unitsOf(tubes, contacts, pace);
  const prints = footprintsOf(tubes, units, !mayOverlap);
  const kept = before?.arrangement.pace === pace ? keptPlaces(tubes, units, before) : undefined;
  return yield* pack({ prints, most, budget: mayOverlap ? BUDGET : 0 }, kept);
}

function piecesOf(tubes: Tubes, table: Timetable | undefined): Pieces {
  const units: readonly Unit[] = table?.prints.units ?? [];
  const rows = units.flatMap((unit, index) => {
    const startUs = (table?.starts[index] ?? 0) * STEP_US;
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
