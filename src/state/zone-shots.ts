// Small pictures of a zone, one after the other: before something happened there, and after it.

import type { FrameReader } from '../contracts/session.ts';
import type { MediaInfo } from '../contracts/media.ts';
import { toStored, uprightSize } from '../domain/geometry/rotation.ts';
import type { RecordingId } from '../domain/ids.ts';
import type { Polygon } from '../domain/settings/polygon.ts';
import { cropFrame } from './crop-frame.ts';

export class ZoneShots implements Disposable {
  readonly #open: (id: RecordingId) => Promise<FrameReader>;
  readonly #id: RecordingId;
  #reader: Promise<FrameReader> | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #isOver = false;

  /** Its reader is opened when the first picture is asked for. */
  constructor(open: (id: RecordingId) => Promise<FrameReader>, id: RecordingId) {
    this.#open = open;
    this.#id = id;
  }

  /** Upright, around the zone; `undefined` where the frame does not decode, or when nobody waits any more. */
  shot(ordinal: number, zone: Polygon, media: MediaInfo, signal: AbortSignal): Promise<ImageBitmap | undefined> {
    const made = this.#last.then(() => (this.#isOver || signal.aborted ? undefined : this.#make(ordinal, zone, media)));
    this.#last = made.catch(() => undefined);
    return made.catch(() => undefined);
  }

  [Symbol.dispose](): void {
    this.#isOver = true;
    this.#reader?.then(
      (reader) => {
        reader[Symbol.dispose]();
      },
      () => undefined, // It never opened: there is nothing to let go.
    );
  }

  async #make(ordinal: number, zone: Polygon, media: MediaInfo): Promise<ImageBitmap> {
    this.#reader ??= this.#open(this.#id);
    const frame = await (await this.#reader).frameAt(ordinal);
    try {
      const { width, height } = uprightSize(media.rotation, media.width, media.height);
      const [xs, ys] = [zone.map(({ x }) => x * width), zone.map(({ y }) => y * height)];
      const [x, y] = [Math.min(...xs), Math.min(...ys)];
      const box = { x, y, w: Math.max(...xs) - x, h: Math.max(...ys) - y };
      return await cropFrame(frame, toStored(box, media.rotation, media.width, media.height), media);
    } finally {
      frame.close();
    }
  }
}
