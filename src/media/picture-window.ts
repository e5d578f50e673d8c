// A part of a picture as upright RGBA.

import type { Box } from '../domain/geometry/box.ts';
import { toStored, type Rotation } from '../domain/geometry/rotation.ts';

/** Whole pixels of the upright picture; even where chroma is at half size, but for the last ones. */
export interface PictureWindow {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** `box` and `margin` pixels around it, on multiples of `step` and of 2, inside a picture of a size. May be empty. */
export function windowAround(
  { x, y, w, h }: Box,
  margin: number,
  step: number,
  size: { readonly width: number; readonly height: number },
): PictureWindow {
  const grain = step % 2 === 0 ? step : 2 * step;
  const from = (value: number, most: number): number => Math.min(most, Math.max(0, Math.floor(value / grain) * grain));
  const to = (value: number, most: number): number => Math.min(most, Math.max(0, Math.ceil(value / grain) * grain));
  const [left, top] = [from(x - margin, size.width), from(y - margin, size.height)];
  return {
    ...{ x: left, y: top },
    width: to(x + w + margin, size.width) - left,
    height: to(y + h + margin, size.height) - top,
  };
}

/** Reads windows of many pictures through one buffer. */
export class WindowReader {
  readonly #rotation: Rotation;
  #buffer = new Uint8ClampedArray(0);
  #turned = new Uint8ClampedArray(0);

  constructor(rotation: Rotation) {
    this.#rotation = rotation;
  }

  /** Rows of RGBA, valid until the next call. The caller still owns the frame. */
  async read(frame: VideoFrame, { x, y, width, height }: PictureWindow): Promise<Uint8ClampedArray<ArrayBuffer>> {
    const visible = frame.visibleRect ?? { x: 0, y: 0, width: frame.codedWidth, height: frame.codedHeight };
    const { w, h, ...at } = toStored({ x, y, w: width, h: height }, this.#rotation, visible.width, visible.height);
    // A turned picture of an odd size has its chroma between the pixels of the window: one more is read, and left out.
    const [odd, below] = [at.x & 1, at.y & 1];
    const rect = { x: visible.x + at.x - odd, y: visible.y + at.y - below, width: w + odd, height: h + below };
    const stride = rect.width * 4;
    const rgba = room(this.#buffer, stride * rect.height);
    this.#buffer = rgba;
    await frame.copyTo(rgba, { rect, format: 'RGBA', layout: [{ offset: 0, stride }] });
    const start = below * stride + odd * 4;
    if (this.#rotation === 0 && start === 0) {
      return rgba.subarray(0, width * height * 4);
    }
    const turned = room(this.#turned, width * height * 4);
    this.#turned = turned;
    const from = new Uint32Array(rgba.buffer, 0, rect.width * rect.height);
    turn(
      from.subarray(start / 4),
      rect.width,
      new Uint32Array(turned.buffer, 0, width * height),
      width,
      this.#rotation,
    );
    return turned.subarray(0, width * height * 4);
  }
}

function room(buffer: Uint8ClampedArray<ArrayBuffer>, bytes: number): Uint8ClampedArray<ArrayBuffer> {
  return buffer.length < bytes ? new Uint8ClampedArray(bytes) : buffer;
}

/** Fills `to`, rows of `width`, with the stored pixels of `from` brought upright. */
function turn(from: Uint32Array, stride: number, to: Uint32Array, width: number, rotation: Rotation): void {
  const height = to.length / width;
  const [start, across, down] = {
    0: [0, 1, stride],
    90: [(width - 1) * stride, -stride, 1],
    180: [(height - 1) * stride + width - 1, -1, -stride],
    270: [height - 1, stride, -1],
  }[rotation] as [number, number, number];
  let at = 0;
  for (let row = 0; row < height; row += 1) {
    let source = start + row * down;
    for (let column = 0; column < width; column += 1, at += 1, source += across) {
      to[at] = from[source] as number;
    }
  }
}
