// What could not be read, said in ordinals and times: never only "an error occurred".

import type { Alert } from '../contracts/errors.ts';
import type { CoverageSpan } from '../domain/footage/coverage.ts';

/** Spans named one by one; beyond this many the coverage record still lists them all. */
const MOST_SPANS = 20;

/** Counts of a pass that has ended. */
export interface PassCounts {
  readonly framesDecoded: number;
  /** Frames that should have come out. */
  readonly framesExpected: number;
  readonly framesDeclared: number;
  /** First ordinal behind the end of the data, when the file was cut. */
  readonly dataEndsAtOrdinal: number | undefined;
}

/** Alerts for each failed span, for data that is not in the file, and for the difference to what is declared. */
export function failureAlerts(coverage: readonly CoverageSpan[], counts: PassCounts): Alert[] {
  const alerts: Alert[] = [];
  const failed = coverage.filter(({ state }) => state === 'failed');
  for (const span of failed.slice(0, MOST_SPANS)) {
    const { fromOrdinal, toOrdinal, fromUs, toUs } = span;
    const frames = toOrdinal - fromOrdinal + 1;
    const isCut = counts.dataEndsAtOrdinal !== undefined && toOrdinal >= counts.dataEndsAtOrdinal;
    alerts.push(
      isCut
        ? {
            code: 'DATA_MISSING',
            severity: 'error',
            facts: {
              declared: counts.framesDeclared,
              present: counts.framesDecoded,
              fromOrdinal,
              toOrdinal,
              fromUs,
              toUs,
            },
          }
        : { code: 'SPAN_FAILED', severity: 'error', facts: { fromOrdinal, toOrdinal, fromUs, toUs, frames } },
    );
  }
  const isSaidAlready = failed.length === 1 && alerts.some(({ code }) => code === 'DATA_MISSING');
  if (counts.framesDecoded < counts.framesExpected && !isSaidAlready) {
    const facts = { declared: counts.framesDeclared, decoded: counts.framesDecoded, spans: failed.length };
    alerts.push({ code: 'FRAMES_MISSING', severity: 'warning', facts });
  }
  return alerts;
}
