// What the law finds missing or forbidden, as codes. The words are the interface's; the text that asks for it is here.

import type { StatuteId } from './statutes.ts';

/** What can be missing before an act, in the order of the form; each with the text that asks for it. */
export const MISSING = {
  INSTALLATION: 'DECRET_2012_687',
  // The case.
  SERVICE: 'CPP_R40_40',
  PROCEDURE_NUMBER: 'CPP_R40_40',
  FRAMEWORK: 'CPP_230_20',
  FLAGRANCE_START: 'CPP_53',
  FACTS_QUALIFICATION: 'CPP_R40_40',
  FACTS_PLACE_DATE: 'CPP_R40_40',
  // Its authorisation.
  AUTHORISATION: 'CPP_R40_40',
  MAGISTRATE_NAME: 'CPP_R40_40',
  MAGISTRATE_COURT: 'CPP_R40_40',
  AUTHORISATION_CONFIRMATION: 'CPP_R40_40',
  NO_CONTRARY_DECISION: 'CPP_R40_40_2',
  AUTHORISATION_REFERENCE: 'CPP_R40_40',
  SCOPE_PERIOD: 'CPP_R40_40',
  SCOPE_CLASSES: 'CPP_R40_40',
  SCOPE_ZONES: 'CPP_R40_40',
  /** The flagrance is over: conversion to a preliminary investigation, expressly authorised, is missing. */
  CONVERSION: 'CPP_53',
  /** Suspended by a contrary decision: a new express authorisation is missing. */
  NEW_AUTHORISATION: 'CPP_R40_40_2',
  // Who acts.
  USER_LISTED: 'CPP_230_25',
  USER_LABEL: 'CPP_R40_39',
  HABILITATION_AUTHORITY: 'CPP_R40_39',
  HABILITATION_NATURES: 'CPP_230_25',
  HABILITATION_VALID: 'CPP_R40_39',
  // The recordings.
  RECORDING: 'CPP_230_21',
  RECORDING_PROVENANCE: 'CPP_230_21',
  RECORDING_REFERENCE: 'CPP_230_21',
  RECORDING_HOLDER: 'CPP_230_21',
  RECORDING_CAMERA: 'CPP_230_21',
  RECORDING_PLACE: 'CPP_230_21',
  RECORDING_START: 'CPP_R40_40',
  CLOCK_OFFSET_SOURCE: 'CPP_R40_40',
  RECORDING_HASH: 'CPP_230_21',
  // Its use, its documents, its end.
  SESSION: 'CPP_R40_40_3',
  SESSION_END: 'CPP_R40_40_3',
  M1: 'CPP_R40_40_3',
  M2: 'CPP_R40_40_3',
  REPORT: 'CPP_R40_40_4',
  REPORT_JOINED: 'CPP_R40_40_4',
  COPY_REQUEST: 'CPP_R40_40_4',
  REFERENCE: 'CPP_R40_40',
  // What people decide.
  LINK_TRACKS: 'CPP_230_21',
  LINK_GROUND: 'CPP_230_21',
  IDENTITY_SOURCE: 'CPP_230_21',
  FINDING: 'LIL_97',
  /** Why something leaves the case. */
  MOTIVE: 'LIL_101',
  // What a document has to say beside the case itself.
  AUTHOR: 'CPP_R40_40_4',
  SOFTWARE: 'CPP_R40_40_3',
  ENGAGEMENT: 'DECRET_2012_687',
  CONTROLLER: 'DECRET_2012_687',
  AIPD: 'LIL_90',
  MODEL: 'CPP_R40_40_4',
  ENVIRONMENT: 'CPP_R40_40_4',
  SESSION_COUNTS: 'CPP_R40_40_3',
  RECORDING_HASH_AFTER: 'CPP_R40_40_4',
  RECORDING_COVERAGE: 'CPP_R40_40_4',
  JOURNAL_ANCHOR: 'LIL_101',
  JOURNAL_VERDICT: 'LIL_101',
  ERASURE_CAUSE: 'CPP_230_22',
  ERASURE_ACCOUNT: 'CPP_230_22',
} as const satisfies Readonly<Record<string, StatuteId>>;
export type MissingCode = keyof typeof MISSING;

/** What can be forbidden whatever one fills in, with the text that forbids it. */
export const FORBIDDEN = {
  /** The role's cell of the matrix says no. */
  RIGHT: 'CPP_230_25',
  /** Not in this state of the case. */
  STATE: 'CPP_R40_40',
  CASE_ERASED: 'CPP_230_22',
  DEADLINE_PASSED: 'CPP_230_22',
  FUTURE_DATE: 'CPP_R40_40',
  FRAMEWORK_FIXED: 'CPP_R40_40',
  /** This form does not exist in this framework. */
  AUTHORISATION_FORM: 'CPP_R40_40_2',
  /** This magistrate does not direct an investigation of this framework. */
  MAGISTRATE_QUALITY: 'CPP_R40_40',
  AUTHORISATION_BEFORE_DECISION: 'CPP_R40_40_2',
  NOT_FLAGRANCE: 'CPP_53',
  FLAGRANCE_EXTENDED_TWICE: 'CPP_53',
  SCOPE_WIDENED: 'CPP_R40_40',
  ROLE_NOT_LISTABLE: 'CPP_230_25',
  USER_LISTED_TWICE: 'CPP_230_25',
  USER_UNKNOWN: 'CPP_230_25',
  LAST_DIRECTOR: 'CPP_230_25',
  RECORDING_UNKNOWN: 'CPP_230_21',
  RECORDING_TWICE: 'CPP_230_21',
  HASH_CHANGED: 'CPP_230_21',
  SESSION_UNKNOWN: 'CPP_R40_40_3',
  SESSION_OPEN: 'CPP_R40_40_3',
  DEROGATION_OFF: 'CPP_230_22_2',
  DEROGATION_FRAMEWORK: 'CPP_230_22_2',
  DEROGATION_OFFENCE: 'CPP_230_22_2',
  DEROGATION_TOO_LONG: 'CPP_230_22_2',
  CLOSING_EVENT: 'CPP_230_22',
  ORDER_TARGET: 'CPP_230_23',
  TRACK_UNKNOWN: 'CPP_230_21',
  TRACK_NOT_RETAINED: 'CPP_230_21',
  TRACK_UNDECIDED: 'CPP_230_21',
  TRACK_LINKED: 'CPP_230_21',
  LINK_UNKNOWN: 'CPP_230_21',
  // Objects put together or cut in two by hand.
  TRACK_DECIDED: 'CPP_230_21',
  MERGE_TRACKS: 'CPP_230_21',
  MERGE_RECORDINGS: 'CPP_230_21',
  MERGE_CLASSES: 'CPP_230_21',
  /** Nothing is twice in a picture. */
  MERGE_OVERLAP: 'CPP_230_21',
  SPLIT_OUTSIDE: 'CPP_230_21',
  /** What an analysis that runs has given may still change. */
  EDIT_RUNNING: 'CPP_230_21',
  EDIT_UNKNOWN: 'CPP_230_21',
  /** Another one rests on it. */
  EDIT_LATER: 'CPP_230_21',
  // The tray.
  TRAY_UNKNOWN: 'CPP_230_21',
  TRAY_TWICE: 'CPP_230_21',
  /** No such frames in the recording, or not in this order. */
  TRAY_FRAMES: 'CPP_230_21',
  // Searches and zones that are kept.
  KEPT_UNKNOWN: 'CPP_230_21',
  /** Empty, too long, or of more than one line. */
  KEPT_NAME: 'CPP_230_21',
  KEPT_TWICE: 'CPP_230_21',
  KEPT_FULL: 'CPP_230_21',
} as const satisfies Readonly<Record<string, StatuteId>>;
export type ForbiddenCode = keyof typeof FORBIDDEN;

export type RefusalCode = MissingCode | ForbiddenCode;

/** The text behind a code. */
export function basisOf(code: RefusalCode): StatuteId {
  return { ...MISSING, ...FORBIDDEN }[code];
}

/** Whether a text is a code of this list. */
export function isRefusalCode(code: string): code is RefusalCode {
  return code in MISSING || code in FORBIDDEN;
}

const ORDER: readonly string[] = Object.keys(MISSING);

/** Each code once, in the order of the form. */
export function inFormOrder(codes: Iterable<MissingCode>): readonly MissingCode[] {
  return [...new Set(codes)].sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b));
}

/** The law says no, and why; never in words. */
export class LawRefusal extends Error {
  readonly codes: readonly RefusalCode[];

  constructor(codes: readonly RefusalCode[]) {
    super(`Refused: ${codes.join(', ')}`);
    this.name = 'LawRefusal';
    this.codes = codes;
  }
}

/** The codes with which the law refuses an act; [] when it goes through. Whatever else goes wrong is thrown. */
export function refusalOf(act: () => unknown): readonly RefusalCode[] {
  try {
    act();
    return [];
  } catch (error) {
    if (error instanceof LawRefusal) {
      return error.codes;
    }
    throw error;
  }
}

/** Refuses when anything is missing or forbidden. */
export function refuse(...codes: readonly RefusalCode[]): void {
  if (codes.length > 0) {
    throw new LawRefusal(codes);
  }
}

/** Refuses with one code unless it holds. */
export function need(holds: boolean, code: RefusalCode): asserts holds {
  if (!holds) {
    throw new LawRefusal([code]);
  }
}
