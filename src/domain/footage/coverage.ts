// What was looked at, span by span: "nothing found", "not analysed" and "could not be read" never look alike.

import type { Micros } from '../time/micros.ts';

/**
 * State of a span of frames after (or during) an analysis:
 * `still`: decoded, nothing moved; watched twelve times a second, or at each frame if there are fewer ·
 * `detected`: the detector looked, about five times a second or at each frame if there are fewer ·
 * `decoded`: decoded, something moved, the detector was not asked ·
 * `failed`: could not be decoded · `waiting`: not reached yet.
 */
export type CoverageState = 'decoded' | 'still' | 'detected' | 'failed' | 'waiting';

/** A run of frames in one state. Ordinals are 1-based and both ends are included, as are the times. */
export interface CoverageSpan {
  readonly state: CoverageState;
  readonly fromOrdinal: number;
  readonly toOrdinal: number;
  readonly fromUs: Micros;
  readonly toUs: Micros;
}
