// Small operations on a coarse field of blocks, row by row.

import type { Box } from '../geometry/box.ts';

/** Marks in `out` every block within `reach` of one whose value is at least `least`. */
export function dilate(field: Float32Array, least: number, columns: number, reach: number, out: Uint8Array): void {
  const rows = field.length / columns;
  field.forEach((value, block) => {
    if (value < least) {
      return;
    }
    const row = Math.floor(block / columns);
    const column = block % columns;
    for (let y = Math.max(0, row - reach); y <= Math.min(rows - 1, row + reach); y += 1) {
      out.fill(1, y * columns + Math.max(0, column - reach), y * columns + Math.min(columns, column + reach + 1));
    }
  });
}

/** Bounds, in blocks, of the region of values ≥ `least` around the greatest value; `undefined` when there is none. */
export function connectedBox(field: Float32Array, least: number, columns: number): Box | undefined {
  const seed = field.reduce((best, value, block) => (value > (field[best] ?? 0) ? block : best), 0);
  if ((field[seed] ?? 0) < least) {
    return undefined;
  }
  const seen = new Set([seed]);
  let [left, right, top, bottom] = [columns, 0, Infinity, 0];
  // A set is walked in order of insertion, also over what is added on the way.
  for (const block of seen) {
    const column = block % columns;
    const row = Math.floor(block / columns);
    [left, right, top, bottom] = [
      Math.min(left, column),
      Math.max(right, column),
      Math.min(top, row),
      Math.max(bottom, row),
    ];
    for (const [dx, dy] of NEIGHBOURS) {
      const next = block + dy * columns + dx;
      if (column + dx >= 0 && column + dx < columns && (field[next] ?? 0) >= least) {
        seen.add(next);
      }
    }
  }
  return { x: left, y: top, w: right - left + 1, h: bottom - top + 1 };
}

const NEIGHBOURS = [-1, 0, 1].flatMap((dy) => [-1, 0, 1].map((dx) => [dx, dy] as const));
