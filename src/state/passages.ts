// Passages of a recording that a person may want to see: what happened to its camera, and where nothing could be found.

import type { RecordingState } from '../contracts/session.ts';
import type { FrameTable } from '../domain/footage/frame.ts';
import { outsideSpans, type Envelope, type OutsideSpan } from '../domain/scene/envelope.ts';
import type { SceneEvent } from '../domain/scene/scene-events.ts';
import { summariseCoverage, type CoverageGroup, type GroupSpan } from './coverage-summary.ts';

/** A figure of the coverage of a recording, behind which there is a list. */
export type CoverageFigure = CoverageGroup | 'outside' | 'events' | 'limits';

/** What happened to the camera up to now, in order. */
export function eventsOf({ result, progress }: RecordingState): readonly SceneEvent[] {
  return (result ?? progress)?.sceneEvents ?? [];
}

/** The limits of the search; `undefined` until they are measured. */
export function envelopeOf({ result, progress }: RecordingState): Envelope | undefined {
  return (result ?? progress)?.envelope;
}

/** Stretches that were looked at and in which nothing could be found, in order. */
export function outsideOf(recording: RecordingState): readonly OutsideSpan[] {
  const looked = recording.coverage.findLast(({ state }) => state !== 'waiting');
  return outsideSpans(eventsOf(recording), looked?.toUs ?? 0);
}

/** Time of a recording by what was done with it, µs; the parts add up to the whole. */
export interface SearchedTime {
  /** Looked at, and within the envelope. */
  readonly searchedUs: number;
  readonly outsideUs: number;
  readonly failedUs: number;
  readonly waitingUs: number;
  readonly totalUs: number;
}

/** How long was searched, and how long not, and why. A picture lasts until the next one. */
export function searchedTime(recording: RecordingState, table: FrameTable): SearchedTime {
  const { spans } = summariseCoverage(recording.coverage, table);
  const us = { analysed: 0, still: 0, failed: 0, waiting: 0 } satisfies Record<CoverageGroup, number>;
  let outsideUs = 0;
  const outside = outsideOf(recording);
  spans.forEach((span, index) => {
    const toUs = spans[index + 1]?.fromUs ?? span.toUs;
    us[span.group] += toUs - span.fromUs;
    if (isLooked(span)) {
      outsideUs += lengthWithin(outside, span.fromUs, toUs);
    }
  });
  const looked = us.analysed + us.still;
  return {
    searchedUs: looked - outsideUs,
    outsideUs,
    failedUs: us.failed,
    waitingUs: us.waiting,
    totalUs: looked + us.failed + us.waiting,
  };
}

function isLooked({ group }: GroupSpan): boolean {
  return group === 'analysed' || group === 'still';
}

/** Length of the union of spans, sorted by their beginning, within bounds. */
function lengthWithin(spans: readonly OutsideSpan[], fromUs: number, toUs: number): number {
  let length = 0;
  let endUs = fromUs;
  for (const span of spans) {
    const to = Math.min(span.toUs, toUs);
    length += Math.max(0, to - Math.max(span.fromUs, endUs));
    endUs = Math.max(endUs, to);
  }
  return length;
}
