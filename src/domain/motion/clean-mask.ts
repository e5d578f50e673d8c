// Takes lone pixels off a mask and fills its pinholes: noise is scattered, objects are not.

/** Marked pixels of the 3 × 3 around a marked pixel, itself included, from which it stays: a corner has four. */
const KEEP_FROM = 4;
/** The same for an unmarked pixel to be marked: outside a straight edge there are three. */
const FILL_FROM = 5;

/**
 * Cleans a mask (one byte a pixel, 0 or 1, rows of `width` pixels) in place; gives its marked pixels, in no order.
 * Rows are taken end to end: what lies on the left edge also counts beside the right edge of the row above, too
 * little to mark anything there.
 */
export function cleanMask(mask: Uint8Array, width: number): Uint32Array {
  const marked = markedPixels(mask);
  if (marked.length === 0) {
    return marked;
  }
  const pad = width + 1;
  const around = countAround(marked, mask.length, width);
  // At most five pixels around each marked one can be filled; no more than there are.
  const cleaned = new Uint32Array(Math.min(mask.length, marked.length * 6));
  let count = 0;
  const put = (index: number): void => {
    cleaned[count] = index;
    count += 1;
  };
  for (const index of marked) {
    if ((around[index + pad] as number) >= KEEP_FROM) {
      put(index);
    }
  }
  const words = new Uint32Array(around.buffer);
  // Nothing was counted above the first marked pixel and below the last one.
  const last = ((marked[marked.length - 1] as number) + 2 * pad) >> 2;
  for (let word = (marked[0] as number) >> 2; word <= last; word += 1) {
    // No byte is above 9, so four of them are compared at once: n + 3 has bit 3 from FILL_FROM on.
    if ((((words[word] as number) + 0x03030303) & 0x08080808) === 0) {
      continue;
    }
    for (let at = Math.max(pad, word * 4); at < Math.min(mask.length + pad, word * 4 + 4); at += 1) {
      if ((around[at] as number) >= FILL_FROM && mask[at - pad] === 0) {
        put(at - pad);
      }
    }
  }
  for (const index of marked) {
    mask[index] = 0;
  }
  for (let at = 0; at < count; at += 1) {
    mask[cleaned[at] as number] = 1;
  }
  return cleaned.subarray(0, count);
}

/** Marked pixels in the 3 × 3 around each pixel, `width` + 1 places further on than the pixel itself. */
function countAround(marked: Uint32Array, pixels: number, width: number): Uint8Array {
  const around = new Uint8Array((pixels + 2 * (width + 1) + 3) & ~3);
  for (const index of marked) {
    for (let at = index; at <= index + 2 * width; at += width) {
      around[at] = (around[at] as number) + 1;
      around[at + 1] = (around[at + 1] as number) + 1;
      around[at + 2] = (around[at + 2] as number) + 1;
    }
  }
  return around;
}

function markedPixels(mask: Uint8Array): Uint32Array {
  // A copy is aligned, whatever the mask is a part of.
  const bytes = mask.byteOffset % 4 === 0 ? mask : mask.slice();
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2);
  let busy = 0;
  for (let word = 0; word < words.length; word += 1) {
    busy += words[word] === 0 ? 0 : 1;
  }
  const found = new Uint32Array(busy * 4 + 3);
  let count = 0;
  const take = (from: number, to: number): void => {
    for (let index = from; index < to; index += 1) {
      if (bytes[index] === 1) {
        found[count] = index;
        count += 1;
      }
    }
  };
  for (let word = 0; word < words.length; word += 1) {
    if (words[word] !== 0) {
      take(word * 4, word * 4 + 4);
    }
  }
  take(words.length * 4, bytes.length);
  return found.subarray(0, count);
}
