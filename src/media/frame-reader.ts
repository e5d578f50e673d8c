// The reader worker's core: one file at a time, hashed, opened, looked into. Testable without a worker.

import * as Comlink from 'comlink';

import { AppError } from '../contracts/errors.ts';
import type { HashProgress, OpenedMedia, PictureType, ReaderWorkerApi, Walk } from '../contracts/media.ts';
import type { MotionJob, MotionListener, MotionReport } from '../contracts/motion-search.ts';
import type { SpritePicture } from '../contracts/synopsis.ts';
import type { CutOrder, TubePlate } from '../contracts/tube-cuts.ts';
import type { Sha256 } from '../domain/ids.ts';
import { decodeAll } from './decode.ts';
import { EntryIndex } from './entries.ts';
import { FrameCursor } from './frame-cursor.ts';
import { streamFrames } from './frame-stream.ts';
import { pictureTypeOf } from './h264.ts';
import { hashFile } from './hash.ts';
import { serveLooks } from './look-server.ts';
import { MediaFile } from './media-file.ts';
import { readMotion } from './motion-reader.ts';
import { TubeCutter } from './tube-cutter.ts';
import { TubePlates } from './tube-plates.ts';

/** Implements the reader's contract on the calling thread. */
export class FrameReaderCore implements ReaderWorkerApi {
  #media: MediaFile | undefined;
  /** The key index of the open file, for all its cursors. */
  #entries: EntryIndex | undefined;
  readonly #cursors = new Map<number, FrameCursor>();
  #cursorsOpened = 0;
  readonly #tubes = new Map<number, TubeCutter>();
  #tubesOpened = 0;
  /** Decoded once for all tubes of the open file. */
  #plates = new TubePlates();
  #stream: AbortController | undefined;
  #motion: AbortController | undefined;

  hash(file: File, onProgress: HashProgress): Promise<Sha256> {
    return hashFile(file, onProgress);
  }

  async open(file: File, known?: OpenedMedia): Promise<OpenedMedia> {
    this.#stream?.abort();
    this.#motion?.abort();
    for (const cursor of this.#cursors.keys()) {
      await this.closeCursor(cursor);
    }
    for (const tube of this.#tubes.keys()) {
      await this.closeTube(tube);
    }
    this.#plates = new TubePlates();
    this.#media?.[Symbol.dispose]();
    this.#media = await MediaFile.open(file, known);
    this.#entries = new EntryIndex(this.#media);
    return this.#media.opened;
  }

  async openCursor(isBeside = false): Promise<number> {
    const media = await this.#opened();
    const cursor = new FrameCursor(media, this.#entries, isBeside ? 'few' : 'many');
    this.#cursorsOpened += 1;
    this.#cursors.set(this.#cursorsOpened, cursor);
    return this.#cursorsOpened;
  }

  async frameAt(cursor: number, ordinal: number): Promise<VideoFrame> {
    const place = this.#cursors.get(cursor);
    if (place === undefined) {
      throw new AppError('INPUT_INVALID', { cursor });
    }
    const frame = await place.frameAt(ordinal);
    return Comlink.transfer(frame, [frame]);
  }

  wish(cursor: number, ordinal: number): Promise<void> {
    this.#cursors.get(cursor)?.wish(ordinal);
    return Promise.resolve();
  }

  walk(cursor: number): Promise<Walk | undefined> {
    return Promise.resolve(this.#cursors.get(cursor)?.walk);
  }

  closeCursor(cursor: number): Promise<void> {
    this.#cursors.get(cursor)?.[Symbol.dispose]();
    this.#cursors.delete(cursor);
    return Promise.resolve();
  }

  async openTube(plates: readonly TubePlate[]): Promise<number> {
    const media = await this.#opened();
    this.#tubesOpened += 1;
    const cursor = new FrameCursor(media, this.#entries, 'none');
    this.#tubes.set(this.#tubesOpened, new TubeCutter(media, cursor, plates, this.#plates));
    return this.#tubesOpened;
  }

  async cutTubes(tube: number, orders: readonly CutOrder[]): Promise<readonly SpritePicture[]> {
    const cutter = this.#tubes.get(tube);
    if (cutter === undefined) {
      throw new AppError('INPUT_INVALID', { tube });
    }
    const pictures = await cutter.cut(orders);
    return Comlink.transfer(
      pictures,
      pictures.flatMap(({ sprites }) => sprites.map(({ image }) => image)),
    );
  }

  closeTube(tube: number): Promise<void> {
    this.#tubes.get(tube)?.[Symbol.dispose]();
    this.#tubes.delete(tube);
    return Promise.resolve();
  }

  async pictureType(ordinal: number): Promise<PictureType | undefined> {
    const media = await this.#opened();
    const decodeIndex = ordinal < 1 ? undefined : media.index.packetOf[ordinal];
    if (media.info.codec !== 'avc' || decodeIndex === undefined) {
      return undefined;
    }
    const packet = await media.packetAt(decodeIndex);
    return packet === undefined ? undefined : pictureTypeOf(packet.data, media.nalLengthSize);
  }

  async stream(port: MessagePort): Promise<void> {
    this.#stream?.abort();
    const abort = new AbortController();
    this.#stream = abort;
    await streamFrames(await this.#opened(), port, abort);
  }

  async look(port: MessagePort): Promise<void> {
    this.#stream?.abort();
    const abort = new AbortController();
    this.#stream = abort;
    await serveLooks(await this.#opened(), port, abort);
  }

  async searchMotion(job: MotionJob, listener: MotionListener): Promise<MotionReport> {
    const media = await this.#opened();
    this.#motion?.abort();
    const abort = new AbortController();
    this.#motion = abort;
    return readMotion(media, this.#entries ?? new EntryIndex(media), job, listener, abort.signal);
  }

  stopMotion(): Promise<void> {
    this.#motion?.abort();
    return Promise.resolve();
  }

  async decodeOnly(file: File, known?: OpenedMedia): Promise<{ wallS: number; frames: number }> {
    using media = await MediaFile.open(file, known);
    const started = performance.now();
    let frames = 0;
    for await (const { frame } of decodeAll(media, { restarts: 0, dataEndsAt: undefined })) {
      frame.close();
      frames += 1;
    }
    return { wallS: (performance.now() - started) / 1000, frames };
  }

  #opened(): Promise<MediaFile> {
    return this.#media === undefined
      ? Promise.reject(new AppError('INPUT_INVALID', { reason: 'not-open' }))
      : Promise.resolve(this.#media);
  }
}
