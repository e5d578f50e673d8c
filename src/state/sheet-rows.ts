// The objects that are found, laid along time: one row a stretch of time in which some appear, none for the others.

import type { RecordingState, TrackState } from '../contracts/session.ts';
import { sortRows } from '../domain/query/sort-rows.ts';
import { caseTimeOf } from './case-clock.ts';
import type { Part } from './hits.ts';

/** Lengths of a row, µs: what a clock counts in. */
export const SHEET_STEPS: readonly number[] = [1, 5, 10, 30, 60, 300, 600, 1800, 3600, 21_600, 86_400].map(
  (seconds) => seconds * 1_000_000,
);

/** More rows than this have no room on a page that is scrolled. */
const MOST_ROWS = 150_000;
/** Share of a row that is meant to be filled. */
const FILLED = 0.6;
const BREATH_ROWS = 8192;

/** Appearances in order: those on the clock of the case first, then recording by recording. */
export interface Appearances {
  readonly parts: readonly Part[];
  /**
   * Real time, ahead of UTC by as much as the walls of the first part are: in order where clocks are changed, too.
   * Without a clock, presentation time. µs.
   */
  readonly us: Float64Array<ArrayBuffer>;
  /** By part, how far its walls are ahead of those of the first one, µs. */
  readonly aheadUs: readonly number[];
  readonly part: Uint16Array<ArrayBuffer>;
  /** In the columns of its part. */
  readonly row: Uint32Array<ArrayBuffer>;
  /** Where each axis begins; the recording whose own time it is, or `undefined` for the clock of the case. */
  readonly axes: readonly { readonly start: number; readonly recording: RecordingState | undefined }[];
}

export const NO_APPEARANCES: Appearances = {
  ...{ parts: [], aheadUs: [], us: new Float64Array(0), part: new Uint16Array(0), row: new Uint32Array(0), axes: [] },
};

/** `isShown`: of the number of an object of a part; yields after each short part of the work. */
export function* appearancesOf(
  parts: readonly Part[],
  isShown?: (part: Part, number: number) => boolean,
): Generator<undefined, Appearances> {
  const placed = parts.map((part, at) => ({ part, at }));
  const onClock = placed.filter(({ part }) => part.wallUs !== undefined);
  const offsets = parts.map(({ recording, wallUs }) =>
    wallUs === undefined ? undefined : wallUs - (caseTimeOf(recording, 0) ?? wallUs),
  );
  const firstOffset = offsets.find((offset) => offset !== undefined) ?? 0;
  const aheadUs = offsets.map((offset) => (offset ?? firstOffset) - firstOffset);
  const others = placed.filter(({ part }) => part.wallUs === undefined);
  const room = parts.reduce((sum, { rows }) => sum + rows.length, 0);
  const found = { us: new Float64Array(room), part: new Uint16Array(room), row: new Uint32Array(room) };
  const axes: { readonly start: number; readonly recording: RecordingState | undefined }[] = [];
  let length = 0;
  function* add(part: Part, at: number): Generator<undefined, void> {
    const { firstUs, number } = part.judged.columns;
    for (const row of part.rows) {
      if (isShown?.(part, number[row] ?? 0) ?? true) {
        found.us[length] = (firstUs[row] ?? 0) + (part.wallUs ?? 0) - (aheadUs[at] ?? 0);
        found.part[length] = at;
        found.row[length] = row;
        length += 1;
        if (length % BREATH_ROWS === 0) {
          yield;
        }
      }
    }
  }
  for (const { part, at } of onClock) {
    yield* add(part, at);
  }
  const clocked = length;
  if (clocked > 0) {
    axes.push({ start: 0, recording: undefined });
  }
  for (const { part, at } of others) {
    const start = length;
    yield* add(part, at);
    if (length > start) {
      axes.push({ start, recording: part.recording });
    }
  }
  const order = yield* sortRows(found.us.subarray(0, clocked).map((us) => Math.floor(us / 1000)));
  const pick = <Column extends Float64Array<ArrayBuffer> | Uint16Array<ArrayBuffer> | Uint32Array<ArrayBuffer>>(
    column: Column,
    into: Column,
  ): Column => {
    for (let at = 0; at < length; at += 1) {
      into[at] = column[order[at] ?? at] ?? 0;
    }
    return into;
  };
  return {
    parts,
    aheadUs,
    us: pick(found.us, new Float64Array(length)),
    part: pick(found.part, new Uint16Array(length)),
    row: pick(found.row, new Uint32Array(length)),
    axes,
  };
}

/** Rows of a sheet: where each begins, among the appearances and in time; one more begin than there are rows. */
export interface SheetRows {
  readonly stepUs: number;
  readonly start: Uint32Array<ArrayBuffer>;
  readonly fromUs: Float64Array<ArrayBuffer>;
  readonly axis: Uint16Array<ArrayBuffer>;
}

export const NO_SHEET_ROWS: SheetRows = {
  ...{ stepUs: 1_000_000, start: new Uint32Array(1), fromUs: new Float64Array(0), axis: new Uint16Array(0) },
};

/** Yields after each short part of the work. Too many rows: longer ones. */
export function* rowsAlong(appearances: Appearances, stepUs: number): Generator<undefined, SheetRows> {
  const { us, axes } = appearances;
  const [start, fromUs, axis]: [number[], number[], number[]] = [[], [], []];
  for (const [number, { start: first }] of axes.entries()) {
    const end = axes[number + 1]?.start ?? us.length;
    let before = NaN;
    for (let at = first; at < end; at += 1) {
      const from = Math.floor((us[at] ?? 0) / stepUs) * stepUs;
      if (from !== before) {
        start.push(at);
        fromUs.push(from);
        axis.push(number);
        before = from;
      }
      if (at % BREATH_ROWS === 0) {
        yield;
      }
    }
  }
  const longer = SHEET_STEPS.find((step) => step > stepUs);
  if (start.length > MOST_ROWS && longer !== undefined) {
    return yield* rowsAlong(appearances, longer);
  }
  return {
    stepUs,
    start: Uint32Array.from([...start, us.length]),
    fromUs: Float64Array.from(fromUs),
    axis: Uint16Array.from(axis),
  };
}

/** The step at which rows of so many places are filled, but not crowded, where appearances are spread evenly. */
export function stepFor({ us, axes }: Appearances, places: number): number {
  const spanUs = axes.reduce((sum, { start }, number) => {
    const end = axes[number + 1]?.start ?? us.length;
    return sum + (us[end - 1] ?? 0) - (us[start] ?? 0);
  }, 0);
  const wished = (spanUs * places * FILLED) / Math.max(1, us.length);
  return SHEET_STEPS.find((step) => step >= wished) ?? SHEET_STEPS.at(-1) ?? wished;
}

/** Objects that appear together, as far as a row can tell: places of them among the appearances. */
export interface SheetCell {
  /** Place in the row, from 0. */
  readonly slot: number;
  readonly first: number;
  /** Behind the last one. */
  readonly end: number;
}

/** What stands in a row of so many places. */
export function cellsOf({ us }: Appearances, rows: SheetRows, index: number, places: number): readonly SheetCell[] {
  const [start, end, fromUs] = [rows.start[index] ?? 0, rows.start[index + 1] ?? 0, rows.fromUs[index] ?? 0];
  const cells: SheetCell[] = [];
  for (let at = start; at < end; at += 1) {
    const share = ((us[at] ?? 0) - fromUs) / rows.stepUs;
    const slot = Math.min(places - 1, Math.max(0, Math.floor(share * places)));
    const last = cells.at(-1);
    if (last?.slot === slot) {
      cells[cells.length - 1] = { ...last, end: at + 1 };
    } else {
      cells.push({ slot, first: at, end: at + 1 });
    }
  }
  return cells;
}

/** What the walls show where an object appears, as if they showed UTC; without a clock, presentation time. µs. */
export function wallAt({ us, part, aheadUs }: Appearances, at: number): number {
  return (us[at] ?? 0) + (aheadUs[part[at] ?? -1] ?? 0);
}

export function trackAt({ parts, part, row }: Appearances, at: number): TrackState | undefined {
  return parts[part[at] ?? -1]?.recording.tracks.at(row[at] ?? -1);
}
