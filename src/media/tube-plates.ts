// Clean plates as pixels: decoded once for all that stand before them.

import type { MattePlate } from '../domain/synopsis/matte.ts';
import type { TubePlate } from '../contracts/tube-cuts.ts';

/** Decoded plates kept at hand: two megabytes each. */
const MOST_DECODED = 16;

export class TubePlates {
  /** By time; the one asked for last is the last. */
  readonly #decoded = new Map<number, Promise<MattePlate | undefined>>();

  /** `undefined` when there is none that can be read. */
  at(plates: readonly TubePlate[], us: number): Promise<MattePlate | undefined> {
    const nearest = plates.reduce<TubePlate | undefined>(
      (best, plate) => (best === undefined || Math.abs(plate.us - us) < Math.abs(best.us - us) ? plate : best),
      undefined,
    );
    if (nearest === undefined) {
      return Promise.resolve(undefined);
    }
    const plate = this.#decoded.get(nearest.us) ?? decode(nearest.picture).catch(() => undefined);
    this.#decoded.delete(nearest.us);
    this.#decoded.set(nearest.us, plate);
    for (const oldest of this.#decoded.keys()) {
      if (this.#decoded.size <= MOST_DECODED) {
        break;
      }
      this.#decoded.delete(oldest);
    }
    return plate;
  }
}

async function decode(picture: Blob): Promise<MattePlate | undefined> {
  const bitmap = await createImageBitmap(picture);
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  context?.drawImage(bitmap, 0, 0);
  bitmap.close();
  const rgba = context?.getImageData(0, 0, width, height).data;
  return rgba && { width, height, rgba };
}
