// From likely cells to a body: whole, without holes, without islands.

import type { Difference } from './matte-difference.ts';
import { boxMean, mostAround } from './matte-filters.ts';
import type { MattePrior } from './matte-prior.ts';
import type { MatteGrid } from './matte.ts';

/** What an object covers. */
export interface Body {
  /** How much each cell is part of it, 0–1; of what belongs to it all cells are ≥ 0.5. */
  readonly field: Float32Array;
  /** Strength of the object's own difference beside its edge, 0 elsewhere; `undefined`: not known anywhere. */
  readonly own: Float32Array | undefined;
}

export function bodyOf(grid: MatteGrid, prior: MattePrior, difference: Difference | undefined): Body {
  if (difference === undefined && prior.moved === undefined) {
    return { field: softBox(prior), own: undefined };
  }
  const belief = beliefOf(grid, prior, difference);
  const field = settled(belief, grid, Math.max(1, Math.round(0.03 * Math.max(prior.box.w, prior.box.h))));
  const body = withoutIslands(field, grid, prior);
  if (body === undefined) {
    return { field: softBox(prior), own: undefined };
  }
  const whole = withoutHoles(field, body, grid);
  return difference === undefined ? { field: whole, own: undefined } : trimmed(whole, grid, difference);
}

/** Least and most that a single cell says. */
const SURE = 1.6;

/** Share of a box that moved from which on the masks show a whole body. */
const WELL_SEEN = 0.3;

/** > 0: the object; < 0: the scene, or another object. */
function beliefOf({ columns, rows }: MatteGrid, prior: MattePrior, difference: Difference | undefined): Float32Array {
  const { outside, moved, foreign, box } = prior;
  const belief = new Float32Array(columns * rows);
  // A plate may hold what stood there when it was taken: where masks show the body, what did not move is no part of it.
  const told = [-0.15 - 1.2 * Math.min(1, prior.movedShare / WELL_SEEN), 0.15, 0.5];
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
      const motion = moved === undefined ? 0 : (told[moved[at] as number] as number);
      const away = far <= 0 ? -0.35 * far : -4 * far;
      const seen = difference === undefined ? 0 : (difference.strength[at] as number) - 1;
      const shade =
        difference === undefined ? 0 : (difference.shadow[at] as number) * (far > 0 ? 1.6 : 0.2 + 1.1 * low);
      belief[at] = Math.min(SURE, Math.max(-SURE, Math.min(1.2, seen) + motion + away - shade));
    }
  }
  return belief;
}

const ROUNDS = 3;
/** How much a cell believes those around it. */
const TOGETHER = 1.3;

/** Every cell listens to those around it, a few times (mean field of a Potts model with a box of neighbours). */
function settled(belief: Float32Array, grid: MatteGrid, radius: number): Float32Array {
  const field = new Float32Array(belief.length);
  for (let round = 0; round <= ROUNDS; round += 1) {
    const around = round === 0 ? undefined : boxMean(field, grid, round <= 2 ? radius : Math.max(1, radius >> 1));
    for (let at = 0; at < field.length; at += 1) {
      const others = around === undefined ? 0 : TOGETHER * (2 * (around[at] as number) - 1);
      const value = 0.5 + 0.5 * ((belief[at] as number) + others);
      field[at] = value < 0 ? 0 : value > 1 ? 1 : value;
    }
  }
  return field;
}

/** An island smaller than this share of the largest part is none of it. */
const ISLAND = 0.12;
/** A body is at least this share of its box. */
const LEAST_BODY = 0.06;

/** 1 where the body is; `undefined`: there is none. */
function withoutIslands(field: Float32Array, grid: MatteGrid, { outside, box }: MattePrior): Uint8Array | undefined {
  const body = new Uint8Array(field.length);
  for (let at = 0; at < body.length; at += 1) {
    body[at] = (field[at] as number) >= 0.5 ? 1 : 0;
  }
  const { labels, parts } = partsOf(body, grid, 1);
  const inside = new Uint32Array(parts.length);
  for (let at = 0; at < labels.length; at += 1) {
    const label = labels[at] as number;
    if (label > 0 && (outside[at] as number) <= 0) {
      inside[label - 1] = (inside[label - 1] as number) + 1;
    }
  }
  const largest = inside.reduce((most, count) => Math.max(most, count), 0);
  if (largest < LEAST_BODY * box.w * box.h) {
    return undefined;
  }
  for (let at = 0; at < labels.length; at += 1) {
    const label = labels[at] as number;
    if (label > 0) {
      const count = inside[label - 1] as number;
      body[at] = count >= ISLAND * largest && count > 0.5 * (parts[label - 1]?.cells ?? 0) ? 1 : 0;
    }
  }
  return body;
}

/** A hole up to this share of the body is filled; a larger one is ground between legs or arms. */
const HOLE = 0.04;

function withoutHoles(field: Float32Array, body: Uint8Array, grid: MatteGrid): Float32Array {
  const most = HOLE * body.reduce((sum, one) => sum + one, 0);
  const { labels, parts } = partsOf(body, grid, 0);
  for (let at = 0; at < field.length; at += 1) {
    const value = field[at] as number;
    if (body[at] === 1) {
      field[at] = Math.max(0.5, value);
    } else {
      const part = parts[(labels[at] as number) - 1];
      field[at] = part !== undefined && !part.isOpen && part.cells <= most ? 0.9 : Math.min(value, 0.49);
    }
  }
  return field;
}

/** Cells on each side of an edge that may be part object, part scene. */
const BAND = 2;
/** Difference of the object beside an edge, as a share of the most around. */
const OWN = 0.85;
/** An object that differs less is not told from the scene by its edge. */
const CLEAR = 1.6;

/**
 * A pixel that is half object and half scene differs by half of what the object does: the edge is there, however much
 * more than noise the difference still is.
 */
function trimmed(field: Float32Array, grid: MatteGrid, { strength, sharp }: Difference): Body {
  const solid = new Float32Array(field.length);
  const seen = new Float32Array(field.length);
  for (let at = 0; at < field.length; at += 1) {
    const isIn = (field[at] as number) >= 0.5;
    solid[at] = isIn ? 1 : 0;
    seen[at] = isIn ? (strength[at] as number) : 0;
  }
  const inside = boxMean(solid, grid, BAND);
  const own = mostAround(seen, grid);
  for (let at = 0; at < field.length; at += 1) {
    const most = OWN * (own[at] as number);
    const value = field[at] as number;
    const isBand = (inside[at] as number) < 0.999 && most >= CLEAR;
    own[at] = isBand ? most : 0;
    if (isBand && value >= 0.5) {
      const share = (0.5 * ((sharp[at] as number) + (strength[at] as number))) / most;
      field[at] = Math.min(value, Math.max(0, 0.5 + 1.2 * (share - 0.5)));
    }
  }
  return { field, own };
}

const MOST_PARTS = 65_535;

interface Part {
  cells: number;
  /** Whether it reaches the border of the window. */
  isOpen: boolean;
}

/** Parts of cells of a value that hang together by their sides: the number of the part of each cell, 1-based. */
function partsOf(
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
    const part = { cells: 0, isOpen: false };
    const label = parts.push(part);
    labels[start] = label;
    queue[0] = start;
    let end = 1;
    for (; part.cells < end; part.cells += 1) {
      const at = queue[part.cells] as number;
      const column = at % columns;
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

/** Nothing tells the object from the scene: its box, with a soft edge. */
function softBox({ outside, foreign }: MattePrior): Float32Array {
  return outside.map((far, at) => (foreign[at] === 1 ? 0 : Math.min(1, Math.max(0, 0.5 - 4 * far))));
}
