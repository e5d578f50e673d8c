// Makes parts of a picture unrecognisable: large cells of one colour each. What was inside is not in the file any more.

import type { Box } from '../domain/geometry/box.ts';

/** At most so many cells across a masked part, and down it. */
const MOST_CELLS = 12;
/** A cell is never smaller than this, pixels: what compression would hardly change hides nothing. */
const LEAST_CELL = 4;

/** A picture in memory: RGBA, row after row. */
export interface Raster {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

/** Whole pixels that a region touches, inside the raster. */
interface Area {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Masks regions in place. Regions are in pixels of the raster; parts outside are ignored. */
export function maskRaster(raster: Raster, regions: readonly Box[]): void {
  for (const region of regions) {
    const area = areaOf(region, raster);
    const [across, down] = [cellSize(area.right - area.left), cellSize(area.bottom - area.top)];
    for (let top = area.top; top < area.bottom; top += down) {
      for (let left = area.left; left < area.right; left += across) {
        flatten(raster, {
          left,
          top,
          right: Math.min(left + across, area.right),
          bottom: Math.min(top + down, area.bottom),
        });
      }
    }
  }
}

/** Masks regions of what is drawn on a canvas. */
export function maskCanvas(
  context: OffscreenCanvasRenderingContext2D | CanvasRenderingContext2D,
  regions: readonly Box[],
): void {
  const { width, height } = context.canvas;
  for (const region of regions) {
    const { left, top, right, bottom } = areaOf(region, { width, height });
    if (right > left && bottom > top) {
      const pixels = context.getImageData(left, top, right - left, bottom - top);
      maskRaster(pixels, [{ x: 0, y: 0, w: pixels.width, h: pixels.height }]);
      context.putImageData(pixels, left, top);
    }
  }
}

function areaOf({ x, y, w, h }: Box, { width, height }: { readonly width: number; readonly height: number }): Area {
  return {
    left: Math.max(0, Math.floor(x)),
    top: Math.max(0, Math.floor(y)),
    right: Math.min(width, Math.ceil(x + w)),
    bottom: Math.min(height, Math.ceil(y + h)),
  };
}

const cellSize = (length: number): number => Math.max(LEAST_CELL, Math.ceil(length / MOST_CELLS));

/** Gives all pixels of a cell their mean colour. */
function flatten({ data, width }: Raster, { left, top, right, bottom }: Area): void {
  const sum = [0, 0, 0, 0];
  const each = (visit: (at: number) => void): void => {
    for (let y = top; y < bottom; y++) {
      for (let x = left; x < right; x++) {
        visit(4 * (y * width + x));
      }
    }
  };
  each((at) => {
    sum.forEach((value, channel) => {
      sum[channel] = value + (data[at + channel] ?? 0);
    });
  });
  const pixels = (right - left) * (bottom - top);
  const mean = sum.map((value) => Math.round(value / pixels));
  each((at) => {
    data.set(mean, at);
  });
}
