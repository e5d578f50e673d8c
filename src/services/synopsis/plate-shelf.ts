// Clean plates at hand: the few that the last pictures stood on.

import type { TubeReader } from '../../contracts/synopsis.ts';
import type { RecordingId } from '../../domain/ids.ts';

/** 2 MB each at most: the six of a picture, those of the pictures ahead, and those that were left a moment ago. */
const MOST_KEPT = 24;

/** Names one plate. */
export interface PlateKey {
  readonly recordingId: RecordingId;
  readonly us: number;
}

interface Shelved {
  image: ImageBitmap | undefined;
}

export class PlateShelf implements Disposable {
  /** In order of last use. */
  readonly #plates = new Map<string, Shelved>();
  #isOver = false;

  /** The plate when it is at hand. */
  get({ recordingId, us }: PlateKey): ImageBitmap | undefined {
    const key = `${recordingId} ${us}`;
    const shelved = this.#plates.get(key);
    if (shelved !== undefined) {
      this.#plates.delete(key);
      this.#plates.set(key, shelved);
    }
    return shelved?.image;
  }

  /** Whether it is at hand or on its way. */
  has({ recordingId, us }: PlateKey): boolean {
    return this.#plates.has(`${recordingId} ${us}`);
  }

  /** Reads a plate; resolves when it is there. `isInUse`: not to be closed. */
  async load(plate: PlateKey, reader: TubeReader, isInUse: (image: ImageBitmap) => boolean): Promise<void> {
    const key = `${plate.recordingId} ${plate.us}`;
    const shelved: Shelved = { image: undefined };
    this.#plates.set(key, shelved);
    try {
      const image = await reader.plate(plate.us);
      if (this.#isOver) {
        image.close();
        return;
      }
      shelved.image = image;
    } catch (error) {
      this.#plates.delete(key);
      throw error;
    }
    this.#forget(isInUse);
  }

  [Symbol.dispose](): void {
    this.#isOver = true;
    for (const { image } of this.#plates.values()) {
      image?.close();
    }
    this.#plates.clear();
  }

  #forget(isInUse: (image: ImageBitmap) => boolean): void {
    for (const [key, { image }] of this.#plates) {
      if (this.#plates.size <= MOST_KEPT) {
        return;
      }
      if (image !== undefined && !isInUse(image)) {
        this.#plates.delete(key);
        image.close();
      }
    }
  }
}
