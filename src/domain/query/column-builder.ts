// Fills the columns of one recording, object by object, as their summaries come.

import {
  COLOUR_NAMES,
  DIRECTIONS,
  EDGES,
  SIZES,
  SPEEDS,
  type Colours,
  type TrackAttributes,
} from '../attributes/attributes.ts';
import { CARRIED, OBJECT_CLASSES, type ObjectClass } from '../detection/classes.ts';
import { copyRows, emptyColumns, sliceRows, type RecordingColumns } from './track-columns.ts';

/** What the columns keep of an object. */
export interface TrackFacts {
  readonly number: number;
  readonly objectClass: ObjectClass;
  /** 0–1. */
  readonly confidence: number;
  /** Presentation time, µs. */
  readonly firstUs: number;
  readonly lastUs: number;
  readonly bestUs: number;
  readonly attributes: TrackAttributes;
}

const LEAST_ROWS = 256;

/** What is told last of an object stands; objects keep the order in which they were told first. */
export class ColumnBuilder {
  readonly #rows = new Map<number, number>();
  #columns: RecordingColumns;

  /** Goes on from columns that were built before. */
  constructor(from: RecordingColumns = emptyColumns(0)) {
    this.#columns = sliceRows(from, 0, from.number.length);
    from.number.forEach((number, row) => this.#rows.set(number, row));
  }

  put(facts: TrackFacts): void {
    const row = this.#rows.get(facts.number) ?? this.#rows.size;
    if (row === this.#columns.number.length) {
      const larger = emptyColumns(Math.max(LEAST_ROWS, 2 * row));
      copyRows(this.#columns, larger, 0);
      this.#columns = larger;
    }
    this.#rows.set(facts.number, row);
    writeRow(this.#columns, row, facts);
  }

  /** A copy, as long as there are objects. */
  build(): RecordingColumns {
    return sliceRows(this.#columns, 0, this.#rows.size);
  }
}

/** Bits of words, in the order of their list. */
export function bitsOf<T extends string>(list: readonly T[], words: readonly T[]): number {
  return words.reduce((bits, word) => bits | (1 << list.indexOf(word)), 0);
}

/** Place of a word in its list, from 1; 0 = undetermined. */
export function placeOf<T extends string>(list: readonly T[], word: T | undefined): number {
  return word === undefined ? 0 : list.indexOf(word) + 1;
}

/** A share or a confidence, as the columns and the store keep it. */
export function thousandths(share: number): number {
  return Math.round(share * 1000);
}

function writeRow(columns: RecordingColumns, row: number, facts: TrackFacts): void {
  const { upper, lower, vehicle, direction, entered, left, speed, size, carried } = facts.attributes;
  columns.firstUs[row] = facts.firstUs;
  columns.lastUs[row] = facts.lastUs;
  columns.bestUs[row] = facts.bestUs;
  columns.number[row] = facts.number;
  columns.confidence[row] = thousandths(facts.confidence);
  columns.upper[row] = colourBits(upper);
  columns.lower[row] = colourBits(lower);
  columns.vehicle[row] = colourBits(vehicle);
  columns.objectClass[row] = OBJECT_CLASSES[facts.objectClass];
  columns.direction[row] = placeOf(DIRECTIONS, direction);
  columns.entered[row] = placeOf(EDGES, entered);
  columns.left[row] = placeOf(EDGES, left);
  columns.speed[row] = placeOf(SPEEDS, speed);
  columns.size[row] = placeOf(SIZES, size);
  columns.carried[row] = bitsOf(
    CARRIED,
    carried.map(({ name }) => name),
  );
}

function colourBits(colours: Colours): number {
  return bitsOf(
    COLOUR_NAMES,
    colours.map(({ name }) => name),
  );
}
