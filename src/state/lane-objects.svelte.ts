// The objects of a recording as its lane draws them: put in order once, when they or the criteria change.

import type { TrackState } from '../contracts/session.ts';
import { numberOfTrack, type RecordingId, type TrackId } from '../domain/ids.ts';
import { momentsOf, type Dot, type Moments } from '../domain/query/moments.ts';
import { presenceOf, type Presence } from '../domain/query/presence.ts';
import type { Part } from './search.svelte.ts';

/** Where objects come from. */
export interface LaneSources {
  /** What was found of a recording. */
  readonly part: (id: RecordingId) => Part | undefined;
  /** Objects that the person has opened. */
  readonly seen: () => ReadonlySet<TrackId>;
}

const NO_MOMENTS: Moments = { us: new Float64Array(0), rows: new Uint32Array(0) };

/** The objects of every recording that has a lane, for as long as the timeline is there. */
export class LaneKeeper implements Disposable {
  readonly #sources: LaneSources;
  readonly #kept = new Map<RecordingId, LaneObjects>();
  readonly #stops: (() => void)[] = [];

  constructor(sources: LaneSources) {
    this.#sources = sources;
  }

  of(id: RecordingId): LaneObjects {
    const known = this.#kept.get(id);
    if (known !== undefined) {
      return known;
    }
    const build = (): LaneObjects => new LaneObjects(() => this.#sources.part(id), this.#sources.seen);
    const made: LaneObjects[] = [];
    // Of its own: the lane that asks first may go before the others.
    const stop = $effect.root(() => {
      made.push(build());
    });
    this.#stops.push(stop);
    // Where nothing is ever shown, effects do not run.
    const [objects = build()] = made;
    this.#kept.set(id, objects);
    return objects;
  }

  [Symbol.dispose](): void {
    for (const stop of this.#stops) {
      stop();
    }
    this.#kept.clear();
  }
}

export class LaneObjects {
  readonly #partNow: () => Part | undefined;
  readonly #seenNow: () => ReadonlySet<TrackId>;
  readonly #part = $derived.by(() => this.#partNow());
  readonly #columns = $derived.by(() => this.#part?.judged.columns);
  readonly #seen = $derived.by(() => this.#seenNow());
  /** Rows that meet every criterion but the time; `undefined`: all. */
  readonly #rows = $derived.by(() => {
    const rows = this.#part?.rowsBut('time');
    return rows === undefined || rows.length === this.#columns?.firstUs.length ? undefined : rows;
  });
  /** Of those that meet every criterion but the time, which is drawn on the lane. */
  readonly presence: Presence = $derived.by(() =>
    this.#columns === undefined ? presenceOf([]) : presenceOf(this.#columns, this.#rows),
  );
  /** Best pictures of those that meet every criterion. */
  readonly hits: Moments = $derived.by(() => {
    const part = this.#part;
    return part === undefined
      ? NO_MOMENTS
      : momentsOf(
          Float64Array.from(part.rows, (row) => part.judged.columns.bestUs[row] ?? 0),
          part.rows,
        );
  });
  /** How many hits before each place of {@link hits} were not opened yet. */
  readonly #unseen: Uint32Array = $derived.by(() => {
    const numbers = this.#columns?.number;
    const seen = this.#seenNumbers();
    const { rows } = this.hits;
    const unseen = new Uint32Array(rows.length + 1);
    for (let place = 0; place < rows.length; place += 1) {
      unseen[place + 1] = (unseen[place] ?? 0) + (seen.has(numbers?.[rows[place] ?? 0] ?? 0) ? 0 : 1);
    }
    return unseen;
  });

  constructor(part: () => Part | undefined, seen: () => ReadonlySet<TrackId>) {
    this.#partNow = part;
    this.#seenNow = seen;
  }

  /** Whether something that shares a dot was not opened yet. */
  isUnseen({ from, to }: Dot): boolean {
    return (this.#unseen[to] ?? 0) > (this.#unseen[from] ?? 0);
  }

  /** The object of a row of {@link hits}. */
  trackAt(row: number): TrackState | undefined {
    return this.#part?.recording.tracks.at(row);
  }

  #seenNumbers(): ReadonlySet<number> {
    const tracks = this.#part?.recording.tracks;
    const numbers = [...this.#seen].filter((id) => tracks?.numbered(numberOfTrack(id))?.id === id).map(numberOfTrack);
    return new Set(numbers);
  }
}
