// Parts of a picture, resampled and turned into RGB: for the detector's mosaic and for thumbnails.

import type { Box } from '../domain/geometry/box.ts';
import type { ColourMatrix, Planes } from './planes.ts';

/** Where a part of a picture goes in a raster of `stride` pixels a row; whole numbers of pixels. */
export interface TilePlace {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** A raster of RGB triples (floats 0–255) or RGBA quadruples (bytes). */
export interface Raster {
  readonly data: Float32Array | Uint8ClampedArray;
  readonly stride: number;
  readonly channels: 3 | 4;
}

const MAX_TAPS = 4;

/**
 * Resamples `source` (picture pixels; outside the picture the edge is repeated) into `place`.
 * Shrinking averages up to 4 × 4 points a pixel, enlarging is bilinear.
 */
export function drawTile(planes: Planes, source: Box, place: TilePlace, raster: Raster): void {
  const scaleX = source.w / place.w;
  const scaleY = source.h / place.h;
  const tapsX = Math.min(MAX_TAPS, Math.max(1, Math.ceil(scaleX)));
  const tapsY = Math.min(MAX_TAPS, Math.max(1, Math.ceil(scaleY)));
  const isEnlarging = scaleX < 1 || scaleY < 1;
  const rgb = [0, 0, 0];
  for (let row = 0; row < place.h; row += 1) {
    for (let column = 0; column < place.w; column += 1) {
      const x = source.x + column * scaleX;
      const y = source.y + row * scaleY;
      if (isEnlarging) {
        sampleBilinear(planes, x + scaleX / 2 - 0.5, y + scaleY / 2 - 0.5, rgb);
      } else {
        sampleMean(planes, x, y, scaleX, scaleY, tapsX, tapsY, rgb);
      }
      const to = ((place.y + row) * raster.stride + place.x + column) * raster.channels;
      raster.data[to] = rgb[0] as number;
      raster.data[to + 1] = rgb[1] as number;
      raster.data[to + 2] = rgb[2] as number;
      if (raster.channels === 4) {
        raster.data[to + 3] = 255;
      }
    }
  }
}

function sampleMean(
  planes: Planes,
  x: number,
  y: number,
  w: number,
  h: number,
  tapsX: number,
  tapsY: number,
  rgb: number[],
): void {
  let luma = 0;
  let cb = 0;
  let cr = 0;
  for (let j = 0; j < tapsY; j += 1) {
    const row = clampIndex(y + ((j + 0.5) * h) / tapsY, planes.height);
    for (let i = 0; i < tapsX; i += 1) {
      const column = clampIndex(x + ((i + 0.5) * w) / tapsX, planes.width);
      luma += planes.y[row * planes.yStride + column] as number;
      const uv = (row >> 1) * planes.uvStride + (column >> 1) * planes.uvStep;
      cb += planes.u[uv] as number;
      cr += planes.v[uv] as number;
    }
  }
  const taps = tapsX * tapsY;
  toRgb(luma / taps, cb / taps, cr / taps, planes.colour, rgb);
}

function sampleBilinear(planes: Planes, x: number, y: number, rgb: number[]): void {
  const left = Math.floor(x);
  const top = Math.floor(y);
  const fx = x - left;
  const fy = y - top;
  const x0 = clampIndex(left, planes.width);
  const x1 = clampIndex(left + 1, planes.width);
  const rows = [clampIndex(top, planes.height), clampIndex(top + 1, planes.height)];
  let luma = 0;
  rows.forEach((row, index) => {
    const at = row * planes.yStride;
    const value = (planes.y[at + x0] as number) * (1 - fx) + (planes.y[at + x1] as number) * fx;
    luma += value * (index === 0 ? 1 - fy : fy);
  });
  const uv = ((rows[0] as number) >> 1) * planes.uvStride + (x0 >> 1) * planes.uvStep;
  toRgb(luma, planes.u[uv] as number, planes.v[uv] as number, planes.colour, rgb);
}

function toRgb(luma: number, cb: number, cr: number, colour: ColourMatrix, rgb: number[]): void {
  const y = (luma - colour.yOffset) * colour.yScale;
  const u = cb - 128;
  const v = cr - 128;
  rgb[0] = clampByte(y + colour.rv * v);
  rgb[1] = clampByte(y + colour.gu * u + colour.gv * v);
  rgb[2] = clampByte(y + colour.bu * u);
}

function clampByte(value: number): number {
  return value < 0 ? 0 : value > 255 ? 255 : value;
}

function clampIndex(value: number, size: number): number {
  const index = Math.floor(value);
  return index < 0 ? 0 : index >= size ? size - 1 : index;
}
