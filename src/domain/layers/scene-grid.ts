// Cells over the upright picture, and the way of an object from cell to cell.

import type { Point } from '../settings/polygon.ts';

/** Cells along the longer side of the picture: a person in the middle of a street scene is one to three of them high. */
const ALONG = 32;

/** Cells in rows from the top left; square on the screen, as nearly as whole numbers of them allow. */
export interface SceneGrid {
  readonly columns: number;
  readonly rows: number;
  /** Width / height of the upright picture as it is shown. */
  readonly aspect: number;
}

export function gridOver(aspect: number): SceneGrid {
  return aspect >= 1
    ? { columns: ALONG, rows: Math.max(1, Math.round(ALONG / aspect)), aspect }
    : { columns: Math.max(1, Math.round(ALONG * aspect)), rows: ALONG, aspect };
}

/** The cell in which a point (shares of the picture) lies; the right and bottom borders belong to the last ones. */
export function cellAt({ columns, rows }: SceneGrid, { x, y }: Point): number {
  const within = (share: number, count: number): number => Math.min(count - 1, Math.max(0, Math.floor(share * count)));
  return within(y, rows) * columns + within(x, columns);
}

/** The corners of a cell, shares of the picture, clockwise from its top left. */
export function cornersOf({ columns, rows }: SceneGrid, cell: number): readonly Point[] {
  const [column, row] = [cell % columns, Math.floor(cell / columns)];
  const [left, right] = [column / columns, (column + 1) / columns];
  const [top, bottom] = [row / rows, (row + 1) / rows];
  return [
    { x: left, y: top },
    { x: right, y: top },
    { x: right, y: bottom },
    { x: left, y: bottom },
  ];
}

/** A stretch of a straight piece within one cell; `from` and `to`: shares of the piece. */
export interface CellStretch {
  readonly cell: number;
  readonly from: number;
  readonly to: number;
}

/** A straight piece of a way cut at the borders of cells, in order; its stretches add up to the whole. */
export function stretchesOf(grid: SceneGrid, a: Point, b: Point): readonly CellStretch[] {
  // Most pieces are short, and end where they began.
  const cell = cellAt(grid, a);
  if (cell === cellAt(grid, b)) {
    return [{ cell, from: 0, to: 1 }];
  }
  const cuts = [0, ...cutsAlong(a.x, b.x, grid.columns), ...cutsAlong(a.y, b.y, grid.rows), 1];
  cuts.sort((left, right) => left - right);
  const stretches: CellStretch[] = [];
  cuts.forEach((from, index) => {
    const to = cuts[index + 1];
    if (to !== undefined && to > from) {
      const middle = (from + to) / 2;
      const place = { x: a.x + (b.x - a.x) * middle, y: a.y + (b.y - a.y) * middle };
      stretches.push({ cell: cellAt(grid, place), from, to });
    }
  });
  return stretches;
}

/** Shares of the way from `a` to `b` at which a border between `count` cells is crossed. */
function cutsAlong(a: number, b: number, count: number): number[] {
  const cuts: number[] = [];
  const [low, high] = [Math.min(a, b) * count, Math.max(a, b) * count];
  for (let border = Math.floor(low) + 1; border < high; border += 1) {
    cuts.push((border / count - a) / (b - a));
  }
  return cuts;
}
