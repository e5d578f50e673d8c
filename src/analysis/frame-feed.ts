// The receiving end of the decoder's port: pictures in order, a few waiting, never more.

import { AppError } from '../contracts/errors.ts';
import type { FrameDemand, FrameMessage, StreamEnd, StreamStart } from '../contracts/frame-stream.ts';

/** A watched picture, and the ordinals passed over since the one before. */
export type FedFrame = Extract<FrameMessage, { readonly kind: 'frame' }>;

/** Pictures on their way or waiting: the decoder goes on while the network looks at somebody who passes. */
const MOST_WAITING = 12;
/** Bytes that they may take, so that 4K pictures do not fill the memory. */
const MOST_BYTES = 40 * 1024 * 1024;

/** Takes pictures from a port. Dispose of it to stop the decoder and let go of what is on its way. */
export class FrameFeed implements Disposable {
  readonly #port: MessagePort;
  readonly #waiting: FrameMessage[] = [];
  /** Pictures before this time, µs, would be passed over: they need not come. The reader sets it as it learns it. */
  wantedFromUs = -Infinity;
  #wake: (() => void) | undefined;
  #end: StreamEnd | undefined;

  /** `pictureBytes`: size of one decoded picture. */
  constructor(port: MessagePort, pictureBytes: number, start: StreamStart) {
    this.#port = port;
    port.onmessage = ({ data }: MessageEvent<FrameMessage>) => {
      this.#waiting.push(data);
      this.#wake?.();
      this.#wake = undefined;
    };
    const room = Math.max(2, Math.min(MOST_WAITING, Math.floor(MOST_BYTES / Math.max(1, pictureBytes))));
    this.#demand({ kind: 'start', room, ...start });
  }

  /** What the decoder said at the end; `undefined` before. */
  get end(): StreamEnd | undefined {
    return this.#end;
  }

  /** Every watched picture in presentation order. The caller closes each. Fails with the decoder's `AppError`. */
  async *frames(): AsyncGenerator<FedFrame, void, unknown> {
    for (;;) {
      const message = this.#waiting.shift() ?? (await this.#next());
      if (message.kind === 'failed') {
        throw new AppError(message.code, message.facts);
      }
      if (message.kind === 'end') {
        this.#end = message;
        return;
      }
      yield message;
      this.#demand({ kind: 'more', count: 1, wantedFromUs: this.wantedFromUs });
    }
  }

  [Symbol.dispose](): void {
    this.#demand({ kind: 'stop' });
    for (const message of this.#waiting.splice(0)) {
      closeFrame(message);
    }
    this.#port.onmessage = ({ data }: MessageEvent<FrameMessage>) => {
      closeFrame(data);
    };
  }

  async #next(): Promise<FrameMessage> {
    for (let message = this.#waiting.shift(); ; message = this.#waiting.shift()) {
      if (message !== undefined) {
        return message;
      }
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  #demand(demand: FrameDemand): void {
    this.#port.postMessage(demand);
  }
}

function closeFrame(message: FrameMessage): void {
  if (message.kind === 'frame') {
    message.frame.close();
  }
}
