// What is filled in about where recordings come from, for all files of one drop, and what it says. Pure.

import type { CaseFile, CaseRecording, Provenance } from '../domain/case/case-file.ts';
import type { CommandContext } from '../domain/case/commands.ts';
import { decide } from '../domain/case/decide.ts';
import { missingToAnalyse } from '../domain/case/gates.ts';
import { inFormOrder, refusalOf, type RefusalCode } from '../domain/law/codes.ts';
import type { Framework, Obtention } from '../domain/law/enumerations.ts';
import { dayOf } from '../domain/time/calendar.ts';
import type { Instant } from '../domain/time/instant.ts';
import { readDay, readGap, writeDay, writeMoment, writeTime } from '../domain/time/wall.ts';
import { RECORDING_FIELDS } from './case-form-fields.ts';
import { isUnread, NO_MOMENT, readMoment, type MomentText } from './moment-text.ts';

/** What the recordings of a drop have in common. */
export interface SharedAnswers {
  readonly obtention: Obtention;
  readonly pvReference: string;
  readonly holder: string;
  readonly obtainedOn: string;
  readonly place: string;
  /** Whether the recorder's clock is behind the real time. */
  readonly isSlow: boolean;
  /** Length of the gap, `hh:mm:ss`; empty: not ascertained. */
  readonly gap: string;
  readonly clockOffsetSource: string;
}

/** What each has of its own. */
export interface CameraAnswers {
  readonly camera: string;
  readonly startsAt: MomentText;
}

const USUAL_OBTENTION: Readonly<Record<Framework, Obtention>> = {
  FLAGRANCE: 'REQUISITION_60_1',
  PRELIMINAIRE: 'REQUISITION_77_1_1',
  INFORMATION_CR: 'REQUISITION_99_3',
  CAUSES_MORT: 'REQUISITION_60_1',
  BLESSURES_GRAVES: 'REQUISITION_60_1',
  DISPARITION: 'REQUISITION_60_1',
  INFO_CAUSES_80_4: 'REQUISITION_99_3',
};

/** As already recorded; else the usual obtention of the framework, today, and nothing more. */
export function sharedFrom(
  known: Provenance | undefined,
  framework: Framework | undefined,
  now: Instant,
  timeZone: string,
): SharedAnswers {
  const offset = known?.clockOffsetMs;
  return {
    obtention: known?.obtention ?? (framework === undefined ? 'AUTRE_PV' : USUAL_OBTENTION[framework]),
    pvReference: known?.reference ?? '',
    holder: known?.holder ?? '',
    obtainedOn: writeDay(known?.obtainedOn ?? dayOf(now, timeZone)),
    place: known?.place ?? '',
    isSlow: offset === undefined || offset >= 0,
    gap: offset === undefined ? '' : withSeconds(Math.round(Math.abs(offset) / 1000)),
    clockOffsetSource: known?.clockOffsetSource ?? '',
  };
}

export function cameraFrom(known: Provenance | undefined, timeZone: string): CameraAnswers {
  const startsAt = known?.startsAt;
  return {
    camera: known?.camera ?? '',
    startsAt: startsAt === undefined ? NO_MOMENT : writeMoment(startsAt, timeZone),
  };
}

/** Real time minus recorder's time, ms: positive when the recorder is slow; `undefined`: nothing typed, or not read. */
export function offsetOf({ isSlow, gap }: Pick<SharedAnswers, 'isSlow' | 'gap'>): number | undefined {
  const seconds = readGap(gap);
  return seconds === undefined ? undefined : (isSlow ? seconds : -seconds) * 1000;
}

/** The provenance of one recording; `undefined` while the day it was obtained on cannot be read. */
export function provenanceOf(
  shared: SharedAnswers,
  { camera, startsAt }: CameraAnswers,
  timeZone: string,
): Provenance | undefined {
  const obtainedOn = readDay(shared.obtainedOn);
  const clockOffsetMs = offsetOf(shared);
  return obtainedOn === undefined
    ? undefined
    : {
        obtention: shared.obtention,
        reference: shared.pvReference.trim(),
        holder: shared.holder.trim(),
        obtainedOn,
        camera: camera.trim(),
        place: shared.place.trim(),
        startsAt: readMoment(startsAt, timeZone),
        clockOffsetMs,
        clockOffsetSource: clockOffsetMs === undefined ? '' : shared.clockOffsetSource.trim(),
      };
}

/** Whether something was typed, of what may stay empty, that cannot be read. */
export function isCameraUnread({ startsAt }: CameraAnswers, timeZone: string): boolean {
  return isUnread(startsAt, timeZone);
}

export function isGapUnread({ gap }: Pick<SharedAnswers, 'gap'>): boolean {
  return gap.trim() !== '' && readGap(gap) === undefined;
}

const OF_RECORDINGS: ReadonlySet<RefusalCode> = new Set(RECORDING_FIELDS.flatMap(({ answers }) => answers));

/** What the domain would still miss of one recording with this provenance, of what its form can answer. */
export function lacksOfRecording(
  file: CaseFile,
  recording: CaseRecording,
  provenance: Provenance | undefined,
  context: CommandContext,
): readonly RefusalCode[] {
  const filled = { ...recording, provenance };
  const missing = missingToAnalyse(file, filled, context).filter((code) => OF_RECORDINGS.has(code));
  const refused =
    provenance === undefined
      ? []
      : refusalOf(() => decide(file, { kind: 'set-provenance', recordingId: recording.id, provenance }, context));
  return [...new Set([...inFormOrder(missing), ...refused])];
}

function withSeconds(seconds: number): string {
  const text = writeTime(seconds);
  return seconds % 60 === 0 ? `${text}:00` : text;
}
