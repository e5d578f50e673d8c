// The permit that goes with a job to a worker: the worker asks the same question again, and refuses without it.

import { missingInAuthorisation } from '../law/authorisation.ts';
import { LawRefusal, type RefusalCode } from '../law/codes.ts';
import { caseDeadline } from '../law/retention.ts';
import { instant, type Instant } from '../time/instant.ts';
import type { Authorisation, CaseFile, Provenance } from './case-file.ts';
import type { CommandContext } from './commands.ts';
import { decide } from './decide.ts';
import { currentAuthorisation, flagranceEnd } from './gates.ts';

/** Plain data: travels with the job. */
export interface AnalysisPermit {
  readonly caseId: string;
  readonly recordingId: string;
  readonly sha256: string;
  readonly authorisation: Authorisation;
  readonly provenance: Provenance;
  /** First moment at which no new job may start. */
  readonly until: Instant;
}

/** What a worker is asked to analyse. */
export type AnalysisJob = Pick<AnalysisPermit, 'caseId' | 'recordingId' | 'sha256'>;

/** The permit for one recording. Throws LawRefusal with what is missing or forbidden. */
export function permitFor(file: CaseFile, recordingId: string, context: CommandContext): AnalysisPermit {
  const after = decide(file, { kind: 'start-analysis', recordingId }, context);
  const recording = after.recordings.find(({ id }) => id === recordingId);
  const authorisation = currentAuthorisation(after);
  if (recording?.sha256 === undefined || recording.provenance === undefined || authorisation === undefined) {
    throw new LawRefusal(['AUTHORISATION']);
  }
  const deadline = caseDeadline(file, context);
  const until = instant(Math.min(deadline, flagranceEnd(file, context.timeZone) ?? deadline));
  const { sha256, provenance } = recording;
  return { caseId: file.id, recordingId, sha256, authorisation, provenance, until };
}

/** Why the worker must refuse a job; empty when it may start (CPP R.40-40). */
export function mayAnalyseRecording(
  permit: AnalysisPermit | undefined,
  job: AnalysisJob,
  now: Instant,
): readonly RefusalCode[] {
  if (permit === undefined) {
    return ['AUTHORISATION'];
  }
  const isOfThisJob = permit.caseId === job.caseId && permit.recordingId === job.recordingId;
  return [
    ...missingInAuthorisation(permit.authorisation),
    ...(now >= permit.until ? ['DEADLINE_PASSED' as const] : []),
    ...(isOfThisJob ? [] : ['RECORDING_UNKNOWN' as const]),
    ...(permit.sha256 === job.sha256 ? [] : ['HASH_CHANGED' as const]),
  ];
}
