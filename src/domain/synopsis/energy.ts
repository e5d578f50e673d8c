// What an arrangement costs: the sum that every solver makes small. Its hard bounds (objects at once, covered area) are not
// in it. Terms as in Pritch, Rav-Acha and Peleg 2008, "Nonchronological video synopsis and indexing", each a share.

import { disorderOf } from './disorder.ts';
import type { Timetable } from './timetable.ts';

/** What each share weighs beside the length, which counts 1 where the picture is full all the time. */
export const COVERED = 2;
export const DISORDER = 1;
const MIXED = 0.5;

/** Of a table on which every unit has its place. */
export function energyOf(table: Timetable): number {
  const { units, areas, owners } = table.prints;
  const area = areas.reduce((sum, one) => sum + one, 0);
  const full = Math.max(1, owners.length / table.most);
  const came = units.map(({ fromUs }) => fromUs);
  return (
    table.length / full +
    (COVERED * table.covered) / Math.max(1e-9, area) +
    DISORDER * disorderOf(came, table.starts) +
    MIXED * mixedOf(table)
  );
}

/**
 * How far apart the times are that are shown together: mean distance of each unit from the mean time of those beside it,
 * as a share of the whole; night among day counts for what it is.
 */
export function mixedOf(table: Timetable): number {
  const { units, steps } = table.prints;
  const sums = new Float64Array(table.length + 1);
  const counts = new Float64Array(table.length + 1);
  const first = units[0]?.fromUs ?? 0;
  let last = first;
  const each = (visit: (step: number, us: number) => void): void => {
    units.forEach(({ fromUs }, unit) => {
      const at = table.starts[unit] ?? 0;
      last = Math.max(last, fromUs);
      for (let step = at; step < at + (steps[unit] ?? 0); step += 1) {
        visit(step, fromUs - first);
      }
    });
  };
  each((step, us) => {
    sums[step] = (sums[step] ?? 0) + us;
    counts[step] = (counts[step] ?? 0) + 1;
  });
  let [far, all] = [0, 0];
  each((step, us) => {
    far += Math.abs(us - (sums[step] ?? 0) / (counts[step] ?? 1));
    all += 1;
  });
  return last > first ? far / all / (last - first) : 0;
}
