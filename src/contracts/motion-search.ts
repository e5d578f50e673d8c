// What is asked of, and told by, a search for changes in a zone drawn on the picture.

import type { ExactRead, MotionQuestion } from '../domain/motion-search/moments.ts';
import type { MotionRows, Stretch } from '../domain/motion-search/rows.ts';
import type { Polygon } from '../domain/settings/polygon.ts';
import type { Licence } from './analysis.ts';

/** Key frames alone, or every picture of the span. */
export type MotionPictures = 'keys' | 'all';

/** What a person asks. */
export interface MotionDemand {
  readonly question: MotionQuestion;
  /** In shares of the upright picture. */
  readonly zone: Polygon;
  /** The picture that `appeared` and `left` compare with. */
  readonly reference: number;
  /** Both ends included. */
  readonly span: Stretch;
  readonly pictures: MotionPictures;
  /** What stays longer is a lasting change, µs. */
  readonly lastsUs: number;
  /** Instead of the whole span: what lies between pictures that were read, to be exact. */
  readonly reads?: readonly ExactRead[];
}

/** What the worker is asked: a demand within what is allowed, and by what right. */
export interface MotionJob extends MotionDemand {
  /** The only parts of the picture that may be read; `undefined`: all of it. */
  readonly allowed: readonly Polygon[] | undefined;
  readonly licence: Licence;
  readonly caseId: string;
  readonly recordingId: string;
  readonly recordingSha256: string;
}

/** What was read since the last progress, and how far it is. */
export interface MotionProgress {
  readonly rows: MotionRows;
  /** Pictures read of those that are to be. */
  readonly done: number;
  readonly total: number;
  /** Wall seconds left; `undefined` while nobody can tell. */
  readonly etaS: number | undefined;
}

/** The worker waits for the last one before it reports. */
export type MotionListener = (progress: MotionProgress) => void | Promise<void>;

/** How the reading went; the rows came with the progress. */
export interface MotionReport {
  /** Pictures that were wanted and could not be decoded. Never taken for still. */
  readonly unread: readonly Stretch[];
  /** Pictures that were compared, and those that came out of the decoder. */
  readonly compared: number;
  readonly decoded: number;
  readonly wallS: number;
  /** Whether it was stopped before its end; `readTo`: the last picture it came to. */
  readonly isStopped: boolean;
  readonly readTo: number;
  /** Pictures a second when every one is read; `undefined` where it was not measured. */
  readonly everyPerS: number | undefined;
}

/** What of a demand is authorised. */
export interface MotionBounds {
  /** The part of the span that may be searched; `undefined`: none of it. */
  readonly span: Stretch | undefined;
  /** Share of the zone that may be read, 0–1. */
  readonly zoneShare: number;
  /** Whether the picture compared with lies in the authorised period. */
  readonly isReferenceAllowed: boolean;
}

export interface MotionAnswer extends MotionReport {
  readonly bounds: MotionBounds;
}
