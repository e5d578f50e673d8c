// The pixels of one span as far as they are at hand: read in order, kept while memory allows, each bitmap closed once.

import type { Sprite, SpritePicture, TubeReader } from '../../contracts/synopsis.ts';
import { ordinalOfSlot, type FilmSpan } from './film-span.ts';

const BYTES_A_PIXEL = 4;

/** A picture that is further ahead in the same reading than this, µs of its recording, is reached sooner by a new one. */
const WORTH_READING_ON_US = 2_000_000;
/** An object keeps its last pixels for so long where a picture of its recording cannot be decoded, µs of its recording. */
const HELD_US = 500_000;

interface Reading {
  readonly pictures: AsyncGenerator<SpritePicture, void, unknown>;
  readonly abort: AbortController;
  /** The slot that comes next. */
  next: number;
  isPulling: boolean;
}

/** What is known of an object at a slot: its pixels, that it has none there, or (`unread`) nothing yet. */
export type SpriteAnswer = { readonly sprite: Sprite; readonly picture: SpritePicture } | 'none' | 'unread';

export class SpriteBuffer implements Disposable {
  readonly span: FilmSpan;
  readonly #kept: (SpritePicture | undefined)[] = [];
  /** 1: read, and kept or known to be empty. */
  readonly #isSettled: Uint8Array;
  #lowest = 0;
  #highest = -1;
  #bytes = 0;
  #read = 0;
  #readBytes = 0;
  #reading: Reading | undefined;

  constructor(span: FilmSpan) {
    this.span = span;
    this.#isSettled = new Uint8Array(span.slots);
  }

  /** Bytes of the open bitmaps. */
  get bytes(): number {
    return this.#bytes;
  }

  get isOpen(): boolean {
    return this.#reading !== undefined;
  }

  /** A picture has been asked for and is not there yet. */
  get isPulling(): boolean {
    return this.#reading?.isPulling === true;
  }

  /** Bytes that the next picture will need, going by those before. */
  get expectedBytes(): number {
    return this.#read === 0 ? 0 : this.#readBytes / this.#read;
  }

  /** The picture of a slot is not read. */
  lacks(slot: number): boolean {
    return this.#isSettled[slot] !== 1;
  }

  /** The slot to read next for the picture of `slot` and those after it; `undefined`: all are read. */
  firstUnread(slot: number): number | undefined {
    const held = this.#heldFrom(slot);
    const found = held === undefined || this.#isSettled[held] === 1 ? this.#isSettled.indexOf(0, slot) : held;
    return found === -1 ? undefined : found;
  }

  spriteOf(track: number, slot: number): SpriteAnswer {
    const held = this.#heldFrom(slot);
    const picture = held === undefined ? undefined : this.#kept[held];
    if (held !== undefined && this.#isSettled[held] !== 1) {
      return 'unread';
    }
    // The object is not on a picture that was decoded: it is not there.
    const sprite = picture?.sprites.find((candidate) => candidate.track === track);
    return picture === undefined || sprite === undefined ? 'none' : { sprite, picture };
  }

  /** Reads on, to the next picture at `slot` or before it. Resolves when it is there. At most one at a time. */
  async pull(slot: number, reader: TubeReader): Promise<void> {
    const reading = this.#readingTo(slot, reader);
    reading.isPulling = true;
    try {
      const result = await reading.pictures.next();
      if (reading !== this.#reading) {
        closeAll(result.done === true ? undefined : result.value);
      } else if (result.done === true) {
        this.#settle(reading, this.span.slots);
        this.stop();
      } else {
        this.#keep(reading, result.value);
        if (reading.next >= this.span.slots) {
          this.stop();
        }
      }
    } catch (error) {
      if (reading === this.#reading) {
        this.stop();
        throw error;
      }
    } finally {
      reading.isPulling = false;
    }
  }

  /** Gives up reading; what is there stays. */
  stop(): void {
    const reading = this.#reading;
    this.#reading = undefined;
    reading?.abort.abort();
    reading?.pictures.return().catch(() => undefined); // It was given up: how it ends is nobody's business.
  }

  /** Gives up reading unless it comes to `slot`. */
  giveUpUnless(slot: number): void {
    if (this.#reading !== undefined && !this.#isOnTheWay(this.#reading, slot)) {
      this.stop();
    }
  }

  /** The earliest and the latest slot whose picture is kept; `undefined` when none is. */
  get keptSlots(): readonly [number, number] | undefined {
    while (this.#lowest <= this.#highest && this.#kept[this.#lowest] === undefined) {
      this.#lowest += 1;
    }
    while (this.#lowest <= this.#highest && this.#kept[this.#highest] === undefined) {
      this.#highest -= 1;
    }
    return this.#lowest > this.#highest ? undefined : [this.#lowest, this.#highest];
  }

  /** Closes the picture at one end of what is kept, unless somebody has it; says whether it did. */
  drop(end: 'earliest' | 'latest', isInUse: (picture: SpritePicture) => boolean): boolean {
    const slot = this.keptSlots?.[end === 'earliest' ? 0 : 1] ?? -1;
    const picture = this.#kept[slot];
    if (picture === undefined || isInUse(picture)) {
      return false;
    }
    this.#kept[slot] = undefined;
    this.#isSettled[slot] = 0;
    this.#bytes -= bytesOf(picture);
    closeAll(picture);
    return true;
  }

  [Symbol.dispose](): void {
    this.stop();
    this.#kept.forEach(closeAll);
    this.#kept.length = 0;
    this.#isSettled.fill(0);
    [this.#lowest, this.#highest, this.#bytes] = [0, -1, 0];
  }

  /** The reading that is under way, or a new one when that has passed `slot` or is far before it. */
  #readingTo(slot: number, reader: TubeReader): Reading {
    const current = this.#reading;
    if (current !== undefined && this.#isOnTheWay(current, slot)) {
      return current;
    }
    this.stop();
    const { tracks, toOrdinal, stride } = this.span;
    const abort = new AbortController();
    const fromOrdinal = ordinalOfSlot(this.span, slot);
    const pictures = reader.read({ tracks, fromOrdinal, toOrdinal, stride }, abort.signal);
    this.#reading = { pictures, abort, next: slot, isPulling: false };
    return this.#reading;
  }

  #isOnTheWay({ next }: Reading, slot: number): boolean {
    return next <= slot && this.#usOf(slot) - this.#usOf(next) <= WORTH_READING_ON_US;
  }

  #keep(reading: Reading, picture: SpritePicture): void {
    const slot = Math.floor((picture.ordinal - this.span.fromOrdinal) / this.span.stride);
    this.#settle(reading, slot + 1);
    if (this.#kept[slot] !== undefined || slot < 0 || slot >= this.span.slots) {
      closeAll(picture);
      return;
    }
    const bytes = bytesOf(picture);
    this.#kept[slot] = picture;
    this.#lowest = Math.min(this.#lowest, slot);
    this.#highest = Math.max(this.#highest, slot);
    this.#bytes += bytes;
    this.#readBytes += bytes;
    this.#read += 1;
  }

  /** Slots that were passed over cannot be decoded. */
  #settle(reading: Reading, end: number): void {
    this.#isSettled.fill(1, Math.min(reading.next, end), end);
    reading.next = Math.max(reading.next, end);
  }

  /** The last slot up to `slot` that is kept or not read yet; `undefined`: none that is still held. */
  #heldFrom(slot: number): number | undefined {
    const us = this.#usOf(slot);
    for (let at = slot; at >= 0 && us - this.#usOf(at) <= HELD_US; at -= 1) {
      if (this.#kept[at] !== undefined || this.#isSettled[at] !== 1) {
        return at;
      }
    }
    return undefined;
  }

  #usOf(slot: number): number {
    return this.span.table.us[ordinalOfSlot(this.span, slot) - 1] ?? 0;
  }
}

function bytesOf({ sprites }: SpritePicture): number {
  return sprites.reduce((sum, { image }) => sum + image.width * image.height * BYTES_A_PIXEL, 0);
}

function closeAll(picture: SpritePicture | undefined): void {
  for (const { image } of picture?.sprites ?? []) {
    image.close();
  }
}
