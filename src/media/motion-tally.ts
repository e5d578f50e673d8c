// Counts what a motion search reads, and tells of it in batches.

import type { MotionListener, MotionReport } from '../contracts/motion-search.ts';
import type { ComparedSample } from '../domain/motion-search/around.ts';
import type { Stretch } from '../domain/motion-search/rows.ts';
import type { MediaFile } from './media-file.ts';

/** Between two reports, ms. */
const TELL_EVERY_MS = 120;

export class MotionTally {
  readonly #listener: MotionListener;
  readonly #total: number;
  readonly #started = performance.now();
  #told = 0;
  #waiting: ComparedSample[] = [];
  #done = 0;
  #compared = 0;
  #readTo = 0;
  #telling: Promise<void> = Promise.resolve();
  readonly #unread: Stretch[] = [];
  /** Pictures that came out of the decoder. */
  decoded = 0;

  constructor(total: number, listener: MotionListener) {
    this.#total = total;
    this.#listener = listener;
  }

  /** Another picture was read; some were compared. */
  add(samples: readonly ComparedSample[], ordinal: number): void {
    this.#waiting.push(...samples);
    this.#compared += samples.length;
    this.#done += ordinal > this.#readTo ? 1 : 0;
    this.#readTo = Math.max(this.#readTo, ordinal);
    if (performance.now() - this.#told >= TELL_EVERY_MS) {
      this.#tell();
    }
  }

  /** Wanted pictures that did not come. Of key frames (`media`) all that leans on one is unread with it. */
  miss(ordinals: readonly number[], media?: MediaFile): void {
    this.#done += ordinals.length;
    for (const ordinal of ordinals) {
      const toOrdinal = media === undefined ? ordinal : endOfGroup(media, ordinal);
      const last = this.#unread.at(-1);
      if (last !== undefined && ordinal <= last.toOrdinal + 1) {
        this.#unread[this.#unread.length - 1] = { ...last, toOrdinal: Math.max(last.toOrdinal, toOrdinal) };
      } else {
        this.#unread.push({ fromOrdinal: ordinal, toOrdinal });
      }
    }
  }

  async report(isWhole: boolean): Promise<MotionReport> {
    this.#tell();
    // Progress and report travel on two ports: the last progress has come when it says so.
    await this.#telling;
    return {
      unread: this.#unread,
      compared: this.#compared,
      decoded: this.decoded,
      wallS: this.#wallS,
      isStopped: !isWhole,
      readTo: this.#readTo,
      everyPerS: undefined,
    };
  }

  get #wallS(): number {
    return (performance.now() - this.#started) / 1000;
  }

  #tell(): void {
    this.#told = performance.now();
    const samples = this.#waiting.splice(0);
    const flat = (column: (sample: ComparedSample) => Uint8Array): Uint8Array =>
      Uint8Array.from(samples.flatMap((sample) => [...column(sample)]));
    const told = this.#listener({
      rows: {
        ordinals: Uint32Array.from(samples, ({ ordinal }) => ordinal),
        before: flat(({ before }) => before),
        after: flat(({ after }) => after),
      },
      done: this.#done,
      total: this.#total,
      etaS: this.#done < 2 ? undefined : (this.#wallS / this.#done) * (this.#total - this.#done),
    });
    // Whoever has gone does not listen any more.
    this.#telling = Promise.resolve(told).catch(() => undefined);
  }
}

/** The last picture before the next key frame. */
function endOfGroup({ index: { isKey, packetOf }, table }: MediaFile, ordinal: number): number {
  let last = ordinal;
  while (last < table.us.length && isKey[packetOf[last + 1] ?? -1] !== 1) {
    last += 1;
  }
  return last;
}
