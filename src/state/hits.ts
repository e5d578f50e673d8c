// The objects that a search found, in order: rows of the lists of recordings, built when they are asked for.

import type { RecordingState, TrackState } from '../contracts/session.ts';
import { numberOfTrack, type RecordingId, type TrackId } from '../domain/ids.ts';
import type { CriterionKey } from '../domain/query/recipe.ts';
import type { Judged } from '../domain/query/track-query.ts';

/** Objects of one recording: rows of its list, in order. */
export interface Part {
  /** Those that would be found without one criterion. */
  readonly rowsBut: (key: CriterionKey) => Uint32Array<ArrayBuffer>;
  readonly recording: RecordingState;
  /** What the walls show at presentation time 0, µs; `undefined`: it has no clock. */
  readonly wallUs: number | undefined;
  /** By the criteria that are edited. */
  readonly judged: Judged<CriterionKey>;
  /** Those that are found, in order. */
  readonly rows: Uint32Array<ArrayBuffer>;
}

/** Not one row. */
export const NO_ROWS = new Uint32Array(0);

/** The objects that meet the criteria, in the order chosen. One is built when it is asked for. */
export class Hits implements Iterable<TrackState> {
  /** By recording whose objects are listed, each in order of appearance. */
  readonly parts: readonly Part[];
  /** By recording, listed or not. */
  readonly all: readonly Part[];
  /** Places in the rows of all parts, one part behind the other. */
  readonly #order: Uint32Array<ArrayBuffer>;
  readonly #starts: readonly number[];

  /** `others`: of recordings whose objects are not listed. */
  constructor(parts: readonly Part[], order: Uint32Array<ArrayBuffer>, others: readonly Part[] = []) {
    let start = 0;
    this.parts = parts;
    this.all = [...parts, ...others];
    this.#order = order;
    this.#starts = parts.map(({ rows }) => (start += rows.length) - rows.length);
  }

  get length(): number {
    return this.#order.length;
  }

  at(index: number): TrackState | undefined {
    const place = this.#order[index];
    if (place === undefined) {
      return undefined;
    }
    const number = this.#starts.findLastIndex((start) => start <= place);
    const part = this.parts[number];
    return part?.recording.tracks.at(part.rows[place - (this.#starts[number] ?? 0)] ?? -1);
  }

  /** What tells the object at an index from all others of the case, without building it. */
  keyAt(index: number): string {
    const place = this.#order[index] ?? 0;
    const number = this.#starts.findLastIndex((start) => start <= place);
    const part = this.parts[number];
    const row = part?.rows[place - (this.#starts[number] ?? 0)] ?? -1;
    return `${part?.recording.id ?? ''}/${part?.judged.columns.number[row] ?? 0}`;
  }

  /** Place of an object, or −1. */
  indexOf(id: TrackId | undefined): number {
    if (id === undefined) {
      return -1;
    }
    const wanted = numberOfTrack(id);
    const number = this.parts.findIndex(({ recording }) => recording.tracks.numbered(wanted)?.id === id);
    const part = this.parts[number];
    const place = part?.rows.indexOf(rowOf(part, wanted)) ?? -1;
    return place < 0 ? -1 : this.#order.indexOf((this.#starts[number] ?? 0) + place);
  }

  /** Whether an object is among them. */
  has({ id, recordingId, number }: TrackState): boolean {
    const part = this.partOf(recordingId);
    return (
      part !== undefined && part.recording.tracks.numbered(number)?.id === id && isIn(part.rows, rowOf(part, number))
    );
  }

  /** Of a recording, listed or not; `undefined` before it is searched. */
  partOf(id: RecordingId): Part | undefined {
    return this.all.find(({ recording }) => recording.id === id);
  }

  *[Symbol.iterator](): Iterator<TrackState> {
    for (let index = 0; index < this.length; index += 1) {
      const track = this.at(index);
      if (track !== undefined) {
        yield track;
      }
    }
  }
}

/** Whether a row is among some, in order. */
function isIn(rows: Uint32Array<ArrayBuffer>, row: number): boolean {
  return row >= 0 && rows[lowerBound(rows, row)] === row;
}

/** Place of the first of rising numbers that is not below a value. */
function lowerBound(numbers: ArrayLike<number>, value: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? Infinity) < value) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/** Row of the object of a number; −1: there is none. */
function rowOf({ recording, judged }: Part, number: number): number {
  const { firstUs, number: numbers } = judged.columns;
  const wantedUs = recording.tracks.numbered(number)?.firstUs;
  if (wantedUs === undefined) {
    return -1;
  }
  let row = lowerBound(firstUs, wantedUs);
  while (firstUs[row] === wantedUs && numbers[row] !== number) {
    row += 1;
  }
  return numbers[row] === number ? row : -1;
}

/** Nothing was searched yet. */
export const NO_HITS = new Hits([], NO_ROWS);
