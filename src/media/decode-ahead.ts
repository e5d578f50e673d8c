// The whole recording by two decoders: while one gives its pictures, the other is at work behind the next cut.
// One decoder alone cannot keep the cores busy: its threads wait for each other at every picture (docs/decisions/015).

import { cleanCuts } from './clean-cuts.ts';
import { decodeAll, entryFor, nextEntry, pictureBytes, type DecodeReport } from './decode.ts';
import type { DecodedFrame } from './decoder-run.ts';
import { Lane } from './lane.ts';
import type { MediaFile } from './media-file.ts';
import { Stretch, type PassedPicture } from './stretch.ts';

/** Pictures held by both decoders and by whoever they were given to, at most. */
const MOST_HELD = 20;
const MOST_HELD_BYTES = 64 * 1024 * 1024;
/** The stretch whose pictures are awaited may always hold so many: it must get on. */
const FRONT_HOLDS = 6;
/** Packets between two cuts: every picture of some recordings is a key frame. */
const LEAST_PACKETS = 24;

/** What is asked of a pass. */
export interface AheadOptions {
  /** Pictures given have greater ordinals; 0 for the whole recording. */
  readonly afterOrdinal: number;
  /** Whether the picture is wanted; the others are decoded and closed, and only their ordinals are given. */
  readonly wants: (ordinal: number) => boolean;
  /** How many of the pictures given so far are not closed yet. */
  readonly outstanding: () => number;
  readonly signal: AbortSignal;
}

/**
 * Gives what {@link decodeAll} gives, ordinals strictly increasing, sooner. The consumer closes every frame.
 * A stretch in which a decoder dies is decoded again by one decoder alone, which knows how to go on behind the damage;
 * a recording that loses pictures at a cut is left to one decoder from there on.
 */
export async function* decodeAhead(
  media: MediaFile,
  report: DecodeReport,
  options: AheadOptions,
): AsyncGenerator<DecodedFrame | PassedPicture, void, unknown> {
  using pass = new Pass(media, report, options);
  let lastOrdinal = options.afterOrdinal;
  for (let stretch = await pass.front(); stretch !== undefined; stretch = await pass.front()) {
    for await (const picture of picturesOf(media, report, stretch, () => lastOrdinal, options)) {
      if (picture.ordinal <= lastOrdinal) {
        picture.frame?.close();
        continue;
      }
      lastOrdinal = picture.ordinal;
      yield picture;
      pass.poke();
    }
    pass.leave(stretch);
  }
}

/** What comes out of a stretch; past whatever is broken in it, when its decoder died. */
async function* picturesOf(
  media: MediaFile,
  report: DecodeReport,
  stretch: Stretch,
  lastOrdinal: () => number,
  { wants, signal }: AheadOptions,
): AsyncGenerator<DecodedFrame | PassedPicture, void, unknown> {
  yield* stretch.pictures();
  if (!stretch.isBroken || signal.aborted) {
    return;
  }
  for await (const { ordinal, frame } of decodeAll(media, report, signal, lastOrdinal(), stretch.to)) {
    if (wants(ordinal)) {
      yield { ordinal, frame };
    } else {
      frame.close();
      yield { ordinal, frame: undefined };
    }
  }
}

/** The lanes of one pass, and the stretches that they are at, in order. */
class Pass implements Disposable {
  readonly #media: MediaFile;
  readonly #report: DecodeReport;
  readonly #options: AheadOptions;
  readonly #cuts: readonly number[];
  /** Place among the cuts up to which they were tried. */
  #cut = 0;
  readonly #mostHeld: number;
  readonly #lanes: Lane[] = [];
  readonly #stretches: Stretch[] = [];
  #working = 0;
  /** Decode index at which the next stretch begins; `undefined` before the first one. */
  #next: number | undefined;
  /** Every stretch so far came out whole: a cut loses nothing. */
  #isWhole = true;
  #claims: Promise<unknown> = Promise.resolve();
  #failure: Error | undefined;
  #changed: (() => void) | undefined;

  constructor(media: MediaFile, report: DecodeReport, options: AheadOptions) {
    this.#media = media;
    this.#report = report;
    this.#options = options;
    this.#cuts = cleanCuts(media.index);
    this.#mostHeld = Math.max(2, Math.min(MOST_HELD, Math.floor(MOST_HELD_BYTES / Math.max(1, pictureBytes(media)))));
    // The second decoder waits until a whole stretch has come out of the first one.
    this.#begin();
  }

  /** The stretch whose pictures come next; `undefined` behind the last one. Fails as reading the file fails. */
  async front(): Promise<Stretch | undefined> {
    while (!this.#options.signal.aborted) {
      const [first] = this.#stretches;
      if (first !== undefined) {
        return first;
      }
      if (this.#failure !== undefined) {
        throw this.#failure;
      }
      if (this.#working === 0) {
        return undefined;
      }
      await new Promise<void>((resolve) => {
        this.#changed = resolve;
      });
    }
    return undefined;
  }

  /** The front stretch has been read. */
  leave(stretch: Stretch): void {
    this.#stretches.shift();
    this.#isWhole &&= stretch.isWhole;
    if (this.#isWhole && this.#lanes.length === 1 && this.#working === 1) {
      this.#begin();
    }
    this.poke();
  }

  /** Something was taken: there may be room again. */
  poke(): void {
    for (const lane of this.#lanes) {
      lane.poke();
    }
  }

  [Symbol.dispose](): void {
    for (const part of [...this.#lanes, ...this.#stretches]) {
      part[Symbol.dispose]();
    }
  }

  #begin(): void {
    const place = this.#lanes.length;
    const lane = new Lane(this.#media, this.#report, {
      claim: () => this.#claimFor(place),
      mayFeed: (unfinished) => this.#mayFeed(unfinished),
      wants: this.#options.wants,
      signal: this.#options.signal,
    });
    this.#lanes.push(lane);
    this.#working += 1;
    void lane.work
      .catch((error: unknown) => {
        this.#failure ??= error instanceof Error ? error : new Error(String(error));
        this.#stretches.forEach((stretch) => {
          stretch.end('over');
        });
      })
      .finally(() => {
        this.#working -= 1;
        this.#changed?.();
      });
  }

  #mayFeed(unfinished: Stretch): boolean {
    const held = this.#stretches.reduce((sum, stretch) => sum + stretch.held, this.#options.outstanding());
    return held < this.#mostHeld || (unfinished === this.#stretches[0] && unfinished.held < FRONT_HOLDS);
  }

  /** One claim after the other: each reads ahead for the next cut. Only the first lane goes on where cuts lose pictures. */
  #claimFor(place: number): Promise<Stretch | undefined> {
    const claim = this.#claims.then(() => (this.#isWhole || place === 0 ? this.#claim() : undefined));
    this.#claims = claim.catch(() => undefined);
    return claim;
  }

  async #claim(): Promise<Stretch | undefined> {
    const { ordinalOf, seconds } = this.#media.index;
    const from = this.#next ?? (await this.#start());
    const isOver = from === undefined || from >= seconds.length || this.#report.dataEndsAt !== undefined;
    if (isOver || this.#failure !== undefined || this.#options.signal.aborted) {
      return undefined;
    }
    const to = await this.#cutAfter(from);
    this.#next = to;
    const lastOrdinal = ordinalOf.subarray(from, to).reduce((most, ordinal) => Math.max(most, ordinal), 0);
    const stretch = new Stretch(from, to, lastOrdinal);
    this.#stretches.push(stretch);
    this.#changed?.();
    return stretch;
  }

  #start(): Promise<number | undefined> {
    const { afterOrdinal } = this.#options;
    return afterOrdinal === 0 ? nextEntry(this.#media, 0) : entryFor(this.#media, afterOrdinal + 1);
  }

  /** Where the stretch that begins at `from` ends: the next cut at which a decoder can really start. */
  async #cutAfter(from: number): Promise<number> {
    for (; this.#cut < this.#cuts.length; this.#cut += 1) {
      const cut = this.#cuts[this.#cut] ?? 0;
      if (cut >= from + LEAST_PACKETS && (await this.#media.isDecoderEntry(cut))) {
        return cut;
      }
    }
    return this.#media.index.seconds.length;
  }
}
