// What the criteria find in the recordings of a case: hits, counts, what of them was seen, and which comes next.

import type { RecordingState, TrackState } from '../contracts/session.ts';
import type { TrackId } from '../domain/ids.ts';
import { PAGE_BREATH } from './breathing.ts';
import { caseTimeOf, wallTimeOf } from './case-clock.ts';
import type { Criteria } from './criteria.svelte.ts';
import type { Facets } from './facets.ts';
import type { Hits } from './hits.ts';
import type { Review } from './review.svelte.ts';
import { Search, type Question } from './search.svelte.ts';
import { onlySeen, SeenCount, type TileList } from './seen-hits.ts';

/** What is searched, and by whom. */
export interface FindingSources {
  readonly criteria: Criteria;
  readonly recordings: () => readonly RecordingState[];
  /** The one that the player shows. */
  readonly current: () => RecordingState | undefined;
  readonly review: () => Review;
  readonly trackOf: (id: TrackId) => TrackState | undefined;
}

export class Finding {
  readonly #sources: FindingSources;
  readonly #search = new Search(PAGE_BREATH);
  readonly #seenCount = new SeenCount((id) => this.#sources.trackOf(id));
  readonly #scope = $derived.by(() =>
    this.#sources.criteria.within(this.#sources.recordings(), this.#sources.current()),
  );
  readonly #question = $derived.by(() => this.questionOf(this.#sources.criteria));
  readonly #hits = $derived.by(() => this.#search.hits(this.#question));
  readonly #facets = $derived.by(() => this.#search.facets(this.#hits));
  readonly #seenHits = $derived.by(() => this.#seenCount.of(this.#hits, this.#sources.review().seen));
  readonly #shown = $derived.by((): TileList => {
    const { filter, seenThen } = this.#sources.review();
    return filter === 'all' ? this.#hits : onlySeen(this.#hits, seenThen, filter === 'seen');
  });

  constructor(sources: FindingSources) {
    this.#sources = sources;
  }

  /** Recordings whose objects are listed. */
  get scope(): readonly RecordingState[] {
    return this.#scope;
  }

  /** Objects that meet the criteria, in order. */
  get hits(): Hits {
    return this.#hits;
  }

  /** What each choice would let through. */
  get facets(): Facets {
    return this.#facets;
  }

  /** Those of the hits that the choice between seen and to be seen lets through. */
  get shown(): TileList {
    return this.#shown;
  }

  /** How many of the hits were opened. */
  get seenHits(): number {
    return this.#seenHits;
  }

  /** Whether {@link hits} still answers criteria that were changed since. */
  get isBusy(): boolean {
    return this.#search.isBusy || this.#sources.criteria.drawn.isBusy;
  }

  /** What is asked under some criteria, in the recordings in scope now. */
  questionOf(criteria: Criteria): Question {
    const { sort, timeZone } = this.#sources.criteria;
    return {
      recordings: this.#sources.recordings().map((recording) => ({
        recording,
        isListed: this.#scope.includes(recording),
        criteria: criteria.of(recording),
        zeroUs: caseTimeOf(recording, 0),
        wallUs: wallTimeOf(recording, timeZone),
      })),
      sort,
    };
  }

  /** The hit before or after an object; without one, that of the current recording that appears next, or appeared last. */
  beside(id: TrackId | undefined, direction: 1 | -1, hereUs: number): TrackState | undefined {
    const index = this.#hits.indexOf(id);
    return index < 0 ? this.#nearest(direction, hereUs) : this.#hits.at(index + direction);
  }

  /** The next hit that was not opened yet, from an object on; the first one after the last. */
  nextUnseen(id: TrackId | undefined): TrackState | undefined {
    const hits = this.#hits;
    const from = hits.indexOf(id);
    for (let step = 1; step <= hits.length; step += 1) {
      const next = hits.at((from + step) % hits.length);
      if (next !== undefined && !this.#sources.review().isSeen(next.id)) {
        return next;
      }
    }
    return undefined;
  }

  #nearest(direction: 1 | -1, hereUs: number): TrackState | undefined {
    const current = this.#sources.current();
    const part = current === undefined ? undefined : this.#hits.partOf(current.id);
    if (part === undefined) {
      return this.#hits.at(0);
    }
    const { firstUs } = part.judged.columns;
    const isBefore = (row: number): boolean => (firstUs[row] ?? 0) < hereUs;
    const row = direction > 0 ? part.rows.find((one) => !isBefore(one)) : part.rows.findLast(isBefore);
    return row === undefined ? this.#hits.at(0) : part.recording.tracks.at(row);
  }
}
