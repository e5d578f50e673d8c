// What "nothing found" is worth in the recordings shown: the widest limits among them.

import type { RecordingState } from '../contracts/session.ts';
import { outsideSpans, type Envelope, type EnvelopeLimit, type OutsideReason } from '../domain/scene/envelope.ts';

/** Limits over some recordings; `undefined` when none of them was measured. */
export interface SearchLimits {
  readonly smallestPerson: number;
  readonly smallestVehicle: number;
  readonly shortestVisitUs: number;
  readonly fastest: number;
  readonly limits: readonly EnvelopeLimit[];
  /** Time outside of the search, µs (spans may overlap: counted once), and why. */
  readonly outsideUs: number;
  readonly reasons: readonly OutsideReason[];
}

/** The worst of each limit: what is not found anywhere is only absent within all of them. */
export function searchLimits(recordings: readonly RecordingState[]): SearchLimits | undefined {
  const envelopes = recordings.map(envelopeOf).filter((envelope) => envelope !== undefined);
  if (envelopes.length === 0) {
    return undefined;
  }
  const most = (of: (envelope: Envelope) => number): number => Math.max(...envelopes.map(of));
  const outside = recordings.map(({ coverage, result, progress }) =>
    outsideSpans(coverage, (result ?? progress)?.sceneEvents ?? []),
  );
  return {
    smallestPerson: most(({ smallestPerson }) => smallestPerson),
    smallestVehicle: most(({ smallestVehicle }) => smallestVehicle),
    shortestVisitUs: most(({ shortestVisitUs }) => shortestVisitUs),
    fastest: Math.min(...envelopes.map(({ fastest }) => fastest)),
    limits: [...new Set(envelopes.flatMap(({ limits }) => limits))],
    outsideUs: outside.reduce((sum, spans) => sum + lengthOf(spans), 0),
    reasons: [...new Set(outside.flat().map(({ reason }) => reason))],
  };
}

function envelopeOf({ result, progress }: RecordingState): Envelope | undefined {
  return result?.envelope ?? progress?.envelope;
}

/** Length of the union of spans sorted by their beginning. */
function lengthOf(spans: readonly { readonly fromUs: number; readonly toUs: number }[]): number {
  let length = 0;
  let endUs = -Infinity;
  for (const { fromUs, toUs } of spans) {
    length += Math.max(0, toUs - Math.max(fromUs, endUs));
    endUs = Math.max(endUs, toUs);
  }
  return length;
}
