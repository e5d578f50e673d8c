// Which pixels of a window are the object: what differs from the scene without it, where the object is known to be.

import type { Box } from '../geometry/box.ts';
import { differenceFrom } from './matte-difference.ts';
import { sharpen, type CutPart } from './matte-edge.ts';
import { priorOf, type PlacedMask } from './matte-prior.ts';
import { bodyOf } from './matte-shape.ts';

/** The scene without what moves: upright, rows of RGBA, each pixel for a square of pixels of the picture. */
export interface MattePlate {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8ClampedArray;
}

/** One object and the part of the upright picture around it. Boxes in pixels of the picture. */
export interface MatteJob {
  /** Multiples of `step`, but for what the picture ends in. */
  readonly window: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  /** Rows of the window. */
  readonly rgba: Uint8ClampedArray;
  readonly box: Box;
  readonly masks: readonly PlacedMask[];
  /** Of the other objects on the picture. */
  readonly others: readonly Box[];
  readonly plate: MattePlate | undefined;
  /** Pixels of the picture for one of the plate, ≥ 1. */
  readonly step: number;
}

/** The window in pixels of the plate: all but the edge is decided there. */
export interface MatteGrid {
  readonly columns: number;
  readonly rows: number;
  readonly step: number;
}

/** Cuts the object out: the part of the window that shows it, see-through where it is not, not premultiplied. */
export function cutOut(job: MatteJob): CutPart {
  const { window, step } = job;
  const grid = { columns: Math.ceil(window.width / step), rows: Math.ceil(window.height / step), step };
  const prior = priorOf(job, grid);
  const difference = job.plate && differenceFrom(job, job.plate, grid, prior);
  return sharpen(job, grid, bodyOf(grid, prior, difference), difference);
}
