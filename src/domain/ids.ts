// Names of things, so that the compiler tells a case from a recording.

import type { Brand } from '../base/brand.ts';

/** A case: one exercise or one judicial dossier. Nothing is ever shared between two. */
export type CaseId = Brand<string, 'CaseId'>;
/** One imported file of one camera. */
export type RecordingId = Brand<string, 'RecordingId'>;
/** One object followed through one recording by one analysis of it: `<recording>/<number>`, later ones `…/<number>/<run>`. */
export type TrackId = Brand<string, 'TrackId'>;
/** 64 lower-case hexadecimal digits. */
export type Sha256 = Brand<string, 'Sha256'>;

export const caseId = (value: string): CaseId => value as CaseId;
export const recordingId = (value: string): RecordingId => value as RecordingId;

/** Identity of the `number`-th track (≥ 1) of the `run`-th analysis (≥ 1) of a recording. */
export function trackId(recording: RecordingId, number: number, run = 1): TrackId {
  return (run === 1 ? `${recording}/${number}` : `${recording}/${number}/${run}`) as TrackId;
}

/** The recording of a track. */
export function recordingOfTrack(track: TrackId): RecordingId {
  return recordingId(track.slice(0, Math.max(0, track.indexOf('/'))));
}

/** A track within one analysis: `<recording>/<number>`, whichever analysis it is. */
export function trackKey(id: TrackId): string {
  return id.split('/', 2).join('/');
}

/** Number of a track in its recording; `NaN` for what no track is called. */
export function numberOfTrack(id: string): number {
  return Number(/\/(\d+)(?:\/\d+)?$/.exec(id)?.[1]);
}

/** Checks and brands a hexadecimal SHA-256. Throws on anything else. */
export function sha256(value: string): Sha256 {
  if (!/^[0-9a-f]{64}$/.test(value)) {
    throw new Error(`Not a SHA-256: ${value}`);
  }
  return value as Sha256;
}
