// Objects chosen together, to be done something with at once. One that is only selected is not among them.

import type { TrackId } from '../domain/ids.ts';

/** A stretch of the list longer than this is nobody's choice. */
const LONGEST_STRETCH = 500;

/** A list of objects, as far as choosing needs one. */
export interface MarkedFrom {
  at(index: number): { readonly id: TrackId } | undefined;
  indexOf(id: TrackId | undefined): number;
}

export class Marked {
  #ids: ReadonlySet<TrackId> = $state.raw(new Set());
  #last: TrackId | undefined;

  get size(): number {
    return this.#ids.size;
  }

  /** In the order in which they were chosen. */
  get all(): readonly TrackId[] {
    return [...this.#ids];
  }

  has(id: TrackId): boolean {
    return this.#ids.has(id);
  }

  /** Chooses one, or lets it go; `selected` is chosen with the first one. */
  toggle(id: TrackId, selected: TrackId | undefined): void {
    const ids = new Set(this.#ids);
    if (ids.size === 0 && selected !== undefined) {
      ids.add(selected);
    }
    if (this.#ids.has(id)) {
      ids.delete(id);
    } else {
      ids.add(id);
    }
    this.#ids = ids;
    this.#last = id;
  }

  /** Chooses every object of a list from the last one that was chosen, or the selected one, to this one. */
  stretch(id: TrackId, list: MarkedFrom, selected: TrackId | undefined): void {
    const from = list.indexOf(this.#last ?? selected);
    const to = list.indexOf(id);
    if (from < 0 || to < 0 || Math.abs(to - from) > LONGEST_STRETCH) {
      this.toggle(id, selected);
      return;
    }
    const ids = new Set(this.#ids);
    for (let index = Math.min(from, to); index <= Math.max(from, to); index += 1) {
      const one = list.at(index);
      if (one !== undefined) {
        ids.add(one.id);
      }
    }
    this.#ids = ids;
    this.#last = id;
  }

  clear(): void {
    if (this.#ids.size > 0) {
      this.#ids = new Set();
    }
    this.#last = undefined;
  }
}
