// Figures of a search in a drawn zone: gaps between key frames, lengths of stretches, bars of the curve.

import { FRAME_KEY, type FrameTable } from '../../domain/footage/frame.ts';
import type { Stretch } from '../../domain/motion-search/rows.ts';

/** The longest time between two pictures that are read by key frames, the ends of the span included, µs. */
export function longestGap({ us, flags }: FrameTable, { fromOrdinal, toOrdinal }: Stretch): number {
  let [last, longest] = [us[fromOrdinal - 1] ?? 0, 0];
  for (let row = fromOrdinal; row < toOrdinal; row += 1) {
    if (row === toOrdinal - 1 || ((flags[row] ?? 0) & FRAME_KEY) !== 0) {
      const at = us[row] ?? last;
      longest = Math.max(longest, at - last);
      last = at;
    }
  }
  return longest;
}

/** Time from the first picture of a stretch to the end of its last one, µs. */
export function lengthOf({ us }: FrameTable, { fromOrdinal, toOrdinal }: Stretch): number {
  const from = us[fromOrdinal - 1] ?? 0;
  // The last picture of a recording lasts as long as the one before it.
  const end = us[toOrdinal] ?? 2 * (us[toOrdinal - 1] ?? 0) - (us[toOrdinal - 2] ?? us[toOrdinal - 1] ?? 0);
  return Math.max(0, end - from);
}

/** A bar of the curve: from where to where, shares of its width, and how high. */
export interface CurveBar {
  readonly from: number;
  readonly to: number;
  readonly share: number;
}

/**
 * The curve as at most `columns` bars, each as high as its highest picture. A picture stands for the time up to the next
 * one, of key frames for what lies around it too; unread ones make no bar.
 */
export function barsOf(
  { us }: FrameTable,
  ordinals: Uint32Array,
  shares: Float32Array,
  { fromOrdinal, toOrdinal }: Stretch,
  columns: number,
): readonly CurveBar[] {
  const [start, end] = [us[fromOrdinal - 1] ?? 0, us[toOrdinal - 1] ?? 0];
  const placeOf = (at: number): number => (end > start ? (at - start) / (end - start) : 0);
  const bars: CurveBar[] = [];
  ordinals.forEach((ordinal, row) => {
    const from = placeOf(us[ordinal - 1] ?? 0);
    const to = Math.min(1, Math.max(from + 1 / columns, placeOf(us[(ordinals[row + 1] ?? ordinal) - 1] ?? 0)));
    const share = shares[row] ?? 0;
    const last = bars.at(-1);
    if (last !== undefined && Math.floor(last.from * columns) === Math.floor(from * columns)) {
      bars[bars.length - 1] = { from: last.from, to: Math.max(last.to, to), share: Math.max(last.share, share) };
    } else {
      bars.push({ from, to, share });
    }
  });
  return bars;
}
