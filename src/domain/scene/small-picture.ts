// A small copy of the watched luma: enough to tell one view from another, cheap enough for every picture.

/** Luma of a picture brought down to at most {@link MOST_WIDE} pixels, 0–255, row by row. */
export interface SmallPicture {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}

/** Longest side of a small picture, pixels. */
const MOST_WIDE = 200;

/** Means of whole squares of pixels; what does not fill a square at the right and at the bottom is left out. */
export function shrink(luma: Uint8Array, width: number, height: number, most = MOST_WIDE): SmallPicture {
  const step = Math.max(1, Math.ceil(Math.max(width, height) / most));
  if (step === 2) {
    // The everyday case: a luma grid is at most twice as wide.
    return halve({ width, height, data: luma });
  }
  const columns = Math.floor(width / step);
  const rows = Math.floor(height / step);
  const data = new Float32Array(columns * rows);
  const share = 1 / (step * step);
  for (let row = 0; row < rows; row += 1) {
    let from = row * step * width;
    for (let to = row * columns; to < (row + 1) * columns; to += 1) {
      let sum = 0;
      for (let y = from; y < from + step * width; y += width) {
        for (let at = y; at < y + step; at += 1) {
          sum += luma[at] as number;
        }
      }
      data[to] = sum * share;
      from += step;
    }
  }
  return { width: columns, height: rows, data };
}

/** Half the size. */
export function halve({
  width,
  height,
  data,
}: Omit<SmallPicture, 'data'> & { readonly data: ArrayLike<number> }): SmallPicture {
  const columns = width >> 1;
  const rows = height >> 1;
  const half = new Float32Array(columns * rows);
  for (let row = 0; row < rows; row += 1) {
    let at = 2 * row * width;
    for (let to = row * columns; to < (row + 1) * columns; to += 1) {
      const upper = (data[at] as number) + (data[at + 1] as number);
      half[to] = (upper + (data[at + width] as number) + (data[at + width + 1] as number)) / 4;
      at += 2;
    }
  }
  return { width: columns, height: rows, data: half };
}

/** Standard deviation of the levels of a small picture, from every third pixel. */
export function spreadOf({ data }: SmallPicture): number {
  let count = 0;
  let sum = 0;
  let squares = 0;
  for (let at = 0; at < data.length; at += 3) {
    const value = data[at] as number;
    count += 1;
    sum += value;
    squares += value * value;
  }
  const mean = sum / Math.max(1, count);
  return Math.sqrt(Math.max(0, squares / Math.max(1, count) - mean * mean));
}

/** `a` with a share of the way to `b`, pixel by pixel. */
export function blend(a: SmallPicture, b: SmallPicture, share: number): SmallPicture {
  const data = new Float32Array(a.data.length);
  for (let at = 0; at < data.length; at += 1) {
    const from = a.data[at] as number;
    data[at] = from + share * ((b.data[at] as number) - from);
  }
  return { width: a.width, height: a.height, data };
}
