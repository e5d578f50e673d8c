// What a solver is given, and the bounds that it keeps.

import type { Footprints } from './footprints.ts';
import type { Timetable } from './timetable.ts';

export interface Problem {
  readonly prints: Footprints;
  /** Objects at once; a unit of more is alone. */
  readonly most: number;
  /** Share of the area of all objects that may be covered, 0–1. */
  readonly budget: number;
}

/** No unit is covered by more than this share of its own area when it comes. */
const WORST_SHARE = 0.3;

/** Of all objects, over all steps. */
export function areaOf({ areas }: Footprints): number {
  return areas.reduce((sum, area) => sum + area, 0);
}

/** Area that a unit may share where it comes, `placedArea` being on the table with it: everybody pays his part of the budget. */
export function allowanceOf({ prints, budget }: Problem, table: Timetable, unit: number, placedArea: number): number {
  return Math.min(WORST_SHARE * (prints.areas[unit] ?? 0), Math.max(0, budget * placedArea - table.covered));
}
