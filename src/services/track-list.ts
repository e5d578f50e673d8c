// The objects of one recording as its analysis tells of them: columns for searching, the rest packed until it is wanted.

import type { TrackSummary } from '../contracts/analysis.ts';
import type { TrackList, TrackState } from '../contracts/session.ts';
import { ColumnBuilder } from '../domain/query/column-builder.ts';
import { atOnce, sortRows } from '../domain/query/sort-rows.ts';
import { gatherRows, type RecordingColumns } from '../domain/query/track-columns.ts';
import { packSummaries, unpackSummaries } from '../storage/summary-pack.ts';

/** Summaries of one block: unpacking one of them unpacks all. */
const BLOCK = 64;
/** Blocks that are kept unpacked: some thousands of objects, more than a screen ever shows. */
const MOST_UNPACKED = 128;

/** Rows in order of appearance, built by `build` when asked for. */
class ListedTracks implements TrackList {
  readonly columns: RecordingColumns;
  readonly #build: (number: number) => TrackState | undefined;

  constructor(columns: RecordingColumns, build: (number: number) => TrackState | undefined) {
    this.columns = columns;
    this.#build = build;
  }

  get length(): number {
    return this.columns.number.length;
  }

  at(row: number): TrackState | undefined {
    const number = this.columns.number[row];
    return number === undefined ? undefined : this.#build(number);
  }

  numbered(number: number): TrackState | undefined {
    return this.#build(number);
  }

  *[Symbol.iterator](): Iterator<TrackState> {
    for (const number of this.columns.number) {
      const track = this.#build(number);
      if (track !== undefined) {
        yield track;
      }
    }
  }
}

/** What is told last of an object stands, but for its pseudonym: once shown it stays. */
export class TrackLog {
  readonly #toState: (summary: TrackSummary, pseudonym: string) => TrackState;
  readonly #builder = new ColumnBuilder();
  /** By number of the object. */
  readonly #names: (string | undefined)[] = [];
  readonly #blocks: Uint8Array<ArrayBuffer>[] = [];
  /** By number of the object: the block that holds what was told last of it. */
  #blockOf: readonly (number | undefined)[] = [];
  readonly #unpacked = new Map<number, ReadonlyMap<number, TrackState>>();
  readonly #hidden = new Set<number>();

  /** `toState` gives a summary its identity in the case. */
  constructor(toState: (summary: TrackSummary, pseudonym: string) => TrackState) {
    this.#toState = toState;
  }

  /** Pseudonym of an object that was told of. */
  nameOf(number: number): string | undefined {
    return this.#names[number];
  }

  /** What was told last of an object, listed or not. */
  told(number: number): TrackState | undefined {
    const block = this.#blockOf[number];
    return block === undefined ? undefined : this.#open(block).get(number);
  }

  /** Takes in summaries; `names`: pseudonyms of those that are new. */
  put(summaries: readonly TrackSummary[], names: ReadonlyMap<number, string>): void {
    const blockOf = [...this.#blockOf];
    for (let from = 0; from < summaries.length; from += BLOCK) {
      const part = summaries.slice(from, from + BLOCK);
      for (const summary of part) {
        const { number } = summary;
        this.#builder.put(summary);
        this.#names[number] ??= names.get(number) ?? '';
        blockOf[number] = this.#blocks.length;
      }
      this.#blocks.push(packSummaries(part));
    }
    this.#blockOf = blockOf;
  }

  /** These are listed no more. */
  hide(numbers: Iterable<number>): void {
    for (const number of numbers) {
      this.#hidden.add(number);
    }
  }

  /** These are listed again. */
  show(numbers: Iterable<number>): void {
    for (const number of numbers) {
      this.#hidden.delete(number);
    }
  }

  /** Lists an object under another pseudonym, with what is told of it now. */
  replace(summary: TrackSummary, pseudonym: string): void {
    this.#names[summary.number] = pseudonym;
    this.put([summary], new Map());
  }

  /** All of them as they are now. */
  list(): TrackList {
    const columns = this.#builder.build();
    const keys = columns.firstUs.map((us) => Math.round(us));
    // By number first: two that appear together stay in the order of their numbers.
    const byNumber = atOnce(sortRows(Float64Array.from(columns.number)));
    const byTime = atOnce(sortRows(keys.map((_, index) => keys[byNumber[index] ?? 0] ?? 0)));
    const rows = byTime
      .map((index) => byNumber[index] ?? 0)
      .filter((row) => !this.#hidden.has(columns.number[row] ?? 0));
    const blockOf = this.#blockOf;
    return new ListedTracks(gatherRows(columns, rows), (number) => this.#track(number, blockOf[number]));
  }

  #track(number: number, block: number | undefined): TrackState | undefined {
    return block === undefined || this.#hidden.has(number) ? undefined : this.#open(block).get(number);
  }

  #open(block: number): ReadonlyMap<number, TrackState> {
    const known = this.#unpacked.get(block);
    if (known !== undefined) {
      return known;
    }
    const packed = this.#blocks[block];
    const summaries = packed === undefined ? [] : unpackSummaries(packed);
    const tracks = new Map(
      summaries.map((summary) => [summary.number, this.#toState(summary, this.#names[summary.number] ?? '')]),
    );
    this.#unpacked.set(block, tracks);
    for (const oldest of this.#unpacked.keys()) {
      if (this.#unpacked.size <= MOST_UNPACKED) {
        break;
      }
      this.#unpacked.delete(oldest);
    }
    return tracks;
  }
}

/** A list of objects that are there already, in order of appearance. */
export function listOf(tracks: readonly TrackState[]): TrackList {
  const sorted = tracks.toSorted((a, b) => a.firstUs - b.firstUs || a.number - b.number);
  const builder = new ColumnBuilder();
  sorted.forEach((track) => {
    builder.put(track);
  });
  const byNumber = new Map(sorted.map((track) => [track.number, track]));
  return new ListedTracks(builder.build(), (number) => byNumber.get(number));
}

/** Not one. */
export const NO_TRACKS: TrackList = listOf([]);
