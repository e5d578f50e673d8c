// Where in an open dossier something that is missing can be filled in.

import type { SessionDocumentKind } from '../contracts/dossier.ts';
import type { CaseFile, CaseRecording } from '../domain/case/case-file.ts';
import { missingInProvenance, openSession } from '../domain/case/gates.ts';
import type { TrackDecision } from '../domain/case/review.ts';
import type { Tray, TrayItem } from '../domain/case/tray.ts';
import { recordingId, type RecordingId, type TrackId } from '../domain/ids.ts';
import type { RefusalCode } from '../domain/law/codes.ts';
import { recordingFieldOf, type RecordingFieldId } from './case-form-fields.ts';

/** The place, and the field in it. */
export type Remedy =
  | { readonly kind: 'provenance'; readonly recordings: readonly RecordingId[]; readonly field: RecordingFieldId }
  | { readonly kind: 'finding'; readonly track: TrackId }
  /** What is seen on an item of the tray; its id. */
  | { readonly kind: 'tray'; readonly item: string }
  /** To be given again. */
  | { readonly kind: 'file'; readonly recording: RecordingId }
  | { readonly kind: 'document'; readonly document: SessionDocumentKind }
  | { readonly kind: 'end-use' | 'cote' | 'conversion' };

/** What is read beside the file. */
export interface RemedySources {
  readonly decisions: ReadonlyMap<TrackId, TrackDecision>;
  /** Recordings whose file has not been given. */
  readonly detached: ReadonlySet<RecordingId>;
  readonly tray: Tray;
}

/** `undefined`: it cannot be filled in here (a record of the installation, what only a new decision gives). */
export function remedyOf(
  code: RefusalCode,
  file: CaseFile,
  { decisions, detached, tray }: RemedySources,
): Remedy | undefined {
  switch (code) {
    case 'M1':
    case 'M2':
    case 'REPORT':
      return { kind: 'document', document: code };
    case 'SESSION_END':
    case 'SESSION':
      return openSession(file) === undefined ? undefined : { kind: 'end-use' };
    case 'REPORT_JOINED':
      return file.report === undefined ? { kind: 'document', document: 'REPORT' } : { kind: 'cote' };
    case 'CONVERSION':
      return { kind: 'conversion' };
    case 'FINDING':
      return ofFinding(decisions, tray);
    case 'RECORDING_HASH_AFTER': {
      const [recording] = detached;
      return recording === undefined ? undefined : { kind: 'file', recording };
    }
    default:
      return ofRecordings(code, file);
  }
}

function ofFinding(decisions: RemedySources['decisions'], tray: Tray): Remedy | undefined {
  const found = [...decisions].find(([, { state, finding }]) => state === 'RETAINED' && finding.trim() === '');
  if (found !== undefined) {
    return { kind: 'finding', track: found[0] };
  }
  const isSaid = ({ finding, track }: TrayItem): boolean =>
    finding.trim() !== '' || (track !== undefined && decisions.get(track)?.state === 'RETAINED');
  const item = tray.find((one) => one.inReport && !isSaid(one));
  return item === undefined ? undefined : { kind: 'tray', item: item.id };
}

function ofRecordings(code: RefusalCode, { recordings }: CaseFile): Remedy | undefined {
  const field = recordingFieldOf(code);
  const lacking = recordings.filter((recording) => lacks(recording, code));
  return field === undefined || lacking.length === 0
    ? undefined
    : { kind: 'provenance', recordings: lacking.map(({ id }) => recordingId(id)), field };
}

const lacks = (recording: CaseRecording, code: RefusalCode): boolean =>
  code === 'RECORDING_START'
    ? recording.provenance?.startsAt === undefined
    : missingInProvenance(recording).some((one) => one === code);
