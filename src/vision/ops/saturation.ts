// How much colour a picture has: sparse points of its chroma are enough to tell it from grey.

import type { Planes } from '../planes.ts';

/** Every so many chroma samples, each way, are looked at. */
export const CHROMA_STEP = 16;

/** Mean distance of chroma from grey, both planes together, levels. */
export function saturationOf({ width, height, u, v, uvStride, uvStep }: Planes): number {
  let sum = 0;
  let count = 0;
  for (let row = CHROMA_STEP >> 1; row < height >> 1; row += CHROMA_STEP) {
    for (let column = CHROMA_STEP >> 1; column < width >> 1; column += CHROMA_STEP) {
      const at = row * uvStride + column * uvStep;
      sum += Math.abs((u[at] ?? 128) - 128) + Math.abs((v[at] ?? 128) - 128);
      count += 1;
    }
  }
  return sum / Math.max(1, count);
}
