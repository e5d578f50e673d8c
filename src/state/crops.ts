// Thumbnails: object URLs of crops, made once, given back at the end.

import type { TrackState } from '../contracts/session.ts';
import type { TrackId } from '../domain/ids.ts';

/** Enough for several screens of thumbnails; each crop is a few kilobytes. */
const LIMIT = 600;

interface Entry {
  readonly bestOrdinal: number;
  readonly url: string;
}

export class CropCache implements Disposable {
  readonly #read: (track: TrackId) => Promise<Blob | undefined>;
  /** In order of last use. */
  readonly #entries = new Map<TrackId, Entry>();

  constructor(read: (track: TrackId) => Promise<Blob | undefined>) {
    this.#read = read;
  }

  /** What is at hand now, perhaps of an earlier best frame. */
  peek(track: TrackState): string | undefined {
    return this.#entries.get(track.id)?.url;
  }

  /** The URL of the crop of the track's best frame; `undefined` while none is stored. */
  async load(track: TrackState): Promise<string | undefined> {
    const known = this.#entries.get(track.id);
    if (known?.bestOrdinal === track.bestOrdinal) {
      this.#entries.delete(track.id);
      this.#entries.set(track.id, known);
      return known.url;
    }
    const blob = await this.#read(track.id);
    if (blob === undefined) {
      return known?.url;
    }
    const url = URL.createObjectURL(blob);
    this.#forget(track.id);
    this.#entries.set(track.id, { bestOrdinal: track.bestOrdinal, url });
    for (const id of this.#entries.keys()) {
      if (this.#entries.size <= LIMIT) {
        break;
      }
      this.#forget(id);
    }
    return url;
  }

  [Symbol.dispose](): void {
    for (const id of [...this.#entries.keys()]) {
      this.#forget(id);
    }
  }

  #forget(id: TrackId): void {
    const entry = this.#entries.get(id);
    if (entry !== undefined) {
      URL.revokeObjectURL(entry.url);
      this.#entries.delete(id);
    }
  }
}
