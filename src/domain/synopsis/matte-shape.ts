// From likely cells to a body: whole, without holes, without islands.

import type { Difference } from './matte-difference.ts';
import type { MattePrior } from './matte-prior.ts';
import type { MatteGrid } from './matte.ts';

/** How much each cell is part of the object, 0–1; of what belongs to it all cells are ≥ 0.5. */
export function bodyOf(grid: MatteGrid, prior: MattePrior, difference: Difference | undefined): Float32Array {
  if (difference === undefined && prior.moved === undefined) {
    return softBox(prior);
  }
  const belief = beliefOf(grid, prior, difference);
  const field = settled(belief, grid, Math.max(1, Math.round(0.03 * Math.max(prior.box.w, prior.box.h))));
  const body = withoutIslands(field, grid, prior);
  return body === undefined ? softBox(prior) : withoutHoles(field, body, grid);
}

/** Least and most that a single cell says. */
const SURE = 1.6;

/** > 0: the object; < 0: the scene, or another object. */
function beliefOf({ columns, rows }: MatteGrid, prior: MattePrior, difference: Difference | undefined): Float32Array {
  const { outside, moved, foreign, box } = prior;
  const belief = new Float32Array(columns * rows);
  const waist = box.y + 0.55 * box.h;
  for (let row = 0, at = 0; row < rows; row += 1) {
    // Shadows lie on the ground: below and beside a body, never on its upper half.
    const low = Math.min(1, Math.max(0, (row - waist) / Math.max(1, 0.45 * box.h)));
    for (let column = 0; column < columns; column += 1, at += 1) {
      const far = outside[at] as number;
      if (foreign[at] === 1) {
        belief[at] = -SURE;
        continue;
      }
      const motion = moved === undefined ? (far < 0 ? 0.15 : 0) : moved[at] === 1 ? 0.45 : -0.2;
      const away = far <= 0 ? 0 : -4 * far;
      const seen = difference === undefined ? 0 : (difference.strength[at] as number) - 1;
      const shade =
        difference === undefined ? 0 : (difference.shadow[at] as number) * (far > 0 ? 1.6 : 0.2 + 1.1 * low);
      belief[at] = Math.min(SURE, Math.max(-SURE, Math.min(1.2, seen) + motion + away - shade));
    }
  }
  return belief;
}

const ROUNDS = 4;
/** How much a cell believes those around it. */
const TOGETHER = 1.3;

/** Every cell listens to those around it, a few times (mean field of a Potts model with a box of neighbours). */
function settled(belief: Float32Array, grid: MatteGrid, radius: number): Float32Array {
  const field = belief.map((value) => Math.min(1, Math.max(0, 0.5 + 0.5 * value)));
  for (let round = 0; round < ROUNDS; round += 1) {
    const around = boxMean(field, grid, round < 2 ? radius : Math.max(1, radius >> 1));
    for (let at = 0; at < field.length; at += 1) {
      const value = (belief[at] as number) + TOGETHER * (2 * (around[at] as number) - 1);
      field[at] = Math.min(1, Math.max(0, 0.5 + 0.5 * value));
    }
  }
  return field;
}

/** Mean over a square of 2 · `radius` + 1 cells, fewer at the border. */
function boxMean(values: Float32Array, { columns, rows }: MatteGrid, radius: number): Float32Array {
  const across = new Float32Array(values.length);
  for (let row = 0; row < rows; row += 1) {
    meanAlong(values, across, row * columns, 1, columns, radius);
  }
  const result = new Float32Array(values.length);
  for (let column = 0; column < columns; column += 1) {
    meanAlong(across, result, column, columns, rows, radius);
  }
  return result;
}

function meanAlong(
  from: Float32Array,
  to: Float32Array,
  start: number,
  stride: number,
  count: number,
  radius: number,
): void {
  let sum = 0;
  let cells = 0;
  for (let ahead = 0; ahead < Math.min(radius, count); ahead += 1) {
    sum += from[start + ahead * stride] as number;
    cells += 1;
  }
  for (let at = 0; at < count; at += 1) {
    if (at + radius < count) {
      sum += from[start + (at + radius) * stride] as number;
      cells += 1;
    }
    if (at - radius > 0) {
      sum -= from[start + (at - radius - 1) * stride] as number;
      cells -= 1;
    }
    to[start + at * stride] = sum / cells;
  }
}

/** An island smaller than this share of the largest part is none of it. */
const ISLAND = 0.12;
/** A body is at least this share of its box. */
const LEAST_BODY = 0.06;

/** Number of the part of each cell, 1-based, 0 for what is left out; `undefined`: there is no body. */
function withoutIslands(field: Float32Array, grid: MatteGrid, { outside, box }: MattePrior): Uint8Array | undefined {
  const { labels, parts } = partsOf(field, grid, (value) => value >= 0.5);
  const inside = new Float64Array(parts.length);
  labels.forEach((label, at) => {
    if (label > 0 && (outside[at] as number) <= 0) {
      inside[label - 1] = (inside[label - 1] ?? 0) + 1;
    }
  });
  const largest = inside.reduce((most, count) => Math.max(most, count), 0);
  if (largest < LEAST_BODY * box.w * box.h) {
    return undefined;
  }
  const kept = inside.map((count, index) =>
    count >= ISLAND * largest && count > 0.5 * (parts[index]?.cells ?? 0) ? 1 : 0,
  );
  return Uint8Array.from(labels, (label) => (label > 0 ? (kept[label - 1] ?? 0) : 0));
}

/** A hole up to this share of the body is filled; a larger one is ground between legs or arms. */
const HOLE = 0.04;

function withoutHoles(field: Float32Array, body: Uint8Array, grid: MatteGrid): Float32Array {
  const count = body.reduce((sum, one) => sum + one, 0);
  const { labels, parts } = partsOf(body, grid, (value) => value === 0);
  return field.map((value, at) => {
    if (body[at] === 1) {
      return Math.max(0.5, value);
    }
    const part = parts[(labels[at] ?? 0) - 1];
    const isHole = part !== undefined && !part.isOpen && part.cells <= HOLE * count;
    return isHole ? 0.9 : Math.min(value, 0.49);
  });
}

interface Part {
  cells: number;
  /** Whether it reaches the border of the window. */
  isOpen: boolean;
}

/** Parts of cells that hang together by their sides. */
function partsOf(
  values: Float32Array | Uint8Array,
  { columns, rows }: MatteGrid,
  isIn: (value: number) => boolean,
): { readonly labels: Uint16Array; readonly parts: readonly Part[] } {
  const labels = new Uint16Array(values.length);
  const parts: Part[] = [];
  const queue = new Uint32Array(values.length);
  for (let start = 0; start < values.length; start += 1) {
    if (labels[start] !== 0 || !isIn(values[start] as number) || parts.length === 65_535) {
      continue;
    }
    const part = { cells: 0, isOpen: false };
    const label = parts.push(part);
    labels[start] = label;
    queue[0] = start;
    let end = 1;
    const visit = (at: number): void => {
      if (labels[at] === 0 && isIn(values[at] as number)) {
        labels[at] = label;
        queue[end] = at;
        end += 1;
      }
    };
    for (; part.cells < end; part.cells += 1) {
      const at = queue[part.cells] as number;
      const column = at % columns;
      const row = (at - column) / columns;
      part.isOpen ||= column === 0 || row === 0 || column === columns - 1 || row === rows - 1;
      if (column > 0) visit(at - 1);
      if (column < columns - 1) visit(at + 1);
      if (row > 0) visit(at - columns);
      if (row < rows - 1) visit(at + columns);
    }
  }
  return { labels, parts };
}

/** Nothing tells the object from the scene: its box, with a soft edge. */
function softBox({ outside, foreign }: MattePrior): Float32Array {
  return outside.map((far, at) => (foreign[at] === 1 ? 0 : Math.min(1, Math.max(0, 0.5 - 4 * far))));
}
