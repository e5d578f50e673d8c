// The reader worker's core: one file at a time, hashed, opened, looked into. Testable without a worker.

import * as Comlink from 'comlink';

import { AppError } from '../contracts/errors.ts';
import type { HashProgress, OpenedMedia, ReaderWorkerApi } from '../contracts/media.ts';
import type { Sha256 } from '../domain/ids.ts';
import { decodeAll } from './decode.ts';
import { FrameCursor } from './frame-cursor.ts';
import { hashFile } from './hash.ts';
import { MediaFile } from './media-file.ts';

/** Implements the reader's contract on the calling thread. */
export class FrameReaderCore implements ReaderWorkerApi {
  #media: MediaFile | undefined;
  #cursor: FrameCursor | undefined;

  hash(file: File, onProgress: HashProgress): Promise<Sha256> {
    return hashFile(file, onProgress);
  }

  async open(file: File, known?: OpenedMedia): Promise<OpenedMedia> {
    this.#cursor?.[Symbol.dispose]();
    this.#media?.[Symbol.dispose]();
    this.#media = await MediaFile.open(file, known);
    this.#cursor = new FrameCursor(this.#media);
    return this.#media.opened;
  }

  async frameAt(ordinal: number): Promise<VideoFrame> {
    if (this.#cursor === undefined) {
      throw new AppError('INPUT_INVALID', { reason: 'not-open' });
    }
    const frame = await this.#cursor.frameAt(ordinal);
    return Comlink.transfer(frame, [frame]);
  }

  async decodeOnly(file: File, known?: OpenedMedia): Promise<{ wallS: number; frames: number }> {
    using media = await MediaFile.open(file, known);
    const started = performance.now();
    let frames = 0;
    for await (const { frame } of decodeAll(media, { restarts: 0, dataEndsAt: undefined })) {
      frame.close();
      frames += 1;
    }
    return { wallS: (performance.now() - started) / 1000, frames };
  }
}
