// Where something moves: the background mask gathered into cells, and the connected regions of busy cells.

import type { Box } from '../geometry/box.ts';
import { NORMAL } from '../settings/sensitivity.ts';
import { cleanMask } from './clean-mask.ts';

/** Side of a cell in pixels of the luma grid. */
export const CELL = 4;
/** Mask pixels (of 16) from which a cell counts as busy: fewer are noise. */
const LEAST_IN_CELL = 5;
/** Busy cells of one object may be this far apart: bodies break at the belt more often than at the side. */
const REACH_X = 1;
const REACH_Y = 2;
const LEAST_REGION_CELLS = 2;

/** A connected region of foreground, in pixels of the picture. */
export interface ForegroundRegion {
  readonly box: Box;
  /** Mask pixels in it, in pixels of the luma grid. */
  readonly pixels: number;
}

/** Foreground of one picture. */
export interface MotionField {
  readonly columns: number;
  readonly rows: number;
  /** Picture pixels per cell side. */
  readonly cellSide: number;
  /** Mask pixels of each cell, 0–16. */
  readonly counts: Uint8Array;
  readonly regions: readonly ForegroundRegion[];
  /** Share of the picture that is foreground, 0–1. */
  readonly share: number;
}

/**
 * Cleans a mask (one byte a pixel, 0 or 1, `width` × `height` grid pixels) in place and gathers it into a field.
 * `step`: picture pixels per grid pixel. `leastPixels`: moving grid pixels that make a region.
 */
export function motionField(
  mask: Uint8Array,
  width: number,
  height: number,
  step: number,
  leastPixels = NORMAL.leastRegionPixels,
): MotionField {
  const columns = Math.ceil(width / CELL);
  const rows = Math.ceil(height / CELL);
  const counts = new Uint8Array(columns * rows);
  const marked = cleanMask(mask, width);
  const total = marked.length;
  for (const index of marked) {
    const row = Math.floor(index / width);
    const cell = (row >> 2) * columns + ((index - row * width) >> 2);
    counts[cell] = (counts[cell] as number) + 1;
  }
  const cellSide = CELL * step;
  const busy = total < leastPixels ? [] : connect(counts, columns, rows, cellSide);
  const regions = busy.filter(({ pixels }) => pixels >= leastPixels);
  return { columns, rows, cellSide, counts, regions, share: total / Math.max(1, width * height) };
}

function connect(counts: Uint8Array, columns: number, rows: number, cellSide: number): ForegroundRegion[] {
  const seen = new Uint8Array(counts.length);
  const stack: number[] = [];
  const regions: ForegroundRegion[] = [];
  for (let seed = 0; seed < counts.length; seed += 1) {
    if (seen[seed] === 1 || (counts[seed] as number) < LEAST_IN_CELL) {
      continue;
    }
    seen[seed] = 1;
    stack.push(seed);
    let [left, right, top, bottom] = [columns, -1, rows, -1];
    let pixels = 0;
    let cells = 0;
    for (let cell = stack.pop(); cell !== undefined; cell = stack.pop()) {
      const column = cell % columns;
      const row = (cell - column) / columns;
      left = Math.min(left, column);
      right = Math.max(right, column);
      top = Math.min(top, row);
      bottom = Math.max(bottom, row);
      pixels += counts[cell] as number;
      cells += 1;
      for (let y = Math.max(0, row - REACH_Y); y <= Math.min(rows - 1, row + REACH_Y); y += 1) {
        for (let x = Math.max(0, column - REACH_X); x <= Math.min(columns - 1, column + REACH_X); x += 1) {
          const next = y * columns + x;
          if (seen[next] === 0 && (counts[next] as number) >= LEAST_IN_CELL) {
            seen[next] = 1;
            stack.push(next);
          }
        }
      }
    }
    if (cells >= LEAST_REGION_CELLS) {
      const box = {
        x: left * cellSide,
        y: top * cellSide,
        w: (right - left + 1) * cellSide,
        h: (bottom - top + 1) * cellSide,
      };
      regions.push({ box, pixels });
    }
  }
  return regions;
}

/** Share of a box (picture pixels) that is foreground, 0–1. */
export function motionShare(field: MotionField, box: Box): number {
  const { cellSide, columns, rows, counts } = field;
  const fromX = Math.max(0, Math.floor(box.x / cellSide));
  const toX = Math.min(columns - 1, Math.ceil((box.x + box.w) / cellSide) - 1);
  const fromY = Math.max(0, Math.floor(box.y / cellSide));
  const toY = Math.min(rows - 1, Math.ceil((box.y + box.h) / cellSide) - 1);
  let pixels = 0;
  let cells = 0;
  for (let y = fromY; y <= toY; y += 1) {
    for (let x = fromX; x <= toX; x += 1) {
      pixels += counts[y * columns + x] as number;
      cells += 1;
    }
  }
  return cells === 0 ? 0 : pixels / (cells * CELL * CELL);
}
