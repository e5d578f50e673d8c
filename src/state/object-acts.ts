// What a person does with the objects of the list: opens them one after the other, marks, puts together, cuts.

import type { TrackState } from '../contracts/session.ts';
import type { TrackId } from '../domain/ids.ts';
import type { Finding } from './finding.svelte.ts';
import type { Player } from './player.svelte.ts';
import type { Review } from './review.svelte.ts';
import type { Selection } from './selection.svelte.ts';
import type { Viewing } from './viewing.svelte.ts';

/** What the acts are done with. */
export interface ObjectActsSources {
  readonly finding: Finding;
  readonly selection: Selection;
  readonly viewing: Viewing;
  readonly review: Review;
  readonly player: Player;
  readonly trackOf: (id: TrackId) => TrackState | undefined;
}

export class ObjectActs {
  readonly #sources: ObjectActsSources;

  constructor(sources: ObjectActsSources) {
    this.#sources = sources;
  }

  /** Selects an object and shows the frame that shows it best, or another one of it. */
  open(track: TrackState, ordinal = track.bestOrdinal): void {
    const { viewing, selection, review } = this.#sources;
    viewing.showFrame(track.recordingId, ordinal);
    selection.select(track.id);
    review.noteOpened(track);
  }

  /** The object before or after the selected one in the list, or else nearest to the frame on screen. */
  step(direction: 1 | -1): void {
    const { finding, selection, player } = this.#sources;
    const next = finding.beside(selection.id, direction, player.stamp?.us ?? 0);
    if (next !== undefined) {
      this.open(next);
    }
  }

  /** Opens the next object of the list that was not opened yet, from the selected one on; the first one after the last. */
  stepUnseen(): void {
    const { finding, selection } = this.#sources;
    const next = finding.nextUnseen(selection.id);
    if (next !== undefined) {
      this.open(next);
    }
  }

  /** Marks the chosen objects as seen, or as to be seen where they were. */
  async toggleSeen(): Promise<void> {
    const { chosen } = this.#sources.selection;
    if (chosen.length > 0) {
      await this.#sources.review.toggleSeen(chosen);
    }
  }

  /** Puts the objects that are chosen together; the one that comes of it is selected. */
  async merge(): Promise<void> {
    const { selection, review, trackOf } = this.#sources;
    const tracks = selection.chosen;
    if (await review.edit({ kind: 'merge', tracks })) {
      const merged = tracks.map((track) => trackOf(track)).find((track) => track !== undefined);
      selection.marked.clear();
      if (merged !== undefined) {
        this.open(merged);
      }
    }
  }

  /** Cuts the selected object before the picture on screen. */
  async split(): Promise<void> {
    const { selection, player, review } = this.#sources;
    const { shown, recordingId } = player;
    const { track } = selection;
    if (track !== undefined && recordingId === track.recordingId) {
      await review.edit({ kind: 'split', track: track.id, ordinal: shown });
    }
  }
}
