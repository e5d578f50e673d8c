// Identity of a frame: its ordinal and its time, exactly as the file says.

import type { Micros, Timebase } from '../time/micros.ts';

/** Which frame of which file, told in all the ways an examiner may ask for it. */
export interface FrameStamp {
  /** 1-based position in presentation order among all decodable frames of the recording. */
  readonly ordinal: number;
  /** Raw presentation timestamp in ticks of the recording's timebase. May be negative. */
  readonly ticks: number;
  readonly us: Micros;
  /** A decoder can start here. */
  readonly isKey: boolean;
  /** "Hors liste de montage": the container's edit list hides this frame from ordinary players. */
  readonly isHidden: boolean;
}

/**
 * Every decodable frame of a recording in presentation order, as columns.
 * Row `i` is ordinal `i + 1`. Plain data: may cross a worker border.
 */
export interface FrameTable {
  readonly timebase: Timebase;
  /** Raw ticks (integers; doubles hold them exactly up to 2^53). */
  readonly ticks: Float64Array;
  /** Integer microseconds. */
  readonly us: Float64Array;
  /** Bit 0: key frame; bit 1: hidden by the edit list. */
  readonly flags: Uint8Array;
}

export const FRAME_KEY = 1;
export const FRAME_HIDDEN = 2;

/** The stamp of an ordinal, 1 ≤ ordinal ≤ number of frames. Throws `RangeError` outside. */
export function stampOf(table: FrameTable, ordinal: number): FrameStamp {
  const row = ordinal - 1;
  const ticks = table.ticks[row];
  const us = table.us[row];
  const flags = table.flags[row];
  if (ticks === undefined || us === undefined || flags === undefined) {
    throw new RangeError(`No frame ${ordinal} among ${table.us.length}`);
  }
  return {
    ordinal,
    ticks,
    us: us as Micros,
    isKey: (flags & FRAME_KEY) !== 0,
    isHidden: (flags & FRAME_HIDDEN) !== 0,
  };
}

/** Ordinal of the last frame whose time is ≤ `us`; the first frame's when `us` precedes them all; 0 when there is none. */
export function ordinalAt(table: FrameTable, us: number): number {
  const times = table.us;
  if (times.length === 0) {
    return 0;
  }
  let low = 0;
  let high = times.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((times[middle] ?? Infinity) <= us) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return low + 1;
}
