// Pictures for a first look: key frames, and what a few packets between them change. Far from every frame.

import { pictureBytes } from './decode.ts';
import { DecoderRun, type DecodedFrame } from './decoder-run.ts';
import type { MediaFile } from './media-file.ts';

/** A picture that came out of a first look. */
export interface LookPicture extends DecodedFrame {
  /**
   * True: the key frame of that ordinal. False: what a packet made out of a past that was left out. It tells where
   * something moved; it is not the picture of any moment, and is never shown.
   */
  readonly isKey: boolean;
}

/** What a first look fed, and what came of it. */
export interface LookReport {
  keyFrames: number;
  /** Key frames of the plan from which no picture came. */
  failedKeyFrames: number;
  /** Pictures made by packets between key frames. */
  between: number;
  /** How often a decoder gave up on such packets. */
  failedBetween: number;
}

export function emptyLookReport(): LookReport {
  return { keyFrames: 0, failedKeyFrames: 0, between: 0, failedBetween: 0 };
}

/** After so many decoders lost between key frames, and little gained, only key frames are fed. */
const MOST_LOST = 3;

/**
 * Feeds the packets of `plan` (decode indexes, ascending, a key frame first) and nothing else; the consumer closes
 * each picture. A decoder that gives up is replaced at the next key frame behind the last one that came out: a lone
 * key frame that fails costs itself and no other.
 */
export async function* lookPictures(
  media: MediaFile,
  plan: Uint32Array,
  report: LookReport,
  signal?: AbortSignal,
): AsyncGenerator<LookPicture, void, unknown> {
  const { isKey, ordinalOf, packetOf } = media.index;
  const keys = [...plan].filter((packet) => isKey[packet] === 1);
  let start = 0;
  while (start < keys.length && signal?.aborted !== true) {
    const first = keys[start] ?? 0;
    // Of an open group only the key frame itself can be had without what is before: it is fed alone.
    const isLone = !(await media.isDecoderEntry(first));
    const isKeysOnly = report.failedBetween >= MOST_LOST && report.between < 4 * report.failedBetween;
    const packets = isLone ? [first] : isKeysOnly ? keys.slice(start) : plan.subarray(plan.indexOf(first));
    // The software decoder is the one that goes on when pictures are left out.
    const config = { ...media.decoderConfig, hardwareAcceleration: 'prefer-software' } as const;
    using run = new DecoderRun(config, pictureBytes(media));
    let lastKeyOut = start;
    for await (const { ordinal, frame } of fed(media, run, packets, signal)) {
      const packet = packetOf[ordinal] ?? 0;
      const isKeyFrame = isKey[packet] === 1;
      report[isKeyFrame ? 'keyFrames' : 'between'] += 1;
      lastKeyOut = isKeyFrame ? keys.indexOf(packet, lastKeyOut) : lastKeyOut;
      yield { ordinal, frame, isKey: isKeyFrame };
    }
    if (run.error === undefined && !isLone) {
      break;
    }
    report.failedBetween += isLone || isKeysOnly ? 0 : 1;
    start = lastKeyOut + 1;
  }
  report.failedKeyFrames = keys.filter((packet) => (ordinalOf[packet] ?? 0) > 0).length - report.keyFrames;
}

/** What one decoder makes of some packets, until the last of them or its first error. */
async function* fed(
  media: MediaFile,
  run: DecoderRun,
  packets: Iterable<number>,
  signal: AbortSignal | undefined,
): AsyncGenerator<DecodedFrame, void, unknown> {
  for (const index of packets) {
    const packet = await media.packetAt(index);
    if (packet === undefined || signal?.aborted === true) {
      break;
    }
    while (!run.hasRoom && run.error === undefined) {
      await run.settle();
      yield* taken(run);
    }
    run.feed(packet, media.index.ordinalOf[index] ?? 0);
    yield* taken(run);
    if (run.error !== undefined) {
      break;
    }
  }
  await run.flush();
  yield* taken(run);
}

function* taken(run: DecoderRun): Generator<DecodedFrame, void, unknown> {
  for (let decoded = run.take(); decoded !== undefined; decoded = run.take()) {
    yield decoded;
  }
}
