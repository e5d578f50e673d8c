// Which objects meet which criteria, and how many each choice would let through: one pass over one column for each.

import { OBJECT_CLASSES, type ObjectClass } from '../detection/classes.ts';
import type { RecordingColumns } from './track-columns.ts';

/** A stretch of presentation time, µs, both ends included. */
export interface Window {
  readonly fromUs: number;
  readonly toUs: number;
}

/** A column that holds a word a row. */
export type WordColumn = 'objectClass' | 'direction' | 'entered' | 'left' | 'speed' | 'size';
/** A column that holds a set of words a row. */
export type SetColumn = 'upper' | 'lower' | 'vehicle' | 'carried';

/** What a row must be. */
export type RowTest =
  /** Its word is one of those (their numbers; 0: undetermined). */
  | { readonly kind: 'word'; readonly column: WordColumn; readonly wanted: ReadonlySet<number> }
  /**
   * Its set has one of those bits, or is empty where that is wanted too; rows of other classes than `owners` have no
   * such set.
   */
  | {
      readonly kind: 'set';
      readonly column: SetColumn;
      readonly bits: number;
      readonly orNone: boolean;
      readonly owners: ReadonlySet<ObjectClass>;
    }
  /** Its confidence is at least so many thousandths. */
  | { readonly kind: 'confidence'; readonly least: number }
  /** It was there within one of these windows, which come in order of time. */
  | { readonly kind: 'windows'; readonly windows: readonly Window[] }
  /** What is known of the object of its number is this; nothing is known of numbers beyond the end. */
  | { readonly kind: 'answer'; readonly of: Uint8Array<ArrayBuffer>; readonly wanted: number };

/** A criterion: all of its tests hold, or not all where it is negated. */
export interface RowCriterion<Key extends string> {
  readonly key: Key;
  readonly tests: readonly RowTest[];
  readonly isNegated?: boolean;
}

/** How the objects of a recording stand to some criteria: by row, how many they fail, and which if it is one only. */
export class Judged<Key extends string> {
  readonly columns: RecordingColumns;
  /** How many rows meet each criterion alone. */
  readonly met: ReadonlyMap<Key, number>;
  readonly #keys: readonly Key[];
  readonly #fails: Uint8Array<ArrayBuffer>;
  /** Sums of the places, from 1, of the criteria that a row fails: of one only, that one. */
  readonly #which: Uint8Array<ArrayBuffer>;

  /** `met`, `fails` and `which`: as {@link judge} has counted them. */
  constructor(
    columns: RecordingColumns,
    met: ReadonlyMap<Key, number>,
    fails: Uint8Array<ArrayBuffer>,
    which: Uint8Array<ArrayBuffer>,
  ) {
    this.columns = columns;
    this.met = met;
    this.#keys = [...met.keys()];
    this.#fails = fails;
    this.#which = which;
  }

  get length(): number {
    return this.#fails.length;
  }

  /** Whether a row meets all criteria; `except` leaves one out, to know what it would let through. */
  isMet(row: number, except?: Key): boolean {
    return this.meets(except)(row);
  }

  /** {@link isMet} for many rows. */
  meets(except?: Key): (row: number) => boolean {
    const fails = this.#fails;
    const which = this.#which;
    const left = except === undefined ? 0 : this.#keys.indexOf(except) + 1;
    return left === 0
      ? (row) => fails[row] === 0
      : (row) => fails[row] === 0 || (fails[row] === 1 && which[row] === left);
  }

  /** Rows that meet all criteria but one, in order. */
  rows(except?: Key): Uint32Array<ArrayBuffer> {
    const isMet = this.meets(except);
    const rows = new Uint32Array(this.length);
    let count = 0;
    for (let row = 0; row < rows.length; row += 1) {
      if (isMet(row)) {
        rows[count] = row;
        count += 1;
      }
    }
    return rows.slice(0, count);
  }
}

/** Rows judged without a pause: a millisecond or less. */
const ROWS_A_STEP = 131_072;

/** Judges every row by every criterion, of which there are at most 20. Yields after each short part of it. */
export function* judge<Key extends string>(
  columns: RecordingColumns,
  criteria: readonly RowCriterion<Key>[],
): Generator<undefined, Judged<Key>> {
  const length = columns.number.length;
  const fails = new Uint8Array(length);
  const which = new Uint8Array(length);
  const marks = new Uint8Array(Math.min(length, ROWS_A_STEP));
  const met = new Map<Key, number>();
  for (const [index, { key, tests, isNegated = false }] of criteria.entries()) {
    let misses = 0;
    const fault = isNegated ? 1 : 0;
    for (let from = 0; from < length; from += ROWS_A_STEP) {
      const to = Math.min(length, from + ROWS_A_STEP);
      marks.fill(1);
      for (const test of tests) {
        mark(marks, columns, test, from, to);
      }
      for (let row = from; row < to; row += 1) {
        // 1 where it is not as it should be.
        const miss = (marks[row - from] ?? 0) === fault ? 1 : 0;
        misses += miss;
        fails[row] = (fails[row] ?? 0) + miss;
        which[row] = (which[row] ?? 0) + miss * (index + 1);
      }
      yield;
    }
    met.set(key, length - misses);
  }
  return new Judged(columns, met, fails, which);
}

/** How many rows have each number in a column: of all of them, and of those that meet every other criterion. */
export interface Facet {
  readonly present: Uint32Array<ArrayBuffer>;
  readonly through: Uint32Array<ArrayBuffer>;
}

/** A facet of nothing yet, for numbers below `size`. */
export function emptyFacet(size: number): Facet {
  return { present: new Uint32Array(size), through: new Uint32Array(size) };
}

/** Adds the rows of a recording to a facet; only those of classes in `owners`, when they are told. */
export function addFacet<Key extends string>(
  { present, through }: Facet,
  judged: Judged<Key>,
  column: WordColumn | SetColumn | 'confidence',
  key: Key,
  owners?: ReadonlySet<ObjectClass>,
): void {
  const numbers = judged.columns[column];
  const { objectClass } = judged.columns;
  const isOwner = owners === undefined ? undefined : ownersIn(owners);
  const isMet = judged.meets(key);
  for (let row = 0; row < numbers.length; row += 1) {
    if (isOwner === undefined || isOwner[objectClass[row] ?? 0] === 1) {
      const number = numbers[row] ?? 0;
      present[number] = (present[number] ?? 0) + 1;
      if (isMet(row)) {
        through[number] = (through[number] ?? 0) + 1;
      }
    }
  }
}

/** Clears the marks of rows that a test refuses. */
function mark(
  marks: Uint8Array<ArrayBuffer>,
  columns: RecordingColumns,
  test: RowTest,
  from: number,
  to: number,
): void {
  switch (test.kind) {
    case 'word':
      markNumbers(marks, columns[test.column], numbersIn(test.wanted), from, to);
      return;
    case 'set':
      markSets(marks, columns, test, from, to);
      return;
    case 'confidence':
      for (let row = from; row < to; row += 1) {
        marks[row - from] = (columns.confidence[row] ?? 0) >= test.least ? (marks[row - from] ?? 0) : 0;
      }
      return;
    case 'windows':
      markWindows(marks, columns, test.windows, from, to);
      return;
    case 'answer':
      for (let row = from; row < to; row += 1) {
        const known = test.of[columns.number[row] ?? 0] ?? 0;
        marks[row - from] = known === test.wanted ? (marks[row - from] ?? 0) : 0;
      }
  }
}

function ownersIn(owners: ReadonlySet<ObjectClass>): Uint8Array<ArrayBuffer> {
  return numbersIn(new Set([...owners].map((owner) => OBJECT_CLASSES[owner])));
}

/** 1 at each number of a set. */
function numbersIn(wanted: ReadonlySet<number>): Uint8Array<ArrayBuffer> {
  const table = new Uint8Array(256);
  for (const number of wanted) {
    table[number] = 1;
  }
  return table;
}

function markNumbers(
  marks: Uint8Array<ArrayBuffer>,
  column: Uint8Array<ArrayBuffer>,
  wanted: Uint8Array<ArrayBuffer>,
  from: number,
  to: number,
): void {
  for (let row = from; row < to; row += 1) {
    marks[row - from] = (marks[row - from] ?? 0) & (wanted[column[row] ?? 0] ?? 0);
  }
}

function markSets(
  marks: Uint8Array<ArrayBuffer>,
  columns: RecordingColumns,
  { column: name, bits, orNone, owners }: Extract<RowTest, { kind: 'set' }>,
  from: number,
  to: number,
): void {
  const isOwner = ownersIn(owners);
  const column = columns[name];
  for (let row = from; row < to; row += 1) {
    const has = column[row] ?? 0;
    const isMet = (has & bits) !== 0 || (orNone && has === 0);
    marks[row - from] = isMet ? (marks[row - from] ?? 0) & (isOwner[columns.objectClass[row] ?? 0] ?? 0) : 0;
  }
}

function markWindows(
  marks: Uint8Array<ArrayBuffer>,
  { firstUs, lastUs }: RecordingColumns,
  windows: readonly Window[],
  from: number,
  to: number,
): void {
  for (let row = from; row < to; row += 1) {
    const window = firstEndingFrom(windows, firstUs[row] ?? 0);
    if (window === undefined || (lastUs[row] ?? 0) < window.fromUs) {
      marks[row - from] = 0;
    }
  }
}

/** The first window that ends at or after a time. */
function firstEndingFrom(windows: readonly Window[], us: number): Window | undefined {
  let low = 0;
  let high = windows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((windows[middle]?.toUs ?? 0) < us) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return windows[low];
}
