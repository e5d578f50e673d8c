// The pictures of a synopsis with what may not leave in the clear made unrecognisable.

import type { Box } from '../../domain/geometry/box.ts';
import { maskCanvas } from '../mask-picture.ts';
import type { Canvas2d } from './burn-in.ts';
import type { PlateShare, SynopsisFigure, SynopsisPicture } from './film-types.ts';
import { scaled, type MaskBook } from './mask-book.ts';

/** Masked plates kept at hand. */
const MOST_PLATES = 6;

export class MaskedScene implements Disposable {
  readonly #book: MaskBook;
  /** Only of plates on which something is masked. */
  readonly #plates = new Map<string, ImageBitmap>();

  constructor(book: MaskBook) {
    this.#book = book;
  }

  /** The same picture over masked plates: what stood there long enough may have become part of them. */
  async behind(picture: SynopsisPicture): Promise<SynopsisPicture> {
    if (!this.#book.isOn) {
      return picture;
    }
    const background = await Promise.all(picture.background.map((plate) => this.#plate(plate)));
    return { ...picture, background };
  }

  /** Masks what was painted, on top of everything; the masks of each figure, pixels of the picture. */
  async over(
    context: Canvas2d,
    figures: readonly SynopsisFigure[],
    { width, height }: { readonly width: number; readonly height: number },
  ): Promise<readonly (readonly Box[])[]> {
    const masks = await Promise.all(
      figures.map(async (figure) => (await this.#book.ofFigure(figure)).map((box) => scaled(box, width, height))),
    );
    maskCanvas(context, masks.flat());
    return masks;
  }

  [Symbol.dispose](): void {
    for (const image of this.#plates.values()) {
      image.close();
    }
    this.#plates.clear();
  }

  async #plate(plate: PlateShare): Promise<PlateShare> {
    const regions = await this.#book.ofPlate(plate.recordingId, plate.us);
    if (regions.length === 0) {
      return plate;
    }
    const key = `${plate.recordingId}/${plate.us}`;
    const known = this.#plates.get(key) ?? masked(plate.image, regions);
    this.#plates.delete(key);
    this.#plates.set(key, known);
    for (const [oldest, image] of this.#plates) {
      if (this.#plates.size <= MOST_PLATES) {
        break;
      }
      image.close();
      this.#plates.delete(oldest);
    }
    return { ...plate, image: known };
  }
}

function masked(image: ImageBitmap, regions: readonly Box[]): ImageBitmap {
  const canvas = new OffscreenCanvas(image.width, image.height);
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  if (context === null) {
    throw new Error('No 2D context for a plate');
  }
  context.drawImage(image, 0, 0);
  maskCanvas(
    context,
    regions.map((box) => scaled(box, image.width, image.height)),
  );
  return canvas.transferToImageBitmap();
}
