// Problems a person can do something about: a code, facts, and the advice that goes with them.
// The words are in `i18n` by code (French first); `message` is the developer's English.

/** Every code has its French and English text and advice in `i18n`. */
export const ALERT_CODES = [
  // The file as a whole: nothing was read.
  'EMPTY_FILE',
  'NOT_A_VIDEO',
  'UNSUPPORTED_CONTAINER',
  'MOOV_MISSING',
  'NO_VIDEO_TRACK',
  'UNSUPPORTED_CODEC',
  'FILE_ABSENT',
  'FILE_WAITING',
  'FILE_CHANGED',
  'FILE_UNREADABLE',
  'CONTAINER_CORRUPT',
  // Part of the file: the rest was read.
  'DATA_MISSING',
  'SPAN_FAILED',
  'READ_GIVEN_UP',
  'FRAMES_MISSING',
  'FRAMES_BEFORE_KEY',
  'HIDDEN_BY_EDIT_LIST',
  'DUPLICATE_FILE',
  // The camera: what happened to it, and what could not have been found.
  'SCENE_MOVED',
  'SCENE_PTZ',
  'SCENE_CUT',
  'SCENE_LIGHTING',
  'SCENE_COVERED',
  'SCENE_FROZEN',
  'SEARCH_LIMITED',
  // The machine, the model, the store.
  'MODEL_REFUSED',
  'BACKEND_SOFTWARE',
  'BACKEND_UNAVAILABLE',
  'GPU_FRAMES_REFUSED',
  'WORKER_LOST',
  'ANALYSIS_RESUMED',
  'FIRST_LOOK_FAILED',
  'STORAGE_FULL',
  'STORAGE_FAILED',
  // The dossier: keys, rights, the law.
  'VAULT_LOCKED',
  'RIGHT_REFUSED',
  'LAW_REFUSED',
  'PASSPHRASE_WRONG',
  'PASSPHRASE_WEAK',
  'HABILITATION_EXPIRED',
  'KEY_SHARE_MISSING',
  'KEY_SHARE_WRONG',
  'CASE_OPEN_ELSEWHERE',
  'CASE_ERASED',
  'CLOCK_WENT_BACK',
  'JOURNAL_BROKEN',
  'FILE_MISMATCH',
  'BROWSER_UNSUPPORTED',
  'INPUT_INVALID',
  'INTERNAL',
] as const;

export type AlertCode = (typeof ALERT_CODES)[number];

/** Named facts for the text of an alert; numbers are shown with the locale's digits. */
export type AlertFacts = Readonly<Record<string, string | number>>;

/** A problem as state: shown where it belongs, with a next step, and removable only by solving it. */
export interface Alert {
  readonly code: AlertCode;
  readonly severity: 'info' | 'warning' | 'error';
  readonly facts: AlertFacts;
}

/** An expected failure on its way up; becomes an `Alert` where it lands. Clonable as `toAlert()`. */
export class AppError extends Error {
  readonly code: AlertCode;
  readonly facts: AlertFacts;

  constructor(code: AlertCode, facts: AlertFacts = {}, options?: ErrorOptions) {
    super(`${code} ${JSON.stringify(facts)}`, options);
    this.name = 'AppError';
    this.code = code;
    this.facts = facts;
  }

  toAlert(): Alert {
    return { code: this.code, severity: 'error', facts: this.facts };
  }
}

/** Any thrown value as an `AppError`; a bug keeps its own message under `INTERNAL`. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) {
    return error;
  }
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return new AppError('INTERNAL', { message }, { cause: error });
}
