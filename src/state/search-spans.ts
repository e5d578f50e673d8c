// The footage of a recording in stretches: searched, searched outside the limits, or not read.

import type { RecordingState } from '../contracts/session.ts';
import type { SearchState } from '../domain/layers/time-bars.ts';
import { summariseCoverage } from './coverage-summary.ts';
import type { Interval } from './criteria.svelte.ts';
import { outsideOf } from './passages.ts';

/** Presentation times, µs; `toUs` is not included. */
export interface SearchSpan {
  readonly state: SearchState;
  readonly fromUs: number;
  readonly toUs: number;
}

/** In order of time, without a gap; within an interval when one is given. A picture lasts until the next one. */
export function searchSpans(recording: RecordingState, interval: Interval | undefined): readonly SearchSpan[] {
  const { table, coverage } = recording;
  if (table === undefined) {
    return [];
  }
  const [least, most] = [interval?.fromUs ?? -Infinity, interval?.toUs ?? Infinity];
  const { spans } = summariseCoverage(coverage, table);
  const outside = outsideOf(recording);
  const found: SearchSpan[] = [];
  const add = (state: SearchState, from: number, to: number): void => {
    const [fromUs, toUs] = [Math.max(least, from), Math.min(most, to)];
    if (toUs > fromUs) {
      found.push({ state, fromUs, toUs });
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
