// Coverage in the four words of the interface, and the spans behind each.

import type { CoverageSpan, CoverageState } from '../domain/footage/coverage.ts';
import type { FrameTable } from '../domain/footage/frame.ts';
import { micros } from '../domain/time/micros.ts';

/** What the person reads: `analysed` groups frames in which something moved, whether or not the detector was asked. */
export type CoverageGroup = 'analysed' | 'still' | 'waiting' | 'failed';

export const COVERAGE_GROUPS = ['analysed', 'still', 'waiting', 'failed'] as const satisfies readonly CoverageGroup[];

export interface GroupSpan {
  readonly group: CoverageGroup;
  readonly fromOrdinal: number;
  readonly toOrdinal: number;
  readonly fromUs: number;
  readonly toUs: number;
}

export interface CoverageSummary {
  /** Frames of the recording. */
  readonly total: number;
  readonly frames: Readonly<Record<CoverageGroup, number>>;
  /** Every frame of the recording in exactly one span, in order. */
  readonly spans: readonly GroupSpan[];
}

/**
 * Whole percents of each group that add up to 100 (largest remainders), as shares from 0 to 1.
 * A group that has frames never gets 0, nor one that lacks frames 1: those shares stay exact.
 */
export function roundedShares(summary: CoverageSummary): Readonly<Record<CoverageGroup, number>> {
  const exact = COVERAGE_GROUPS.map((group) => ({
    group,
    share: summary.total === 0 ? 0 : (summary.frames[group] / summary.total) * 100,
  }));
  const missing = summary.total === 0 ? 0 : 100 - exact.reduce((sum, { share }) => sum + Math.floor(share), 0);
  const raised = new Set(
    exact
      .toSorted((a, b) => (b.share % 1) - (a.share % 1))
      .slice(0, missing)
      .map(({ group }) => group),
  );
  const shares = { analysed: 0, still: 0, waiting: 0, failed: 0 };
  for (const { group, share } of exact) {
    const isNearEdge = (share > 0 && share < 1) || (share > 99 && share < 100);
    shares[group] = isNearEdge ? share / 100 : (Math.floor(share) + (raised.has(group) ? 1 : 0)) / 100;
  }
  return shares;
}

export function groupOf(state: CoverageState): CoverageGroup {
  return state === 'decoded' || state === 'detected' ? 'analysed' : state;
}

/** Sums up a coverage record; frames that no span names are waiting. */
export function summariseCoverage(coverage: readonly CoverageSpan[], table: FrameTable): CoverageSummary {
  const total = table.us.length;
  const frames = { analysed: 0, still: 0, waiting: 0, failed: 0 };
  const spans: GroupSpan[] = [];
  let next = 1;
  const add = (group: CoverageGroup, fromOrdinal: number, toOrdinal: number): void => {
    frames[group] += toOrdinal - fromOrdinal + 1;
    const last = spans.at(-1);
    const toUs = timeOf(table, toOrdinal);
    if (last?.group === group) {
      spans[spans.length - 1] = { ...last, toOrdinal, toUs };
    } else {
      spans.push({ group, fromOrdinal, toOrdinal, fromUs: timeOf(table, fromOrdinal), toUs });
    }
  };
  for (const span of coverage) {
    const from = Math.max(span.fromOrdinal, next);
    const to = Math.min(span.toOrdinal, total);
    if (from > to) {
      continue;
    }
    if (from > next) {
      add('waiting', next, from - 1);
    }
    add(groupOf(span.state), from, to);
    next = to + 1;
  }
  if (next <= total) {
    add('waiting', next, total);
  }
  return { total, frames, spans };
}

function timeOf(table: FrameTable, ordinal: number): number {
  return micros(table.us[ordinal - 1] ?? 0);
}
