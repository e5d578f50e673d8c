// From likely cells to a body: whole, without holes, without islands.

import type { Difference } from './matte-difference.ts';
import { boxMean } from './matte-filters.ts';
import { foreignOf, shared } from './matte-neighbour.ts';
import { partsOf } from './matte-parts.ts';
import { MOVED, type MattePrior } from './matte-prior.ts';
import { BRIDGE, trimmed, type Body } from './matte-trim.ts';
import type { MatteGrid } from './matte.ts';

export function bodyOf(grid: MatteGrid, guess: MattePrior, difference: Difference | undefined): Body {
  const prior = { ...guess, foreign: shared(foreignOf(grid, guess, difference), grid) };
  if (difference === undefined && prior.moved === undefined) {
    return { field: softBox(prior), own: undefined };
  }
  const belief = beliefOf(grid, prior, difference);
  const field = settled(belief, grid, Math.max(1, Math.round(0.03 * Math.max(prior.box.w, prior.box.h))));
  const body = withoutIslands(field, grid, prior);
  if (body === undefined) {
    return { field: softBox(prior), own: undefined };
  }
  close(body, grid, prior, difference?.strength);
  const whole = withoutHoles(field, body, grid, prior, difference?.strength);
  return difference === undefined ? { field: whole, own: undefined } : trimmed(whole, body, grid, difference);
}

/** Least and most that a single cell says. */
const SURE = 1.6;

/** Where legs and shadows begin, share of a box's height. */
const WAIST = 0.55;
/** Share of a box that moved from which on the masks show a whole body. */
const WELL_SEEN = 0.3;

/** > 0: the object; < 0: the scene, or another object. */
function beliefOf({ columns, rows }: MatteGrid, prior: MattePrior, difference: Difference | undefined): Float32Array {
  const { outside, moved, foreign, box } = prior;
  const belief = new Float32Array(columns * rows);
  // A plate may hold what stood there when it was taken: where masks show the body, what did not move is no part of it.
  const told = [-0.15 - 1.2 * Math.min(1, prior.movedShare / WELL_SEEN), 0.15, 0.5];
  const waist = box.y + WAIST * box.h;
  for (let row = 0, at = 0; row < rows; row += 1) {
    // Shadows lie on the ground: below and beside a body, never on its upper half.
    const low = Math.min(1, Math.max(0, (row - waist) / Math.max(1, (1 - WAIST) * box.h)));
    for (let column = 0; column < columns; column += 1, at += 1) {
      const far = outside[at] as number;
      if (foreign[at] === 1) {
        belief[at] = -SURE;
        continue;
      }
      const motion = moved === undefined ? 0 : (told[moved[at] as number] as number);
      // Limbs stick out of a box, and move.
      const away = (far <= 0 ? -0.35 : moved?.[at] === MOVED ? -1.5 : -4) * far;
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
/** But for hair that a face of the colour of the ground parts from the rest. */
const HEAD = 0.015;
/** Where a head is, share of a box's height, and how far from its middle, share of its width. */
const TOP = 0.34;
const HEAD_BESIDE = 0.3;
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
  const top = box.y + TOP * box.h;
  for (let at = 0; at < labels.length; at += 1) {
    const label = labels[at] as number;
    if (label > 0) {
      const count = inside[label - 1] as number;
      const { cells = 0, lowest = 0, middle = 0 } = parts[label - 1] ?? {};
      const isHead = lowest < top && Math.abs(middle - box.x - box.w / 2) < HEAD_BESIDE * box.w;
      const least = isHead ? HEAD : ISLAND;
      body[at] = count >= least * largest && count > 0.5 * cells ? 1 : 0;
    }
  }
  return body;
}

/** How far parts of a head may be from each other, share of a box's height. */
const GAP = 0.14;
/** Strength of a difference that noise seldom has. */
const HINT = 0.5;

/**
 * A forehead, a chin or a neck of the colour of the ground parts hair from a collar: what lies between parts of the body, in
 * the upper part of its box, is its own. In place.
 */
function close(
  body: Uint8Array,
  { columns, rows }: MatteGrid,
  { outside, foreign, box }: MattePrior,
  strength: Float32Array | undefined,
): void {
  const top = Math.min(rows, Math.ceil(box.y + TOP * box.h));
  const gap = Math.max(1, Math.round(GAP * box.h));
  for (let column = 0; column < columns; column += 1) {
    let last = -1;
    for (let row = 0; row < top; row += 1) {
      const at = row * columns + column;
      if (body[at] === 1) {
        for (let between = last + 1; last >= 0 && row - last <= gap + 1 && between < row; between += 1) {
          const hole = between * columns + column;
          body[hole] =
            (outside[hole] as number) <= 0 && foreign[hole] === 0 && (strength?.[hole] ?? 1) > HINT ? BRIDGE : 0;
        }
        last = row;
      }
    }
  }
}

/** A hole up to this share of the body is filled; a larger one is ground between legs or arms. */
const HOLE = 0.04;
/** And so is one below the waist that is more than a few cells and looks like the scene. */
const FEW = 4;

function withoutHoles(
  field: Float32Array,
  body: Uint8Array,
  grid: MatteGrid,
  { box }: MattePrior,
  strength: Float32Array | undefined,
): Float32Array {
  const most = HOLE * body.reduce((sum, one) => sum + (one > 0 ? 1 : 0), 0);
  const near = boxMean(Float32Array.from(body), grid, 1);
  const { labels, parts } = partsOf(body, grid, 0);
  const seen = new Float32Array(parts.length);
  labels.forEach((label, at) => {
    if (label > 0) {
      seen[label - 1] = (seen[label - 1] as number) + (strength?.[at] ?? 1);
    }
  });
  const isHole = parts.map(({ cells, isOpen, lowest }, index) => {
    const isGround = lowest > box.y + WAIST * box.h && cells > FEW && (seen[index] as number) < HINT * cells;
    return !isOpen && cells <= most && !isGround;
  });
  for (let at = 0; at < field.length; at += 1) {
    const value = field[at] as number;
    if (body[at] !== 0) {
      field[at] = Math.max(body[at] === BRIDGE ? 0.9 : 0.6, value);
    } else if (isHole[(labels[at] as number) - 1] === true) {
      field[at] = 0.9;
    } else {
      // What is left of an island would be a ghost of it.
      field[at] = (near[at] as number) > 0 ? Math.min(value, 0.49) : 0;
    }
  }
  return field;
}

/** Nothing tells the object from the scene: its box, with a soft edge. */
function softBox({ outside, foreign }: MattePrior): Float32Array {
  return outside.map((far, at) => (foreign[at] === 1 ? 0 : Math.min(1, Math.max(0, 0.5 - 4 * far))));
}
