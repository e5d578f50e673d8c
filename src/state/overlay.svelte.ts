// Boxes and trails over the frame on screen, read track by track and kept while they are near.

import type { MotionRegion, Observation } from '../contracts/analysis.ts';
import type { TrackList, TrackState } from '../contracts/session.ts';
import type { FrameStamp } from '../domain/footage/frame.ts';
import type { RecordingId, TrackId } from '../domain/ids.ts';
import { LatestMotion, type SeenMotion } from './latest-motion.svelte.ts';

/** One track on one frame, with its way up to it. */
export interface OverlayItem {
  readonly track: TrackState;
  readonly observation: Observation;
  /** All observations of the track, oldest first; `observations[index]` is the one of this frame. */
  readonly observations: readonly Observation[];
  readonly index: number;
}

const LIMIT = 400;

interface Entry {
  readonly lastOrdinal: number;
  readonly observations: readonly Observation[];
}

export class Overlay {
  readonly #read: (track: TrackId) => Promise<readonly Observation[]>;
  readonly #entries = new Map<TrackId, Entry>();
  readonly #reading = new Set<TrackId>();
  /** Moves when something was read, so that whoever draws looks again. */
  #revision = $state(0);
  #showsBoxes = $state(true);
  #showsTrails = $state(false);
  #showsMotion = $state(false);
  readonly #motion: LatestMotion;

  constructor(
    read: (track: TrackId) => Promise<readonly Observation[]>,
    readMotion: (id: RecordingId, ordinal: number) => Promise<readonly MotionRegion[] | undefined>,
  ) {
    this.#read = read;
    this.#motion = new LatestMotion(readMotion);
  }

  get showsBoxes(): boolean {
    return this.#showsBoxes;
  }

  get showsTrails(): boolean {
    return this.#showsTrails;
  }

  get showsMotion(): boolean {
    return this.#showsMotion;
  }

  toggleMotion(): void {
    this.#showsMotion = !this.#showsMotion;
  }

  /** What the analysis saw moving on a frame; `undefined` until it is read. `done`: frames analysed so far. */
  motionAt(id: RecordingId, ordinal: number, done: number): SeenMotion | undefined {
    return this.#motion.at(id, ordinal, done);
  }

  toggleBoxes(): void {
    this.#showsBoxes = !this.#showsBoxes;
  }

  toggleTrails(): void {
    this.#showsTrails = !this.#showsTrails;
  }

  /** What is known of `tracks` on a frame; the rest is asked for and comes with a new revision. */
  at(tracks: TrackList, { ordinal, us }: FrameStamp): readonly OverlayItem[] {
    void this.#revision;
    const items: OverlayItem[] = [];
    for (const track of thereAt(tracks, us)) {
      const entry = this.#entries.get(track.id);
      if (entry?.lastOrdinal !== track.lastOrdinal) {
        void this.#load(track);
      }
      const index = entry === undefined ? -1 : indexOf(entry.observations, ordinal);
      const observation = entry?.observations[index];
      if (entry !== undefined && observation !== undefined) {
        items.push({ track, observation, observations: entry.observations, index });
      }
    }
    return items;
  }

  async #load(track: TrackState): Promise<void> {
    if (this.#reading.has(track.id)) {
      return;
    }
    this.#reading.add(track.id);
    try {
      const observations = await this.#read(track.id);
      this.#entries.delete(track.id);
      this.#entries.set(track.id, { lastOrdinal: track.lastOrdinal, observations });
      for (const id of this.#entries.keys()) {
        if (this.#entries.size <= LIMIT) {
          break;
        }
        this.#entries.delete(id);
      }
      this.#revision += 1;
    } finally {
      this.#reading.delete(track.id);
    }
  }
}

/** Objects that exist at a presentation time. */
function* thereAt(tracks: TrackList, us: number): Generator<TrackState> {
  const { firstUs, lastUs } = tracks.columns;
  for (let row = 0; row < tracks.length && (firstUs[row] ?? 0) <= us; row += 1) {
    const track = (lastUs[row] ?? 0) >= us ? tracks.at(row) : undefined;
    if (track !== undefined) {
      yield track;
    }
  }
}

/** Index of an ordinal in observations sorted by ordinal, or -1. */
function indexOf(observations: readonly Observation[], ordinal: number): number {
  let low = 0;
  let high = observations.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = observations[middle]?.ordinal ?? 0;
    if (found === ordinal) {
      return middle;
    }
    if (found < ordinal) {
      low = middle + 1;
    } else {
      high = middle - 1;
    }
  }
  return -1;
}
