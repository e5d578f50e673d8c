// One life of a `VideoDecoder`: fed in decode order, read in presentation order, ended by its first error.

import type { EncodedPacket } from 'mediabunny';

/** A picture and the ordinal that its packet was fed under. */
export interface DecodedFrame {
  readonly ordinal: number;
  readonly frame: VideoFrame;
}

const MAX_QUEUED = 8;
const MAX_QUEUED_BYTES = 96 * 1024 * 1024;
/** Packets that may still be decoded while pictures wait for an earlier one. */
const LEAST_DECODING = 2;

/**
 * The ordinal travels through the decoder as the timestamp of the chunk: the picture that comes out names
 * itself, whatever the reordering, and no float ever stands between a packet and its picture.
 *
 * A decoder goes by the order inside of the stream. Where the times of the container say another one (two pictures of
 * one time, times in the order of decoding), pictures wait for those of lower ordinals, so that all are given in order;
 * not longer than a few: some never come out.
 */
export class DecoderRun implements Disposable {
  readonly #decoder: VideoDecoder;
  /** Lowest ordinal first. */
  readonly #outputs: VideoFrame[] = [];
  readonly #capacity: number;
  /** Ordinals that were fed and may still come out, but for those shown before the first one: many decoders leave them out. */
  readonly #awaited = new Set<number>();
  #firstOrdinal = 0;
  #error: DOMException | undefined;
  #wake: (() => void) | undefined;
  #isFirst = true;

  /** `pictureBytes` bounds how many pictures may wait at once. */
  constructor(config: VideoDecoderConfig, pictureBytes: number) {
    this.#capacity = Math.max(4, Math.min(MAX_QUEUED, Math.floor(MAX_QUEUED_BYTES / Math.max(1, pictureBytes))));
    this.#decoder = new VideoDecoder({
      output: (frame) => {
        this.#awaited.delete(frame.timestamp);
        const place = this.#outputs.findLastIndex(({ timestamp }) => timestamp <= frame.timestamp);
        this.#outputs.splice(place + 1, 0, frame);
        this.#signal();
      },
      error: (error) => {
        this.#fail(error);
        this.#signal();
      },
    });
    this.#decoder.ondequeue = () => {
      this.#signal();
    };
    this.#decoder.configure(config);
  }

  /** The first error, after which nothing more comes out. */
  get error(): DOMException | undefined {
    return this.#error;
  }

  /** True when a packet may be fed without more than the lawful number of pictures in flight. */
  get hasRoom(): boolean {
    return this.#decoder.decodeQueueSize + this.#outputs.length < this.#capacity;
  }

  /** Feeds one packet. The first one of a run must be a key frame. */
  feed(packet: EncodedPacket, ordinal: number): void {
    if (this.#error !== undefined) {
      return;
    }
    try {
      this.#decoder.decode(
        new EncodedVideoChunk({
          type: this.#isFirst ? 'key' : packet.type,
          timestamp: ordinal,
          data: packet.data,
        }),
      );
      this.#firstOrdinal = this.#isFirst ? ordinal : this.#firstOrdinal;
      this.#isFirst = false;
      if (ordinal >= this.#firstOrdinal) {
        this.#awaited.add(ordinal);
      }
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Next picture that is ready, or `undefined`: ordinals increase, as far as a few pictures can wait. The caller owns it. */
  take(): DecodedFrame | undefined {
    const frame = this.#isReady ? this.#outputs.shift() : undefined;
    if (frame === undefined) {
      return undefined;
    }
    for (const ordinal of this.#awaited) {
      if (ordinal < frame.timestamp) {
        this.#awaited.delete(ordinal);
      }
    }
    return { ordinal: frame.timestamp, frame };
  }

  get #isReady(): boolean {
    const [first] = this.#outputs;
    if (first === undefined || this.#outputs.length >= this.#capacity - LEAST_DECODING) {
      return first !== undefined;
    }
    for (const ordinal of this.#awaited) {
      if (ordinal < first.timestamp) {
        return false;
      }
    }
    return true;
  }

  /** Resolves when a picture, room or an error may have come. */
  async settle(): Promise<void> {
    if (this.#isReady || this.#error !== undefined || this.hasRoom) {
      return;
    }
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
  }

  /** Makes the decoder give out all that it holds; take them afterwards. A key frame may follow. */
  async flush(): Promise<void> {
    if (this.#error === undefined && this.#decoder.state === 'configured') {
      // A failure here also arrives through the error callback, which is where it is read.
      await this.#decoder.flush().catch((error: unknown) => {
        this.#fail(error);
      });
      this.#awaited.clear();
      this.#isFirst = true;
    }
  }

  [Symbol.dispose](): void {
    for (const frame of this.#outputs.splice(0)) {
      frame.close();
    }
    if (this.#decoder.state !== 'closed') {
      this.#decoder.close();
    }
    this.#signal();
  }

  /** What has not come out by now never will. */
  #fail(error: unknown): void {
    this.#error ??= error instanceof DOMException ? error : new DOMException(String(error), 'EncodingError');
    this.#awaited.clear();
  }

  #signal(): void {
    this.#wake?.();
    this.#wake = undefined;
  }
}
