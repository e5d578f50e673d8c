// Cuts a person out of a picture: what differs from the empty scene, without holes, with a soft edge.

import type { Planes } from './ffmpeg.ts';

/** A rectangle of whole pixels. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** Difference from which a pixel belongs to the person. */
const THRESHOLD = 26;
/** Larger holes are ground between the legs, smaller ones clothes of the ground's colour. Pixels. */
const LARGEST_HOLE = 24;
/** Shares of covered neighbours between which the edge goes from clear to solid. */
const EDGE = [0.2, 0.9] as const;

/** Opacity 0–1 of each pixel of `rect`: the largest thing there that is not the empty scene. */
export function cutMatte(picture: Planes, empty: Planes, rect: Rect): Float32Array {
  const { w, h } = rect;
  const difference = smooth(differences(picture, empty, rect), w, h);
  const mask = Uint8Array.from(difference, (value) => (value > THRESHOLD ? 1 : 0));
  const closed = grow(grow(mask, w, h, 1), w, h, 0);
  // The difference is smooth: the mask is a pixel too wide all around.
  const body = grow(withoutHoles(largestPart(closed, w, h), w, h), w, h, 0);
  const [low, high] = EDGE;
  return smooth(Float32Array.from(body), w, h).map((share) => {
    const t = Math.min(1, Math.max(0, (share - low) / (high - low)));
    return t * t * (3 - 2 * t);
  });
}

/** Luma difference, or twice the chroma difference where colour tells more. */
function differences(picture: Planes, empty: Planes, rect: Rect): Float32Array {
  const result = new Float32Array(rect.w * rect.h);
  for (let row = 0; row < rect.h; row++) {
    for (let col = 0; col < rect.w; col++) {
      const k = (rect.y + row) * picture.width + rect.x + col;
      const delta = (plane: 'y' | 'u' | 'v'): number => Math.abs((picture[plane][k] ?? 0) - (empty[plane][k] ?? 0));
      result[row * rect.w + col] = Math.max(delta('y'), 2 * delta('u'), 2 * delta('v'));
    }
  }
  return result;
}

/** Mean over 3 × 3 pixels, fewer at the border. */
function smooth(values: Float32Array, w: number, h: number): Float32Array {
  return values.map((_, k) => {
    let sum = 0;
    let count = 0;
    forEachAround(k, w, h, (other) => {
      sum += values[other] ?? 0;
      count++;
    });
    return sum / count;
  });
}

/** Gives `value` to every pixel that has it in its 3 × 3 neighbourhood: 1 dilates, 0 erodes. */
function grow(mask: Uint8Array, w: number, h: number, value: 0 | 1): Uint8Array {
  return mask.map((own, k) => {
    let result = own;
    forEachAround(k, w, h, (other) => {
      result = mask[other] === value ? value : result;
    });
    return result;
  });
}

function forEachAround(k: number, w: number, h: number, visit: (k: number) => void): void {
  const x = k % w;
  const y = Math.floor(k / w);
  for (let row = Math.max(0, y - 1); row <= Math.min(h - 1, y + 1); row++) {
    for (let col = Math.max(0, x - 1); col <= Math.min(w - 1, x + 1); col++) {
      visit(row * w + col);
    }
  }
}

/** Pixels of value `wanted` that hang together with `start`; they are marked in `seen`. */
function flood(mask: Uint8Array, w: number, h: number, start: number, wanted: number, seen: Uint8Array): number[] {
  const part = [start];
  seen[start] = 1;
  for (const k of part) {
    forEachAround(k, w, h, (other) => {
      if (seen[other] === 0 && mask[other] === wanted) {
        seen[other] = 1;
        part.push(other);
      }
    });
  }
  return part;
}

function largestPart(mask: Uint8Array, w: number, h: number): Uint8Array {
  const seen = new Uint8Array(mask.length);
  let largest: number[] = [];
  mask.forEach((value, k) => {
    if (value === 1 && seen[k] === 0) {
      const part = flood(mask, w, h, k, 1, seen);
      largest = part.length > largest.length ? part : largest;
    }
  });
  const result = new Uint8Array(mask.length);
  largest.forEach((k) => {
    result[k] = 1;
  });
  return result;
}

/** Fills the small holes, and in the upper half, where there are no legs, all of them. */
function withoutHoles(mask: Uint8Array, w: number, h: number): Uint8Array {
  const result = mask.slice();
  const seen = new Uint8Array(mask.length);
  mask.forEach((value, k) => {
    if (value === 1 || seen[k] === 1) {
      return;
    }
    const part = flood(mask, w, h, k, 0, seen);
    const isOpen = part.some((other) => {
      const x = other % w;
      const y = Math.floor(other / w);
      return x === 0 || y === 0 || x === w - 1 || y === h - 1;
    });
    const isUpper = part.every((other) => other < mask.length / 2);
    if (!isOpen && (isUpper || part.length <= LARGEST_HOLE)) {
      part.forEach((other) => {
        result[other] = 1;
      });
    }
  });
  return result;
}
