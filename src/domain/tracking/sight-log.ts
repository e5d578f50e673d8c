// What is kept of the sights of an object. An object may stay for hours: those of which everything is made are let go.

import type { Sight } from './sight.ts';

/**
 * Sights that are kept of what nothing has made sure of, some minutes of them: seen for longer, it begins later. Of
 * those in doubt, likewise.
 */
const MOST_UNSURE = 1024;

/** All that a log knows, as plain data. */
export interface SightLogSnapshot {
  readonly first: Sight;
  readonly kept: readonly Sight[];
  readonly gone: number;
  readonly doubtful: readonly Sight[];
}

/** The sights of one object, in order of time; at least one. */
export class SightLog {
  readonly #kept: Sight[];
  #first: Sight;
  #gone: number;
  /** Sights since it was last seen apart from another object of its kind. */
  #doubtful: Sight[];

  constructor({ first, kept, gone, doubtful }: SightLogSnapshot) {
    this.#first = first;
    this.#kept = [...kept];
    this.#gone = gone;
    this.#doubtful = [...doubtful];
  }

  static from(first: Sight): SightLog {
    return new SightLog({ first, kept: [first], gone: 0, doubtful: [] });
  }

  snapshot(): SightLogSnapshot {
    return { first: this.#first, kept: [...this.#kept], gone: this.#gone, doubtful: [...this.#doubtful] };
  }

  /** Those that count, less the {@link gone} earliest. */
  get kept(): readonly Sight[] {
    return this.#kept;
  }

  /** Number of the earliest ones that are not kept any more. */
  get gone(): number {
    return this.#gone;
  }

  /** How many there were that count. */
  get count(): number {
    return this.#gone + this.#kept.length;
  }

  /** Kept for ever. */
  get first(): Sight {
    return this.#first;
  }

  /** The last one that counts. */
  get last(): Sight {
    return this.#kept.at(-1) ?? this.#first;
  }

  /** The latest one, a doubtful one included. */
  get latest(): Sight {
    return this.#doubtful.at(-1) ?? this.last;
  }

  /** A sight that counts; those in doubt before it count too. */
  add(sight: Sight): void {
    this.#kept.push(...this.#doubtful, sight);
    this.#doubtful = [];
  }

  /** A sight that counts once a later one is added. */
  doubt(sight: Sight): void {
    this.#doubtful = [...this.#doubtful, sight].slice(-MOST_UNSURE);
  }

  /** Puts earlier sights before the first one. */
  startEarlier(sights: readonly Sight[]): void {
    this.#kept.unshift(...sights);
    this.#first = this.#kept[0] ?? this.#first;
  }

  /** Of too many sights of what nothing has made sure of, the earlier half was nothing. */
  startLater(): void {
    if (this.#kept.length > MOST_UNSURE) {
      this.letGo(MOST_UNSURE / 2);
      this.#first = this.#kept[0] ?? this.#first;
    }
  }

  /** Lets go of the `count` earliest: what is made of them is made. One is always kept. */
  letGo(count: number): void {
    this.#gone += this.#kept.splice(0, Math.min(count, this.#kept.length - 1)).length;
  }
}
