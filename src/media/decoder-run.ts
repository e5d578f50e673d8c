// One life of a `VideoDecoder`: fed in decode order, read in presentation order, ended by its first error.

import type { EncodedPacket } from 'mediabunny';

/** A picture and the ordinal that its packet was fed under. */
export interface DecodedFrame {
  readonly ordinal: number;
  readonly frame: VideoFrame;
}

const MAX_QUEUED = 8;
const MAX_QUEUED_BYTES = 96 * 1024 * 1024;

/**
 * The ordinal travels through the decoder as the timestamp of the chunk: the picture that comes out names
 * itself, whatever the reordering, and no float ever stands between a packet and its picture.
 */
export class DecoderRun implements Disposable {
  readonly #decoder: VideoDecoder;
  readonly #outputs: VideoFrame[] = [];
  readonly #capacity: number;
  #error: DOMException | undefined;
  #wake: (() => void) | undefined;
  #isFirst = true;

  /** `pictureBytes` bounds how many pictures may wait at once. */
  constructor(config: VideoDecoderConfig, pictureBytes: number) {
    this.#capacity = Math.max(4, Math.min(MAX_QUEUED, Math.floor(MAX_QUEUED_BYTES / Math.max(1, pictureBytes))));
    this.#decoder = new VideoDecoder({
      output: (frame) => {
        this.#outputs.push(frame);
        this.#signal();
      },
      error: (error) => {
        this.#error = error;
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
      this.#isFirst = false;
    } catch (error) {
      this.#error = error instanceof DOMException ? error : new DOMException(String(error), 'EncodingError');
    }
  }

  /** Next picture that is ready, or `undefined`. The caller owns it. */
  take(): DecodedFrame | undefined {
    const frame = this.#outputs.shift();
    return frame === undefined ? undefined : { ordinal: frame.timestamp, frame };
  }

  /** Resolves when a picture, room or an error may have come. */
  async settle(): Promise<void> {
    if (this.#outputs.length > 0 || this.#error !== undefined || this.hasRoom) {
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
        this.#error ??= error instanceof DOMException ? error : new DOMException(String(error), 'EncodingError');
      });
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

  #signal(): void {
    this.#wake?.();
    this.#wake = undefined;
  }
}
