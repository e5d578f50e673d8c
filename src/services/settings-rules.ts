// When the settings of an analysis may be set, and what they may be. Each rule fails with INPUT_INVALID.

import type { AnalysisSettings } from '../contracts/analysis.ts';
import { AppError } from '../contracts/errors.ts';
import { NOT_STARTED, type RecordingPhase } from '../contracts/session.ts';
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
