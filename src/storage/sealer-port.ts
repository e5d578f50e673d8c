// Sealing over a MessagePort: whoever reads and writes records holds no key, the vault does.
// What is asked in one turn of the event loop travels as one message; bytes are handed over, not copied twice.

import { AppError, toAppError } from '../contracts/errors.ts';
import type { Envelope, RecordPlace, Sealer } from '../contracts/sealer.ts';

type Bytes = Uint8Array<ArrayBuffer>;

type Ask =
  | { readonly id: number; readonly kind: 'seal'; readonly place: RecordPlace; readonly plain: Bytes }
  | { readonly id: number; readonly kind: 'open'; readonly place: RecordPlace; readonly envelope: Envelope };

type Demand = { readonly kind: 'batch'; readonly asks: readonly Ask[] } | { readonly kind: 'end' } | Hello;

type Answer =
  | { readonly id: number; readonly kind: 'sealed'; readonly envelope: Envelope }
  | { readonly id: number; readonly kind: 'opened'; readonly plain: Bytes }
  | {
      readonly id: number;
      readonly kind: 'failed';
      readonly code: AppError['code'];
      readonly facts: AppError['facts'];
    };

/** Says which Web Lock a side holds as long as it lives: a worker that dies closes no port, but lets go of its locks. */
interface Hello {
  readonly kind: 'hello';
  readonly lifeLock: string;
}

interface Waiting {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: AppError) => void;
}

/** The side without keys. After `dispose`, or when the vault is gone, every call fails with WORKER_LOST. */
export class PortSealer implements Sealer, Disposable {
  readonly #port: MessagePort;
  readonly #waiting = new Map<number, Waiting>();
  #asks: Ask[] = [];
  #count = 0;
  #isOver = false;
  readonly #watch = new AbortController();

  constructor(port: MessagePort) {
    this.#port = port;
    port.onmessage = ({ data }: MessageEvent<readonly Answer[] | Hello>) => {
      if ('kind' in data) {
        this.#greet(data.lifeLock);
      } else {
        data.forEach((answer) => {
          this.#take(answer);
        });
      }
    };
    port.addEventListener('close', () => {
      this.#end();
    });
  }

  async seal(place: RecordPlace, plain: Bytes): Promise<Envelope> {
    // A copy is handed over: the caller's own bytes stay usable.
    const answer = await this.#ask((id) => ({ id, kind: 'seal', place, plain: plain.slice() }));
    return answer.kind === 'sealed' ? answer.envelope : unexpected();
  }

  async open(place: RecordPlace, { iv, data }: Envelope): Promise<Bytes> {
    const answer = await this.#ask((id) => ({ id, kind: 'open', place, envelope: { iv, data: data.slice(0) } }));
    return answer.kind === 'opened' ? answer.plain : unexpected();
  }

  /** Tells the vault that nothing more comes: it may forget the keys that it kept for this port. */
  [Symbol.dispose](): void {
    if (!this.#isOver) {
      this.#port.postMessage({ kind: 'end' } satisfies Demand);
      this.#port.close();
      this.#end();
    }
  }

  #take(answer: Answer): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if (answer.kind === 'failed') {
      waiting?.reject(new AppError(answer.code, answer.facts));
    } else {
      waiting?.resolve(answer);
    }
  }

  /** Each side learns of the death of the other one. */
  #greet(theirs: string): void {
    const { signal } = this.#watch;
    whenFree(theirs, signal, () => {
      this.#end();
    });
    const lifeLock = `derush-sealer-${crypto.randomUUID()}`;
    void navigator.locks.request(lifeLock, () => {
      if (!this.#isOver) {
        this.#port.postMessage({ kind: 'hello', lifeLock } satisfies Hello);
      }
      return new Promise<void>((release) => {
        signal.addEventListener('abort', () => {
          release();
        });
        if (signal.aborted) {
          release();
        }
      });
    });
  }

  #ask(askOf: (id: number) => Ask): Promise<Answer> {
    if (this.#isOver) {
      return Promise.reject(lost());
    }
    const id = (this.#count += 1);
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#asks.push(askOf(id));
      if (this.#asks.length === 1) {
        queueMicrotask(() => {
          this.#flush();
        });
      }
    });
  }

  #flush(): void {
    const asks = this.#asks;
    this.#asks = [];
    const buffers = asks.map((ask) => (ask.kind === 'seal' ? ask.plain.buffer : ask.envelope.data));
    this.#port.postMessage({ kind: 'batch', asks } satisfies Demand, buffers);
  }

  #end(): void {
    this.#isOver = true;
    this.#watch.abort();
    for (const { reject } of this.#waiting.values()) {
      reject(lost());
    }
    this.#waiting.clear();
  }
}

/**
 * The side with the keys: answers until the other side ends; `onEnd` is called once, whichever way it ended.
 * `lifeLock`: a Web Lock that this thread holds until it dies.
 */
export function serveSealer(
  port: MessagePort,
  sealer: Sealer,
  { onEnd = () => undefined, lifeLock }: { readonly onEnd?: () => void; readonly lifeLock?: string | undefined } = {},
): void {
  if (lifeLock !== undefined) {
    port.postMessage({ kind: 'hello', lifeLock } satisfies Hello);
  }
  const watch = new AbortController();
  const end = (): void => {
    if (!watch.signal.aborted) {
      watch.abort();
      port.close();
      onEnd();
    }
  };
  port.onmessage = ({ data }: MessageEvent<Demand>) => {
    if (data.kind === 'end') {
      end();
    } else if (data.kind === 'hello') {
      whenFree(data.lifeLock, watch.signal, end);
    } else {
      void answerAll(sealer, data.asks).then((answers) => {
        const buffers = answers.flatMap((answer) =>
          answer.kind === 'failed' ? [] : [answer.kind === 'sealed' ? answer.envelope.data : answer.plain.buffer],
        );
        port.postMessage(answers, buffers);
      });
    }
  };
  port.addEventListener('close', end);
}

function answerAll(sealer: Sealer, asks: readonly Ask[]): Promise<Answer[]> {
  return Promise.all(
    asks.map(async (ask): Promise<Answer> => {
      const { id } = ask;
      try {
        return ask.kind === 'seal'
          ? { id, kind: 'sealed', envelope: await sealer.seal(ask.place, ask.plain) }
          : { id, kind: 'opened', plain: await sealer.open(ask.place, ask.envelope) };
      } catch (error) {
        const { code, facts } = toAppError(error);
        return { id, kind: 'failed', code, facts };
      }
    }),
  );
}

/** Calls back once a lock can be had; never when `signal` comes first. */
function whenFree(lock: string, signal: AbortSignal, callback: () => void): void {
  navigator.locks.request(lock, { mode: 'shared', signal }, callback).catch(() => undefined);
}

function lost(): AppError {
  return new AppError('WORKER_LOST', { worker: 'vault' });
}

function unexpected(): never {
  throw new AppError('INTERNAL', { message: 'an answer of the wrong kind' });
}
