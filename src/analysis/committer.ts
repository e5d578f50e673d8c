// When results are written: often at the start, so that a thumbnail appears soon; never holding the analysis up.

/** Wall time between two commits, ms: later the disk is not worn. */
const EVERY_MS = 3_000;
const EVERY_MS_AT_START = 1_000;
const START_MS = 8_000;

/** Writes behind the analysis, one commit at a time: a slow disk makes commits fewer, not the analysis slower. */
export class Committer {
  readonly #now: () => number;
  readonly #startedAt: number;
  #committedAt: number;
  #writing: Promise<void> | undefined;
  #failure: { readonly error: unknown } | undefined;

  /** `now` is only changed by tests. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
    this.#startedAt = now();
    this.#committedAt = this.#startedAt;
  }

  /** Whether it is time, and the last commit has been written. Throws what made a commit fail. */
  get isDue(): boolean {
    if (this.#failure !== undefined) {
      throw this.#failure.error;
    }
    const now = this.#now();
    const every = now - this.#startedAt < START_MS ? EVERY_MS_AT_START : EVERY_MS;
    return this.#writing === undefined && now - this.#committedAt >= every;
  }

  /** Takes over a commit that has begun. */
  begin(commit: Promise<void>): void {
    this.#committedAt = this.#now();
    this.#writing = commit
      .catch((error: unknown) => {
        this.#failure = { error };
      })
      .finally(() => {
        this.#writing = undefined;
      });
  }

  /** Resolves when nothing is being written any more. Rejects with what made a commit fail. */
  async settle(): Promise<void> {
    await this.#writing;
    if (this.#failure !== undefined) {
      throw this.#failure.error;
    }
  }
}
