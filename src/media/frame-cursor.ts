// Any picture by its ordinal: the next one is cheap, the ones just behind are kept.

import type { EncodedPacket } from 'mediabunny';

import { AppError } from '../contracts/errors.ts';
import { entryFor, pictureBytes } from './decode.ts';
import { DecoderRun, type DecodedFrame } from './decoder-run.ts';
import type { MediaFile } from './media-file.ts';

const CACHE_BYTES = 128 * 1024 * 1024;
const CACHE_FRAMES = 48;

/** A decoder that stands somewhere in the file and walks to where it is asked. One request at a time. */
export class FrameCursor implements Disposable {
  readonly #media: MediaFile;
  readonly #cache = new Map<number, VideoFrame>();
  readonly #cacheSize: number;
  #run: DecoderRun | undefined;
  #packets: AsyncGenerator<EncodedPacket, void, unknown> | undefined;
  #nextIndex = 0;
  #lastOut = 0;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(media: MediaFile) {
    this.#media = media;
    this.#cacheSize = Math.max(2, Math.min(CACHE_FRAMES, Math.floor(CACHE_BYTES / pictureBytes(media))));
  }

  /**
   * The picture of an ordinal (1-based). The caller closes it.
   * Fails with SPAN_FAILED when it cannot be decoded, INPUT_INVALID when there is no such ordinal.
   */
  frameAt(ordinal: number): Promise<VideoFrame> {
    const request = this.#queue.then(() => this.#seek(ordinal));
    this.#queue = request.catch(() => undefined);
    return request;
  }

  [Symbol.dispose](): void {
    this.#stop();
    for (const frame of this.#cache.values()) {
      frame.close();
    }
    this.#cache.clear();
  }

  async #seek(ordinal: number): Promise<VideoFrame> {
    if (!Number.isInteger(ordinal) || ordinal < 1 || ordinal > this.#media.table.us.length) {
      throw new AppError('INPUT_INVALID', { ordinal });
    }
    const cached = this.#cache.get(ordinal);
    if (cached !== undefined) {
      return cached.clone();
    }
    const entry = await entryFor(this.#media, ordinal);
    const canWalk = this.#run !== undefined && ordinal > this.#lastOut && (entry ?? 0) <= this.#nextIndex;
    if (!canWalk) {
      this.#start(entry);
    }
    const frame = await this.#walkTo(ordinal);
    if (frame === undefined) {
      this.#stop();
      throw new AppError('SPAN_FAILED', { fromOrdinal: ordinal, toOrdinal: ordinal, frames: 1 });
    }
    return frame;
  }

  #start(entry: number | undefined): void {
    this.#stop();
    if (entry === undefined) {
      return;
    }
    this.#run = new DecoderRun(this.#media.decoderConfig, pictureBytes(this.#media));
    this.#packets = this.#media.packetsFrom(entry);
    this.#nextIndex = entry;
  }

  #stop(): void {
    this.#run?.[Symbol.dispose]();
    this.#run = undefined;
    void this.#packets?.return();
    this.#packets = undefined;
    this.#lastOut = 0;
  }

  /** Feeds until the wanted picture comes out; `undefined` when it never will. */
  async #walkTo(ordinal: number): Promise<VideoFrame | undefined> {
    const run = this.#run;
    const packets = this.#packets;
    if (run === undefined || packets === undefined) {
      return undefined;
    }
    for (;;) {
      for (let decoded = run.take(); decoded !== undefined; decoded = run.take()) {
        const wanted = await this.#keep(decoded, ordinal);
        if (wanted !== undefined) {
          return wanted;
        }
      }
      if (run.error !== undefined || this.#lastOut > ordinal) {
        return undefined;
      }
      if (!run.hasRoom) {
        await run.settle();
        continue;
      }
      const next = await packets.next();
      if (next.done === true) {
        await run.flush();
        const wanted = await this.#drain(run, ordinal);
        // After a flush only a key frame may follow: this run is over.
        this.#stop();
        return wanted;
      }
      const fed = this.#media.index.ordinalOf[this.#nextIndex] ?? 0;
      this.#nextIndex += 1;
      if (fed > 0) {
        run.feed(next.value, fed);
      }
    }
  }

  async #drain(run: DecoderRun, ordinal: number): Promise<VideoFrame | undefined> {
    let wanted: VideoFrame | undefined;
    for (let decoded = run.take(); decoded !== undefined; decoded = run.take()) {
      const match = await this.#keep(decoded, ordinal);
      wanted ??= match;
    }
    return wanted;
  }

  /** Keeps a detached copy of a picture, and gives the picture itself when it is the wanted one. */
  async #keep(decoded: DecodedFrame, ordinal: number): Promise<VideoFrame | undefined> {
    this.#lastOut = decoded.ordinal;
    if (decoded.ordinal >= ordinal - this.#cacheSize && !this.#cache.has(decoded.ordinal)) {
      this.#cache.set(decoded.ordinal, await detach(decoded.frame));
      this.#evictFarFrom(ordinal);
    }
    if (decoded.ordinal === ordinal) {
      return decoded.frame;
    }
    decoded.frame.close();
    return undefined;
  }

  #evictFarFrom(ordinal: number): void {
    while (this.#cache.size > this.#cacheSize) {
      let farthest = ordinal;
      for (const key of this.#cache.keys()) {
        if (Math.abs(key - ordinal) >= Math.abs(farthest - ordinal)) {
          farthest = key;
        }
      }
      this.#cache.get(farthest)?.close();
      this.#cache.delete(farthest);
    }
  }
}

/** A copy in plain memory: a hardware decoder stalls when its own pictures are held. */
async function detach(frame: VideoFrame): Promise<VideoFrame> {
  const { format, codedWidth, codedHeight, displayWidth, displayHeight, timestamp, colorSpace, visibleRect } = frame;
  if (format === null || visibleRect === null) {
    return frame.clone();
  }
  const bytes = new Uint8Array(frame.allocationSize());
  const layout = await frame.copyTo(bytes);
  return new VideoFrame(bytes, {
    format,
    // `copyTo` copies the visible part only.
    codedWidth: Math.min(codedWidth, visibleRect.width),
    codedHeight: Math.min(codedHeight, visibleRect.height),
    displayWidth,
    displayHeight,
    timestamp,
    colorSpace: colorSpace.toJSON(),
    layout,
  });
}
