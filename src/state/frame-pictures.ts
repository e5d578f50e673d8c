// Small pictures of single frames: each decoded once, one after the other, and kept as an object URL to the end.

import { toAppError } from '../contracts/errors.ts';
import type { FrameReader, RecordingState } from '../contracts/session.ts';
import type { RecordingId } from '../domain/ids.ts';
import { uprightFrame } from './upright-frame.ts';

/** Longest side of a picture, pixels: sharp in a row on a dense screen. */
const LONGEST_SIDE = 320;
/** A reader that nobody has asked for this long is let go, ms. */
const IDLE_MS = 3000;

interface Opened {
  readonly id: RecordingId;
  readonly reader: FrameReader;
}

export class FramePictures implements Disposable {
  readonly #openReader: (id: RecordingId) => Promise<FrameReader>;
  /** `undefined`: the frame does not decode. */
  readonly #pictures = new Map<string, Promise<string | undefined>>();
  readonly #urls: string[] = [];
  #last: Promise<unknown> = Promise.resolve();
  #opened: Opened | undefined;
  #idle: ReturnType<typeof setTimeout> | undefined;
  #isOver = false;

  constructor(openReader: (id: RecordingId) => Promise<FrameReader>) {
    this.#openReader = openReader;
  }

  /** URL of the picture; `undefined` where there is none: no file yet, or a frame that does not decode. */
  load(recording: RecordingState, ordinal: number): Promise<string | undefined> {
    const key = `${recording.id}/${ordinal}`;
    const known = this.#pictures.get(key);
    if (known !== undefined) {
      return known;
    }
    const made = this.#last
      .then(() => this.#make(recording, ordinal))
      .catch((error: unknown) => {
        this.#close();
        // Its file may be given later: asked for again, it is tried again.
        if (toAppError(error).code === 'FILE_ABSENT') {
          this.#pictures.delete(key);
        }
        return undefined;
      });
    this.#last = made;
    this.#pictures.set(key, made);
    return made;
  }

  [Symbol.dispose](): void {
    this.#isOver = true;
    this.#close();
    for (const url of this.#urls) {
      URL.revokeObjectURL(url);
    }
  }

  async #make({ id, media }: RecordingState, ordinal: number): Promise<string | undefined> {
    if (media === undefined || this.#isOver) {
      return undefined;
    }
    clearTimeout(this.#idle);
    try {
      const reader = await this.#readerOf(id);
      const frame = await reader.frameAt(ordinal);
      try {
        const blob = await uprightFrame(frame, media, LONGEST_SIDE).convertToBlob({ type: 'image/webp', quality: 0.8 });
        const url = URL.createObjectURL(blob);
        this.#urls.push(url);
        return url;
      } finally {
        frame.close();
      }
    } finally {
      this.#idle = setTimeout(() => {
        this.#close();
      }, IDLE_MS);
    }
  }

  async #readerOf(id: RecordingId): Promise<FrameReader> {
    if (this.#opened?.id !== id) {
      this.#close();
      this.#opened = { id, reader: await this.#openReader(id) };
    }
    return this.#opened.reader;
  }

  #close(): void {
    clearTimeout(this.#idle);
    this.#opened?.reader[Symbol.dispose]();
    this.#opened = undefined;
  }
}
