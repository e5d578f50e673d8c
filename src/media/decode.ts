// The whole recording, picture by picture in presentation order, past whatever is broken in it.

import type { DecodedFrame } from './decoder-run.ts';
import { DecoderRun } from './decoder-run.ts';
import type { MediaFile } from './media-file.ts';

/** What ended early or broke on the way; ordinals that never came out are told by their absence. */
export interface DecodeReport {
  /** How many times a decoder died and another started at a later key frame. */
  restarts: number;
  /** Decode index at which the data stops although the container declares more; `undefined` when whole. */
  dataEndsAt: number | undefined;
}

/** Room for one 4:2:0 picture of 8 bits. */
export function pictureBytes(media: MediaFile): number {
  return media.info.width * media.info.height * 1.5;
}

/**
 * Yields each decodable picture once, ordinals strictly increasing; the consumer closes every one.
 * An ordinal that is skipped could not be decoded: nothing is ever invented in its place.
 * After a decoder error the pass restarts at the next key frame behind the last good picture.
 * Pulling slowly slows the decoder down: at most a few pictures wait.
 * `afterOrdinal`: the first picture given has a greater ordinal; 0 for the whole recording.
 * `to`: decode index before which it ends; the whole recording without it.
 */
export async function* decodeAll(
  media: MediaFile,
  report: DecodeReport,
  signal?: AbortSignal,
  afterOrdinal = 0,
  to = media.index.seconds.length,
): AsyncGenerator<DecodedFrame, void, unknown> {
  let start = afterOrdinal === 0 ? await nextEntry(media, 0) : await entryFor(media, afterOrdinal + 1);
  let lastOrdinal = afterOrdinal;
  while (start !== undefined && start < to && signal?.aborted !== true) {
    using run = new DecoderRun(media.decoderConfig, pictureBytes(media));
    for await (const decoded of runFrom(media, run, { start, to }, report, signal)) {
      if (decoded.ordinal <= lastOrdinal) {
        decoded.frame.close();
        continue;
      }
      lastOrdinal = decoded.ordinal;
      yield decoded;
    }
    if (run.error === undefined) {
      return;
    }
    report.restarts += 1;
    const lastGood = lastOrdinal === afterOrdinal ? start : (media.index.packetOf[lastOrdinal] ?? start);
    start = await nextEntry(media, Math.max(lastGood, start) + 1);
  }
}

/** One decoder from one key frame to `to`, the end of the data or its first error. */
async function* runFrom(
  media: MediaFile,
  run: DecoderRun,
  { start, to }: { readonly start: number; readonly to: number },
  report: DecodeReport,
  signal: AbortSignal | undefined,
): AsyncGenerator<DecodedFrame, void, unknown> {
  let index = start;
  for await (const packet of media.packetsFrom(start)) {
    if (index >= to) {
      break;
    }
    const ordinal = media.index.ordinalOf[index] ?? 0;
    index += 1;
    if (ordinal > 0) {
      while (!run.hasRoom && run.error === undefined) {
        await run.settle();
        yield* taken(run);
      }
      run.feed(packet, ordinal);
    }
    yield* taken(run);
    if (run.error !== undefined || signal?.aborted === true) {
      return;
    }
  }
  if (index < to) {
    report.dataEndsAt = index;
  }
  await run.flush();
  yield* taken(run);
}

function* taken(run: DecoderRun): Generator<DecodedFrame, void, unknown> {
  for (let decoded = run.take(); decoded !== undefined; decoded = run.take()) {
    yield decoded;
  }
}

/** First decode index ≥ `from` at which a decoder can really start. */
export async function nextEntry(media: MediaFile, from: number): Promise<number | undefined> {
  const { isKey } = media.index;
  for (let index = isKey.indexOf(1, from); index >= 0; index = isKey.indexOf(1, index + 1)) {
    if (await media.isDecoderEntry(index)) {
      return index;
    }
  }
  return undefined;
}

/** Last decode index at or before the packet of `ordinal` from which that very picture can be decoded. */
export async function entryFor(media: MediaFile, ordinal: number): Promise<number | undefined> {
  const { isKey, ordinalOf, packetOf } = media.index;
  const packet = packetOf[ordinal] ?? -1;
  for (
    let index = isKey.lastIndexOf(1, packet);
    index >= 0;
    index = index === 0 ? -1 : isKey.lastIndexOf(1, index - 1)
  ) {
    // Pictures shown before a key frame but stored after it lean on the group before.
    if ((ordinalOf[index] ?? 0) <= ordinal && (ordinalOf[index] ?? 0) > 0 && (await media.isDecoderEntry(index))) {
      return index;
    }
  }
  return undefined;
}
