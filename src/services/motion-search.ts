// A search for changes in a drawn zone: within what is authorised, read by the recording's own reader, beside an analysis.

import * as Comlink from 'comlink';

import type { Licence } from '../contracts/analysis.ts';
import { AppError } from '../contracts/errors.ts';
import type {
  MotionAnswer,
  MotionBounds,
  MotionDemand,
  MotionJob,
  MotionListener,
} from '../contracts/motion-search.ts';
import { authorisedSpan, zonesOf } from '../domain/case/scope.ts';
import { ordinalAt, type FrameTable } from '../domain/footage/frame.ts';
import type { CaseId } from '../domain/ids.ts';
import { momentsOf, USUAL_MOTION } from '../domain/motion-search/moments.ts';
import { joinedRows, type MotionRows, type Stretch } from '../domain/motion-search/rows.ts';
import { zoneCells } from '../domain/motion-search/zone-cells.ts';
import { areLawful, type Polygon } from '../domain/settings/polygon.ts';
import { micros } from '../domain/time/micros.ts';
import type { Recording } from './recording.ts';

const NOTHING_READ = {
  ...{ unread: [], compared: 0, decoded: 0, wallS: 0, isStopped: false, readTo: 0, everyPerS: undefined },
};

/** The caller has made sure of the right to search, and that the file is open. Rejects as the reader does. */
export async function searchMotion(
  recording: Recording,
  caseId: CaseId,
  licence: Licence,
  demand: MotionDemand,
  listener: MotionListener,
  signal: AbortSignal,
): Promise<MotionAnswer> {
  const { table, media, sha256 } = recording.state;
  if (table === undefined || media === undefined || sha256 === undefined || !areLawful([demand.zone])) {
    throw new AppError('INPUT_INVALID', { recording: recording.id, field: 'motion' });
  }
  const part = authorisedPart(licence, table, demand);
  const zoneShare = zoneCells(demand.zone, media, part.zones).allowedShare;
  const bounds: MotionBounds = { span: part.span, zoneShare, isReferenceAllowed: part.isReferenceAllowed };
  if (part.span === undefined || zoneShare === 0 || !part.isReferenceAllowed) {
    return { ...NOTHING_READ, bounds };
  }
  using share = await recording.reader.share(recording.opened);
  const { client } = share;
  const stop = (): void => {
    void client.call((remote) => remote.stopMotion()).catch(() => undefined); // Gone with its worker.
  };
  signal.throwIfAborted();
  signal.addEventListener('abort', stop);
  const job: MotionJob = {
    ...demand,
    span: part.span,
    allowed: part.zones,
    ...{ licence, caseId, recordingId: recording.id, recordingSha256: sha256 },
  };
  try {
    const report = await client.call((remote) => remote.searchMotion(job, Comlink.proxy(listener)));
    return { ...report, bounds };
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** How many moments a demand finds at the usual sensitivity, told from all that was read for it. */
export function momentCount(
  { state }: Recording,
  { question, reference, lastsUs }: MotionDemand,
  parts: readonly MotionRows[],
): number {
  const timeOf = (ordinal: number): number => state.table?.us[ordinal - 1] ?? 0;
  return momentsOf(joinedRows(parts), question, { ...USUAL_MOTION, lastsUs }, timeOf, reference).length;
}

/** As the journal writes it: closed codes, the zone in thousandths of the picture, the span in µs. */
export function motionCodes({ id, state }: Recording, demand: MotionDemand): readonly string[] {
  const points = demand.zone.map(({ x, y }) => `${Math.round(x * 1000)},${Math.round(y * 1000)}`).join('|');
  const usOf = (ordinal: number): number => Math.max(0, state.table?.us[ordinal - 1] ?? 0);
  const { fromOrdinal, toOrdinal } = demand.span;
  return [
    `motion-${demand.question}:${id}/${demand.reference}/${points}`,
    `motion-pictures:${demand.pictures}`,
    `interval:${id}/${usOf(fromOrdinal)}-${usOf(toOrdinal)}`,
  ];
}

interface AuthorisedPart {
  readonly span: Stretch | undefined;
  readonly zones: readonly Polygon[] | undefined;
  readonly isReferenceAllowed: boolean;
}

function authorisedPart(
  licence: Licence,
  table: FrameTable,
  { span, question, reference }: MotionDemand,
): AuthorisedPart {
  const to = Math.min(span.toOrdinal, table.us.length);
  if (licence.kind === 'exercise') {
    const isAny = span.fromOrdinal <= to;
    return { span: isAny ? { ...span, toOrdinal: to } : undefined, zones: undefined, isReferenceAllowed: true };
  }
  const { authorisation, provenance } = licence.permit;
  const { scope } = authorisation;
  const zones = zonesOf(scope, provenance.camera);
  const period = authorisedSpan(scope, { ...provenance, firstUs: micros(table.us[0] ?? 0) });
  if (period === undefined) {
    return { span: undefined, zones, isReferenceAllowed: false };
  }
  const isIn = (ordinal: number): boolean => {
    const us = table.us[ordinal - 1] ?? 0;
    return (period.fromUs ?? us) <= us && us <= (period.toUs ?? us);
  };
  const at = period.fromUs === undefined ? 1 : ordinalAt(table, period.fromUs);
  const first = Math.max(span.fromOrdinal, isIn(at) ? at : at + 1);
  const last = Math.min(to, period.toUs === undefined ? to : ordinalAt(table, period.toUs));
  const isAny = first <= last && isIn(first) && isIn(last);
  return {
    span: isAny ? { fromOrdinal: first, toOrdinal: last } : undefined,
    zones,
    isReferenceAllowed: question === 'passages' || isIn(reference),
  };
}
