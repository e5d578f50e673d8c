// A frame table from times in milliseconds.

import { FRAME_HIDDEN, FRAME_KEY, type FrameTable } from '../../src/domain/footage/frame.ts';

/** Frames at the given presentation times (ms); the first is a key frame, the first `hidden` are hidden. */
export function aFrameTable(timesMs: readonly number[], hidden = 0): FrameTable {
  return {
    timebase: { num: 1, den: 1000 },
    ticks: Float64Array.from(timesMs),
    us: Float64Array.from(timesMs, (ms) => ms * 1000),
    flags: Uint8Array.from(timesMs, (_, row) => (row === 0 ? FRAME_KEY : 0) | (row < hidden ? FRAME_HIDDEN : 0)),
  };
}

/** `count` frames, one every `stepMs`. */
export function evenFrames(count: number, stepMs: number, startMs = 0): FrameTable {
  return aFrameTable(Array.from({ length: count }, (_, row) => startMs + row * stepMs));
}
