// What the page of the rows of arranging is asked, and tells.

import * as v from 'valibot';

/** Columns of tubes as base64 of their bytes. */
export interface PackedTubes {
  readonly fromUs: string;
  readonly toUs: string;
  readonly key: string;
  readonly starts: string;
  readonly boxes: string;
}

export interface ArrangePlan {
  readonly tubes: PackedTubes;
  readonly footageUs: number;
  readonly runs: number;
}

/** Lists have one number a run. */
export const ArrangedSchema = v.object({
  objects: v.number(),
  pieces: v.number(),
  /** From the call to the answer: with the way to the worker and back. */
  arrangeMs: v.array(v.number()),
  /** The same when every tenth object goes, and when it comes back. */
  againMs: v.array(v.number()),
  /** Tasks of the page that took longer than 50 ms, meanwhile. */
  longTasks: v.array(v.number()),
  lengthS: v.number(),
  pace: v.number(),
  /** Shares 0–1. */
  overlap: v.number(),
  worstOverlap: v.number(),
  disorder: v.number(),
  coverage: v.number(),
  density: v.number(),
  peak: v.number(),
  /** Where nobody may cover another. */
  strictLengthS: v.number(),
  strictOverlap: v.number(),
  /** With as many at once as are asked for, even where fewer would do. */
  fullLengthS: v.number(),
  fullPeak: v.number(),
});
export type Arranged = v.InferOutput<typeof ArrangedSchema>;
