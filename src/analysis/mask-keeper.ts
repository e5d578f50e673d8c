// The moving pixels of each object at each sight, packed, for the views that put objects over the scene.

import { grow, type Box } from '../domain/geometry/box.ts';
import { packMask, type MaskWindow } from '../domain/motion/mask-pack.ts';
import type { Track } from '../domain/tracking/track.ts';
import type { MaskChunk, StoredMask } from '../storage/mask-codec.ts';

/** A mask of one picture: one byte a pixel, 0 or 1; `step` picture pixels a mask pixel. */
export interface MotionMask {
  readonly pixels: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly step: number;
}

/** Room around the box: limbs and shadows' edges stick out, share of its size. */
const MARGIN = 0.15;
/** Masks of one object that may wait for its confirmation. */
const MOST_WAITING = 24;

type Waiting = Omit<StoredMask, 'track'>;

/** What was not stored yet, by `id` of the track, as plain data. */
export interface MaskSnapshot {
  readonly step: number;
  readonly waiting: readonly { readonly track: number; readonly masks: readonly Waiting[] }[];
}

/** Keeps what was not stored yet. Nothing of an object that is never confirmed is stored. */
export class MaskKeeper {
  readonly #waiting = new Map<Track, Waiting[]>();
  #step: number;

  /** With a snapshot and the tracks restored with it, goes on where it was taken. */
  constructor(from?: MaskSnapshot, tracks: readonly Track[] = []) {
    this.#step = from?.step ?? 1;
    const byId = new Map(tracks.map((track) => [track.id, track]));
    for (const { track: id, masks } of from?.waiting ?? []) {
      const track = byId.get(id);
      if (track !== undefined) {
        this.#waiting.set(track, [...masks]);
      }
    }
  }

  snapshot(): MaskSnapshot {
    return { step: this.#step, waiting: [...this.#waiting].map(([track, masks]) => ({ track: track.id, masks })) };
  }

  consider(seen: readonly { readonly track: Track; readonly box: Box }[], mask: MotionMask, ordinal: number): void {
    this.#step = mask.step;
    for (const { track, box } of seen) {
      const window = windowOf(box, mask);
      if (window.w > 0 && window.h > 0) {
        const masks = this.#waiting.get(track) ?? [];
        masks.push({ ordinal, ...window, bytes: packMask(mask.pixels, mask.width, window) });
        this.#waiting.set(track, track.number > 0 ? masks : masks.slice(-MOST_WAITING));
      }
    }
  }

  /** Masks of confirmed objects since the last call; `undefined` when there are none. */
  take(): MaskChunk | undefined {
    const masks: StoredMask[] = [];
    for (const [track, waiting] of this.#waiting) {
      if (track.number > 0) {
        masks.push(...waiting.map((mask) => ({ track: track.number, ...mask })));
        this.#waiting.delete(track);
      }
    }
    return masks.length === 0 ? undefined : { step: this.#step, masks };
  }

  /** Lets go of an object that was never confirmed. */
  forget(track: Track): void {
    this.#waiting.delete(track);
  }
}

function windowOf(box: Box, { width, height, step }: MotionMask): MaskWindow {
  const wide = grow(box, MARGIN);
  const x = Math.min(width, Math.max(0, Math.floor(wide.x / step)));
  const y = Math.min(height, Math.max(0, Math.floor(wide.y / step)));
  return {
    x,
    y,
    w: Math.max(0, Math.min(width, Math.ceil((wide.x + wide.w) / step)) - x),
    h: Math.max(0, Math.min(height, Math.ceil((wide.y + wide.h) / step)) - y),
  };
}
