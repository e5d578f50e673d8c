// The objects view as a contact sheet over time: the same objects as the grid, each where it appears.

import type { TrackState } from '../contracts/session.ts';
import { numberOfTrack, recordingOfTrack, trackKey, type TrackId } from '../domain/ids.ts';
import type { Breath } from './breathing.ts';
import type { Hits, Part } from './hits.ts';
import type { Review } from './review.svelte.ts';
import type { TileList } from './seen-hits.ts';
import {
  appearancesOf,
  cellsOf,
  NO_APPEARANCES,
  NO_SHEET_ROWS,
  rowsAlong,
  SHEET_STEPS,
  stepFor,
  trackAt,
  wallAt,
  type Appearances,
  type SheetCell,
  type SheetRows,
} from './sheet-rows.ts';
import { SlicedWork } from './sliced-work.svelte.ts';

export interface SheetSources {
  readonly hits: () => Hits;
  readonly review: () => Review;
}

/** What is laid out: the hits, or those of them that were opened (or were not). */
interface SheetQuestion {
  readonly hits: Hits;
  readonly keys: ReadonlySet<string> | undefined;
  readonly isIn: boolean;
}

interface RowQuestion {
  readonly appearances: Appearances;
  readonly stepUs: number;
}

/** Rows, and what they are rows of. */
interface Laid {
  readonly appearances: Appearances;
  readonly rows: SheetRows;
}

/** Objects that appear together, listed beside the sheet. */
export interface SheetStack {
  readonly fromUs: number;
  readonly toUs: number;
  readonly items: Pick<TileList, 'length' | 'at'>;
}

/** One row: a stretch of time in which something appears. */
export interface SheetRow {
  readonly id: string;
  readonly index: number;
  /** What the walls show when it begins, as if they showed UTC, or presentation time, µs. */
  readonly fromUs: number;
  /** Time without any appearance before it on its axis, µs. */
  readonly gapUs: number;
  /** Name of the recording whose own time it is; of the first row of its axis only. */
  readonly ownTimeOf: string | undefined;
  readonly count: number;
}

export class Sheet {
  readonly #sources: SheetSources;
  readonly #appear: SlicedWork<SheetQuestion, Appearances>;
  readonly #lay: SlicedWork<RowQuestion, Laid>;
  #isOn = $state(false);
  #places = $state(6);
  /** Rows longer (> 0) or shorter than those that fit. */
  #turns = $state(0);
  #stack: SheetStack | undefined = $state.raw();

  readonly #question = $derived.by((): SheetQuestion => {
    const { filter, seenThen } = this.#sources.review();
    const keys = filter === 'all' ? undefined : new Set([...seenThen].map(trackKey));
    return { hits: this.#sources.hits(), keys, isIn: filter === 'seen' };
  });
  readonly #appearances = $derived.by(() => this.#appear.look(this.#question));
  readonly #stepUs = $derived.by(() => {
    const fitting = SHEET_STEPS.indexOf(stepFor(this.#appearances, this.#places));
    const place = Math.min(SHEET_STEPS.length - 1, Math.max(0, fitting + this.#turns));
    return SHEET_STEPS[place] ?? 1;
  });
  readonly #rowQuestion = $derived.by(() => ({ appearances: this.#appearances, stepUs: this.#stepUs }));
  readonly #laid = $derived.by(() => this.#lay.look(this.#rowQuestion));

  constructor(sources: SheetSources, breath: Breath) {
    this.#sources = sources;
    this.#appear = new SlicedWork(
      ({ hits, keys, isIn }) => {
        const isShown =
          keys === undefined
            ? undefined
            : ({ recording: { id } }: Part, number: number): boolean => keys.has(`${id}/${number}`) === isIn;
        return appearancesOf(hits.parts, isShown);
      },
      breath,
      NO_APPEARANCES,
    );
    this.#lay = new SlicedWork(layOut, breath, { appearances: NO_APPEARANCES, rows: NO_SHEET_ROWS });
  }

  /** Whether the objects view shows it, and not the grid. */
  get isOn(): boolean {
    return this.#isOn;
  }

  set isOn(isOn: boolean) {
    this.#isOn = isOn;
    this.#stack = undefined;
  }

  /** How many tiles stand side by side in a row. */
  get places(): number {
    return this.#places;
  }

  set places(places: number) {
    this.#places = places;
  }

  /** Length of a row, µs. */
  get stepUs(): number {
    return this.#laid.rows.stepUs;
  }

  /** Rows of more time each (1), or of less. */
  turn(by: 1 | -1): void {
    const place = SHEET_STEPS.indexOf(this.#stepUs) + by;
    if (place >= 0 && place < SHEET_STEPS.length) {
      this.#turns += by;
      this.#stack = undefined;
    }
  }

  /** Rows in order; one is built when it is asked for. */
  get rows(): { readonly length: number; at(index: number): SheetRow | undefined } {
    const { rows, appearances } = this.#laid;
    const { axes, us } = appearances;
    return {
      length: rows.fromUs.length,
      at: (index) => {
        const [from, axis, first] = [rows.fromUs[index], rows.axis[index], rows.start[index] ?? 0];
        if (from === undefined || axis === undefined) {
          return undefined;
        }
        const isFirst = rows.axis[index - 1] !== axis;
        const gapUs = isFirst ? 0 : from - (rows.fromUs[index - 1] ?? 0) - rows.stepUs;
        const count = (rows.start[index + 1] ?? 0) - first;
        const ownTimeOf = isFirst ? axes[axis]?.recording?.name : undefined;
        const fromUs = from + wallAt(appearances, first) - (us[first] ?? 0);
        return { id: `${axis} ${from} ${rows.stepUs}`, index, fromUs, gapUs, ownTimeOf, count };
      },
    };
  }

  cells({ index }: SheetRow): readonly SheetCell[] {
    const { appearances, rows } = this.#laid;
    return cellsOf(appearances, rows, index, this.#places);
  }

  /** The object of a cell that appears first. */
  firstOf({ first }: SheetCell): TrackState | undefined {
    return trackAt(this.#laid.appearances, first);
  }

  /** Objects that appear together and are listed. */
  get stack(): SheetStack | undefined {
    return this.#stack;
  }

  /** Lists those of a cell. */
  open({ first, end }: SheetCell): void {
    const { appearances } = this.#laid;
    this.#stack = {
      fromUs: wallAt(appearances, first),
      toUs: wallAt(appearances, end - 1),
      items: { length: end - first, at: (index) => trackAt(appearances, first + index) },
    };
  }

  close(): void {
    this.#stack = undefined;
  }

  /** The row that an object is in; −1: none. */
  rowOf(id: TrackId | undefined): number {
    const { appearances, rows } = this.#laid;
    if (id === undefined) {
      return -1;
    }
    const place = appearances.parts.findIndex(({ recording }) => recording.id === recordingOfTrack(id));
    const wanted = appearances.parts[place]?.judged.columns.number.indexOf(numberOfTrack(id)) ?? -1;
    const at = appearances.row.findIndex((row, index) => row === wanted && appearances.part[index] === place);
    return at < 0 ? -1 : rows.start.findLastIndex((start) => start <= at);
  }
}

function* layOut({ appearances, stepUs }: RowQuestion): Generator<undefined, Laid> {
  return { appearances, rows: yield* rowsAlong(appearances, stepUs) };
}
