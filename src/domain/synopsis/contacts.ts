// Which objects touched: their boxes met at the same time, for more than the blink in which two pass each other.

import { NUMBERS_A_SAMPLE, SAMPLE_US, type Tubes } from './tubes.ts';

/** Rows of two tubes, and from when to when they met on the clock of the scene. */
export interface Contact {
  readonly a: number;
  readonly b: number;
  readonly fromUs: number;
  readonly toUs: number;
}

/** Meeting for less is passing by, µs. */
const LEAST_US = 600_000;
/** Who parts for less has not parted, µs. */
const GAP_US = 800_000;

interface Meeting {
  readonly a: number;
  readonly b: number;
  from: number;
  last: number;
}

/** All contacts, in no particular order. Two objects may have several. */
export function contactsOf(tubes: Tubes): Contact[] {
  const found: Contact[] = [];
  const meetings = new Map<number, Meeting>();
  const end = ({ a, b, from, last }: Meeting): void => {
    if ((last - from) * SAMPLE_US >= LEAST_US) {
      found.push({ a, b, fromUs: from * SAMPLE_US, toUs: last * SAMPLE_US });
    }
  };
  const meet = (one: number, other: number, tick: number): void => {
    const [a, b] = one < other ? [one, other] : [other, one];
    const key = a * tubes.key.length + b;
    const known = meetings.get(key);
    if (known === undefined) {
      meetings.set(key, { a, b, from: tick, last: tick });
      return;
    }
    if ((tick - known.last) * SAMPLE_US > GAP_US) {
      end(known);
      known.from = tick;
    }
    known.last = tick;
  };
  sweep(tubes, meet);
  meetings.forEach(end);
  return found;
}

/** Tick by tick of the clock of the scene; those present are kept in order of their left sides, which hardly changes. */
function sweep(tubes: Tubes, meet: (a: number, b: number, tick: number) => void): void {
  const { fromUs, toUs, boxes } = tubes;
  const present: number[] = [];
  /** Where the sample of each tube is now. */
  const at = new Uint32Array(fromUs.length);
  let next = 0;
  let tick = 0;
  while (next < fromUs.length || present.length > 0) {
    if (present.length === 0) {
      tick = Math.ceil((fromUs[next] ?? 0) / SAMPLE_US);
    }
    const now = tick * SAMPLE_US;
    for (; next < fromUs.length && (fromUs[next] ?? 0) <= now; next += 1) {
      present.push(next);
    }
    let kept = 0;
    for (const row of present) {
      if ((toUs[row] ?? 0) >= now) {
        present[kept] = row;
        kept += 1;
        const sample = (tubes.starts[row] ?? 0) + Math.floor((now - (fromUs[row] ?? 0)) / SAMPLE_US);
        at[row] = NUMBERS_A_SAMPLE * sample;
      }
    }
    present.length = kept;
    sortByLeft(present, at, boxes);
    meetings(present, at, boxes, (a, b) => {
      meet(a, b, tick);
    });
    tick += 1;
  }
}

/** By insertion: the order of the tick before is nearly right. */
function sortByLeft(present: number[], at: Uint32Array, boxes: Float32Array): void {
  const left = (row: number): number => boxes[at[row] ?? 0] ?? 0;
  for (let i = 1; i < present.length; i += 1) {
    const row = present[i] ?? 0;
    let place = i;
    for (; place > 0 && left(present[place - 1] ?? 0) > left(row); place -= 1) {
      present[place] = present[place - 1] ?? 0;
    }
    present[place] = row;
  }
}

function meetings(
  present: readonly number[],
  at: Uint32Array,
  boxes: Float32Array,
  meet: (a: number, b: number) => void,
): void {
  for (let i = 0; i < present.length; i += 1) {
    const a = at[present[i] ?? 0] ?? 0;
    const right = (boxes[a] ?? 0) + (boxes[a + 2] ?? 0);
    const [top, bottom] = [boxes[a + 1] ?? 0, (boxes[a + 1] ?? 0) + (boxes[a + 3] ?? 0)];
    for (let j = i + 1; j < present.length; j += 1) {
      const b = at[present[j] ?? 0] ?? 0;
      if ((boxes[b] ?? 0) >= right) {
        break;
      }
      if ((boxes[b + 1] ?? 0) < bottom && (boxes[b + 1] ?? 0) + (boxes[b + 3] ?? 0) > top) {
        meet(present[i] ?? 0, present[j] ?? 0);
      }
    }
  }
}
