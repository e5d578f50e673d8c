// Where units of a new arrangement were in the one before: what a person has seen stays where it was.

import type { Before } from './arrangement.ts';
import { STEP_US } from './footprints.ts';
import { NOWHERE } from './timetable.ts';
import type { Tubes } from './tubes.ts';
import type { Unit } from './units.ts';

/** First step of each unit that was there before with the same parts and the same rate; `NOWHERE` for the others. */
export function keptPlaces({ key }: Tubes, units: readonly Unit[], { tubes, arrangement }: Before): Int32Array {
  const { pieces } = arrangement;
  const known = new Map<string, { atUs: number; names: string[] }>();
  const wereIn = new Map<number, { atUs: number; names: string[] }>();
  pieces.unit.forEach((unit, piece) => {
    const was = wereIn.get(unit) ?? { atUs: Infinity, names: [] };
    was.atUs = Math.min(was.atUs, pieces.atUs[piece] ?? 0);
    was.names.push(
      nameOf(tubes.key[pieces.tube[piece] ?? 0], pieces.fromUs[piece], pieces.toUs[piece], pieces.rate[piece]),
    );
    wereIn.set(unit, was);
  });
  wereIn.forEach((was) => known.set(was.names.sort().join(' '), was));
  return Int32Array.from(units, ({ parts, rate }) => {
    const names = parts.map(({ tube, fromUs, toUs }) => nameOf(key[tube], fromUs, toUs, rate));
    const was = known.get(names.sort().join(' '));
    return was === undefined ? NOWHERE : Math.round(was.atUs / STEP_US);
  });
}

const nameOf = (...numbers: readonly (number | undefined)[]): string => numbers.join(':');
