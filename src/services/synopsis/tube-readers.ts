// The recordings of a film, each opened once, when something of it is wanted.

import type { TubeReader } from '../../contracts/synopsis.ts';
import type { RecordingId } from '../../domain/ids.ts';

export interface TubeReaderHooks {
  readonly openTubes: (id: RecordingId) => Promise<TubeReader>;
  readonly onOpen: () => void;
  readonly onFailure: (error: unknown) => void;
}

export class TubeReaders implements Disposable {
  readonly #hooks: TubeReaderHooks;
  readonly #opening = new Map<RecordingId, Promise<TubeReader>>();
  readonly #readers = new Map<RecordingId, TubeReader>();
  #isHalted = false;

  constructor(hooks: TubeReaderHooks) {
    this.#hooks = hooks;
  }

  /** The reader of a recording when it is open; else it is being opened. */
  get(id: RecordingId): TubeReader | undefined {
    if (!this.#opening.has(id) && !this.#isHalted) {
      void this.#open(id);
    }
    return this.#readers.get(id);
  }

  /** After a failure nothing is opened until somebody asks to try again. */
  setHalted(isHalted: boolean): void {
    this.#isHalted = isHalted;
  }

  [Symbol.dispose](): void {
    this.#isHalted = true;
    for (const opening of this.#opening.values()) {
      opening.then(
        (reader) => {
          reader[Symbol.dispose]();
        },
        () => undefined, // It never opened: whoever asked for a picture has been told.
      );
    }
  }

  async #open(id: RecordingId): Promise<void> {
    const opening = this.#hooks.openTubes(id);
    this.#opening.set(id, opening);
    try {
      this.#readers.set(id, await opening);
      this.#hooks.onOpen();
    } catch (error) {
      this.#opening.delete(id);
      this.#hooks.onFailure(error);
    }
  }
}
