// The picture that shows an object best: big, sure, whole, and not behind another one.

import { clip, coveredShare, type Box } from '../domain/geometry/box.ts';
import { thumbnailArea } from '../domain/geometry/thumbnail.ts';
import type { Detection, Track } from '../domain/tracking/track.ts';
import type { StoredCrop } from '../storage/picture-codec.ts';
import type { Planes } from '../vision/planes.ts';
import { drawTile } from '../vision/tiles.ts';

/** A new picture must be this much better to be worth drawing. */
const BETTER = 1.12;

/** Where and when the best picture is, and its pixels until they are stored. */
export interface Crop {
  readonly ordinal: number;
  readonly us: number;
  readonly box: Box;
  readonly quality: number;
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
}

/** The best pictures of the objects that are not over, as plain data. */
export interface CropSnapshot {
  readonly crops: readonly {
    /** `id` of the track. */
    readonly track: number;
    readonly crop: Crop;
    /** Whether it is still to be stored. Pixels that are stored already are left out. */
    readonly isFresh: boolean;
  }[];
}

/** How well a sight shows its object; comparable between sights of one object only. */
export function cropQuality(detection: Detection, others: readonly Box[], width: number, height: number): number {
  const { box, score } = detection;
  const inside = clip(box, width, height);
  const touchesEdge =
    inside.x < 2 || inside.y < 2 || inside.x + inside.w > width - 2 || inside.y + inside.h > height - 2;
  const hidden = others.reduce((most, other) => Math.max(most, coveredShare(box, other)), 0);
  return score * Math.sqrt(inside.w * inside.h) * (touchesEdge ? 0.5 : 1) * (1 - 0.7 * hidden);
}

/** Keeps the best crop of each object. */
export class CropKeeper {
  readonly #best = new Map<Track, Crop>();
  readonly #fresh = new Set<Track>();

  /** Goes on where a {@link snapshot} was taken; `tracks` are the restored ones. */
  static restore({ crops }: CropSnapshot, tracks: readonly Track[]): CropKeeper {
    const keeper = new CropKeeper();
    const byId = new Map(tracks.map((track) => [track.id, track]));
    for (const { track: id, crop, isFresh } of crops) {
      const track = byId.get(id);
      if (track !== undefined) {
        keeper.#best.set(track, crop);
        if (isFresh) {
          keeper.#fresh.add(track);
        }
      }
    }
    return keeper;
  }

  snapshot(): CropSnapshot {
    const crops = [...this.#best].map(([track, crop]) => {
      const isFresh = this.#fresh.has(track);
      return { track: track.id, crop: isFresh ? crop : { ...crop, rgba: new Uint8ClampedArray(0) }, isFresh };
    });
    return { crops };
  }

  best(track: Track): Crop | undefined {
    return this.#best.get(track);
  }

  /** Looks at everything seen on one picture. */
  consider(
    seen: readonly { readonly track: Track; readonly detection: Detection }[],
    planes: Planes,
    ordinal: number,
    us: number,
  ): void {
    for (const { track, detection } of seen) {
      const others = seen.filter((other) => other.track !== track).map((other) => other.detection.box);
      const quality = cropQuality(detection, others, planes.width, planes.height);
      if (quality > BETTER * (this.#best.get(track)?.quality ?? 0)) {
        this.#best.set(track, { ordinal, us, box: detection.box, quality, ...cut(planes, detection.box) });
        this.#fresh.add(track);
      }
    }
  }

  /** Encoded crops of confirmed objects that changed since the last call, by track number. */
  async takeFresh(): Promise<Map<number, StoredCrop>> {
    const crops = new Map<number, StoredCrop>();
    for (const track of this.#fresh) {
      const crop = this.#best.get(track);
      if (track.number > 0 && crop !== undefined) {
        this.#fresh.delete(track);
        crops.set(track.number, await encode(crop));
      }
    }
    return crops;
  }

  /** Lets go of an object that is over and stored, or was never confirmed. */
  forget(track: Track): void {
    this.#best.delete(track);
    this.#fresh.delete(track);
  }
}

/** The pixels of a crop. */
export type CropPixels = Pick<Crop, 'width' | 'height' | 'rgba'>;

/** What is in a box of the picture and a little around it, not larger than a thumbnail. */
export function cut(planes: Planes, box: Box): CropPixels {
  const { source, width, height } = thumbnailArea(box, planes.width, planes.height);
  const rgba = new Uint8ClampedArray(width * height * 4);
  drawTile(planes, source, { x: 0, y: 0, w: width, h: height }, { data: rgba, stride: width, channels: 4 });
  return { width, height, rgba };
}

/** A picture as it is stored. */
export async function encode({ width, height, rgba }: CropPixels): Promise<StoredCrop> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (context === null) {
    throw new Error('No 2D context for a thumbnail');
  }
  context.putImageData(new ImageData(rgba, width, height), 0, 0);
  const blob = await canvas.convertToBlob({ type: 'image/webp', quality: 0.85 });
  return { type: blob.type, bytes: new Uint8Array(await blob.arrayBuffer()) };
}
