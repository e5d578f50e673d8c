// One thing after the other for as long as something is wanted, however often it is asked to.

export class Pump {
  readonly #isWanted: () => boolean;
  readonly #fetch: () => Promise<void>;
  #isRunning = false;

  constructor(isWanted: () => boolean, fetch: () => Promise<void>) {
    this.#isWanted = isWanted;
    this.#fetch = fetch;
  }

  /** Resolves when nothing is wanted any more; at once when it runs already. */
  async run(): Promise<void> {
    if (this.#isRunning) {
      return;
    }
    this.#isRunning = true;
    try {
      while (this.#isWanted()) {
        await this.#fetch();
      }
    } finally {
      this.#isRunning = false;
    }
  }
}
