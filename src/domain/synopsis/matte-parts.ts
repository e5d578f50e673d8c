// Parts of a field of cells that hang together.

import type { MatteGrid } from './matte.ts';

const MOST_PARTS = 65_535;

interface Part {
  cells: number;
  /** Whether it reaches the border of the window. */
  isOpen: boolean;
  /** Row of its lowest cell. */
  lowest: number;
  /** Mean column. */
  middle: number;
}

/** Parts of cells of a value that hang together by their sides: the number of the part of each cell, 1-based. */
export function partsOf(
  values: Uint8Array,
  { columns, rows }: MatteGrid,
  wanted: 0 | 1,
): { readonly labels: Uint16Array; readonly parts: readonly Part[] } {
  const labels = new Uint16Array(values.length);
  const parts: Part[] = [];
  const queue = new Uint32Array(values.length);
  for (let start = 0; start < values.length; start += 1) {
    if (labels[start] !== 0 || values[start] !== wanted || parts.length === MOST_PARTS) {
      continue;
    }
    const part = { cells: 0, isOpen: false, lowest: 0, middle: 0 };
    const label = parts.push(part);
    labels[start] = label;
    queue[0] = start;
    let end = 1;
    for (; part.cells < end; part.cells += 1) {
      const at = queue[part.cells] as number;
      const column = at % columns;
      part.middle += (column - part.middle) / (part.cells + 1);
      part.lowest = Math.max(part.lowest, (at - column) / columns);
      for (let side = 0; side < 4; side += 1) {
        const isEdge =
          side === 0
            ? column === 0
            : side === 1
              ? column === columns - 1
              : side === 2
                ? at < columns
                : at >= columns * (rows - 1);
        if (isEdge) {
          part.isOpen = true;
          continue;
        }
        const next = side === 0 ? at - 1 : side === 1 ? at + 1 : side === 2 ? at - columns : at + columns;
        if (labels[next] === 0 && values[next] === wanted) {
          labels[next] = label;
          queue[end] = next;
          end += 1;
        }
      }
    }
  }
  return { labels, parts };
}
