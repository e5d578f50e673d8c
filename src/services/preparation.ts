// Before anything is decoded: the hash of a file and what its container says, on a reader worker of its own.

import * as Comlink from 'comlink';

import { AppError } from '../contracts/errors.ts';
import type { Journal } from '../contracts/journal.ts';
import type { OpenedMedia, ReaderWorkerApi } from '../contracts/media.ts';
import type { Sha256 } from '../domain/ids.ts';
import type { CasePolicy } from './case-policy.ts';
import type { Recording } from './recording.ts';
import { spawnReader } from './recording-reader.ts';
import type { WorkerClient } from './worker-client.ts';

export interface Prepared {
  readonly hash: Sha256;
  readonly opened: OpenedMedia;
}

interface Running {
  readonly client: WorkerClient<ReaderWorkerApi>;
  readonly done: Promise<Prepared>;
}

/** Prepares recordings, each once: who asks for one that is under way waits for the same. */
export class Preparations implements Disposable {
  readonly #journal: Journal;
  readonly #policy: CasePolicy;
  readonly #recordings: readonly Recording[];
  readonly #running = new Map<Recording, Running>();

  constructor(journal: Journal, policy: CasePolicy, recordings: readonly Recording[]) {
    this.#journal = journal;
    this.#policy = policy;
    this.#recordings = recordings;
  }

  /** Rejects with the code of a file that cannot be read, of a twin, or WORKER_LOST once it was dropped. */
  async of(recording: Recording): Promise<Prepared> {
    const { opened } = recording;
    const { sha256 } = recording.state;
    if (opened !== undefined && sha256 !== undefined) {
      return { hash: sha256, opened };
    }
    return (this.#running.get(recording) ?? this.#start(recording)).done;
  }

  /** Ends what is under way for a recording. */
  drop(recording: Recording): void {
    this.#running.get(recording)?.client[Symbol.dispose]();
  }

  [Symbol.dispose](): void {
    for (const { client } of this.#running.values()) {
      client[Symbol.dispose]();
    }
  }

  #start(recording: Recording): Running {
    const client = spawnReader();
    const done = this.#prepare(recording, client).finally(() => {
      // What the reader learnt of this file is not needed again: an hour of footage weighs on memory.
      client[Symbol.dispose]();
      this.#running.delete(recording);
    });
    const running = { client, done };
    this.#running.set(recording, running);
    return running;
  }

  async #prepare(recording: Recording, client: WorkerClient<ReaderWorkerApi>): Promise<Prepared> {
    const hash = await this.#hash(recording, client);
    recording.update({ phase: 'opening' });
    const opened = await client.call((remote) => remote.open(recording.file));
    recording.opened = opened;
    recording.update({ media: opened.info, table: opened.table });
    recording.alert(...opened.alerts);
    return { hash, opened };
  }

  async #hash(recording: Recording, client: WorkerClient<ReaderWorkerApi>): Promise<Sha256> {
    this.#policy.mayRead(recording.id);
    const started = performance.now();
    recording.update({ phase: 'hashing' });
    const onProgress = Comlink.proxy((hashedBytes: number) => {
      recording.update({ hashedBytes });
    });
    const hash = await client.call((remote) => remote.hash(recording.file, onProgress));
    recording.update({ sha256: hash, hashS: (performance.now() - started) / 1000 });
    await this.#journal.append({ kind: 'recording-hashed', recordingId: recording.id, sha256: hash });
    await this.#policy.hashed(recording.id, hash);
    const twin = this.#recordings.find((other) => other !== recording && other.state.sha256 === hash);
    if (twin !== undefined) {
      throw new AppError('DUPLICATE_FILE', { name: twin.state.name });
    }
    return hash;
  }
}
