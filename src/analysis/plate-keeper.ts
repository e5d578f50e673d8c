// Clean plates: what the scene looks like without anything that moves, at several moments of the recording.

import type { Box } from '../domain/geometry/box.ts';
import type { MotionField } from '../domain/motion/motion-field.ts';
import type { StoredPlate } from '../storage/picture-codec.ts';
import type { Planes } from '../vision/planes.ts';
import { SIGHT, PlateCells } from './plate-cells.ts';
import { Plate, type PlatePicture } from './plate.ts';

/** A plate each so often, µs of footage: shadows wander no faster. */
const PLATE_EVERY_US = 300_000_000;
/** The first plate is written once the scene has been watched for so long, µs. */
const FIRST_PLATE_US = 10_000_000;
/** It waits for so long, µs, while somebody stands where nothing free was seen yet: a plate with him in it is not clean. */
const MOST_WAIT_US = 60_000_000;
/** The scene is looked at so often, µs, while parts of it were never seen free: in a busy place they are so for a moment. */
const REFRESH_EVERY_US_UNCLEAN = 1_000_000;
/** Shortly before a plate is due, and otherwise. */
const REFRESH_EVERY_US_BEFORE = 5_000_000;
const REFRESH_EVERY_US = 15_000_000;
/** So long after the first picture of a view it is not known yet what moves in it, µs. */
const LEARNING_US = 2_000_000;

/** State that survives a killed worker. The picture itself is gathered anew within seconds. */
export interface PlateSnapshot {
  readonly nextUs: number;
}

/** Turns a picture into a file. */
export type PlateEncoder = (picture: PlatePicture) => Promise<Pick<StoredPlate, 'type' | 'bytes'>>;

/** The view that is gathered. */
interface View {
  readonly width: number;
  readonly height: number;
  readonly cells: PlateCells;
  readonly plate: Plate;
}

/** Gathers the scene from the parts of pictures where nothing moves. */
export class PlateKeeper {
  #view: View | undefined;
  #refreshedUs = -Infinity;
  #nextUs: number | undefined;
  /** When it is tried next: later than `nextUs` while the scene is not known everywhere. */
  #tryUs = -Infinity;
  /** Whether a plate of this view is still to come: none was written, or one that was not clean everywhere. */
  #isWanted = true;
  #isClean = false;
  /** Before this time it is not known what moves; a worker that goes on for another one knows it. */
  #learningUntilUs: number | undefined;
  #pending: (PlatePicture & { readonly us: number })[] = [];
  readonly #encode: PlateEncoder;

  /** `encodePicture` is only changed by tests. */
  constructor(from?: PlateSnapshot, encodePicture: PlateEncoder = encode) {
    this.#nextUs = from?.nextUs;
    this.#learningUntilUs = from === undefined ? undefined : -Infinity;
    this.#encode = encodePicture;
  }

  snapshot(): PlateSnapshot | undefined {
    return this.#nextUs === undefined ? undefined : { nextUs: this.#nextUs };
  }

  /** Another view: what was gathered belongs to the one before. */
  startAnew(us: number): void {
    this.#view = undefined;
    this.#refreshedUs = -Infinity;
    this.#nextUs = us + FIRST_PLATE_US;
    this.#isWanted = true;
    this.#isClean = false;
    this.#learningUntilUs = us + LEARNING_US;
  }

  /** The recording is over: a scene that was never written, or that had somebody in it, is written as it is known now. */
  finish(): void {
    if (this.#view !== undefined && this.#isWanted) {
      this.#write(this.#view.plate, this.#refreshedUs);
    }
  }

  /** Whether a picture of this time changes anything. */
  isDue(us: number): boolean {
    const nextUs = this.#nextUs ?? Infinity;
    const everyUs =
      this.#isWanted && us < nextUs + MOST_WAIT_US && !this.#isClean
        ? REFRESH_EVERY_US_UNCLEAN
        : us >= nextUs - FIRST_PLATE_US
          ? REFRESH_EVERY_US_BEFORE
          : REFRESH_EVERY_US;
    return us - this.#refreshedUs >= everyUs || us >= Math.max(nextUs, this.#tryUs);
  }

  /** Takes in a picture, what moves in it, and where objects are seen, in its pixels. */
  consider(planes: Planes, field: MotionField, us: number, objects: readonly Box[] = []): void {
    this.#nextUs ??= us + FIRST_PLATE_US;
    this.#learningUntilUs ??= us + LEARNING_US;
    const isDue = this.isDue(us);
    if (!isDue && objects.length === 0) {
      return;
    }
    const { cells, plate } = this.#viewOf(planes, field);
    cells.watch(field, objects, us);
    if (!isDue) {
      return;
    }
    this.#refreshedUs = us;
    const isLearning = us < this.#learningUntilUs;
    plate.refresh(planes, us, (cell) => (isLearning ? SIGHT.hidden : cells.at(cell, us)));
    this.#isClean = plate.isWhole;
    if (us >= this.#nextUs) {
      if (this.#isClean || us >= this.#nextUs + MOST_WAIT_US) {
        this.#write(plate, us);
      } else {
        this.#tryUs = us + REFRESH_EVERY_US_UNCLEAN;
      }
    }
  }

  #write(plate: Plate, us: number): void {
    this.#nextUs = us + PLATE_EVERY_US;
    this.#isWanted = !this.#isClean;
    this.#pending.push({ us, ...plate.picture() });
  }

  /** Plates finished since the last call. */
  take(): Promise<StoredPlate[]> {
    return Promise.all(
      this.#pending.splice(0).map(async ({ us, ...picture }) => {
        const { width, height } = picture;
        return { us, width, height, ...(await this.#encode(picture)) };
      }),
    );
  }

  #viewOf(planes: Planes, field: MotionField): View {
    const { width, height } = planes;
    const known = this.#view;
    if (known?.width === width && known.height === height) {
      return known;
    }
    this.#view = { width, height, cells: new PlateCells(field), plate: new Plate(planes, field) };
    return this.#view;
  }
}

async function encode({ width, height, rgba }: PlatePicture): ReturnType<PlateEncoder> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (context === null) {
    throw new Error('No 2D context for a clean plate');
  }
  context.putImageData(new ImageData(rgba, width, height), 0, 0);
  const blob = await canvas.convertToBlob({ type: 'image/webp', quality: 0.85 });
  return { type: blob.type, bytes: new Uint8Array(await blob.arrayBuffer()) };
}
