// The objects of one recording that people have put together or cut: what the analysis gave of them is kept at hand.

import type { TrackSummary } from '../contracts/analysis.ts';
import { EditLayer, type TrackEdit } from '../domain/case/track-edits.ts';
import type { TrackLog } from './track-list.ts';

const NO_EDITS = new EditLayer([], () => undefined);

interface Given {
  readonly summary: TrackSummary;
  readonly pseudonym: string;
}

export class EditedTracks {
  /** Of every object that was ever edited: as the analysis gave it. */
  readonly #given = new Map<number, Given>();
  #layer = NO_EDITS;
  #edition = 0;

  get layer(): EditLayer {
    return this.#layer;
  }

  /** Counts the changes. */
  get edition(): number {
    return this.#edition;
  }

  /** The objects are those of another analysis from now on. */
  forget(): void {
    this.#given.clear();
    this.#layer = NO_EDITS;
  }

  /** Number of the object whose stored picture shows the best frame of an edited one; `undefined`: none does. */
  cropOf(number: number): number | undefined {
    const edited = this.#layer.at(number);
    return edited === undefined
      ? number
      : edited.pieces.find((piece) => this.#given.get(piece.number)?.summary.bestOrdinal === edited.facts.bestOrdinal)
          ?.number;
  }

  /** True when the list has changed. */
  apply(edits: readonly TrackEdit[], log: TrackLog): boolean {
    const before = this.#layer;
    if (before.isEmpty && edits.length === 0) {
      return false;
    }
    const layer = new EditLayer(edits, (number) => this.#find(number, before, log));
    for (const number of new Set([...before.touched, ...layer.touched])) {
      this.#place(number, layer, log);
    }
    this.#layer = layer;
    this.#edition += 1;
    return true;
  }

  #find(
    number: number,
    before: EditLayer,
    log: TrackLog,
  ): { readonly pseudonym: string; readonly facts: TrackSummary } | undefined {
    const known = this.#given.get(number);
    const track = known === undefined && !before.touched.has(number) ? log.told(number) : undefined;
    if (track !== undefined) {
      this.#given.set(number, { summary: track, pseudonym: track.pseudonym });
    }
    const given = known ?? this.#given.get(number);
    return given && { pseudonym: given.pseudonym, facts: given.summary };
  }

  #place(number: number, layer: EditLayer, log: TrackLog): void {
    const given = this.#given.get(number);
    const edited = layer.at(number);
    if (edited !== undefined) {
      log.replace({ ...edited.facts, number }, edited.pseudonym);
      log.show([number]);
    } else if (given !== undefined && !layer.touched.has(number)) {
      log.replace({ ...given.summary, number }, given.pseudonym);
      log.show([number]);
    } else {
      log.hide([number]);
    }
  }
}
