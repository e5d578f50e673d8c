// Clean plates: what the scene looks like without anything that moves, at several moments of the recording.

import type { MotionField } from '../domain/motion/motion-field.ts';
import type { StoredPlate } from '../storage/case-repository.ts';
import type { Planes } from '../vision/planes.ts';
import { drawTile } from '../vision/tiles.ts';

/** A plate each so often, µs of footage: shadows wander no faster. */
const PLATE_EVERY_US = 300_000_000;
/** The first plate is written once the scene has been watched for so long, µs. */
const FIRST_PLATE_US = 10_000_000;
/** Free parts of the scene are refreshed this often, µs. */
const REFRESH_EVERY_US = 2_000_000;
const LONGEST_SIDE = 960;

/** State that survives a killed worker. The picture itself is gathered anew within seconds. */
export interface PlateSnapshot {
  readonly nextUs: number;
}

/** A picture as rows of RGBA. */
interface Picture {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
}

/** Turns a picture into a file. */
export type PlateEncoder = (picture: Picture) => Promise<Pick<StoredPlate, 'type' | 'bytes'>>;

interface Plate extends Picture {
  /** Cells of the motion field that were seen free at least once. */
  readonly known: Uint8Array;
}

/** Gathers the scene from the parts of pictures where nothing moves. */
export class PlateKeeper {
  #plate: Plate | undefined;
  #refreshedUs = -Infinity;
  #nextUs: number | undefined;
  #pending: (Picture & { readonly us: number })[] = [];
  readonly #encode: PlateEncoder;

  /** `encodePicture` is only changed by tests. */
  constructor(from?: PlateSnapshot, encodePicture: PlateEncoder = encode) {
    this.#nextUs = from?.nextUs;
    this.#encode = encodePicture;
  }

  snapshot(): PlateSnapshot | undefined {
    return this.#nextUs === undefined ? undefined : { nextUs: this.#nextUs };
  }

  /** Another view: what was gathered belongs to the one before. */
  startAnew(us: number): void {
    this.#plate = undefined;
    this.#refreshedUs = -Infinity;
    this.#nextUs = us + FIRST_PLATE_US;
  }

  /** Takes in a picture and what moves in it. */
  consider(planes: Planes, field: MotionField, us: number): void {
    this.#nextUs ??= us + FIRST_PLATE_US;
    if (us - this.#refreshedUs < REFRESH_EVERY_US && us < this.#nextUs) {
      return;
    }
    this.#refreshedUs = us;
    const plate = this.#plateOf(planes, field);
    refresh(plate, planes, field);
    if (us >= this.#nextUs) {
      this.#nextUs = us + PLATE_EVERY_US;
      this.#pending.push({ us, width: plate.width, height: plate.height, rgba: plate.rgba.slice() });
    }
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

  #plateOf({ width, height }: Planes, { counts }: MotionField): Plate {
    const scale = Math.min(1, LONGEST_SIDE / Math.max(width, height));
    const size = { width: Math.round(width * scale), height: Math.round(height * scale) };
    const isSame =
      this.#plate?.width === size.width &&
      this.#plate.height === size.height &&
      this.#plate.known.length === counts.length;
    if (this.#plate === undefined || !isSame) {
      const rgba = new Uint8ClampedArray(size.width * size.height * 4);
      this.#plate = { ...size, rgba, known: new Uint8Array(counts.length) };
    }
    return this.#plate;
  }
}

/** Copies every cell around which nothing moves; a cell never seen free takes what is there for now. */
function refresh(plate: Plate, planes: Planes, { columns, rows, cellSide, counts }: MotionField): void {
  const scaleX = plate.width / planes.width;
  const scaleY = plate.height / planes.height;
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const cell = row * columns + column;
      const isFree = isFreeAround(counts, columns, rows, column, row);
      if (!isFree && plate.known[cell] === 1) {
        continue;
      }
      if (isFree) {
        plate.known[cell] = 1;
      }
      const x = Math.round(column * cellSide * scaleX);
      const y = Math.round(row * cellSide * scaleY);
      const w = Math.min(plate.width, Math.round((column + 1) * cellSide * scaleX)) - x;
      const h = Math.min(plate.height, Math.round((row + 1) * cellSide * scaleY)) - y;
      if (w > 0 && h > 0) {
        const source = { x: x / scaleX, y: y / scaleY, w: w / scaleX, h: h / scaleY };
        drawTile(planes, source, { x, y, w, h }, { data: plate.rgba, stride: plate.width, channels: 4 });
      }
    }
  }
}

function isFreeAround(counts: Uint8Array, columns: number, rows: number, column: number, row: number): boolean {
  for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y += 1) {
    for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x += 1) {
      if ((counts[y * columns + x] as number) > 0) {
        return false;
      }
    }
  }
  return true;
}

async function encode({ width, height, rgba }: Picture): ReturnType<PlateEncoder> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (context === null) {
    throw new Error('No 2D context for a clean plate');
  }
  context.putImageData(new ImageData(rgba, width, height), 0, 0);
  const blob = await canvas.convertToBlob({ type: 'image/webp', quality: 0.85 });
  return { type: blob.type, bytes: new Uint8Array(await blob.arrayBuffer()) };
}
