// Cuts objects out of the pictures of one stretch of a recording, in order, at native resolution.

import { AppError } from '../contracts/errors.ts';
import type { Sprite, SpritePicture } from '../contracts/synopsis.ts';
import type { CutOrder, TubeCut, TubePlate } from '../contracts/tube-cuts.ts';
import { uprightSize } from '../domain/geometry/rotation.ts';
import { cutOut, type MattePlate } from '../domain/synopsis/matte.ts';
import type { FrameCursor } from './frame-cursor.ts';
import type { MediaFile } from './media-file.ts';
import { frameAt } from './motion-pictures.ts';
import { windowAround, WindowReader } from './picture-window.ts';
import type { TubePlates } from './tube-plates.ts';

/** Room around a box, share of its shorter side: limbs stick out, and the scene around tells how the light is. */
const MARGIN = 0.2;
const LEAST_MARGIN = 8;

/** Owns its cursor. Dispose of it to give up what is being cut. */
export class TubeCutter implements Disposable {
  readonly #media: MediaFile;
  readonly #cursor: FrameCursor;
  readonly #plates: readonly TubePlate[];
  readonly #decoded: TubePlates;
  readonly #reader: WindowReader;
  #isClosed = false;
  /** Ordinals before it are damaged. */
  #soundFrom = 0;

  constructor(media: MediaFile, cursor: FrameCursor, plates: readonly TubePlate[], decoded: TubePlates) {
    this.#media = media;
    this.#cursor = cursor;
    this.#plates = plates;
    this.#decoded = decoded;
    this.#reader = new WindowReader(media.info.rotation);
  }

  /** Fails with READ_GIVEN_UP once it is disposed of. */
  async cut(orders: readonly CutOrder[]): Promise<SpritePicture[]> {
    const pictures: SpritePicture[] = [];
    try {
      for (const order of orders) {
        const sprites = await this.#cutOne(order);
        pictures.push(...(sprites === undefined ? [] : [{ ordinal: order.ordinal, sprites }]));
      }
      this.#mustBeOpen();
      return pictures;
    } catch (error) {
      closeAll(pictures.flatMap(({ sprites }) => sprites));
      if (this.#isClosed) {
        this.#cursor[Symbol.dispose]();
      }
      throw error;
    }
  }

  [Symbol.dispose](): void {
    this.#isClosed = true;
    this.#cursor[Symbol.dispose]();
  }

  /** `undefined`: the picture cannot be decoded. */
  async #cutOne(order: CutOrder): Promise<readonly Sprite[] | undefined> {
    this.#mustBeOpen();
    const { ordinal } = order;
    const frame = ordinal < this.#soundFrom ? undefined : await frameAt(this.#cursor, ordinal);
    if (frame === undefined) {
      this.#soundFrom = Math.max(this.#soundFrom, this.#keyAfter(ordinal));
      return undefined;
    }
    const sprites: Sprite[] = [];
    try {
      this.#mustBeOpen();
      const us = this.#media.table.us[ordinal - 1] ?? 0;
      const plate = await this.#decoded.at(this.#plates, us);
      for (const cut of order.cuts) {
        const sprite = await this.#sprite(frame, cut, order, plate);
        sprites.push(...(sprite === undefined ? [] : [sprite]));
      }
      return sprites;
    } catch (error) {
      closeAll(sprites);
      throw error;
    } finally {
      frame.close();
    }
  }

  async #sprite(
    frame: VideoFrame,
    { track, box, masks }: TubeCut,
    { all }: CutOrder,
    plate: MattePlate | undefined,
  ): Promise<Sprite | undefined> {
    // Of this very picture: some recordings change their size on the way.
    const { width: shownWidth, height: shownHeight } = frame.visibleRect ?? { width: 0, height: 0 };
    const size = uprightSize(this.#media.info.rotation, shownWidth, shownHeight);
    const step = plate === undefined ? 1 : Math.max(1, Math.round(size.width / plate.width));
    const margin = Math.max(LEAST_MARGIN, MARGIN * Math.min(box.w, box.h));
    const window = windowAround(box, margin, step, size);
    if (window.width === 0 || window.height === 0) {
      return undefined;
    }
    const others = all.filter((one) => one.track !== track).map((one) => one.box);
    const rgba = await this.#reader.read(frame, window);
    const part = cutOut({ window, rgba, box, masks, others, plate, step });
    const { x, y, width, height } = part;
    const image = await createImageBitmap(new ImageData(part.rgba, width, height));
    return { track, x, y, width, height, image };
  }

  /** Ordinal of the next key frame: what is damaged up to there is not tried picture by picture. */
  #keyAfter(ordinal: number): number {
    const { isKey, packetOf } = this.#media.index;
    let next = ordinal + 1;
    while (next < packetOf.length && isKey[packetOf[next] ?? -1] !== 1) {
      next += 1;
    }
    return next;
  }

  #mustBeOpen(): void {
    if (this.#isClosed) {
      throw new AppError('READ_GIVEN_UP');
    }
  }
}

function closeAll(sprites: readonly Sprite[]): void {
  for (const { image } of sprites) {
    image.close();
  }
}
