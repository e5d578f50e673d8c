// Who is shown together: objects that touched, in windows of time where a chain of them or a stay is long.

import type { Contact } from './contacts.ts';
import { LEAST_PART_US, partsOf, type Part } from './stays.ts';
import { SAMPLE_US, type Tubes } from './tubes.ts';

/** Parts with one shift and one rate: shown as they were, beside each other. */
export interface Unit {
  readonly parts: readonly Part[];
  readonly fromUs: number;
  readonly toUs: number;
  /** Source seconds per second of synopsis. */
  readonly rate: number;
}

/** Faster is not seen any more. */
export const FASTEST = 8;
/** A unit is cut where it would be shown for longer, µs of the synopsis… */
const LONGEST_US = 20_000_000;
/** …and a stay is shown faster until it is shown for this only. */
const STAY_SHOWN_US = 5_000_000;
/** Where between its ends a window is cut. */
const CUT_FROM = 0.3;
const CUT_TO = 0.7;
/** What a cut costs: a contact that it breaks, and an object that it cuts in two. */
const BREAK = 3;
const SEAM = 1;

/** Two parts that touch, from when to when. */
interface Touch {
  readonly p: Part;
  readonly q: Part;
  readonly fromUs: number;
  readonly toUs: number;
}

interface Group {
  readonly parts: readonly Part[];
  readonly touches: readonly Touch[];
}

/** All units in order of their beginnings; their parts are every tube, exactly once. `pace`: how much faster all are shown. */
export function unitsOf(tubes: Tubes, contacts: readonly Contact[], pace: number): Unit[] {
  const byTube = Array.from(tubes.key, (_, tube) => partsOf(tubes, tube));
  const units: Unit[] = [];
  const left = groupsOf({ parts: byTube.flat(), touches: touchesOf(byTube, contacts) });
  for (let group = left.pop(); group !== undefined; group = left.pop()) {
    const unit = unitOf(group, pace);
    if ((unit.toUs - unit.fromUs) / unit.rate <= LONGEST_US) {
      units.push(unit);
    } else {
      left.push(...cut(group, cheapestCut(group, unit.fromUs, unit.toUs)).flatMap(groupsOf));
    }
  }
  return units.sort((a, b) => a.fromUs - b.fromUs || (a.parts[0]?.tube ?? 0) - (b.parts[0]?.tube ?? 0));
}

function unitOf({ parts }: Group, pace: number): Unit {
  let fromUs = Infinity;
  let toUs = -Infinity;
  for (const part of parts) {
    fromUs = Math.min(fromUs, part.fromUs);
    toUs = Math.max(toUs, part.toUs);
  }
  const isStill = parts.every((part) => part.isStill);
  const stayRate = isStill ? Math.floor((toUs - fromUs) / STAY_SHOWN_US) : 1;
  return { parts: joined(parts), fromUs, toUs, rate: Math.min(FASTEST, Math.max(pace, stayRate)) };
}

/** Parts of one tube that follow each other in one unit are one part. */
function joined(parts: readonly Part[]): Part[] {
  const ordered = [...parts].sort((a, b) => a.tube - b.tube || a.fromUs - b.fromUs || a.toUs - b.toUs);
  const result: Part[] = [];
  for (const part of ordered) {
    const last = result.at(-1);
    if (last?.tube === part.tube && last.toUs === part.fromUs) {
      result[result.length - 1] = { ...last, toUs: part.toUs, isStill: last.isStill && part.isStill };
    } else {
      result.push(part);
    }
  }
  return result;
}

function touchesOf(byTube: readonly (readonly Part[])[], contacts: readonly Contact[]): Touch[] {
  const touches: Touch[] = [];
  for (const { a, b, ...contact } of contacts) {
    for (const p of byTube[a] ?? []) {
      for (const q of byTube[b] ?? []) {
        push(touches, p, q, contact);
      }
    }
  }
  return touches;
}

/** Two parts touch as far as a contact lies within both. */
function push(touches: Touch[], p: Part, q: Part, contact: Pick<Contact, 'fromUs' | 'toUs'>): void {
  const fromUs = Math.max(p.fromUs, q.fromUs, contact.fromUs);
  const toUs = Math.min(p.toUs, q.toUs, contact.toUs);
  if (fromUs < toUs) {
    touches.push({ p, q, fromUs, toUs });
  }
}

/** Parts that touch each other, in one way or another. */
function groupsOf({ parts, touches }: Group): Group[] {
  const heads = new Map<Part, Part>();
  const headOf = (part: Part): Part => {
    let head = part;
    for (let next = heads.get(head); next !== undefined; next = heads.get(head)) {
      head = next;
    }
    if (head !== part) {
      heads.set(part, head);
    }
    return head;
  };
  for (const { p, q } of touches) {
    const [a, b] = [headOf(p), headOf(q)];
    if (a !== b) {
      heads.set(a, b);
    }
  }
  const groups = new Map<Part, { readonly parts: Part[]; readonly touches: Touch[] }>();
  for (const part of parts) {
    const head = headOf(part);
    const group = groups.get(head) ?? { parts: [], touches: [] };
    group.parts.push(part);
    groups.set(head, group);
  }
  for (const touch of touches) {
    groups.get(headOf(touch.p))?.touches.push(touch);
  }
  return [...groups.values()];
}

/** The time at which fewest touch and fewest are there, well within a window; the middle where it makes no difference. */
function cheapestCut({ parts, touches }: Group, fromUs: number, toUs: number): number {
  const ticks = Math.ceil((toUs - fromUs) / SAMPLE_US);
  const costs = new Int32Array(ticks + 2);
  const add = (from: number, to: number, cost: number): void => {
    const [first, last] = [Math.floor((from - fromUs) / SAMPLE_US) + 1, Math.ceil((to - fromUs) / SAMPLE_US) - 1];
    if (first <= last) {
      costs[first] = (costs[first] ?? 0) + cost;
      costs[last + 1] = (costs[last + 1] ?? 0) - cost;
    }
  };
  touches.forEach((touch) => {
    add(touch.fromUs, touch.toUs, BREAK);
  });
  parts.forEach((part) => {
    add(part.fromUs, part.toUs, SEAM);
  });
  let best = ticks >> 1;
  let least = Infinity;
  let cost = 0;
  for (let tick = 0; tick <= CUT_TO * ticks; tick += 1) {
    cost += costs[tick] ?? 0;
    const total = cost + Math.abs(tick / ticks - 0.5);
    if (tick >= CUT_FROM * ticks && total < least) {
      [best, least] = [tick, total];
    }
  }
  return fromUs + best * SAMPLE_US;
}

/** What comes before a time, and what after; who would leave a mere blink on one side stays whole on the other. */
function cut({ parts, touches }: Group, us: number): readonly [Group, Group] {
  const sides = new Map(parts.map((part) => [part, sidesOf(part, us)]));
  const side = (which: 0 | 1): Group => {
    const kept: Touch[] = [];
    for (const { p, q, ...touch } of touches) {
      const [a, b] = [sides.get(p)?.[which], sides.get(q)?.[which]];
      if (a !== undefined && b !== undefined) {
        push(kept, a, b, touch);
      }
    }
    return { parts: parts.flatMap((part) => sides.get(part)?.[which] ?? []), touches: kept };
  };
  return [side(0), side(1)];
}

function sidesOf(part: Part, us: number): readonly [Part | undefined, Part | undefined] {
  const [before, after] = [us - part.fromUs, part.toUs - us];
  if (Math.min(before, after) >= LEAST_PART_US) {
    return [
      { ...part, toUs: us },
      { ...part, fromUs: us },
    ];
  }
  return before >= after ? [part, undefined] : [undefined, part];
}
