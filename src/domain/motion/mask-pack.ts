// The moving pixels of one object as a few bytes: lengths of runs, along the longer side of its box.

/** A part of a mask: whole mask pixels. */
export interface MaskWindow {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/**
 * Packs the window of a mask (one byte a pixel, 0 or 1, `width` pixels a row): lengths of runs of equal pixels in
 * LEB128, the first run of zeros. A window taller than wide is walked down its columns, so that runs are long.
 * The window must lie inside the mask.
 */
export function packMask(mask: Uint8Array, width: number, window: MaskWindow): Uint8Array<ArrayBuffer> {
  const bytes: number[] = [];
  const { count, at } = walk(window, width);
  let value = 0;
  let run = 0;
  for (let step = 0; step < count; step += 1) {
    const pixel = mask[at(step)] === 1 ? 1 : 0;
    if (pixel === value) {
      run += 1;
    } else {
      pushVarint(bytes, run);
      value = pixel;
      run = 1;
    }
  }
  pushVarint(bytes, run);
  return Uint8Array.from(bytes);
}

/** The pixels of a packed window, row by row, `w` × `h` of its size. Throws `RangeError` on bytes of another size. */
export function unpackMask(bytes: Uint8Array, size: { readonly w: number; readonly h: number }): Uint8Array {
  const pixels = new Uint8Array(size.w * size.h);
  const { count, at } = walk({ x: 0, y: 0, ...size }, size.w);
  let step = 0;
  let value = 0;
  let run = 0;
  let shift = 0;
  for (const byte of bytes) {
    run += (byte & 0x7f) * 2 ** shift;
    shift += 7;
    if ((byte & 0x80) !== 0) {
      continue;
    }
    if (step + run > count) {
      throw new RangeError('More pixels than the window has');
    }
    for (let end = step + run; step < end; step += 1) {
      pixels[at(step)] = value;
    }
    value = 1 - value;
    run = 0;
    shift = 0;
  }
  if (step !== count) {
    throw new RangeError('Fewer pixels than the window has');
  }
  return pixels;
}

/** The pixels of a window in the order in which they are packed. */
function walk(
  { x, y, w, h }: MaskWindow,
  width: number,
): { readonly count: number; readonly at: (step: number) => number } {
  const isTall = h > w;
  const line = isTall ? h : w;
  return {
    count: w * h,
    at: (step) => {
      const across = Math.floor(step / Math.max(1, line));
      const along = step - across * line;
      return isTall ? (y + along) * width + x + across : (y + across) * width + x + along;
    },
  };
}

function pushVarint(bytes: number[], value: number): void {
  let rest = value;
  while (rest > 0x7f) {
    bytes.push((rest & 0x7f) | 0x80);
    rest = Math.floor(rest / 128);
  }
  bytes.push(rest);
}
