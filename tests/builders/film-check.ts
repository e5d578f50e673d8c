// Whether a film shows the pixels that its map says: its pictures against those of the recordings and against the plates.

import type { Box } from '../../src/domain/geometry/box.ts';

/** Grey values of a picture, row by row. */
export interface Grey {
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
}

export function greyOf(source: CanvasImageSource, width: number, height: number): Grey {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (context === null) {
    throw new Error('No 2D context');
  }
  context.drawImage(source, 0, 0, width, height);
  const { data } = context.getImageData(0, 0, width, height);
  const values = new Float32Array(width * height);
  for (let pixel = 0; pixel < values.length; pixel += 1) {
    const [red = 0, green = 0, blue = 0] = data.subarray(4 * pixel, 4 * pixel + 3);
    values[pixel] = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }
  return { width, height, values };
}

/** Alpha of a sprite as shares, laid on a picture of this size. */
export function alphaOf(sprite: ImageBitmap, at: Box, width: number, height: number): Float32Array {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (context === null) {
    throw new Error('No 2D context');
  }
  context.drawImage(sprite, at.x, at.y, at.w, at.h);
  const { data } = context.getImageData(0, 0, width, height);
  return Float32Array.from({ length: width * height }, (_, pixel) => (data[4 * pixel + 3] ?? 0) / 255);
}

/** Pearson's r over the pixels that are asked for; 0 where one of the two does not vary. */
export function correlation(a: Grey, b: Grey, pixels: readonly number[]): number {
  const mean = ({ values }: Grey): number =>
    pixels.reduce((sum, pixel) => sum + (values[pixel] ?? 0), 0) / pixels.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  let [both, ofA, ofB] = [0, 0, 0];
  for (const pixel of pixels) {
    const [x, y] = [(a.values[pixel] ?? 0) - meanA, (b.values[pixel] ?? 0) - meanB];
    both += x * y;
    ofA += x * x;
    ofB += y * y;
  }
  return ofA > 0 && ofB > 0 ? both / Math.sqrt(ofA * ofB) : 0;
}
