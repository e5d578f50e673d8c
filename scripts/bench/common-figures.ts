// Figures that every analysed file gives, whatever its truth.

import { checkCrossings } from '../../tests/truth/checks.ts';
import type { CrossingsCheck } from '../../tests/truth/checks.ts';
import type { ReelTruth } from '../../tests/reels/truth.ts';
import { frameUs } from '../../tests/reels/truth.ts';
import type { Run } from './driver.ts';
import type { Figures } from './figures.ts';
import { evaluateTracks } from './mot-eval.ts';
import type { EvalOptions, EvalResult } from './mot-eval.ts';
import type { MotRow } from './mot-rows.ts';
import { longTracks } from './track-match.ts';
import { trackSpans, viewingMinutesPerHour } from './viewing.ts';

const LONG_US = 3_000_000;
/**
 * Frames a second of decoding alone and of DVR-Scan `--scan-only`, measured on one noisy quiet reel of 1080p: what
 * the share of decode-only speed is worth against that tool, where it cannot run.
 */
const DECODE_ONLY_THERE = 185;
const DVR_SCAN_THERE = 27.8;

/** What a row gives beside its name. */
export interface Measured {
  readonly footage: string;
  readonly truth: string;
  readonly figures: Figures;
  readonly notes: readonly string[];
}

/** Size, frames and length in words. */
export function footageOf({ summary: { width, height, framesDecoded, durationS } }: Run): string {
  return `${width}×${height}, ${framesDecoded} frames, ${durationS.toFixed(1)} s`;
}

/** Speed, memory, runs of the detector, and what is left to watch. */
export function speedFigures({ summary, results, timesUs }: Run): Figures {
  const { realtimeFactor, ratioToDecode, detectorRuns, durationS, peakMemoryMB, triageS } = summary;
  return {
    realtime: realtimeFactor,
    ratioToDecode,
    detectorRate: detectorRuns / durationS,
    viewing: viewingMinutesPerHour(trackSpans(results.tracks, timesUs), durationS),
    memory: peakMemoryMB,
    ...(triageS > 0 ? { triageS, triageRealtime: durationS / triageS } : {}),
  };
}

/** `ratioToDecode` in times the speed of DVR-Scan. */
export function againstDvrScan({ summary }: Run): number {
  return (summary.ratioToDecode * DECODE_ONLY_THERE) / DVR_SCAN_THERE;
}

/** Scores against truth boxes, and who was never seen. */
export function trackFigures(
  run: Run,
  truth: readonly MotRow[],
  options: EvalOptions,
): { readonly figures: Figures; readonly scores: EvalResult; readonly neverSeen: readonly number[] } {
  const scores = evaluateTracks(truth, run.rows, options);
  const neverSeen = longTracks(truth, scores.neverSeen, run.timesUs, LONG_US);
  return {
    scores,
    neverSeen,
    figures: {
      mota: scores.mota,
      idf1: scores.idf1,
      hota: scores.hota,
      boxRecall: scores.recall,
      boxPrecision: scores.precision,
      neverSeenLong: neverSeen.length,
      missRate: (100 * scores.neverSeen.length) / Math.max(1, scores.truthTracks),
    },
  };
}

/** Crossings of a reel: begun and ended within half a second, one track each, no other. */
export function crossingFigures(
  run: Run,
  { crossings, fps }: ReelTruth,
): { readonly figures: Figures; readonly check: CrossingsCheck; readonly notes: readonly string[] } {
  const check = checkCrossings(crossings, run.rows, (frame) => frameUs(frame, fps));
  const right = check.crossings.filter(({ ok }) => ok).length;
  return {
    check,
    figures: { crossingsRight: (100 * right) / Math.max(1, crossings.length), otherTracks: check.others.length },
    notes: [
      `${right} of ${crossings.length} crossings right, ${check.others.length} other tracks`,
      ...check.crossings
        .filter(({ ok }) => !ok)
        .map(({ id, route, tracks, startErrorS, endErrorS }) => {
          const times = tracks.length === 0 ? 'not tracked' : `start ${startErrorS} s, end ${endErrorS} s`;
          return `crossing ${id} (${route}): ${tracks.length} tracks, ${times}`;
        }),
    ],
  };
}
