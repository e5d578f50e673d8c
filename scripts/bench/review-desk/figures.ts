// What the page of the review row tells.

import * as v from 'valibot';

/** Milliseconds; lists have one number a measure. */
export const ReviewedSchema = v.object({
  tracks: v.number(),
  found: v.array(v.number()),
  /** From the choice to the first page of the list on screen. */
  firstPageMs: v.array(v.number()),
  /** From the choice to the counts of all chips. */
  countsMs: v.array(v.number()),
  /** Tasks of the page that took longer than 50 ms, meanwhile. */
  longTasks: v.array(v.number()),
  /** From one painted frame to the next while the timeline is zoomed. */
  zoomMs: v.array(v.number()),
});
export type Reviewed = v.InferOutput<typeof ReviewedSchema>;
