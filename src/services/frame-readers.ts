// Reader workers: one for each player, one for a passing job.

import { shape } from '#shape';

import type { OpenedMedia, ReaderWorkerApi } from '../contracts/media.ts';
import type { FrameReader } from '../contracts/session.ts';
import { WorkerClient } from './worker-client.ts';

/** A fresh reader worker; the caller disposes of it. */
export function spawnReader(): WorkerClient<ReaderWorkerApi> {
  return new WorkerClient<ReaderWorkerApi>(shape.spawnWorker('reader'));
}

/** Runs one job on a reader worker of its own. */
export async function withReader<T>(job: (client: WorkerClient<ReaderWorkerApi>) => Promise<T>): Promise<T> {
  using client = spawnReader();
  return await job(client);
}

/** Opens a file for the player; `known`: what its import gave. */
export async function openFrameReader(file: File, known: OpenedMedia | undefined): Promise<FrameReader> {
  const client = spawnReader();
  try {
    await client.call((remote) => remote.open(file, known));
  } catch (error) {
    client[Symbol.dispose]();
    throw error;
  }
  return {
    frameAt: (ordinal) => client.call((remote) => remote.frameAt(ordinal)),
    [Symbol.dispose]: () => {
      client[Symbol.dispose]();
    },
  };
}
