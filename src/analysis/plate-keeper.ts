// Clean plates: what the scene looks like without anything that moves, at several moments of the recording.

import type { Box } from '../domain/geometry/box.ts';
import type { MotionField } from '../domain/motion/motion-field.ts';
import type { StoredPlate } from '../storage/picture-codec.ts';
import type { Planes } from '../vision/planes.ts';
import { drawTile } from '../vision/tiles.ts';

/** A plate each so often, µs of footage: shadows wander no faster. */
const PLATE_EVERY_US = 300_000_000;
/** The first plate is written once the scene has been watched for so long, µs. */
const FIRST_PLATE_US = 10_000_000;
/** It waits for so long, µs, while somebody stands where nothing free was seen yet: a plate with him in it is not clean. */
const MOST_WAIT_US = 60_000_000;
/** Free parts of the scene are refreshed this often, µs: shortly before a plate is due, and otherwise. */
/** And while parts of it were never seen free: in a busy place they are so for a moment only. */
const REFRESH_EVERY_US_UNCLEAN = 1_000_000;
const REFRESH_EVERY_US_BEFORE = 5_000_000;
const REFRESH_EVERY_US = 15_000_000;
/** Where an object was seen no longer ago than this, µs, the scene is not free: who stands still moves no more. */
const TAKEN_FOR_US = 8_000_000;
/** So long after the first picture of a view it is not known yet what moves in it, µs. */
const LEARNING_US = 2_000_000;
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

/** What was seen of a cell: not yet anything; what was there, moving maybe, but no object; the scene alone. */
const NOTHING = 0;
const SOMETHING = 1;
const FREE = 2;

/** The scene gathered so far: luma, and chroma at half its size, as in the pictures it comes from. */
interface Plate {
  /** Picture pixels per plate pixel. */
  readonly step: number;
  readonly planes: Planes;
  /** Of each cell of the motion field: {@link NOTHING}, {@link SOMETHING} or {@link FREE}. */
  readonly known: Uint8Array;
  /** When an object was seen last in each of them, µs. */
  readonly takenUs: Float64Array;
}

/** Gathers the scene from the parts of pictures where nothing moves. */
export class PlateKeeper {
  #plate: Plate | undefined;
  #refreshedUs = -Infinity;
  #nextUs: number | undefined;
  /** When it is tried next: later than `nextUs` while the scene is not known everywhere. */
  #tryUs = -Infinity;
  /** Whether a plate of this view is still to come: none was written, or one that was not clean everywhere. */
  #isWanted = true;
  #isClean = false;
  #hasWritten = false;
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
    this.#isWanted = true;
    this.#isClean = false;
    this.#hasWritten = false;
  }

  /** The recording is over: a scene that was never written, or that had somebody in it, is written as it is known now. */
  finish(): void {
    if (this.#plate !== undefined && this.#isWanted) {
      this.#write(this.#plate, this.#refreshedUs);
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
    const isDue = this.isDue(us);
    if (!isDue && objects.length === 0) {
      return;
    }
    const plate = this.#plateOf(planes, field);
    for (const box of objects) {
      take(plate, field, box, us);
    }
    if (!isDue) {
      return;
    }
    this.#refreshedUs = us;
    refresh(plate, planes, field, {
      us,
      isLearning: us < this.#nextUs - FIRST_PLATE_US + LEARNING_US && !this.#hasWritten,
    });
    this.#isClean = isWhole(plate);
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
    this.#hasWritten = true;
    this.#pending.push({ us, ...pictureOf(plate.planes) });
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

  #plateOf({ width, height, colour }: Planes, { counts }: MotionField): Plate {
    const step = Math.max(1, Math.ceil(Math.max(width, height) / LONGEST_SIDE));
    const size = { width: Math.floor(width / step), height: Math.floor(height / step) };
    const known = this.#plate;
    const isSame =
      known?.planes.width === size.width && known.planes.height === size.height && known.known.length === counts.length;
    if (known !== undefined && isSame) {
      return known;
    }
    const uvStride = (size.width + 1) >> 1;
    const chroma = uvStride * ((size.height + 1) >> 1);
    this.#plate = {
      step,
      planes: {
        ...size,
        ...{ y: new Uint8Array(size.width * size.height), yStride: size.width },
        ...{ u: new Uint8Array(chroma), v: new Uint8Array(chroma), uvStride, uvStep: 1, colour },
      },
      known: new Uint8Array(counts.length),
      takenUs: new Float64Array(counts.length).fill(-Infinity),
    };
    return this.#plate;
  }
}

/** Whether every part of the scene was seen free. */
function isWhole({ known }: Plate): boolean {
  return known.every((cell) => cell === FREE);
}

/** An object is in the cells that its box touches. */
function take({ takenUs }: Plate, { columns, rows, cellSide }: MotionField, { x, y, w, h }: Box, us: number): void {
  const toColumn = Math.min(columns - 1, Math.floor((x + w) / cellSide));
  const toRow = Math.min(rows - 1, Math.floor((y + h) / cellSide));
  for (let row = Math.max(0, Math.floor(y / cellSide)); row <= toRow; row += 1) {
    takenUs.fill(us, row * columns + Math.max(0, Math.floor(x / cellSide)), row * columns + toColumn + 1);
  }
}

/** Copies every cell around which nothing moves; a cell never seen free takes what is there for now. */
function refresh(
  plate: Plate,
  planes: Planes,
  { columns, rows, cellSide, counts }: MotionField,
  { us, isLearning }: { readonly us: number; readonly isLearning: boolean },
): void {
  const { width, height } = plate.planes;
  const side = cellSide / plate.step;
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const cell = row * columns + column;
      const isTaken = us - (plate.takenUs[cell] ?? 0) <= TAKEN_FOR_US;
      const isFree = !isTaken && !isLearning && isFreeAround(counts, columns, rows, column, row);
      const known = plate.known[cell];
      if (!isFree && (known === FREE || (isTaken && known !== NOTHING))) {
        continue;
      }
      if (isFree) {
        plate.known[cell] = FREE;
      } else if (!isTaken) {
        plate.known[cell] = SOMETHING;
      }
      const from = { x: Math.floor(column * side), y: Math.floor(row * side) };
      const to = {
        x: Math.min(width, Math.floor((column + 1) * side)),
        y: Math.min(height, Math.floor((row + 1) * side)),
      };
      copyCell(plate, planes, from, to);
    }
  }
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Takes the nearest sample of each plane: quick, and sharp enough for a scene. */
function copyCell({ step, planes: plate }: Plate, planes: Planes, from: Point, to: Point): void {
  for (let y = from.y; y < to.y; y += 1) {
    const source = y * step * planes.yStride;
    for (let x = from.x; x < to.x; x += 1) {
      plate.y[y * plate.yStride + x] = planes.y[source + x * step] as number;
    }
  }
  for (let y = from.y >> 1; y < (to.y + 1) >> 1; y += 1) {
    const source = y * step * planes.uvStride;
    for (let x = from.x >> 1; x < (to.x + 1) >> 1; x += 1) {
      plate.u[y * plate.uvStride + x] = planes.u[source + x * step * planes.uvStep] as number;
      plate.v[y * plate.uvStride + x] = planes.v[source + x * step * planes.uvStep] as number;
    }
  }
}

function pictureOf(planes: Planes): Picture {
  const { width, height } = planes;
  const rgba = new Uint8ClampedArray(width * height * 4);
  const all = { x: 0, y: 0, w: width, h: height };
  drawTile(planes, all, all, { data: rgba, stride: width, channels: 4 });
  return { width, height, rgba };
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
