// How fast everybody is shown, and how many at once: decided before anything is arranged.

import type { ArrangeDemand } from './arrangement.ts';
import type { Contact } from './contacts.ts';
import { footprintsOf, STEP_US, type Footprints } from './footprints.ts';
import { spanOf } from './metrics.ts';
import { packOnce } from './pack.ts';
import { partsOf } from './stays.ts';
import type { Tubes } from './tubes.ts';
import { FASTEST, unitsOf } from './units.ts';

export interface Plan {
  /** How many times faster than they were. */
  readonly pace: number;
  readonly most: number;
  /** At this pace, covering each other allowed. */
  readonly prints: Footprints;
  /** About how long it will last, steps. */
  readonly length: number;
}

/** Share of the area of all objects that others may cover, where they may. */
export const BUDGET = 0.1;
/** A synopsis may last a minute, or a tenth of its footage; beyond it all are shown faster. */
const USUAL_LENGTH_US = 60_000_000;
const USUAL_SHARE = 0.1;
/** How much longer it may be, and how much faster than it would have to, where the pace before is kept. */
export const LONGER = 1.15;
const FARTHEST = 1.5;
const PACES = [1, 1.5, 2, 2.5, 3, 4, 5, 6, FASTEST];

/**
 * The slowest pace at which the synopsis is not too long, as if objects might cover each other: forbidding it makes a
 * synopsis longer, never faster. `usual`: the pace before, kept where it is not far from right.
 */
export function planOf(tubes: Tubes, contacts: readonly Contact[], demand: ArrangeDemand, usual?: number): Plan {
  const aim = Math.max(USUAL_LENGTH_US, USUAL_SHARE * (demand.footageUs ?? spanOf(tubes))) / STEP_US;
  const [first = 1, ...faster] = pacesFor(tubes, demand, aim * STEP_US);
  if (usual !== undefined && usual <= Math.min(FARTHEST * first, demand.fastest ?? FASTEST)) {
    const kept = planAt(tubes, contacts, demand, usual);
    if (kept.length <= LONGER * aim) {
      return demand.isCalm === true ? calmed(kept) : kept;
    }
  }
  let plan = planAt(tubes, contacts, demand, first);
  for (const pace of faster) {
    if (plan.length > aim) {
      plan = planAt(tubes, contacts, demand, pace);
    }
  }
  return demand.isCalm === true ? calmed(plan) : plan;
}

/** Paces worth trying, slowest first: not those at which even a picture that is always full would last too long. */
function pacesFor(tubes: Tubes, { most, fastest = FASTEST }: ArrangeDemand, aimUs: number): number[] {
  let allUs = 0;
  for (let tube = 0; tube < tubes.key.length; tube += 1) {
    for (const { fromUs, toUs, isStill } of partsOf(tubes, tube)) {
      allUs += (toUs - fromUs) / (isStill ? FASTEST : 1);
    }
  }
  const allowed = PACES.filter((pace) => pace <= Math.max(1, fastest));
  const worth = allowed.filter((pace) => allUs / pace / most <= aimUs);
  return worth.length > 0 ? worth : allowed.slice(-1);
}

function planAt(tubes: Tubes, contacts: readonly Contact[], { most }: ArrangeDemand, pace: number): Plan {
  const prints = footprintsOf(tubes, unitsOf(tubes, contacts, pace), false);
  return { pace, most, prints, length: lengthOf(prints, most) };
}

/** As few at once as are over within the usual length, if it can be kept. */
function calmed(plan: Plan): Plan {
  const longest = USUAL_LENGTH_US / STEP_US;
  if (plan.length > longest) {
    return plan;
  }
  let [few, many] = [0, plan.most];
  let length = plan.length;
  while (many - few > 1) {
    const middle = (few + many) >> 1;
    const tried = lengthOf(plan.prints, middle);
    [few, many, length] = tried <= longest ? [few, middle, tried] : [middle, many, length];
  }
  return { ...plan, most: many, length };
}

function lengthOf(prints: Footprints, most: number): number {
  return packOnce({ prints, most, budget: BUDGET }).length;
}
