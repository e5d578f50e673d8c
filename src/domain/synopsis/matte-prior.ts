// Where an object is likely before any pixel is compared: its box, what moved around it, and who else is there.

import { unpackMask } from '../motion/mask-pack.ts';
import type { Box } from '../geometry/box.ts';
import type { MatteGrid, MatteJob } from './matte.ts';

/** Moving pixels of one object, packed (`domain/motion/mask-pack.ts`): a window of a mask of the upright picture. */
export interface PlacedMask {
  /** Picture pixels per mask pixel. */
  readonly step: number;
  /** Mask pixels. */
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** How far the object has moved since the picture of the mask, picture pixels. */
  readonly dx: number;
  readonly dy: number;
}

/** Something moved in a cell, or one pixel of its mask away. */
export const MOVED = 2;
export const NEAR_MOVED = 1;

export interface MattePrior {
  /** How far outside of the box, shares of half its size: ≤ 0 inside, 1 at half a box's size beyond. */
  readonly outside: Float32Array;
  /** {@link MOVED}, {@link NEAR_MOVED}, 0 elsewhere; `undefined`: nothing is known of that. */
  readonly moved: Uint8Array | undefined;
  /** Share of the box in which something moved. */
  readonly movedShare: number;
  /** 1 where another object is nearer. */
  readonly foreign: Uint8Array;
  /** How much nearer others are: 0 where there are none, above 0.5 where one is nearer, 1 where only others are. */
  readonly claims: Float32Array;
  /** The box in cells of the grid. */
  readonly box: Box;
}

export function priorOf(job: MatteJob, grid: MatteGrid): MattePrior {
  const box = onGrid(job.box, job, grid);
  const { columns, rows } = grid;
  const outside = new Float32Array(columns * rows);
  const [halfWidth, halfHeight] = [Math.max(0.5, box.w / 2), Math.max(0.5, box.h / 2)];
  const [middleX, middleY] = [box.x + box.w / 2, box.y + box.h / 2];
  for (let row = 0, at = 0; row < rows; row += 1) {
    const down = Math.abs(row + 0.5 - middleY) / halfHeight;
    for (let column = 0; column < columns; column += 1, at += 1) {
      outside[at] = Math.max(Math.abs(column + 0.5 - middleX) / halfWidth, down) - 1;
    }
  }
  const moved = movedOn(job, grid);
  const claims = claimsOn(job, grid, box, outside);
  const foreign = new Uint8Array(claims.length);
  for (let at = 0; at < foreign.length; at += 1) {
    foreign[at] = (claims[at] as number) > 0.5 ? 1 : 0;
  }
  return { outside, box, moved, movedShare: shareMoved(moved, outside), foreign, claims };
}

function shareMoved(moved: Uint8Array | undefined, outside: Float32Array): number {
  let [count, all] = [0, 0];
  for (let at = 0; at < outside.length; at += 1) {
    if ((outside[at] as number) <= 0) {
      all += 1;
      count += moved?.[at] === MOVED ? 1 : 0;
    }
  }
  return count / Math.max(1, all);
}

function onGrid({ x, y, w, h }: Box, { window }: MatteJob, { step }: MatteGrid): Box {
  return { x: (x - window.x) / step, y: (y - window.y) / step, w: w / step, h: h / step };
}

/** What moved in any of the masks, carried along with the object. */
function movedOn({ window, masks }: MatteJob, { columns, rows, step }: MatteGrid): Uint8Array | undefined {
  if (masks.length === 0) {
    return undefined;
  }
  const moved = new Uint8Array(columns * rows);
  for (const mask of masks) {
    const pixels = widened(unpackMask(mask.bytes, mask), mask.w, mask.h);
    for (let row = 0, at = 0; row < rows; row += 1) {
      const y = Math.floor((window.y + (row + 0.5) * step - mask.dy) / mask.step) - mask.y;
      if (y < 0 || y >= mask.h) {
        at += columns;
        continue;
      }
      for (let column = 0; column < columns; column += 1, at += 1) {
        const x = Math.floor((window.x + (column + 0.5) * step - mask.dx) / mask.step) - mask.x;
        if (x >= 0 && x < mask.w) {
          moved[at] = Math.max(moved[at] as number, pixels[y * mask.w + x] as number);
        }
      }
    }
  }
  return moved;
}

/** The pixels of a mask, and those beside them. */
function widened(mask: Uint8Array, width: number, height: number): Uint8Array {
  const wide = new Uint8Array(mask.length);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if (mask[y * width + x] === 1) {
        for (let row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row += 1) {
          for (let column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column += 1) {
            wide[row * width + column] = Math.max(NEAR_MOVED, wide[row * width + column] as number);
          }
        }
        wide[y * width + x] = MOVED;
      }
    }
  }
  return wide;
}

/** Whether cells lie deeper in the box of another object than in this one's; who stands lower is in front. */
function claimsOn(job: MatteJob, grid: MatteGrid, own: Box, outside: Float32Array): Float32Array {
  const { columns, rows } = grid;
  const claims = new Float32Array(columns * rows);
  for (const other of job.others) {
    const box = onGrid(other, job, grid);
    const isInFront = box.y + box.h > own.y + own.h;
    const favour = isInFront ? 1 / IN_FRONT : IN_FRONT;
    const [fromRow, toRow] = [Math.max(0, Math.floor(box.y)), Math.min(rows, Math.ceil(box.y + box.h))];
    const [from, to] = [Math.max(0, Math.floor(box.x)), Math.min(columns, Math.ceil(box.x + box.w))];
    for (let row = fromRow; row < toRow; row += 1) {
      for (let column = from; column < to; column += 1) {
        const at = row * columns + column;
        const mine = favour * depth(own, column, row);
        const claim = (outside[at] as number) > 0 ? 1 : mine / Math.max(1e-6, mine + depth(box, column, row));
        claims[at] = Math.max(claims[at] as number, claim);
      }
    }
  }
  return claims;
}

/** Who is in front hides more of the other. */
const IN_FRONT = 0.8;

/** 0 in the middle of a box, 1 on the ellipse in it; across counts, as people overlap side by side. */
function depth({ x, y, w, h }: Box, column: number, row: number): number {
  const across = (2 * (column + 0.5 - x)) / Math.max(1, w) - 1;
  const down = (2 * (row + 0.5 - y)) / Math.max(1, h) - 1;
  return across * across + 0.5 * down * down;
}
