// What was read of a zone: a row a picture, and how much of it differs there.

import { LEVELS, WHOLE, type Level } from './light.ts';

/** Some pictures, both ends included. */
export interface Stretch {
  readonly fromOrdinal: number;
  readonly toOrdinal: number;
}

/** All pictures of some stretches, each once, in order. */
export function unitedStretches(stretches: readonly Stretch[]): readonly Stretch[] {
  const united: Stretch[] = [];
  for (const one of stretches.toSorted((a, b) => a.fromOrdinal - b.fromOrdinal)) {
    const last = united.at(-1);
    if (last !== undefined && one.fromOrdinal <= last.toOrdinal + 1) {
      united[united.length - 1] = { ...last, toOrdinal: Math.max(last.toOrdinal, one.toOrdinal) };
    } else {
      united.push(one);
    }
  }
  return united;
}

/** What was read, a row a picture, ascending; comparisons in rows of {@link LEVELS}. Plain data. */
export interface MotionRows {
  readonly ordinals: Uint32Array;
  /** How much differs from what was before, of {@link WHOLE}; of `appeared` and `left`: from the picture compared with. */
  readonly before: Uint8Array;
  /** How much differs from what comes after; of `appeared` and `left`: the same again. */
  readonly after: Uint8Array;
}

export const NO_ROWS: MotionRows = { ordinals: new Uint32Array(), before: new Uint8Array(), after: new Uint8Array() };

/** The share of the zone that differs from what was or from what comes, 0–1, at each row: what a curve shows. */
export function sharesOf({ ordinals, before, after }: MotionRows, leastDifference: Level): Float32Array {
  const level = LEVELS.indexOf(leastDifference);
  return Float32Array.from(ordinals, (_, row) => {
    const at = row * LEVELS.length + level;
    return Math.max(before[at] ?? 0, after[at] ?? 0) / WHOLE;
  });
}

/** Series that follow each other as one. */
export function joinedRows(parts: readonly MotionRows[]): MotionRows {
  const rows = parts.reduce((sum, { ordinals }) => sum + ordinals.length, 0);
  const joined = {
    ordinals: new Uint32Array(rows),
    before: new Uint8Array(rows * LEVELS.length),
    after: new Uint8Array(rows * LEVELS.length),
  };
  let at = 0;
  for (const { ordinals, before, after } of parts) {
    joined.ordinals.set(ordinals, at);
    joined.before.set(before, at * LEVELS.length);
    joined.after.set(after, at * LEVELS.length);
    at += ordinals.length;
  }
  return joined;
}

/** Both series as one, those of `more` instead of what was known of the same pictures. */
export function mergedRows(rows: MotionRows, more: MotionRows): MotionRows {
  const places = new Map<number, readonly [MotionRows, number]>();
  for (const one of [rows, more]) {
    one.ordinals.forEach((ordinal, row) => places.set(ordinal, [one, row]));
  }
  const ordinals = Uint32Array.from(places.keys()).sort();
  const width = LEVELS.length;
  const column = (of: (rows: MotionRows) => Uint8Array): Uint8Array => {
    const out = new Uint8Array(ordinals.length * width);
    ordinals.forEach((ordinal, row) => {
      const [from, at] = places.get(ordinal) ?? [NO_ROWS, 0];
      out.set(of(from).subarray(at * width, (at + 1) * width), row * width);
    });
    return out;
  };
  return { ordinals, before: column((one) => one.before), after: column((one) => one.after) };
}
