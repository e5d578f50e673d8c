// An interval set from the frame on screen, one edge after the other.

import type { Interval } from './criteria.svelte.ts';

/**
 * The interval with one edge at `us`; the other stays where it is, or goes to the end of the recording when it would lie
 * on the wrong side. `undefined`: the whole recording.
 */
export function withEdge(
  chosen: Interval | undefined,
  extent: Interval,
  edge: 'from' | 'to',
  us: number,
): Interval | undefined {
  const { fromUs, toUs } = chosen ?? extent;
  const next =
    edge === 'from'
      ? { fromUs: us, toUs: toUs >= us ? toUs : extent.toUs }
      : { fromUs: fromUs <= us ? fromUs : extent.fromUs, toUs: us };
  return next.fromUs <= extent.fromUs && next.toUs >= extent.toUs ? undefined : next;
}
