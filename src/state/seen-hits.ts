// How many of the listed objects were opened, and the list without the others: counted and picked without building them.

import type { TrackState } from '../contracts/session.ts';
import { trackKey, type TrackId } from '../domain/ids.ts';
import type { Hits } from './hits.ts';

/** A list as a grid shows it. */
export interface TileList {
  readonly length: number;
  at(index: number): TrackState | undefined;
  indexOf(id: TrackId | undefined): number;
}

/** Counts again only what has changed since it was asked last. */
export class SeenCount {
  readonly #trackOf: (id: TrackId) => TrackState | undefined;
  #hits: Hits | undefined;
  /** Those of the hits. */
  readonly #among = new Set<TrackId>();
  #seen: ReadonlySet<TrackId> = new Set();

  constructor(trackOf: (id: TrackId) => TrackState | undefined) {
    this.#trackOf = trackOf;
  }

  /** How many of the hits are in the set. */
  of(hits: Hits, seen: ReadonlySet<TrackId>): number {
    if (hits !== this.#hits) {
      this.#hits = hits;
      this.#seen = new Set();
      this.#among.clear();
    }
    for (const id of this.#seen) {
      if (!seen.has(id)) {
        this.#among.delete(id);
      }
    }
    for (const id of seen) {
      const track = this.#seen.has(id) ? undefined : this.#trackOf(id);
      if (track !== undefined && hits.has(track)) {
        this.#among.add(id);
      }
    }
    this.#seen = seen;
    return this.#among.size;
  }
}

/** The hits that are in a set of objects (`isIn`), or those that are not, in the same order. */
export function onlySeen(hits: Hits, seen: ReadonlySet<TrackId>, isIn: boolean): TileList {
  const keys = new Set([...seen].map(trackKey));
  const picked: number[] = [];
  for (let index = 0; index < hits.length; index += 1) {
    if (keys.has(hits.keyAt(index)) === isIn) {
      picked.push(index);
    }
  }
  return {
    length: picked.length,
    at: (index) => hits.at(picked[index] ?? -1),
    indexOf: (id) => picked.indexOf(hits.indexOf(id)),
  };
}
