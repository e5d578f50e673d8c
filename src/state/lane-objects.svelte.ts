// The objects of a recording as its lane draws them: put in order when they or the criteria change, in short slices.

import type { TrackState } from '../contracts/session.ts';
import { numberOfTrack, type RecordingId, type TrackId } from '../domain/ids.ts';
import { momentSteps, type Dot, type Moments } from '../domain/query/moments.ts';
import { presenceSteps, type Presence } from '../domain/query/presence.ts';
import type { Breath } from './breathing.ts';
import type { Hits, Part } from './hits.ts';
import { SlicedWork } from './sliced-work.svelte.ts';

/** Where objects come from. */
export interface LaneSources {
  readonly hits: () => Hits;
  /** Objects that the person has opened. */
  readonly seen: () => ReadonlySet<TrackId>;
}

/** What is drawn of a recording. */
interface Drawn {
  readonly part: Part;
  /** Of those that meet every criterion but the time, which is drawn on the lane. */
  readonly presence: Presence;
  /** Best pictures of those that meet every criterion. */
  readonly hits: Moments;
}

const NO_MOMENTS: Moments = { us: new Float64Array(0), rows: new Uint32Array(0) };
const NOBODY: Presence = new Map();
const NOTHING_DRAWN: ReadonlyMap<RecordingId, Drawn> = new Map();

/** The objects of every recording that has a lane. What is drawn stays until what follows it is in order. */
export class LaneKeeper {
  readonly #sources: LaneSources;
  readonly #kept = new Map<RecordingId, LaneObjects>();
  readonly #known = new WeakMap<Part, Drawn>();
  readonly #work: SlicedWork<Hits, ReadonlyMap<RecordingId, Drawn>>;

  constructor(sources: LaneSources, breath: Breath) {
    this.#sources = sources;
    this.#work = new SlicedWork((hits) => this.#draw(hits), breath, NOTHING_DRAWN);
  }

  of(id: RecordingId): LaneObjects {
    const known = this.#kept.get(id) ?? new LaneObjects(() => this.#now(id), this.#sources.seen);
    this.#kept.set(id, known);
    return known;
  }

  #now(id: RecordingId): Drawn | undefined {
    return this.#work.look(this.#sources.hits()).get(id);
  }

  *#draw(hits: Hits): Generator<undefined, ReadonlyMap<RecordingId, Drawn>> {
    const all = new Map<RecordingId, Drawn>();
    for (const part of hits.all) {
      const drawn = this.#known.get(part) ?? (yield* drawnOf(part));
      this.#known.set(part, drawn);
      all.set(part.recording.id, drawn);
    }
    return all;
  }
}

function* drawnOf(part: Part): Generator<undefined, Drawn> {
  const { columns } = part.judged;
  const rows = part.rowsBut('time');
  yield;
  const presence = yield* presenceSteps(columns, rows.length === columns.number.length ? undefined : rows);
  const times = new Float64Array(part.rows.length);
  for (let at = 0; at < times.length; at += 1) {
    times[at] = columns.bestUs[part.rows[at] ?? 0] ?? 0;
  }
  yield;
  return { part, presence, hits: yield* momentSteps(times, part.rows) };
}

export class LaneObjects {
  readonly #now: () => Drawn | undefined;
  readonly #seenNow: () => ReadonlySet<TrackId>;
  /** Numbers of the objects that were opened, of one set of them in one list. */
  #opened: { readonly seen: unknown; readonly tracks: unknown; readonly numbers: ReadonlySet<number> } | undefined;

  constructor(now: () => Drawn | undefined, seen: () => ReadonlySet<TrackId>) {
    this.#now = now;
    this.#seenNow = seen;
  }

  get presence(): Presence {
    return this.#now()?.presence ?? NOBODY;
  }

  get hits(): Moments {
    return this.#now()?.hits ?? NO_MOMENTS;
  }

  /** Whether something that shares a dot was not opened yet. */
  isUnseen({ from, to }: Dot): boolean {
    const drawn = this.#now();
    const opened = this.#openedNumbers(drawn);
    for (let place = from; place < to; place += 1) {
      const number = drawn?.part.judged.columns.number[drawn.hits.rows[place] ?? 0];
      if (number !== undefined && !opened.has(number)) {
        return true;
      }
    }
    return false;
  }

  /** The object of a row of {@link hits}. */
  trackAt(row: number): TrackState | undefined {
    return this.#now()?.part.recording.tracks.at(row);
  }

  #openedNumbers(drawn: Drawn | undefined): ReadonlySet<number> {
    const seen = this.#seenNow();
    const tracks = drawn?.part.recording.tracks;
    if (this.#opened?.seen !== seen || this.#opened.tracks !== tracks) {
      const own = [...seen].filter((id) => tracks?.numbered(numberOfTrack(id))?.id === id);
      this.#opened = { seen, tracks, numbers: new Set(own.map(numberOfTrack)) };
    }
    return this.#opened.numbers;
  }
}
