// The coarse picture by which ffmpeg's frames and ours are compared: mean luma of a few cells.

import type { Timebase } from '../../src/domain/time/micros.ts';

/** Cells of a coarse picture; both sides divide those of the test footage. */
export const GRID = { columns: 32, rows: 24 } as const;

/** What ffprobe and ffmpeg say of a clip. */
export interface ClipTruth {
  readonly timebase: Timebase;
  readonly width: number;
  readonly height: number;
  /** Presentation times of all packets as stored (`-ignore_editlist 1`), in order of time. */
  readonly storedTicks: readonly number[];
  /** The same with the edit list applied; those that it hides are there too. */
  readonly shownTicks: readonly number[];
  readonly hidden: number;
  readonly sha256: string;
  /** Mean luma of each cell, by ordinal, of the upright picture. */
  readonly grids: Readonly<Record<number, readonly number[]>>;
}

/** What ffprobe and ffmpeg say of every frame of a clip (`-ignore_editlist 1`), by ordinal − 1. */
export interface FrameTruth {
  /** One letter each: I, P, B, or ? where ffprobe does not know. */
  readonly types: string;
  /** SHA-256 of the luma plane, row after row without padding, in the orientation of the file. */
  readonly luma: readonly string[];
}

/** Mean of each cell of a plane of `width` × `height`. */
export function gridOf(plane: Uint8Array, stride: number, width: number, height: number): number[] {
  const [cellWidth, cellHeight] = [width / GRID.columns, height / GRID.rows];
  return Array.from({ length: GRID.columns * GRID.rows }, (_, cell) => {
    const left = Math.round((cell % GRID.columns) * cellWidth);
    const top = Math.round(Math.floor(cell / GRID.columns) * cellHeight);
    let sum = 0;
    for (let y = top; y < top + cellHeight; y += 1) {
      for (let x = left; x < left + cellWidth; x += 1) {
        sum += plane[y * stride + x] ?? 0;
      }
    }
    return sum / (cellWidth * cellHeight);
  });
}

/** Greatest difference of two coarse pictures, in luma steps. */
export function gridDistance(a: readonly number[], b: readonly number[]): number {
  return a.length === b.length ? Math.max(...a.map((value, cell) => Math.abs(value - (b[cell] ?? NaN)))) : NaN;
}
