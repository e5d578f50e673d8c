// Which pictures are watched for motion: chosen by their timestamps alone, so that every run chooses the same ones.

/** Least time between two watched pictures, µs: 12 a second are enough to see anybody pass. */
const WATCH_EVERY_US = 60_000;

/** Tells the pictures that are watched from those that are passed over. Asked in presentation order. */
export class WatchClock {
  #lastUs: number;

  /** `lastUs`: time of the picture watched last, when a pass goes on where another one stopped. */
  constructor(lastUs = -Infinity) {
    this.#lastUs = lastUs;
  }

  /** Whether the picture at `us` is watched; if so, it is the one that the next is counted from. */
  watches(us: number): boolean {
    if (us - this.#lastUs < WATCH_EVERY_US && us >= this.#lastUs) {
      return false;
    }
    this.#lastUs = us;
    return true;
  }
}
