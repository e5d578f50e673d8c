// The border between an object and others who overlap it: where colours part, not where boxes meet.

import { COLOUR, type Difference } from './matte-difference.ts';
import { boxMean } from './matte-filters.ts';
import type { MattePrior } from './matte-prior.ts';
import type { MatteGrid } from './matte.ts';

/** Claims of others, by boxes alone, between which colours tell whose a cell is. */
const CONTESTED = [0.28, 0.76] as const;
/** How far around a cell the colours of both are learnt, share of the box's height: a coat ends where trousers begin. */
const AROUND = 0.05;
/** How much colour weighs against boxes. */
const TELLING = 0.4;
/** Limits of what noise does: colours nearer to each other than that do not tell. */
const ALIKE = 2;
/** Cells of the other's side that belong to both. */
const BORDER = 1;

/** 1 where another object is, or would be. */
export function foreignOf(grid: MatteGrid, prior: MattePrior, difference: Difference | undefined): Uint8Array {
  const radius = Math.max(2, Math.round(AROUND * prior.box.h));
  const part = contestedPart(grid, prior, radius);
  if (difference === undefined || part === undefined) {
    return prior.foreign;
  }
  const { own, others } = sidesOf(grid, prior, difference, part);
  const [mine, theirs] = [own, others].map((sums) => sums.map((sum) => boxMean(sum, part, radius)));
  const side = new Float32Array(part.columns * part.rows);
  eachCell(part, grid, (at, to) => {
    const claim = prior.claims[at] as number;
    side[to] = claim - 0.5;
    if (isContested(claim) && mine !== undefined && theirs !== undefined) {
      const [near, far] = [distance(difference, at, mine, to), distance(difference, at, theirs, to)];
      if (near !== undefined && far !== undefined) {
        side[to] = claim - 0.5 + (TELLING * (near - far)) / (near + far + ALIKE * difference.limit);
      }
    }
  });
  const sides = boxMean(side, part, 1);
  const foreign = prior.foreign.slice();
  eachCell(part, grid, (at, to) => {
    if (isContested(prior.claims[at] as number)) {
      foreign[at] = (sides[to] as number) > 0 ? 1 : 0;
    }
  });
  return foreign;
}

const isContested = (claim: number): boolean => claim > CONTESTED[0] && claim < CONTESTED[1];

/** A rectangle of the grid. */
interface Part {
  readonly left: number;
  readonly top: number;
  readonly columns: number;
  readonly rows: number;
}

/** Calls with each cell's place in the grid and in the part. */
function eachCell({ left, top, columns, rows }: Part, grid: MatteGrid, call: (at: number, to: number) => void): void {
  for (let row = 0, to = 0; row < rows; row += 1) {
    const start = (top + row) * grid.columns + left;
    for (let column = 0; column < columns; column += 1, to += 1) {
      call(start + column, to);
    }
  }
}

/** What is contested, and `radius` cells around it; `undefined`: nothing is. */
function contestedPart({ columns, rows }: MatteGrid, { claims }: MattePrior, radius: number): Part | undefined {
  let [left, right, top, bottom] = [columns, -1, rows, -1];
  for (let row = 0, at = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1, at += 1) {
      if (isContested(claims[at] as number)) {
        left = column < left ? column : left;
        right = column > right ? column : right;
        top = row < top ? row : top;
        bottom = row;
      }
    }
  }
  if (right < 0) {
    return undefined;
  }
  left = Math.max(0, left - radius);
  top = Math.max(0, top - radius);
  const [end, below] = [Math.min(columns, right + 1 + radius), Math.min(rows, bottom + 1 + radius)];
  return { left, top, columns: end - left, rows: below - top };
}

/** Of cells that differ from the scene and are surely of one side: 1, luma and two colour differences; 0 elsewhere. */
function sidesOf(
  grid: MatteGrid,
  { claims, outside }: MattePrior,
  difference: Difference,
  part: Part,
): { readonly own: readonly Float32Array[]; readonly others: readonly Float32Array[] } {
  const planes = (): Float32Array[] => [0, 1, 2, 3].map(() => new Float32Array(part.columns * part.rows));
  const [own, others] = [planes(), planes()];
  const [low, high] = CONTESTED;
  eachCell(part, grid, (at, to) => {
    const claim = claims[at] as number;
    // What lies outside of the box is seldom the object's, whatever its colour.
    const side = claim >= high ? others : claim <= low && (outside[at] as number) <= 0 ? own : undefined;
    const [count, luma, blue, red] = side ?? [];
    if (count && luma && blue && red && (difference.strength[at] as number) > 1) {
      count[to] = 1;
      luma[to] = colourAt(difference, 0, at);
      blue[to] = colourAt(difference, 1, at);
      red[to] = colourAt(difference, 2, at);
    }
  });
  return { own, others };
}

function colourAt({ scene, smooth }: Difference, plane: 0 | 1 | 2, at: number): number {
  return (scene[plane][at] as number) + (smooth[plane][at] as number);
}

/** Of the colour of a cell from the mean of a side around it; `undefined`: none of that side is near. */
function distance(
  difference: Difference,
  at: number,
  [count, luma, blue, red]: readonly Float32Array[],
  to: number,
): number | undefined {
  const share = count?.[to] ?? 0;
  if (share < 1e-6) {
    return undefined;
  }
  const y = colourAt(difference, 0, at) - (luma?.[to] ?? 0) / share;
  const b = colourAt(difference, 1, at) - (blue?.[to] ?? 0) / share;
  const r = colourAt(difference, 2, at) - (red?.[to] ?? 0) / share;
  return Math.sqrt(y * y + COLOUR * (b * b + r * r));
}

/**
 * What is left to others when the border between two objects belongs to both: shown together they leave no seam of the scene
 * between them, and the same pixels lie over each other.
 */
export function shared(foreign: Uint8Array, grid: MatteGrid): Uint8Array {
  return foreign.includes(1)
    ? Uint8Array.from(boxMean(Float32Array.from(foreign), grid, BORDER), (share) => (share > 0.999 ? 1 : 0))
    : foreign;
}
