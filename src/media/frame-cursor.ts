// Any picture by its ordinal: the next one is cheap, the ones just behind are kept.

import type { EncodedPacket } from 'mediabunny';

import { AppError } from '../contracts/errors.ts';
import type { Walk } from '../contracts/media.ts';
import { entryFor, pictureBytes } from './decode.ts';
import { DecoderRun, type DecodedFrame } from './decoder-run.ts';
import { EntryIndex, SHORT_WALK, throwIfGivenUp } from './entries.ts';
import type { MediaFile } from './media-file.ts';
import { PictureCache, type PicturesKept } from './picture-cache.ts';

/** A decoder that stands somewhere in the file and walks to where it is asked. One request at a time. */
export class FrameCursor implements Disposable {
  readonly #media: MediaFile;
  readonly #entries: EntryIndex;
  readonly #kept: PictureCache;
  #run: DecoderRun | undefined;
  #packets: AsyncGenerator<EncodedPacket, void, unknown> | undefined;
  #nextIndex = 0;
  #lastOut = 0;
  #queue: Promise<unknown> = Promise.resolve();
  /** First decode index that was fed, and the ordinal of its picture: what leans on more before it is not shown. */
  #start = 0;
  #firstSound = 0;
  /** Whether a start is being looked for; from it, or from where the decoder stood, goes the walk. */
  #isStarting = false;
  #walkFrom = 0;
  /** The wish that is being fulfilled. */
  #current: { readonly ordinal: number; readonly abort: AbortController } | undefined;

  /** `entries`: shared by the cursors of one file, so that each start is proved once. `kept`: of the pictures passed. */
  constructor(media: MediaFile, entries = new EntryIndex(media), kept: PicturesKept = 'many') {
    this.#media = media;
    this.#entries = entries;
    this.#kept = new PictureCache(pictureBytes(media), kept);
  }

  /**
   * The picture of an ordinal (1-based). The caller closes it.
   * Fails with SPAN_FAILED when it cannot be decoded, INPUT_INVALID when there is no such ordinal, READ_GIVEN_UP when
   * a later wish made it needless.
   */
  frameAt(ordinal: number): Promise<VideoFrame> {
    const request = this.#queue.then(() => this.#seek(ordinal));
    this.#queue = request.catch(() => undefined);
    return request;
  }

  /**
   * What is wanted now (0: nothing): a long walk to anywhere else is given up. A short one goes on, so that whoever
   * drags through a recording sees something. The decoder stays where it is.
   */
  wish(ordinal: number): void {
    const current = this.#current;
    if (current === undefined || current.ordinal === ordinal) {
      return;
    }
    if (this.#isStarting ? this.#entries.isTrying : this.#packetsTo(current.ordinal) > SHORT_WALK) {
      current.abort.abort();
    }
  }

  /** How far a long walk has come; `undefined` when none is under way. */
  get walk(): Walk | undefined {
    const current = this.#current;
    if (current === undefined || this.#run === undefined || this.#isStarting) {
      return undefined;
    }
    const packets = (this.#media.index.packetOf[current.ordinal] ?? 0) - this.#walkFrom;
    const done = this.#nextIndex - this.#walkFrom;
    return packets > SHORT_WALK ? { ordinal: current.ordinal, packets, done } : undefined;
  }

  [Symbol.dispose](): void {
    this.#current?.abort.abort();
    this.#stop();
    this.#kept[Symbol.dispose]();
  }

  async #seek(ordinal: number): Promise<VideoFrame> {
    if (!Number.isInteger(ordinal) || ordinal < 1 || ordinal > this.#media.table.us.length) {
      throw new AppError('INPUT_INVALID', { ordinal });
    }
    const kept = this.#kept.get(ordinal);
    if (kept !== undefined) {
      return kept;
    }
    const abort = new AbortController();
    this.#current = { ordinal, abort };
    try {
      const frame = await this.#decode(ordinal, abort.signal);
      if (frame !== undefined) {
        return frame;
      }
    } finally {
      this.#current = undefined;
    }
    this.#stop();
    throw new AppError('SPAN_FAILED', { fromOrdinal: ordinal, toOrdinal: ordinal, frames: 1 });
  }

  async #decode(ordinal: number, signal: AbortSignal): Promise<VideoFrame | undefined> {
    for (;;) {
      if (!(await this.#isJustAhead(ordinal))) {
        this.#isStarting = true;
        const entry = await this.#entries.startFor(ordinal, signal).finally(() => {
          this.#isStarting = false;
        });
        if (this.#run === undefined || ordinal <= this.#lastOut || (entry ?? 0) > this.#nextIndex) {
          this.#startAt(entry);
        }
      }
      const start = this.#run === undefined ? undefined : this.#start;
      this.#walkFrom = this.#nextIndex;
      const frame = await this.#walkTo(ordinal, signal);
      if (frame !== undefined || start === undefined || this.#entries.isSure(start)) {
        return frame;
      }
      // A start that had proved itself failed further on: from an earlier one, then.
      this.#entries.refuse(start);
      this.#stop();
    }
  }

  /** Whether the decoder that stands comes to a picture soon, with no better start between. */
  async #isJustAhead(ordinal: number): Promise<boolean> {
    const isAhead = this.#run !== undefined && ordinal > this.#lastOut && this.#packetsTo(ordinal) <= SHORT_WALK;
    return isAhead && ((await entryFor(this.#media, ordinal)) ?? 0) <= this.#nextIndex;
  }

  /** Packets between the decoder and a picture; those of the whole way when it must start before. */
  #packetsTo(ordinal: number): number {
    return Math.abs((this.#media.index.packetOf[ordinal] ?? 0) - this.#nextIndex);
  }

  #startAt(entry: number | undefined): void {
    this.#stop();
    if (entry === undefined) {
      return;
    }
    this.#run = new DecoderRun(this.#media.decoderConfig, pictureBytes(this.#media));
    this.#packets = this.#media.packetsFrom(entry);
    this.#start = entry;
    this.#firstSound = this.#media.index.ordinalOf[entry] ?? 0;
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
  async #walkTo(ordinal: number, signal: AbortSignal): Promise<VideoFrame | undefined> {
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
      throwIfGivenUp(signal);
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
    if (decoded.ordinal < this.#firstSound) {
      decoded.frame.close();
      return undefined;
    }
    await this.#kept.keep(decoded, ordinal);
    if (decoded.ordinal === ordinal) {
      return decoded.frame;
    }
    decoded.frame.close();
    return undefined;
  }
}
