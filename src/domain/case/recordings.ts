// Recordings of a case: named, then their provenance, then their hash, then analysed; never in another order (CPP 230-21).

import { need, refuse } from '../law/codes.ts';
import { dayOf } from '../time/calendar.ts';
import type { CaseFile, CaseRecording } from './case-file.ts';
import type { CommandContext, CommandOf } from './commands.ts';
import { missing, missingInProvenance, missingToAnalyse } from './gates.ts';

export function addRecording(
  file: CaseFile,
  { id, name, sizeBytes }: CommandOf<'add-recording'>,
  context: CommandContext,
): CaseFile {
  refuse(...missing(file, 'import', context));
  need(!file.recordings.some((recording) => recording.id === id), 'RECORDING_TWICE');
  const added = { id, name, sizeBytes, sha256: undefined, provenance: undefined, recordedAt: context.now };
  return { ...file, recordings: [...file.recordings, added] };
}

/** May be incomplete, as a form is while it is filled in: the gates say what lacks. */
export function setProvenance(
  file: CaseFile,
  { recordingId, provenance }: CommandOf<'set-provenance'>,
  { now, timeZone }: CommandContext,
): CaseFile {
  const { obtainedOn, startsAt, clockOffsetMs } = provenance;
  need(obtainedOn <= dayOf(now, timeZone), 'FUTURE_DATE');
  // Finished recordings only: what begins after now is no recording.
  need(startsAt === undefined || startsAt + (clockOffsetMs ?? 0) <= now, 'FUTURE_DATE');
  return withRecording(file, recordingId, (recording) => {
    need(isBound(file, provenance.camera) || !isBound(file, recording.provenance?.camera), 'SCOPE_WIDENED');
    return { ...recording, provenance };
  });
}

/** Whether only parts of this camera's picture may be searched: under another name its recordings would be searched whole. */
function isBound({ authorisations }: CaseFile, camera: string | undefined): boolean {
  return authorisations.at(-1)?.scope.zones.some((zone) => zone.camera === camera) === true;
}

/** The first reading of a file: refused without provenance. A file whose bytes have changed is another file. */
export function noteHash(
  file: CaseFile,
  { recordingId, sha256 }: CommandOf<'note-hash'>,
  context: CommandContext,
): CaseFile {
  return withRecording(file, recordingId, (recording) => {
    refuse(...missing(file, 'import', context), ...missingInProvenance(recording));
    need(recording.sha256 === undefined || recording.sha256 === sha256, 'HASH_CHANGED');
    return { ...recording, sha256 };
  });
}

export function removeRecording(file: CaseFile, { recordingId }: CommandOf<'remove-recording'>): CaseFile {
  found(file, recordingId);
  return { ...file, recordings: file.recordings.filter(({ id }) => id !== recordingId) };
}

/** From here on the case is in use; a report drawn up before no longer tells the whole. */
export function startAnalysis(
  file: CaseFile,
  { recordingId }: CommandOf<'start-analysis'>,
  context: CommandContext,
): CaseFile {
  refuse(...missingToAnalyse(file, found(file, recordingId), context));
  return { ...file, state: 'IN_USE', report: undefined };
}

function found(file: CaseFile, recordingId: string): CaseRecording {
  const recording = file.recordings.find(({ id }) => id === recordingId);
  need(recording !== undefined, 'RECORDING_UNKNOWN');
  return recording;
}

function withRecording(
  file: CaseFile,
  recordingId: string,
  change: (recording: CaseRecording) => CaseRecording,
): CaseFile {
  const changed = change(found(file, recordingId));
  return {
    ...file,
    recordings: file.recordings.map((recording) => (recording.id === recordingId ? changed : recording)),
  };
}
