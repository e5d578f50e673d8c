// Long work on the page in short slices: a frame of a screen has room for each.

/** Time, and a way to let the page breathe. */
export interface Breath {
  /** Milliseconds. */
  readonly now: () => number;
  readonly pause: () => Promise<void>;
}

/** That of the page itself. By a message: a timer waits four milliseconds. */
export const PAGE_BREATH: Breath = {
  now: () => performance.now(),
  pause: () =>
    new Promise((resume) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        resume();
      };
      port2.postMessage(undefined);
    }),
};

/** For what may wait until the page has nothing else to do. */
export const IDLE_BREATH: Breath = {
  now: () => performance.now(),
  pause: () =>
    new Promise((resume) => {
      requestIdleCallback(
        () => {
          resume();
        },
        { timeout: 100 },
      );
    }),
};

/** Work without a pause is no longer than this. */
export const SLICE_MS = 8;

/** One piece of long work, from its beginning on. */
export class Slices {
  readonly #breath: Breath;
  #start: number;

  constructor(breath: Breath) {
    this.#breath = breath;
    this.#start = breath.now();
  }

  /** Pauses when the slice is over; to be called often. */
  async breathe(): Promise<void> {
    if (this.#breath.now() - this.#start > SLICE_MS) {
      await this.#breath.pause();
      this.#start = this.#breath.now();
    }
  }
}
