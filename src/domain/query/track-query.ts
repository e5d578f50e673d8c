// Which objects match, how many of each kind, and one page of them in order of time.

import { COLOUR_NAMES, DIRECTIONS, EDGES, SIZES, SPEEDS } from '../attributes/attributes.ts';
import type { ColourName, Direction, Edge, Size, Speed } from '../attributes/attributes.ts';
import { CARRIED, CLASS_NAMES, OBJECT_CLASSES, type Carried, type ObjectClass } from '../detection/classes.ts';
import { bitsOf, placeOf, thousandths } from './column-builder.ts';
import type { Clock } from './time-order.ts';
import type { TrackColumns } from './track-columns.ts';

/** Each criterion that is there must hold; of the words of one criterion, any. */
export interface TrackFilter {
  /** Places in the list of recordings. */
  readonly recordings?: readonly number[];
  readonly classes?: readonly ObjectClass[];
  /** 0–1. */
  readonly leastConfidence?: number;
  /** Seen within, on the clock of the case, µs, both ends included. */
  readonly time?: { readonly fromUs: number; readonly toUs: number };
  readonly upper?: readonly ColourName[];
  readonly lower?: readonly ColourName[];
  readonly vehicle?: readonly ColourName[];
  readonly directions?: readonly Direction[];
  readonly entered?: readonly Edge[];
  readonly left?: readonly Edge[];
  readonly speeds?: readonly Speed[];
  readonly sizes?: readonly Size[];
  readonly carried?: readonly Carried[];
}

/** One mark a row: 1 = it matches. */
export type Marks = Uint8Array<ArrayBuffer>;

export interface TrackCounts {
  readonly total: number;
  readonly byClass: Readonly<Record<ObjectClass, number>>;
  /** By place in the list of recordings. */
  readonly byRecording: readonly number[];
}

/** An object by the place of its recording and its number in it. */
export interface TrackRef {
  readonly recording: number;
  readonly number: number;
}

/** Numbers of words, classes or recordings are below this. */
const MOST_NUMBERS = 65_536;

/** One pass over one column for each criterion. */
export function matchTracks(columns: TrackColumns, filter: TrackFilter, clock: Clock): Marks {
  const marks = new Uint8Array(columns.number.length).fill(1);
  const { recordings, classes, leastConfidence, time, directions, entered, left, speeds, sizes } = filter;
  keepNumbers(marks, columns.recording, recordings);
  keepNumbers(
    marks,
    columns.objectClass,
    classes?.map((name) => OBJECT_CLASSES[name]),
  );
  keepNumbers(marks, columns.direction, placesOf(DIRECTIONS, directions));
  keepNumbers(marks, columns.entered, placesOf(EDGES, entered));
  keepNumbers(marks, columns.left, placesOf(EDGES, left));
  keepNumbers(marks, columns.speed, placesOf(SPEEDS, speeds));
  keepNumbers(marks, columns.size, placesOf(SIZES, sizes));
  for (const surface of ['upper', 'lower', 'vehicle'] as const) {
    keepBits(marks, columns[surface], wordBits(COLOUR_NAMES, filter[surface]));
  }
  keepBits(marks, columns.carried, wordBits(CARRIED, filter.carried));
  if (leastConfidence !== undefined) {
    keepAbove(marks, columns.confidence, thousandths(leastConfidence));
  }
  if (time !== undefined) {
    keepWithin(marks, columns, clock, time);
  }
  return marks;
}

export function countTracks({ recording, objectClass }: TrackColumns, marks: Marks): TrackCounts {
  const classes = new Uint32Array(256);
  const recordings = new Uint32Array(MOST_NUMBERS);
  let total = 0;
  let most = -1;
  for (let row = 0; row < marks.length; row += 1) {
    const mark = marks[row] ?? 0;
    const place = recording[row] ?? 0;
    const number = objectClass[row] ?? 0;
    total += mark;
    most = Math.max(most, place);
    classes[number] = (classes[number] ?? 0) + mark;
    recordings[place] = (recordings[place] ?? 0) + mark;
  }
  const byClass: Record<ObjectClass, number> = { ...OBJECT_CLASSES };
  for (const name of CLASS_NAMES) {
    byClass[name] = classes[OBJECT_CLASSES[name]] ?? 0;
  }
  return { total, byClass, byRecording: [...recordings.subarray(0, most + 1)] };
}

/** Matching rows of an order (`timeOrder`), from the `from`-th (0-based) on, at most `size`. */
export function pageOf(
  { recording, number }: TrackColumns,
  marks: Marks,
  order: Uint32Array<ArrayBuffer>,
  { from, size }: { readonly from: number; readonly size: number },
): TrackRef[] {
  const page: TrackRef[] = [];
  let before = 0;
  for (let index = 0; index < order.length && page.length < size; index += 1) {
    const row = order[index] ?? 0;
    if (marks[row] === 1) {
      if (before >= from) {
        page.push({ recording: recording[row] ?? 0, number: number[row] ?? 0 });
      }
      before += 1;
    }
  }
  return page;
}

function keepNumbers(
  marks: Marks,
  column: Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer>,
  wanted: readonly number[] | undefined,
): void {
  if (wanted === undefined) {
    return;
  }
  const isWanted = new Uint8Array(MOST_NUMBERS);
  for (const number of wanted) {
    isWanted[number] = 1;
  }
  for (let row = 0; row < marks.length; row += 1) {
    marks[row] = (marks[row] ?? 0) & (isWanted[column[row] ?? 0] ?? 0);
  }
}

function keepBits(
  marks: Marks,
  column: Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer>,
  wanted: number | undefined,
): void {
  if (wanted === undefined) {
    return;
  }
  for (let row = 0; row < marks.length; row += 1) {
    if (((column[row] ?? 0) & wanted) === 0) {
      marks[row] = 0;
    }
  }
}

function keepAbove(marks: Marks, column: Uint16Array<ArrayBuffer>, least: number): void {
  for (let row = 0; row < marks.length; row += 1) {
    if ((column[row] ?? 0) < least) {
      marks[row] = 0;
    }
  }
}

function keepWithin(
  marks: Marks,
  { firstUs, lastUs, recording }: TrackColumns,
  clock: Clock,
  { fromUs, toUs }: { readonly fromUs: number; readonly toUs: number },
): void {
  for (let row = 0; row < marks.length; row += 1) {
    const offset = clock[recording[row] ?? 0] ?? 0;
    if ((lastUs[row] ?? 0) + offset < fromUs || (firstUs[row] ?? 0) + offset > toUs) {
      marks[row] = 0;
    }
  }
}

function placesOf<T extends string>(list: readonly T[], words: readonly T[] | undefined): number[] | undefined {
  return words?.map((word) => placeOf(list, word));
}

function wordBits<T extends string>(list: readonly T[], words: readonly T[] | undefined): number | undefined {
  return words === undefined ? undefined : bitsOf(list, words);
}
