// From a body on the grid of the plate to opacity at native resolution, with edges of the object's own colour.

import type { Difference } from './matte-difference.ts';
import { smoothed } from './matte-filters.ts';
import type { Body } from './matte-trim.ts';
import type { MatteGrid, MatteJob } from './matte.ts';

/** A part of the upright picture that shows one object. */
export interface CutPart {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Rows, see-through where the object is not; not premultiplied. */
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
}

/** Shares of the field between which the edge goes from clear to solid. */
const EDGE = [0.34, 0.66] as const;

/** Least share of the object that is trusted when the scene is taken out of an edge pixel. */
const LEAST_SHARE = 0.4;

export function sharpen(job: MatteJob, grid: MatteGrid, body: Body, difference: Difference | undefined): CutPart {
  const { width, height } = job.window;
  const alpha = alphaOf(smoothed(body.field, grid), grid, width, height);
  const bounds = boundsOf(alpha, width, height);
  const rgba = new Uint8ClampedArray(bounds.width * bounds.height * 4);
  for (let row = 0; row < bounds.height; row += 1) {
    const line = (bounds.top + row) * width + bounds.left;
    const cells = Math.floor((bounds.top + row) / grid.step) * grid.columns;
    for (let column = 0; column < bounds.width; column += 1) {
      const opacity = alpha[line + column] as number;
      if (opacity === 0) {
        continue;
      }
      const [from, to] = [4 * (line + column), 4 * (row * bounds.width + column)];
      rgba[to] = job.rgba[from] as number;
      rgba[to + 1] = job.rgba[from + 1] as number;
      rgba[to + 2] = job.rgba[from + 2] as number;
      rgba[to + 3] = opacity;
      if (opacity < 255 && difference !== undefined) {
        const cell = cells + Math.floor((bounds.left + column) / grid.step);
        withoutScene(rgba, to, difference, cell, Math.max(opacity / 255, body.own?.[cell] ?? 0));
      }
    }
  }
  return { x: job.window.x + bounds.left, y: job.window.y + bounds.top, ...sizeOf(bounds), rgba };
}

/**
 * A pixel that is half scene shows half of it, and would shine as a halo on another: the scene's share is taken out, so
 * that the pixel on its own scene looks as it was filmed, and on another as if it had been filmed there.
 */
function withoutScene(rgba: Uint8ClampedArray, at: number, { scene }: Difference, cell: number, own: number): void {
  const luma = scene[0][cell] as number;
  const blue = luma + (scene[1][cell] as number) / 0.564;
  const red = luma + (scene[2][cell] as number) / 0.713;
  const green = (luma - 0.299 * red - 0.114 * blue) / 0.587;
  const share = Math.max(LEAST_SHARE, own);
  rgba[at] = red + ((rgba[at] as number) - red) / share;
  rgba[at + 1] = green + ((rgba[at + 1] as number) - green) / share;
  rgba[at + 2] = blue + ((rgba[at + 2] as number) - blue) / share;
}

/** Opacity 0–255 of each pixel of the window: the field between the middles of its cells, made steep. */
function alphaOf(field: Float32Array, { columns, rows, step }: MatteGrid, width: number, height: number): Uint8Array {
  const alpha = new Uint8Array(width * height);
  const across = between(width, columns, step);
  const down = between(height, rows, step);
  const line = new Float32Array(columns);
  for (let row = 0; row < height; row += 1) {
    const above = (down.cell[row] as number) * columns;
    const below = Math.min(rows - 1, (down.cell[row] as number) + 1) * columns;
    const lower = down.share[row] as number;
    let highest = 0;
    for (let column = 0; column < columns; column += 1) {
      const top = field[above + column] as number;
      const value = top + ((field[below + column] as number) - top) * lower;
      line[column] = value;
      highest = value > highest ? value : highest;
    }
    if (highest > EDGE[0]) {
      steepen(line, across, alpha.subarray(row * width, (row + 1) * width));
    }
  }
  return alpha;
}

/** Of each pixel along a side: the cell whose middle lies before it, and how far it is on its way to the next. */
interface Between {
  readonly cell: Uint16Array;
  readonly share: Float32Array;
}

function between(pixels: number, cells: number, step: number): Between {
  const cell = new Uint16Array(pixels);
  const share = new Float32Array(pixels);
  for (let at = 0; at < pixels; at += 1) {
    const place = Math.min(cells - 1, Math.max(0, (at + 0.5) / step - 0.5));
    cell[at] = Math.floor(place);
    share[at] = place - Math.floor(place);
  }
  return { cell, share };
}

function steepen(line: Float32Array, { cell, share }: Between, to: Uint8Array): void {
  const [low, high] = EDGE;
  const last = line.length - 1;
  for (let at = 0; at < to.length; at += 1) {
    const left = cell[at] as number;
    const start = line[left] as number;
    const next = line[left < last ? left + 1 : last] as number;
    const value = start + (next - start) * (share[at] as number);
    if (value >= high) {
      to[at] = 255;
    } else if (value > low) {
      const t = (value - low) / (high - low);
      to[at] = 255 * t * t * (3 - 2 * t);
    }
  }
}

interface Bounds {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const sizeOf = ({ width, height }: Bounds): Pick<Bounds, 'width' | 'height'> => ({ width, height });

/** Around every pixel that shows anything; one pixel where none does. */
function boundsOf(alpha: Uint8Array, width: number, height: number): Bounds {
  let [left, right, top, bottom] = [width, -1, height, -1];
  for (let row = 0; row < height; row += 1) {
    const line = alpha.subarray(row * width, (row + 1) * width);
    let first = 0;
    while (first < width && line[first] === 0) {
      first += 1;
    }
    if (first === width) {
      continue;
    }
    let last = width - 1;
    while (line[last] === 0) {
      last -= 1;
    }
    left = Math.min(left, first);
    right = Math.max(right, last);
    top = Math.min(top, row);
    bottom = row;
  }
  return right < 0
    ? { left: 0, top: 0, width: 1, height: 1 }
    : { left, top, width: right - left + 1, height: bottom - top + 1 };
}
