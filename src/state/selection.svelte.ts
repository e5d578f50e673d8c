// The object that is selected, and those that are chosen beside it.

import type { TrackState } from '../contracts/session.ts';
import type { RecordingId, TrackId } from '../domain/ids.ts';
import { Marked, type MarkedFrom } from './marked.svelte.ts';

/** Where objects are looked up. */
export interface SelectionSources {
  readonly trackOf: (id: TrackId) => TrackState | undefined;
  /** The list that a stretch is taken from. */
  readonly hits: () => MarkedFrom;
}

export class Selection {
  readonly #sources: SelectionSources;
  /** Objects chosen together. */
  readonly marked = new Marked();
  #id: TrackId | undefined = $state();
  readonly #track = $derived.by(() => (this.#id === undefined ? undefined : this.#sources.trackOf(this.#id)));

  constructor(sources: SelectionSources) {
    this.#sources = sources;
  }

  get id(): TrackId | undefined {
    return this.#id;
  }

  get track(): TrackState | undefined {
    return this.#track;
  }

  /** Objects that an act is about: those chosen together, else the selected one. */
  get chosen(): readonly TrackId[] {
    return this.marked.size > 0 ? this.marked.all : this.#id === undefined ? [] : [this.#id];
  }

  select(id: TrackId | undefined): void {
    this.#id = id;
  }

  /** Another recording is shown: the selected object goes unless it is one of it. */
  keepWithin(recording: RecordingId): void {
    if (this.#track?.recordingId !== recording) {
      this.#id = undefined;
    }
  }

  /** Chooses an object beside others, or lets it go; `isStretch`: all of the list up to it. */
  mark(id: TrackId, isStretch = false): void {
    if (isStretch) {
      this.marked.stretch(id, this.#sources.hits(), this.#id);
    } else {
      this.marked.toggle(id, this.#id);
    }
  }

  markSelected(): void {
    if (this.#id !== undefined) {
      this.marked.toggle(this.#id, undefined);
    }
  }

  /** Lets go of those chosen together first, then of the selected one. */
  unselect(): void {
    if (this.marked.size > 0) {
      this.marked.clear();
      return;
    }
    this.#id = undefined;
  }
}
