// What the page of the tab kills tells while it lives, and what it is asked.

import * as v from 'valibot';

export const ToldSchema = v.variant('kind', [
  /** Both journals were read and verified, with their checkpoints; opening begins. */
  v.object({ kind: v.literal('verified') }),
  v.object({ kind: v.literal('opened'), caseId: v.string() }),
  /** Write number `count` of this case was acknowledged. */
  v.object({ kind: v.literal('written'), count: v.number() }),
]);
export type Told = v.InferOutput<typeof ToldSchema>;

/** A life that came to its end: the analysis did. */
export const EndedSchema = v.object({ caseId: v.string(), results: v.string() });
export type Ended = v.InferOutput<typeof EndedSchema>;

export interface Life {
  /** Cases that are over. */
  readonly finished: readonly string[];
  /** Writes of the current case that were acknowledged before. */
  readonly written: number;
}
