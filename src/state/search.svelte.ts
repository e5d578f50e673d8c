// Which objects of a case meet the criteria, in what order, and how many each choice would let through.

import type { RecordingState, TrackState } from '../contracts/session.ts';
import { numberOfTrack, type RecordingId, type TrackId } from '../domain/ids.ts';
import type { CriterionKey } from '../domain/query/recipe.ts';
import { sortRows } from '../domain/query/sort-rows.ts';
import { judge, type Judged, type RowCriterion } from '../domain/query/track-query.ts';
import type { Breath } from './breathing.ts';
import { countFacets, NO_FACETS, type Facets } from './facets.ts';
import { SlicedWork } from './sliced-work.svelte.ts';

export type SortOrder = 'time' | 'confidence' | 'length';

/** Sets of criteria; an object is found that meets one of them. */
export interface Alternatives {
  /** The one that is edited: choices are counted by it. */
  readonly edited: readonly RowCriterion<CriterionKey>[];
  /** Nothing was said in it yet: it finds nothing. */
  readonly isBlank: boolean;
  readonly others: readonly (readonly RowCriterion<CriterionKey>[])[];
}

/** A recording that is searched. */
export interface SearchedRecording {
  readonly recording: RecordingState;
  /** Whether its objects are listed; the others are judged only. */
  readonly isListed: boolean;
  readonly criteria: Alternatives;
  /** Time of the case at presentation time 0, µs; `undefined`: it has no clock. */
  readonly zeroUs: number | undefined;
  /** What the walls of the case show at presentation time 0, µs since 1970. */
  readonly wallUs: number | undefined;
}

export interface Question {
  readonly recordings: readonly SearchedRecording[];
  readonly sort: SortOrder;
}

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

const NO_ROWS = new Uint32Array(0);

/** The objects that meet the criteria, in the order chosen. One is built when it is asked for. */
export class Hits implements Iterable<TrackState> {
  /** By recording whose objects are listed, each in order of appearance. */
  readonly parts: readonly Part[];
  readonly #others: readonly Part[];
  /** Places in the rows of all parts, one part behind the other. */
  readonly #order: Uint32Array<ArrayBuffer>;
  readonly #starts: readonly number[];

  /** `others`: of recordings whose objects are not listed. */
  constructor(parts: readonly Part[], order: Uint32Array<ArrayBuffer>, others: readonly Part[] = []) {
    let start = 0;
    this.parts = parts;
    this.#others = others;
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
    return [...this.parts, ...this.#others].find(({ recording }) => recording.id === id);
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

const NO_HITS = new Hits([], NO_ROWS);

export class Search {
  readonly #hits: SlicedWork<Question, Hits>;
  readonly #facets: SlicedWork<Hits, Facets>;

  constructor(breath: Breath) {
    this.#hits = new SlicedWork(find, breath, NO_HITS);
    this.#facets = new SlicedWork(countFacets, breath, NO_FACETS);
  }

  /** Whether what is shown answers an earlier question. */
  get isBusy(): boolean {
    return this.#hits.isBusy;
  }

  hits(question: Question): Hits {
    return this.#hits.look(question);
  }

  /** What the criteria leave to choose from, counted after the hits. */
  facets(hits: Hits): Facets {
    return this.#facets.look(hits);
  }
}

/** Yields after each short part of the work. */
export function* find({ recordings, sort }: Question): Generator<undefined, Hits> {
  const [parts, others]: [Part[], Part[]] = [[], []];
  for (const { recording, isListed, criteria, wallUs } of recordings) {
    const { columns } = recording.tracks;
    const judged = yield* judge(columns, criteria.edited);
    const alternatives: Judged<CriterionKey>[] = criteria.isBlank ? [] : [judged];
    for (const other of criteria.others) {
      alternatives.push(yield* judge(columns, other));
    }
    (isListed ? parts : others).push({
      ...{ recording, wallUs, judged, rows: rowsOfAny(alternatives) },
      rowsBut: (key) => rowsOfAny(alternatives, key),
    });
    yield;
  }
  const zeros = recordings.filter(({ isListed }) => isListed).map(({ zeroUs }) => zeroUs);
  const keyOf = sort === 'time' ? timeKeys(zeros) : sort === 'confidence' ? surest : longest;
  return new Hits(parts, yield* sortRows(yield* keysOf(parts, keyOf)), others);
}

/** Rows that meet one of some sets of criteria, in order; `except`: but for this criterion of each. */
function rowsOfAny(alternatives: readonly Judged<CriterionKey>[], except?: CriterionKey): Uint32Array<ArrayBuffer> {
  const [first, ...others] = alternatives;
  if (first === undefined || others.length === 0) {
    return first?.rows(except) ?? NO_ROWS;
  }
  const met = alternatives.map((judged) => judged.meets(except));
  const all = Uint32Array.from({ length: first.length }, (_, row) => row);
  return all.filter((row) => met.some((isMet) => isMet(row)));
}

type KeyOf = (part: Part, place: number) => (row: number) => number;

function* keysOf(parts: readonly Part[], keyOf: KeyOf): Generator<undefined, Float64Array<ArrayBuffer>> {
  const keys = new Float64Array(parts.reduce((sum, { rows }) => sum + rows.length, 0));
  let at = 0;
  for (const [place, part] of parts.entries()) {
    const key = keyOf(part, place);
    for (const row of part.rows) {
      keys[at] = key(row);
      at += 1;
    }
    yield;
  }
  return keys;
}

/** On one clock, where each recording has one; else one recording behind the other. */
function timeKeys(zeros: readonly (number | undefined)[]): KeyOf {
  const isOneClock = zeros.every((zero) => zero !== undefined);
  return ({ judged }, place) => {
    const { firstUs } = judged.columns;
    const zero = zeros[place] ?? 0;
    return isOneClock ? (row) => Math.round(zero + (firstUs[row] ?? 0)) : () => place;
  };
}

const surest: KeyOf = ({ judged }) => {
  const { confidence } = judged.columns;
  return (row) => -(confidence[row] ?? 0);
};

const longest: KeyOf = ({ judged }) => {
  const { firstUs, lastUs } = judged.columns;
  return (row) => Math.round((firstUs[row] ?? 0) - (lastUs[row] ?? 0));
};
