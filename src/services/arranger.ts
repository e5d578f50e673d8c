// Arranges synopses in a worker of their own, so that the page goes on; one at a time, the last that was asked for.

import * as Comlink from 'comlink';

import { shape } from '#shape';

import type { ArrangeOptions } from '../contracts/session.ts';
import type { SynopsisWorkerApi } from '../contracts/synopsis.ts';
import type { ArrangeDemand, Arrangement } from '../domain/synopsis/arrangement.ts';
import type { Tubes } from '../domain/synopsis/tubes.ts';
import { WorkerClient } from './worker-client.ts';

export class Arranger implements Disposable {
  #client: WorkerClient<SynopsisWorkerApi> | undefined;

  /** Rejects with WORKER_LOST, or the reason of `signal`: then the worker has ended, and the next one is fresh. */
  async arrange(tubes: Tubes, demand: ArrangeDemand, options: ArrangeOptions = {}): Promise<Arrangement> {
    const { before, onProgress, signal } = options;
    signal?.throwIfAborted();
    const client = this.#living();
    const stop = (): void => {
      client[Symbol.dispose]();
    };
    signal?.addEventListener('abort', stop);
    try {
      // Of the tubes before, their keys are all that is read.
      const was = before && { tubes: { key: before.tubes.key }, arrangement: before.arrangement };
      const job = { tubes, demand, ...(was === undefined ? {} : { before: was }) };
      const listener = Comlink.proxy((share: number) => onProgress?.(share));
      return await client.call((remote) => remote.arrange(job, listener));
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    } finally {
      signal?.removeEventListener('abort', stop);
    }
  }

  [Symbol.dispose](): void {
    this.#client?.[Symbol.dispose]();
  }

  #living(): WorkerClient<SynopsisWorkerApi> {
    if (this.#client === undefined || this.#client.isLost) {
      this.#client = new WorkerClient<SynopsisWorkerApi>(shape.spawnWorker('synopsis'));
    }
    return this.#client;
  }
}
