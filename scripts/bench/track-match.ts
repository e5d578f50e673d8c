// Whole tracks instead of boxes: which truth tracks were found, which results follow something real.

import { clearMatches } from './mot-measures.ts';
import type { FrameMatches, ScoredFrame } from './mot-measures.ts';
import { compareFrames } from './mot-eval.ts';
import type { EvalOptions } from './mot-eval.ts';
import { groupBy } from './mot-rows.ts';
import type { MotRow } from './mot-rows.ts';

/** Ids of one side: those that are well followed and the others. Frames that are "don't care" count for neither. */
export interface TrackShare {
  readonly good: readonly number[];
  readonly bad: readonly number[];
  /** Share of good ones, 0–1; 1 when there is none at all: nothing was wrong. */
  readonly share: number;
}

export interface TrackMatch {
  /** A truth track is recalled when at least half of its frames match one result id. */
  readonly recalled: TrackShare;
  /** A result track is precise when at least half of its frames match one truth id. */
  readonly precise: TrackShare;
}

/** Matches as CLEAR MOT makes them (`mot-measures.ts`), at `options.iou` (0.5). */
export function matchTracks(truth: readonly MotRow[], found: readonly MotRow[], options: EvalOptions = {}): TrackMatch {
  const threshold = options.iou ?? 0.5;
  const { frames } = compareFrames(truth, found, options, threshold);
  const matches = clearMatches(frames, threshold);
  return {
    recalled: sideOf(frames, matches, 'truth'),
    precise: sideOf(frames, matches, 'found'),
  };
}

/**
 * By id of a result track that is precise: the truth track that it follows. Tracks that follow none, or that wander from
 * one to another, are not among them.
 */
export function leadersOf(
  truth: readonly MotRow[],
  found: readonly MotRow[],
  options: EvalOptions = {},
): ReadonlyMap<number, number> {
  const threshold = options.iou ?? 0.5;
  const { frames } = compareFrames(truth, found, options, threshold);
  const { lengths, together } = countTogether(frames, clearMatches(frames, threshold), 'found');
  return new Map(
    [...together].flatMap(([id, counts]): [number, number][] => {
      const [leader, most] = [...counts].reduce((best, one) => (one[1] > best[1] ? one : best), [0, 0]);
      return 2 * most >= (lengths.get(id) ?? 0) ? [[id, leader]] : [];
    }),
  );
}

/** Frames of each id of one side, and those on which it matches each id of the other. */
function countTogether(
  frames: readonly ScoredFrame[],
  matches: readonly FrameMatches[],
  side: 'truth' | 'found',
): {
  readonly lengths: ReadonlyMap<number, number>;
  readonly together: ReadonlyMap<number, ReadonlyMap<number, number>>;
} {
  const lengths = new Map<number, number>();
  const together = new Map<number, Map<number, number>>();
  frames.forEach((frame, k) => {
    for (const id of frame[side]) {
      lengths.set(id, (lengths.get(id) ?? 0) + 1);
    }
    for (const [truth, found] of matches[k] ?? []) {
      const [own, other] = side === 'truth' ? [truth, found] : [found, truth];
      const counts = together.get(own) ?? new Map<number, number>();
      counts.set(other, (counts.get(other) ?? 0) + 1);
      together.set(own, counts);
    }
  });
  return { lengths, together };
}

function sideOf(frames: readonly ScoredFrame[], matches: readonly FrameMatches[], side: 'truth' | 'found'): TrackShare {
  const { lengths, together } = countTogether(frames, matches, side);
  const ids = [...lengths.keys()];
  const isGood = (id: number): boolean =>
    2 * Math.max(0, ...(together.get(id)?.values() ?? [])) >= (lengths.get(id) ?? 0);
  const good = ids.filter(isGood);
  return {
    good,
    bad: ids.filter((id) => !isGood(id)),
    share: ids.length === 0 ? 1 : good.length / ids.length,
  };
}

/**
 * Truth tracks whose first and last counted row lie at least `leastUs` apart (presentation time), of `ids`.
 * `timesUs` holds the presentation time of each frame, the first at index 0.
 */
export function longTracks(
  truth: readonly MotRow[],
  ids: readonly number[],
  timesUs: readonly number[],
  leastUs: number,
): number[] {
  const rowsOf = groupBy(
    truth.filter((row) => row.conf !== 0),
    (row) => row.id,
  );
  return ids.filter((id) => {
    const times = (rowsOf.get(id) ?? []).map(({ frame }) => timesUs[frame - 1] ?? 0);
    return times.length > 0 && Math.max(...times) - Math.min(...times) >= leastUs;
  });
}
