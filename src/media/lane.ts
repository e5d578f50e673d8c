// One decoder that goes from stretch to stretch without a pause: what it still holds of one comes out with the next.

import { pictureBytes, type DecodeReport } from './decode.ts';
import { DecoderRun } from './decoder-run.ts';
import type { MediaFile } from './media-file.ts';
import type { Stretch } from './stretch.ts';

/** What a lane asks of the pass that it belongs to. */
export interface LaneRules {
  /** The next stretch to decode, `undefined` when there is none. */
  readonly claim: () => Promise<Stretch | undefined>;
  /** Whether one more picture may be decoded, as long as those of `unfinished` come first; asked again at each poke. */
  readonly mayFeed: (unfinished: Stretch) => boolean;
  readonly wants: (ordinal: number) => boolean;
  readonly signal: AbortSignal;
}

/** Decodes from its first breath on; dispose of it to end that. */
export class Lane implements Disposable {
  /** Ends with the recording; fails with the `AppError` of a file that cannot be read. */
  readonly work: Promise<void>;
  readonly #media: MediaFile;
  readonly #report: DecodeReport;
  readonly #rules: LaneRules;
  /** Begun and not over, in order: what is fed goes to the last one, what comes out belongs to the first ones. */
  #open: Stretch[] = [];
  #run: DecoderRun;
  #isDisposed = false;
  #poked: (() => void) | undefined;

  constructor(media: MediaFile, report: DecodeReport, rules: LaneRules) {
    this.#media = media;
    this.#report = report;
    this.#rules = rules;
    this.#run = this.#newRun();
    this.work = this.#decode();
  }

  /** There may be room again. */
  poke(): void {
    this.#poked?.();
    this.#poked = undefined;
  }

  [Symbol.dispose](): void {
    this.#isDisposed = true;
    this.#run[Symbol.dispose]();
    this.poke();
  }

  async #decode(): Promise<void> {
    for (let stretch = await this.#rules.claim(); stretch !== undefined; stretch = await this.#rules.claim()) {
      this.#open.push(stretch);
      await this.#feed(stretch);
      this.#buryIfDead();
      if (this.#isStopped) {
        break;
      }
    }
    if (!this.#isStopped && this.#open.length > 0) {
      await this.#run.flush();
      this.#collect();
      this.#buryIfDead();
    }
    this.#endOpen('over');
  }

  get #isStopped(): boolean {
    return this.#isDisposed || this.#rules.signal.aborted;
  }

  async #feed(stretch: Stretch): Promise<void> {
    const { ordinalOf } = this.#media.index;
    let index = stretch.from;
    for await (const packet of this.#media.packetsFrom(index)) {
      if (index >= stretch.to || !(await this.#room())) {
        return;
      }
      const ordinal = ordinalOf[index] ?? 0;
      if (ordinal > 0) {
        this.#run.feed(packet, ordinal);
        stretch.feed();
      }
      index += 1;
    }
    if (index < stretch.to) {
      this.#report.dataEndsAt = Math.min(index, this.#report.dataEndsAt ?? Infinity);
    }
  }

  /** Resolves when a packet may be fed, with false when none is to be fed any more. */
  async #room(): Promise<boolean> {
    for (;;) {
      this.#collect();
      if (this.#isStopped || this.#run.error !== undefined) {
        return false;
      }
      const unfinished = this.#open[0];
      if (unfinished !== undefined && !this.#rules.mayFeed(unfinished)) {
        await new Promise<void>((resolve) => {
          this.#poked = resolve;
        });
      } else if (this.#run.hasRoom) {
        return true;
      } else {
        await this.#run.settle();
      }
    }
  }

  /** Gives each picture to its stretch; the first picture of a stretch ends those before it. */
  #collect(): void {
    for (let decoded = this.#run.take(); decoded !== undefined; decoded = this.#run.take()) {
      const { ordinal, frame } = decoded;
      while (this.#open.length > 1 && ordinal > (this.#open[0]?.lastOrdinal ?? ordinal)) {
        this.#open.shift()?.end('over');
      }
      const stretch = this.#open[0];
      if (stretch !== undefined && this.#rules.wants(ordinal)) {
        stretch.add(decoded);
      } else {
        frame.close();
        stretch?.add({ ordinal, frame: undefined });
      }
    }
  }

  #buryIfDead(): void {
    if (this.#run.error !== undefined) {
      this.#endOpen('broken');
      this.#run[Symbol.dispose]();
      this.#run = this.#newRun();
    }
  }

  #endOpen(how: 'over' | 'broken'): void {
    for (const stretch of this.#open.splice(0)) {
      stretch.end(how);
    }
  }

  #newRun(): DecoderRun {
    return new DecoderRun(this.#media.decoderConfig, pictureBytes(this.#media));
  }
}
