// The footage of a recording in stretches: searched, searched outside the limits, or not read.

import type { RecordingState } from '../contracts/session.ts';
import type { SearchState } from '../domain/layers/time-bars.ts';
import { bothOf } from '../domain/query/time-windows.ts';
import type { Window } from '../domain/query/track-query.ts';
import { summariseCoverage } from './coverage-summary.ts';
import type { Alternatives } from './search.svelte.ts';
import { outsideOf } from './passages.ts';

/** Presentation times, µs; `toUs` is not included. */
export interface SearchSpan {
  readonly state: SearchState;
  readonly fromUs: number;
  readonly toUs: number;
}

/**
 * The times of a recording that the criteria ask for; `undefined`: all of it. Times that are asked for the other way
 * round, and alternatives, leave all of it.
 */
export function askedWindows({ edited, others }: Alternatives): readonly Window[] | undefined {
  let windows: readonly Window[] | undefined;
  for (const { key, tests, isNegated } of others.length > 0 ? [] : edited) {
    if (key === 'camera' && (tests.length === 0) === isNegated) {
      return [];
    }
    for (const test of key === 'time' && !isNegated ? tests : []) {
      windows = test.kind === 'windows' ? bothOf(windows ?? test.windows, test.windows) : windows;
    }
  }
  return windows;
}

/** In order of time; within windows when some are given. A picture lasts until the next one. */
export function searchSpans(recording: RecordingState, windows: readonly Window[] | undefined): readonly SearchSpan[] {
  const { table, coverage } = recording;
  if (table === undefined) {
    return [];
  }
  const { spans } = summariseCoverage(coverage, table);
  const outside = outsideOf(recording);
  const found: SearchSpan[] = [];
  const add = (state: SearchState, from: number, to: number): void => {
    for (const { fromUs, toUs } of bothOf([{ fromUs: from, toUs: to }], windows ?? [{ fromUs: from, toUs: to }])) {
      if (toUs > fromUs) {
        found.push({ state, fromUs, toUs });
      }
    }
  };
  spans.forEach(({ group, fromUs, toUs }, index) => {
    const end = spans[index + 1]?.fromUs ?? toUs;
    if (group === 'failed' || group === 'waiting') {
      add('unread', fromUs, end);
      return;
    }
    let from = fromUs;
    for (const span of outside) {
      const [start, stop] = [Math.max(from, span.fromUs), Math.min(end, span.toUs)];
      if (stop > start) {
        add('searched', from, start);
        add('outside', start, stop);
        from = stop;
      }
    }
    add('searched', from, end);
  });
  return found;
}
