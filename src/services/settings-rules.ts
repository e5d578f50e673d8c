// What a person may set of a recording, and when: settings of its analysis, its place. Each rule fails with
// INPUT_INVALID.

import type { AnalysisSettings } from '../contracts/analysis.ts';
import { AppError } from '../contracts/errors.ts';
import { NOT_STARTED, type RecordingPhase, type RecordingPlace } from '../contracts/session.ts';
import { areLawful } from '../domain/settings/polygon.ts';
import type { Recording } from './recording.ts';

const ENDED: ReadonlySet<RecordingPhase> = new Set(['done', 'cancelled', 'failed']);

/** Settings that a person can have made. */
export function checked(settings: AnalysisSettings): AnalysisSettings {
  if (!areLawful(settings.masks)) {
    throw new AppError('INPUT_INVALID', { masks: settings.masks.length });
  }
  return settings;
}

/** A place in which something can have been filmed: finished recordings only, so nothing begins after `now`. */
export function checkedPlace(place: RecordingPlace, now: number): RecordingPlace {
  const { startsAt, clockOffsetMs = 0 } = place;
  if (!Number.isSafeInteger(clockOffsetMs) || (startsAt !== undefined && startsAt + clockOffsetMs > now)) {
    throw new AppError('INPUT_INVALID', { field: startsAt === undefined ? 'clockOffsetMs' : 'startsAt' });
  }
  return { ...place, camera: place.camera.trim() };
}

/** Only before its analysis starts. */
export function mayBeSet({ id, state }: Recording): void {
  if (!NOT_STARTED.has(state.phase)) {
    throw new AppError('INPUT_INVALID', { recording: id, phase: state.phase });
  }
}

/** Only what has ended and could be opened. */
export function mayBeAnalysedAgain({ id, state, opened }: Recording): void {
  if (!ENDED.has(state.phase) || opened === undefined) {
    throw new AppError('INPUT_INVALID', { recording: id, phase: state.phase });
  }
}
