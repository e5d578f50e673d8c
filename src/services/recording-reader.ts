// The one reader worker of a recording, shared by its analysis and its players: the packets of an hour are held once.

import { shape } from '#shape';

import type { OpenedMedia, ReaderWorkerApi } from '../contracts/media.ts';
import type { FrameReader } from '../contracts/session.ts';
import { WorkerClient } from './worker-client.ts';

/** A share in a reader worker. The worker goes when the last share is disposed of. */
export interface ReaderShare extends Disposable {
  readonly client: WorkerClient<ReaderWorkerApi>;
}

/** A fresh reader worker; the caller disposes of it. */
export function spawnReader(): WorkerClient<ReaderWorkerApi> {
  return new WorkerClient<ReaderWorkerApi>(shape.spawnWorker('reader'));
}

/** As many answers are kept as anybody steps back through. */
const REMEMBERED = 256;

/** Asks once per ordinal, and again after a failure. */
function remembered<T>(ask: (ordinal: number) => Promise<T>): (ordinal: number) => Promise<T> {
  const answers = new Map<number, Promise<T>>();
  return (ordinal) => {
    const known = answers.get(ordinal);
    if (known !== undefined) {
      return known;
    }
    const answer = ask(ordinal);
    answers.set(ordinal, answer);
    answer.catch(() => answers.delete(ordinal));
    for (const oldest of answers.keys()) {
      if (answers.size <= REMEMBERED) {
        break;
      }
      answers.delete(oldest);
    }
    return answer;
  };
}

/** Keeps the reader worker of one file alive while somebody needs it. */
export class RecordingReader {
  readonly #file: () => File;
  #client: WorkerClient<ReaderWorkerApi> | undefined;
  #opening: Promise<unknown> = Promise.resolve();
  #shares = 0;

  /** `file` throws while nobody has given it. */
  constructor(file: () => File) {
    this.#file = file;
  }

  /** A share of the worker, with the file open in it. `known`: what an earlier opening gave. */
  async share(known: OpenedMedia | undefined): Promise<ReaderShare> {
    if (this.#client === undefined || this.#client.isLost) {
      const file = this.#file();
      // A lost worker may still be there, busy with something nobody waits for.
      this.#client?.[Symbol.dispose]();
      const client = spawnReader();
      this.#client = client;
      this.#shares = 0;
      this.#opening = client.call((remote) => remote.open(file, known));
    }
    const client = this.#client;
    this.#shares += 1;
    const share = {
      client,
      [Symbol.dispose]: () => {
        this.#leave(client);
      },
    };
    try {
      await this.#opening;
      return share;
    } catch (error) {
      this.#leave(client);
      throw error;
    }
  }

  /** A reader of frames for one player; `isBeside` others, it keeps fewer pictures at hand. */
  async openFrames(known: OpenedMedia | undefined, isBeside = false): Promise<FrameReader> {
    const share = await this.share(known);
    const { client } = share;
    try {
      const cursor = await client.call((remote) => remote.openCursor(isBeside));
      const pictureType = remembered((ordinal) => client.call((remote) => remote.pictureType(ordinal)));
      return {
        frameAt: (ordinal) => {
          const frame = client.call((remote) => remote.frameAt(cursor, ordinal));
          // Asked for behind the picture and told before it is on screen; whoever wants it is told why it failed.
          pictureType(ordinal).catch(() => undefined);
          return frame;
        },
        pictureType,
        wish: (ordinal) => {
          void client.call((remote) => remote.wish(cursor, ordinal)).catch(() => undefined); // Gone with its worker.
        },
        walk: () => client.call((remote) => remote.walk(cursor)),
        [Symbol.dispose]: () => {
          void client.call((remote) => remote.closeCursor(cursor)).catch(() => undefined); // Gone with its worker.
          share[Symbol.dispose]();
        },
      };
    } catch (error) {
      share[Symbol.dispose]();
      throw error;
    }
  }

  #leave(client: WorkerClient<ReaderWorkerApi>): void {
    if (client !== this.#client) {
      return;
    }
    this.#shares -= 1;
    if (this.#shares === 0) {
      client[Symbol.dispose]();
      this.#client = undefined;
    }
  }
}
