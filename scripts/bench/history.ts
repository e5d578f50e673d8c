// Figures of earlier runs, one entry a run, the oldest first: docs/bench/history.json.

import { existsSync, readFileSync } from 'node:fs';
import * as v from 'valibot';
import type { BenchRow } from './figures.ts';
import { figuresOf } from './figures.ts';

const EntrySchema = v.object({
  date: v.string(),
  /** Short hash of the commit that was measured; `+` behind it when files differed from it. */
  commit: v.string(),
  cpu: v.string(),
  cores: v.number(),
  /** By `row.figure`. */
  figures: v.record(v.string(), v.number()),
});

export type HistoryEntry = Readonly<v.InferOutput<typeof EntrySchema>>;

/** One measured run of the bench. */
export interface Occasion {
  readonly date: string;
  readonly commit: string;
  readonly cpu: string;
  readonly cores: number;
}

export function readHistory(path: string): readonly HistoryEntry[] {
  return existsSync(path) ? v.parse(v.array(EntrySchema), JSON.parse(readFileSync(path, 'utf8'))) : [];
}

/** The history with one more run; a figure is cut to four decimals. */
export function withRun(
  history: readonly HistoryEntry[],
  occasion: Occasion,
  rows: readonly BenchRow[],
): readonly HistoryEntry[] {
  const figures = Object.fromEntries(
    rows.flatMap((row) => figuresOf(row).map(({ id, value }) => [`${row.id}.${id}`, Number(value.toFixed(4))])),
  );
  return Object.keys(figures).length === 0 ? history : [...history, { ...occasion, figures }];
}

/** Values of one figure over time, runs that did not measure it left out. */
export function seriesOf(
  history: readonly HistoryEntry[],
  row: string,
  figure: string,
): { readonly commit: string; readonly date: string; readonly value: number }[] {
  return history.flatMap(({ commit, date, figures }) => {
    const value = figures[`${row}.${figure}`];
    return value === undefined ? [] : [{ commit, date, value }];
  });
}
