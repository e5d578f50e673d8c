// Where a decoder may start. An IDR says so by its bits. In a recording of open groups there may be none but the first:
// there a recovery point is a start once it has proved itself.

import { AppError } from '../contracts/errors.ts';
import { entryFor, pictureBytes } from './decode.ts';
import { DecoderRun } from './decoder-run.ts';
import { claimsExactRecovery } from './h264.ts';
import type { MediaFile } from './media-file.ts';

/** So few packets are decoded from the last sure start sooner than a nearer one is proved. */
export const SHORT_WALK = 100;

/** A key frame of an open group, and the pictures up to the next one. */
interface Group {
  /** Decode index of the key frame. */
  readonly key: number;
  readonly fromOrdinal: number;
  readonly toOrdinal: number;
}

/**
 * The key index of one open file: which recovery points have proved to decode.
 *
 * The proof: the encoder claims exactness from the point on (D.1.8 of ISO/IEC 14496-10); a decoder started there gives
 * every picture shown from it up to the next key frame; and a decoder started earlier gives the very same ones.
 * The claim alone is not enough: some decoders give up on a recovery point where a later picture takes leave of a
 * reference that lies before it. They do so within a few pictures: to try every point back to the last IDR costs less
 * than the way from there.
 */
export class EntryIndex {
  readonly #media: MediaFile;
  readonly #isProven = new Map<number, boolean>();
  #queue: Promise<unknown> = Promise.resolve();
  #isTrying = false;

  constructor(media: MediaFile) {
    this.#media = media;
  }

  /** Whether a recovery point is being tried right now. */
  get isTrying(): boolean {
    return this.#isTrying;
  }

  /** Decode indices of the recovery points that have proved themselves, ascending. */
  get proven(): readonly number[] {
    return [...this.#isProven].flatMap(([key, isProven]) => (isProven ? [key] : [])).sort((a, b) => a - b);
  }

  /**
   * Decode index from which the picture of an ordinal is best decoded; `undefined` when there is none.
   * Fails with READ_GIVEN_UP when it is told to stop.
   */
  async startFor(ordinal: number, signal: AbortSignal): Promise<number | undefined> {
    const sure = await entryFor(this.#media, ordinal);
    const { packetOf, isKey, ordinalOf } = this.#media.index;
    const packet = packetOf[ordinal] ?? -1;
    if (this.#media.info.codec !== 'avc' || packet - (sure ?? -Infinity) <= SHORT_WALK) {
      return sure;
    }
    for (let key = isKey.lastIndexOf(1, packet); key > (sure ?? -1); key = previousKey(isKey, key)) {
      const isBefore = (ordinalOf[key] ?? 0) > 0 && (ordinalOf[key] ?? 0) <= ordinal;
      if (isBefore && (await this.#prove(key, signal))) {
        return key;
      }
    }
    return sure;
  }

  /** Whether a start is none of those that can fail: it says by its bits that a decoder can begin. */
  isSure(key: number): boolean {
    return this.#isProven.get(key) === undefined;
  }

  /** Takes back what a start had proved: its decoder failed further on. */
  refuse(key: number): void {
    this.#isProven.set(key, false);
  }

  /** One proof at a time: two players of a file do not decode the same groups twice. */
  #prove(key: number, signal: AbortSignal): Promise<boolean> {
    const proof = this.#queue.then(async () => {
      const known = this.#isProven.get(key);
      if (known !== undefined) {
        return known;
      }
      this.#isTrying = true;
      try {
        const isProven = await this.#tryOut(key, signal);
        this.#isProven.set(key, isProven);
        return isProven;
      } finally {
        this.#isTrying = false;
      }
    });
    this.#queue = proof.catch(() => undefined);
    return proof;
  }

  async #tryOut(key: number, signal: AbortSignal): Promise<boolean> {
    const own = (await this.#claims(key)) ? await this.#picturesFrom(key, this.#groupOf(key), signal) : undefined;
    if (own === undefined) {
      return false;
    }
    const { isKey } = this.#media.index;
    let witness = previousKey(isKey, key);
    while (witness >= 0) {
      const isStart =
        this.#isProven.get(witness) ?? ((await this.#claims(witness)) || (await this.#media.isDecoderEntry(witness)));
      const other = isStart ? await this.#picturesFrom(witness, this.#groupOf(key), signal) : undefined;
      if (other !== undefined) {
        return own.every((sum, at) => sum === other[at]);
      }
      witness = previousKey(isKey, witness);
    }
    // Nothing that decodes lies before, as in a recording that was cut at a recovery point: nobody can know better.
    return true;
  }

  async #claims(key: number): Promise<boolean> {
    const packet = await this.#media.packetAt(key);
    return packet !== undefined && claimsExactRecovery(packet.data, this.#media.nalLengthSize);
  }

  #groupOf(key: number): Group {
    const { isKey, ordinalOf, table } = this.#media.index;
    const next = isKey.indexOf(1, key + 1);
    const toOrdinal = next < 0 ? table.us.length : Math.max(ordinalOf[key] ?? 0, (ordinalOf[next] ?? 0) - 1);
    return { key, fromOrdinal: ordinalOf[key] ?? 0, toOrdinal };
  }

  /** Sums of the pictures of a group, decoded from `start`; `undefined` unless every one of them comes out. */
  async #picturesFrom(start: number, group: Group, signal: AbortSignal): Promise<string[] | undefined> {
    const { fromOrdinal, toOrdinal } = group;
    const { ordinalOf } = this.#media.index;
    const sums: string[] = [];
    let last = 0;
    using run = new DecoderRun(this.#media.decoderConfig, pictureBytes(this.#media));
    const take = async (): Promise<void> => {
      for (let decoded = run.take(); decoded !== undefined; decoded = run.take()) {
        last = decoded.ordinal;
        if (last >= fromOrdinal && last <= toOrdinal) {
          sums.push(await sumOf(decoded.frame));
        }
        decoded.frame.close();
      }
    };
    let index = start;
    for await (const packet of this.#media.packetsFrom(start)) {
      while (!run.hasRoom && run.error === undefined) {
        await run.settle();
        await take();
      }
      throwIfGivenUp(signal);
      const ordinal = ordinalOf[index] ?? 0;
      index += 1;
      if (ordinal > 0) {
        run.feed(packet, ordinal);
      }
      await take();
      if (run.error !== undefined || last >= toOrdinal) {
        break;
      }
    }
    if (last < toOrdinal) {
      await run.flush();
      await take();
    }
    return run.error === undefined && sums.length === toOrdinal - fromOrdinal + 1 ? sums : undefined;
  }
}

/** Fails with READ_GIVEN_UP once nobody waits any more. */
export function throwIfGivenUp(signal: AbortSignal): void {
  if (signal.aborted) {
    throw new AppError('READ_GIVEN_UP');
  }
}

function previousKey(isKey: Uint8Array, key: number): number {
  return key === 0 ? -1 : isKey.lastIndexOf(1, key - 1);
}

/** A sum over every byte that can be read of a picture; where none can, one that equals no other. */
async function sumOf(frame: VideoFrame): Promise<string> {
  if (frame.format === null) {
    return crypto.randomUUID();
  }
  const bytes = new Uint8Array(frame.allocationSize());
  await frame.copyTo(bytes);
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)).join();
}
