// The vault worker, from the page: one for the life of the page, asked one call at a time or many.

import { shape } from '#shape';
import type * as Comlink from 'comlink';

import type { VaultApi } from '../contracts/vault.ts';
import { WorkerClient } from './worker-client.ts';

/** The vault as it is asked. */
export type Remote = Comlink.Remote<VaultApi>;

/** Asks the vault. Fails with WORKER_LOST when it has died. */
export type AskVault = <T>(run: (vault: Remote) => Promise<T>) => Promise<T>;

export interface VaultLink extends Disposable {
  readonly ask: AskVault;
}

export function openVault(): VaultLink {
  const client = new WorkerClient<VaultApi>(shape.spawnWorker('vault'));
  return {
    ask: (run) => client.call(run),
    [Symbol.dispose]: () => {
      client[Symbol.dispose]();
    },
  };
}
