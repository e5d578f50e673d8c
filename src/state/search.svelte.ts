// Which objects of a case meet the criteria, in what order, and how many each choice would let through.

import type { RecordingState } from '../contracts/session.ts';
import type { CriterionKey } from '../domain/query/recipe.ts';
import { sortRows } from '../domain/query/sort-rows.ts';
import { judge, type Judged, type RowCriterion } from '../domain/query/track-query.ts';
import type { Breath } from './breathing.ts';
import { countFacets, NO_FACETS, type Facets } from './facets.ts';
import { Hits, NO_HITS, NO_ROWS, type Part } from './hits.ts';
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

/** What was searched, and found, before: what has not changed since is not searched again. */
interface Before {
  readonly question: Question;
  readonly hits: Hits;
}

export class Search {
  readonly #hits: SlicedWork<Question, Hits>;
  readonly #facets: SlicedWork<Hits, Facets>;
  #before: Before | undefined;

  constructor(breath: Breath) {
    this.#hits = new SlicedWork((question) => this.#find(question), breath, NO_HITS);
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

  *#find(question: Question): Generator<undefined, Hits> {
    const hits = yield* find(question, this.#before);
    this.#before = { question, hits };
    return hits;
  }
}

/** Yields after each short part of the work. */
export function* find({ recordings, sort }: Question, before?: Before): Generator<undefined, Hits> {
  const [parts, others]: [Part[], Part[]] = [[], []];
  for (const searched of recordings) {
    const known = before?.question.recordings.find((one) => isSameSearch(one, searched));
    const part = (known && before?.hits.partOf(known.recording.id)) ?? (yield* searchOne(searched));
    (searched.isListed ? parts : others).push(part);
  }
  const isSame =
    before?.question.sort === sort &&
    isSameList(before.hits.parts, parts) &&
    isSameList(before.hits.all, [...parts, ...others]);
  if (isSame) {
    return before.hits;
  }
  const zeros = recordings.filter(({ isListed }) => isListed).map(({ zeroUs }) => zeroUs);
  const keyOf = sort === 'time' ? timeKeys(zeros) : sort === 'confidence' ? surest : longest;
  return new Hits(parts, yield* sortRows(yield* keysOf(parts, keyOf)), others);
}

function* searchOne({ recording, criteria, wallUs }: SearchedRecording): Generator<undefined, Part> {
  const { columns } = recording.tracks;
  const judged = yield* judge(columns, criteria.edited);
  const alternatives: Judged<CriterionKey>[] = criteria.isBlank ? [] : [judged];
  for (const other of criteria.others) {
    alternatives.push(yield* judge(columns, other));
  }
  const rows = rowsOfAny(alternatives);
  yield;
  return { recording, wallUs, judged, rows, rowsBut: (key) => rowsOfAny(alternatives, key) };
}

/** Whether nothing has changed of a recording, nor of what is asked of it. */
function isSameSearch(one: SearchedRecording, other: SearchedRecording): boolean {
  const isSamePlace = one.wallUs === other.wallUs && one.zeroUs === other.zeroUs;
  return one.recording === other.recording && isSamePlace && isSameData(one.criteria, other.criteria);
}

/** Plain data, its sets, and answers by identity. */
function isSameData(one: unknown, other: unknown): boolean {
  if (one === other) {
    return true;
  }
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) {
    return false;
  }
  if (one instanceof Uint8Array || other instanceof Uint8Array) {
    return false;
  }
  if (one instanceof Set && other instanceof Set) {
    return isSameList([...one], [...other]);
  }
  const [keys, others] = [Object.keys(one), Object.keys(other)];
  return (
    keys.length === others.length && keys.every((key) => isSameData(Reflect.get(one, key), Reflect.get(other, key)))
  );
}

function isSameList(some: readonly unknown[], others: readonly unknown[]): boolean {
  return some.length === others.length && some.every((one, place) => one === others[place]);
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

/**
 * On one clock, where each recording has one; else one recording behind the other. To the millisecond: no clock of a
 * recorder is better, and the objects of one recording are in order already.
 */
function timeKeys(zeros: readonly (number | undefined)[]): KeyOf {
  const isOneClock = zeros.every((zero) => zero !== undefined);
  return ({ judged }, place) => {
    const { firstUs } = judged.columns;
    const zero = zeros[place] ?? 0;
    return isOneClock ? (row) => Math.floor((zero + (firstUs[row] ?? 0)) / 1000) : () => place;
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
