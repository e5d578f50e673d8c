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
  const draw = source.w < place.w || source.h < place.h ? drawBilinear : drawMean;
  draw(planes, source, place, raster);
}

function drawMean(planes: Planes, source: Box, place: TilePlace, raster: Raster): void {
  const { y, u, v, yStride, uvStride, uvStep } = planes;
  const columns = meanTaps(source.x, source.w / place.w, place.w, planes.width);
  const rows = meanTaps(source.y, source.h / place.h, place.h, planes.height);
  const tapsX = columns.length / place.w;
  const tapsY = rows.length / place.h;
  const taps = tapsX * tapsY;
  for (let row = 0; row < place.h; row += 1) {
    let to = ((place.y + row) * raster.stride + place.x) * raster.channels;
    for (let column = 0; column < place.w; column += 1) {
      let luma = 0;
      let cb = 0;
      let cr = 0;
      for (let j = row * tapsY; j < (row + 1) * tapsY; j += 1) {
        const line = (rows[j] as number) * yStride;
        const chroma = ((rows[j] as number) >> 1) * uvStride;
        for (let i = column * tapsX; i < (column + 1) * tapsX; i += 1) {
          const across = columns[i] as number;
          const uv = chroma + (across >> 1) * uvStep;
          luma += y[line + across] as number;
          cb += u[uv] as number;
          cr += v[uv] as number;
        }
      }
      put(raster, to, luma / taps, cb / taps, cr / taps, planes.colour);
      to += raster.channels;
    }
  }
}

function drawBilinear(planes: Planes, source: Box, place: TilePlace, raster: Raster): void {
  const { y, u, v, yStride, uvStride, uvStep } = planes;
  const columns = linearTaps(source.x, source.w / place.w, place.w, planes.width);
  const rows = linearTaps(source.y, source.h / place.h, place.h, planes.height);
  for (let row = 0; row < place.h; row += 1) {
    const fy = rows.shares[row] as number;
    const upper = (rows.before[row] as number) * yStride;
    const lower = (rows.after[row] as number) * yStride;
    const chroma = ((rows.before[row] as number) >> 1) * uvStride;
    let to = ((place.y + row) * raster.stride + place.x) * raster.channels;
    for (let column = 0; column < place.w; column += 1) {
      const x0 = columns.before[column] as number;
      const x1 = columns.after[column] as number;
      const fx = columns.shares[column] as number;
      const above = (y[upper + x0] as number) * (1 - fx) + (y[upper + x1] as number) * fx;
      const below = (y[lower + x0] as number) * (1 - fx) + (y[lower + x1] as number) * fx;
      const uv = chroma + (x0 >> 1) * uvStep;
      put(raster, to, above * (1 - fy) + below * fy, u[uv] as number, v[uv] as number, planes.colour);
      to += raster.channels;
    }
  }
}

/** Along one side: the picture's pixels that are averaged, equally many for each of `count` pixels of the place. */
function meanTaps(from: number, scale: number, count: number, size: number): Int32Array {
  const taps = Math.min(MAX_TAPS, Math.max(1, Math.ceil(scale)));
  const places = new Int32Array(count * taps);
  for (let at = 0; at < places.length; at += 1) {
    const tap = at % taps;
    places[at] = clampIndex(from + ((at - tap) / taps) * scale + ((tap + 0.5) * scale) / taps, size);
  }
  return places;
}

/** Along one side: the two pixels of the picture around each of `count` pixels of the place, and the second's share. */
interface LinearTaps {
  readonly before: Int32Array;
  readonly after: Int32Array;
  readonly shares: Float64Array;
}

function linearTaps(from: number, scale: number, count: number, size: number): LinearTaps {
  const before = new Int32Array(count);
  const after = new Int32Array(count);
  const shares = new Float64Array(count);
  for (let at = 0; at < count; at += 1) {
    const place = from + at * scale + scale / 2 - 0.5;
    const whole = Math.floor(place);
    before[at] = clampIndex(whole, size);
    after[at] = clampIndex(whole + 1, size);
    shares[at] = place - whole;
  }
  return { before, after, shares };
}

function put({ data, channels }: Raster, to: number, luma: number, cb: number, cr: number, colour: ColourMatrix): void {
  const y = (luma - colour.yOffset) * colour.yScale;
  const u = cb - 128;
  const v = cr - 128;
  data[to] = clampByte(y + colour.rv * v);
  data[to + 1] = clampByte(y + colour.gu * u + colour.gv * v);
  data[to + 2] = clampByte(y + colour.bu * u);
  if (channels === 4) {
    data[to + 3] = 255;
  }
}

function clampByte(value: number): number {
  return value < 0 ? 0 : value > 255 ? 255 : value;
}

function clampIndex(value: number, size: number): number {
  const index = Math.floor(value);
  return index < 0 ? 0 : index >= size ? size - 1 : index;
}
