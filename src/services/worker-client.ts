// One long-lived worker behind comlink. A call never hangs: it also ends when the worker dies or is let go.

import * as Comlink from 'comlink';

import { AppError } from '../contracts/errors.ts';
import { keepErrorCodes } from '../contracts/worker-border.ts';

keepErrorCodes();

/** A worker and its remote interface. After `dispose` every pending call has failed and the worker is gone. */
export class WorkerClient<Api> implements Disposable {
  readonly remote: Comlink.Remote<Api>;
  readonly #worker: Worker;
  readonly #lost: Promise<never>;
  #fail: (error: AppError) => void = () => undefined;
  #isLost = false;

  constructor(worker: Worker) {
    this.#worker = worker;
    this.remote = Comlink.wrap<Api>(worker);
    this.#lost = new Promise((_, reject) => {
      this.#fail = (error) => {
        this.#isLost = true;
        reject(error);
      };
    });
    // Nobody may be waiting when the worker dies.
    this.#lost.catch(() => undefined);
    worker.addEventListener('error', (event) => {
      // Who called is told; it is not an error of the page on top of that.
      event.preventDefault();
      this.#fail(new AppError('WORKER_LOST', { message: event.message }));
    });
    worker.addEventListener('messageerror', () => {
      this.#fail(new AppError('WORKER_LOST', { message: 'messageerror' }));
    });
  }

  /** Whether the worker has died or was disposed of. */
  get isLost(): boolean {
    return this.#isLost;
  }

  /** Runs a call on the remote. Fails with WORKER_LOST when the worker dies or is disposed of meanwhile. */
  call<T>(run: (remote: Comlink.Remote<Api>) => Promise<T>): Promise<T> {
    return Promise.race([run(this.remote), this.#lost]);
  }

  [Symbol.dispose](): void {
    this.#worker.terminate();
    this.#fail(new AppError('WORKER_LOST', { message: 'disposed' }));
  }
}
