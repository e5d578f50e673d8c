// How many objects appeared in each stretch of time, beside how much of it was filmed and how much searched.

/** How a stretch of footage stands: searched within the limits, searched outside them, or not at all. */
export type SearchState = 'searched' | 'outside' | 'unread';

/** One bar: an hour of the day, a day, a step of presentation time. */
export interface TimeBar {
  /** Which one; rising. */
  readonly key: number;
  readonly objects: number;
  /** Those of them that are not certain. */
  readonly unsure: number;
  /** µs of footage, all recordings together, by how it stands. */
  readonly us: Readonly<Record<SearchState, number>>;
}

interface OpenBar {
  objects: number;
  unsure: number;
  readonly us: Record<SearchState, number>;
}

/** Bars of one kind as they are counted. Every object belongs to exactly one: that in which it appears. */
export class TimeBars {
  readonly #keyOf: (us: number) => number;
  readonly #grainUs: number;
  readonly #bars = new Map<number, OpenBar>();

  /** `keyOf`: the bar of a moment, µs, the same within each multiple of `grainUs`. */
  constructor(keyOf: (us: number) => number, grainUs: number) {
    this.#keyOf = keyOf;
    this.#grainUs = grainUs;
  }

  addObject(us: number, isUnsure: boolean): void {
    const bar = this.#barAt(this.#keyOf(us));
    bar.objects += 1;
    bar.unsure += isUnsure ? 1 : 0;
  }

  /** A stretch of footage; every bar that it touches is there, even when nothing appeared in it. */
  addFootage(fromUs: number, toUs: number, state: SearchState): void {
    for (let from = fromUs; from < toUs;) {
      const to = Math.min(toUs, (Math.floor(from / this.#grainUs) + 1) * this.#grainUs);
      this.#barAt(this.#keyOf(from)).us[state] += to - from;
      from = to;
    }
  }

  /** In order of their keys. */
  get all(): readonly TimeBar[] {
    return [...this.#bars].map(([key, bar]) => ({ key, ...bar })).sort((a, b) => a.key - b.key);
  }

  #barAt(key: number): OpenBar {
    const known = this.#bars.get(key);
    if (known !== undefined) {
      return known;
    }
    const made = { objects: 0, unsure: 0, us: { searched: 0, outside: 0, unread: 0 } };
    this.#bars.set(key, made);
    return made;
  }
}

const SECOND = 1_000_000;
const STEPS_S = [1, 5, 10, 30, 60, 300, 600, 1800, 3600, 21_600, 86_400] as const;
const MOST_BARS = 24;

/** The shortest step of presentation time that needs no more bars than one can read at a glance, µs. */
export function stepFor(lengthUs: number): number {
  const fits = STEPS_S.find((seconds) => lengthUs <= seconds * SECOND * MOST_BARS);
  return (fits ?? Math.ceil(lengthUs / MOST_BARS / (86_400 * SECOND)) * 86_400) * SECOND;
}
