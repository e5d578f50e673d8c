// What the page of the painting row tells.

import * as v from 'valibot';

/** Milliseconds, one number a picture. */
export const PaintedSchema = v.object({
  /** From one picture on screen to the next, each painted as soon as the page may. */
  frameMs: v.array(v.number()),
  /** Of these, what the page itself needed to paint. */
  ownMs: v.array(v.number()),
});
export type Painted = v.InferOutput<typeof PaintedSchema>;

export interface PaintPlan {
  readonly pictures: number;
  readonly objects: number;
  /** Pixels of an object. */
  readonly width: number;
  readonly height: number;
}
