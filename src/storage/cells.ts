// Measures as the whole numbers in which tables keep them.

import type { Box } from '../domain/geometry/box.ts';

const SUBPIXELS = 8;
const THOUSAND = 1000;

/** Left, top, width, height in eighths of a pixel. */
export function boxCells({ x, y, w, h }: Box): readonly [number, number, number, number] {
  return [eighths(x), eighths(y), eighths(w), eighths(h)];
}

export function boxOf(x: number, y: number, w: number, h: number): Box {
  return { x: x / SUBPIXELS, y: y / SUBPIXELS, w: w / SUBPIXELS, h: h / SUBPIXELS };
}

/** Of a share or a score, 0–1. */
export function thousandths(share: number): number {
  return Math.round(share * THOUSAND);
}

function eighths(pixels: number): number {
  return Math.round(pixels * SUBPIXELS);
}
