// The pictures around the one on screen, so that a step back costs nothing.

import type { DecodedFrame } from './decoder-run.ts';

/** Of a recording that is looked at; of each of several beside one another; of one that is read once, in order. */
const CACHE_BYTES = { many: 128 * 1024 * 1024, few: 48 * 1024 * 1024, none: 0 };
const CACHE_FRAMES = 48;

/** How much is kept. */
export type PicturesKept = keyof typeof CACHE_BYTES;

/** Copies of the pictures nearest to the last one that was wanted, by ordinal. */
export class PictureCache implements Disposable {
  readonly #frames = new Map<number, VideoFrame>();
  readonly #size: number;

  /** `pictureBytes` bounds how many are kept. */
  constructor(pictureBytes: number, kept: PicturesKept) {
    const room = Math.floor(CACHE_BYTES[kept] / pictureBytes);
    this.#size = kept === 'none' ? 0 : Math.max(2, Math.min(CACHE_FRAMES, room));
  }

  /** A picture that the caller closes, or `undefined`. */
  get(ordinal: number): VideoFrame | undefined {
    return this.#frames.get(ordinal)?.clone();
  }

  /** Keeps a copy of a picture that lies near `wanted` or behind it; the picture stays the caller's. */
  async keep({ ordinal, frame }: DecodedFrame, wanted: number): Promise<void> {
    if (this.#size === 0 || ordinal < wanted - this.#size || this.#frames.has(ordinal)) {
      return;
    }
    this.#frames.set(ordinal, await detach(frame));
    this.#evictFarFrom(wanted);
  }

  [Symbol.dispose](): void {
    for (const frame of this.#frames.values()) {
      frame.close();
    }
    this.#frames.clear();
  }

  #evictFarFrom(ordinal: number): void {
    while (this.#frames.size > this.#size) {
      let farthest = ordinal;
      for (const key of this.#frames.keys()) {
        if (Math.abs(key - ordinal) >= Math.abs(farthest - ordinal)) {
          farthest = key;
        }
      }
      this.#frames.get(farthest)?.close();
      this.#frames.delete(farthest);
    }
  }
}

/** A copy in plain memory: a hardware decoder stalls when its own pictures are held. */
async function detach(frame: VideoFrame): Promise<VideoFrame> {
  const { format, codedWidth, codedHeight, displayWidth, displayHeight, timestamp, colorSpace, visibleRect } = frame;
  if (format === null || visibleRect === null) {
    return frame.clone();
  }
  const bytes = new Uint8Array(frame.allocationSize());
  const layout = await frame.copyTo(bytes);
  return new VideoFrame(bytes, {
    format,
    // `copyTo` copies the visible part only.
    codedWidth: Math.min(codedWidth, visibleRect.width),
    codedHeight: Math.min(codedHeight, visibleRect.height),
    displayWidth,
    displayHeight,
    timestamp,
    colorSpace: colorSpace.toJSON(),
    layout,
  });
}
