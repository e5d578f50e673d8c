// The receiving end of a first look's port: ask, then take pictures in order until the end.

import { AppError } from '../contracts/errors.ts';
import type { LookDemand, LookMessage } from '../contracts/first-look.ts';

export type LookEnd = Extract<LookMessage, { readonly kind: 'end' }>;
export type SentPicture = Extract<LookMessage, { readonly kind: 'picture' | 'sizes' }>;

/** One request at a time. Dispose of it to stop the decoder and let go of what is on its way. */
export class LookFeed implements Disposable {
  readonly #port: MessagePort;
  readonly #waiting: LookMessage[] = [];
  #wake: (() => void) | undefined;
  #end: LookEnd | undefined;

  constructor(port: MessagePort) {
    this.#port = port;
    port.onmessage = ({ data }: MessageEvent<LookMessage>) => {
      this.#waiting.push(data);
      this.#wake?.();
      this.#wake = undefined;
    };
  }

  /** What the decoder counted; `undefined` before the end of a request. */
  get end(): LookEnd | undefined {
    return this.#end;
  }

  /** What comes in answer, up to its end; each picture is closed once it was looked at. Fails with an `AppError`. */
  async *ask(demand: LookDemand): AsyncGenerator<SentPicture, void, unknown> {
    this.#demand(demand);
    for (;;) {
      const message = this.#waiting.shift();
      if (message === undefined) {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
        continue;
      }
      if (message.kind === 'failed') {
        throw new AppError(message.code, message.facts);
      }
      if (message.kind === 'end') {
        this.#end = message;
        return;
      }
      try {
        yield message;
      } finally {
        this.#close(message);
      }
    }
  }

  [Symbol.dispose](): void {
    this.#demand({ kind: 'stop' });
    for (const message of this.#waiting.splice(0)) {
      this.#close(message);
    }
    this.#port.onmessage = ({ data }: MessageEvent<LookMessage>) => {
      this.#close(data);
    };
  }

  #close(message: LookMessage): void {
    if (message.kind === 'picture') {
      message.frame.close();
      this.#demand({ kind: 'closed' });
    }
  }

  #demand(demand: LookDemand): void {
    this.#port.postMessage(demand);
  }
}
