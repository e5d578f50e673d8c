// What "nothing found" is worth in the recordings shown: the widest limits among them, and how much was searched.

import type { RecordingState } from '../contracts/session.ts';
import type { RecordingId } from '../domain/ids.ts';
import type { Envelope, EnvelopeLimit, OutsideReason } from '../domain/scene/envelope.ts';
import type { CoverageGroup } from './coverage-summary.ts';
import { summariseCoverage } from './coverage-summary.ts';
import { envelopeOf, outsideOf, searchedTime, type SearchedTime } from './passages.ts';

/** The worst of each limit: what is not found anywhere is only absent within all of them. */
export interface SearchLimits {
  readonly smallestPerson: number;
  readonly smallestVehicle: number;
  readonly shortestVisitUs: number;
  readonly fastest: number;
  readonly limits: readonly EnvelopeLimit[];
}

/** Limits over some recordings; `undefined` when none of them was measured. */
export function searchLimits(recordings: readonly RecordingState[]): SearchLimits | undefined {
  const envelopes = recordings.map(envelopeOf).filter((envelope) => envelope !== undefined);
  if (envelopes.length === 0) {
    return undefined;
  }
  const most = (of: (envelope: Envelope) => number): number => Math.max(...envelopes.map(of));
  return {
    smallestPerson: most(({ smallestPerson }) => smallestPerson),
    smallestVehicle: most(({ smallestVehicle }) => smallestVehicle),
    shortestVisitUs: most(({ shortestVisitUs }) => shortestVisitUs),
    fastest: Math.min(...envelopes.map(({ fastest }) => fastest)),
    limits: [...new Set(envelopes.flatMap(({ limits }) => limits))],
  };
}

/** A stretch that was not searched. */
export interface UnsearchedPassage {
  readonly recordingId: RecordingId;
  readonly name: string;
  readonly reason: OutsideReason | Extract<CoverageGroup, 'failed' | 'waiting'>;
  readonly fromUs: number;
  readonly toUs: number;
  readonly fromOrdinal: number;
}

/** How much of some recordings was searched. */
export interface SearchExtent extends SearchedTime {
  /** Recordings that could not be opened, or are not yet: nobody knows how long they are. */
  readonly unopened: number;
  /** What was not searched, by recording, in order of time. */
  readonly passages: readonly UnsearchedPassage[];
}

/** How much was searched in some recordings, and every stretch that was not. */
export function searchExtent(recordings: readonly RecordingState[]): SearchExtent {
  const sum = { searchedUs: 0, outsideUs: 0, failedUs: 0, waitingUs: 0, totalUs: 0, unopened: 0 };
  const passages: UnsearchedPassage[] = [];
  for (const recording of recordings) {
    if (recording.table === undefined) {
      sum.unopened += 1;
      continue;
    }
    const time = searchedTime(recording, recording.table);
    sum.searchedUs += time.searchedUs;
    sum.outsideUs += time.outsideUs;
    sum.failedUs += time.failedUs;
    sum.waitingUs += time.waitingUs;
    sum.totalUs += time.totalUs;
    passages.push(...passagesOf(recording, recording.table));
  }
  return { ...sum, passages };
}

function passagesOf(recording: RecordingState, table: NonNullable<RecordingState['table']>): UnsearchedPassage[] {
  const { id, name, coverage } = recording;
  const unread = summariseCoverage(coverage, table).spans.flatMap(({ group, fromUs, toUs, fromOrdinal }) =>
    group === 'failed' || group === 'waiting' ? [{ reason: group, fromUs, toUs, fromOrdinal }] : [],
  );
  return [...unread, ...outsideOf(recording)]
    .sort((a, b) => a.fromOrdinal - b.fromOrdinal)
    .map((passage) => ({ ...passage, recordingId: id, name }));
}
