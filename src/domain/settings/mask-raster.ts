// Excluded zones on a grid of pixels: which ones are not analysed.

import { contains, crossings, type Point, type Polygon } from './polygon.ts';

/** Side of the grid on which the share of a picture is counted: to a thousandth or so. */
const SHARE_GRID = 256;

/** One byte a pixel of a grid that covers the whole picture: 1 where its centre lies in some polygon, else 0. */
export function rasterise(polygons: readonly Polygon[], width: number, height: number): Uint8Array {
  const grid = new Uint8Array(width * height);
  for (const corners of polygons) {
    for (let row = 0; row < height; row += 1) {
      const line = crossings(corners, (row + 0.5) / height);
      for (let index = 0; index + 1 < line.length; index += 2) {
        const [left, right] = [line[index] ?? 0, line[index + 1] ?? 0];
        grid.fill(1, row * width + firstFrom(left, width), row * width + firstFrom(right, width));
      }
    }
  }
  return grid;
}

/** First pixel of a row whose centre is at `x` (share of the width) or right of it. */
function firstFrom(x: number, width: number): number {
  return Math.min(width, Math.max(0, Math.ceil(x * width - 0.5)));
}

/** Whether a point of the picture lies in an excluded zone. */
export function isExcluded(polygons: readonly Polygon[], point: Point): boolean {
  return polygons.some((corners) => contains(corners, point));
}

/** Share of the picture that is excluded, 0–1; what two zones cover counts once. */
export function excludedShare(polygons: readonly Polygon[]): number {
  const grid = rasterise(polygons, SHARE_GRID, SHARE_GRID);
  return grid.reduce((sum, pixel) => sum + pixel, 0) / SHARE_GRID ** 2;
}
