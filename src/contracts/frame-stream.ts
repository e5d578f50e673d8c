// What travels on the port between the worker that decodes and the worker that looks.

import type { AppError } from './errors.ts';

/** Where a pass begins. */
export interface StreamStart {
  /** The first picture sent has a greater ordinal; 0: the whole recording. */
  readonly afterOrdinal: number;
}

/** From the decoder to the analysis, in presentation order. */
export type FrameMessage =
  | {
      readonly kind: 'frame';
      /** Ordinals that were decoded since the last message and are not watched. */
      readonly passed: readonly number[];
      readonly ordinal: number;
      /** The receiver closes it, then asks for one more. */
      readonly frame: VideoFrame;
    }
  | ({ readonly kind: 'end' } & StreamEnd)
  | { readonly kind: 'failed'; readonly code: AppError['code']; readonly facts: AppError['facts'] };

/** What the decoder knows once nothing more comes. */
export interface StreamEnd {
  readonly passed: readonly number[];
  /** How many times a decoder died and another one started at a later key frame. */
  readonly restarts: number;
  /** First ordinal, in presentation order, behind the end of the data; `undefined` when the file is whole. */
  readonly dataEndsAtOrdinal: number | undefined;
}

/**
 * From the analysis to the decoder: begin here, room for so many more pictures, no more at all.
 * Pictures before `wantedFromUs` would be passed over: they need not be sent.
 */
export type FrameDemand =
  | ({ readonly kind: 'start'; readonly room: number } & StreamStart)
  | { readonly kind: 'more'; readonly count: number; readonly wantedFromUs: number }
  | { readonly kind: 'stop' };
