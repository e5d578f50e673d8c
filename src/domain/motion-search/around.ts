// Compares each picture with what stood there before it and after it, as pictures come in.

import { differenceOf, LEVELS } from './light.ts';
import type { ZoneCells } from './zone-cells.ts';

/** Pictures of which the middle stands for what was there; at least so many, however far apart they are. */
const MOST_PICTURES = 7;
const LEAST_PICTURES = 3;

/** One picture of the zone. */
export interface CellSample {
  readonly ordinal: number;
  /** Presentation time, µs. */
  readonly us: number;
  readonly cells: Uint8Array;
}

/** A picture and how much of its zone differs, as {@link differenceOf} tells it. */
export interface ComparedSample {
  readonly ordinal: number;
  readonly before: Uint8Array;
  readonly after: Uint8Array;
}

const SAME = new Uint8Array(LEVELS.length);

/** Rows that stand for what was before and after one of them. Times in µs, ascending. */
export function rowsAround(
  us: ArrayLike<number>,
  row: number,
  windowUs: number,
): { readonly before: readonly number[]; readonly after: readonly number[] } {
  const at = us[row] ?? 0;
  let first = row;
  while (first > 0 && (row - first < LEAST_PICTURES || (us[first - 1] ?? 0) >= at - windowUs)) {
    first -= 1;
  }
  let last = row;
  while (last < us.length - 1 && (last - row < LEAST_PICTURES || (us[last + 1] ?? 0) <= at + windowUs)) {
    last += 1;
  }
  return { before: spread(first, row - 1), after: spread(row + 1, last) };
}

/** At most {@link MOST_PICTURES} rows from `first` to `last`, evenly. */
function spread(first: number, last: number): readonly number[] {
  const count = Math.max(0, last - first + 1);
  const taken = Math.min(MOST_PICTURES, count);
  return Array.from({ length: taken }, (_, place) =>
    taken === 1 ? first : first + Math.round((place * (count - 1)) / (taken - 1)),
  );
}

/** The middle of some pictures, cell by cell; `undefined` of none. */
export function middleOf(samples: readonly Uint8Array[]): Uint8Array | undefined {
  const [first] = samples;
  if (first === undefined || samples.length === 1) {
    return first;
  }
  const values = new Uint8Array(samples.length);
  const half = samples.length >> 1;
  return first.map((_, cell) => {
    samples.forEach((sample, place) => {
      values[place] = sample[cell] ?? 0;
    });
    values.sort();
    return values[half] ?? 0;
  });
}

/** What differs from both: where one side is missing, the other one alone tells. */
export function compareAround(
  { ordinal, cells }: CellSample,
  before: Uint8Array | undefined,
  after: Uint8Array | undefined,
  zone: ZoneCells,
): ComparedSample {
  const of = (other: Uint8Array | undefined): Uint8Array | undefined =>
    other === undefined ? undefined : differenceOf(other, cells, zone);
  const [a, b] = [of(before), of(after)];
  return { ordinal, before: a ?? b ?? SAME, after: b ?? a ?? SAME };
}

/** Holds as many pictures as their comparison needs, and no more. */
export class AroundComparer {
  readonly #zone: ZoneCells;
  readonly #windowUs: number;
  #held: CellSample[] = [];
  /** First one held that was not compared yet. */
  #next = 0;

  constructor(zone: ZoneCells, windowUs: number) {
    this.#zone = zone;
    this.#windowUs = windowUs;
  }

  /** Takes a later picture; gives those that can be compared by now. */
  add(sample: CellSample): readonly ComparedSample[] {
    this.#held.push(sample);
    return this.#compare((row) => {
      const isFar = sample.us > (this.#held[row]?.us ?? 0) + this.#windowUs;
      return isFar && this.#held.length - row > LEAST_PICTURES + 1;
    });
  }

  /** Nothing more comes. */
  end(): readonly ComparedSample[] {
    return this.#compare(() => true);
  }

  #compare(isReady: (row: number) => boolean): readonly ComparedSample[] {
    const out: ComparedSample[] = [];
    for (let held = this.#held[this.#next]; held !== undefined && isReady(this.#next); held = this.#held[this.#next]) {
      const rows = rowsAround(
        this.#held.map(({ us }) => us),
        this.#next,
        this.#windowUs,
      );
      const cellsOf = (of: readonly number[]): Uint8Array | undefined =>
        middleOf(of.flatMap((row) => this.#held[row]?.cells ?? []));
      out.push(compareAround(held, cellsOf(rows.before), cellsOf(rows.after), this.#zone));
      this.#next += 1;
    }
    this.#forget();
    return out;
  }

  #forget(): void {
    const next = this.#held[this.#next];
    const from = (next?.us ?? Infinity) - this.#windowUs;
    let gone = 0;
    while (this.#next - gone > LEAST_PICTURES && (this.#held[gone]?.us ?? 0) < from) {
      gone += 1;
    }
    this.#held = this.#held.slice(gone);
    this.#next -= gone;
  }
}
