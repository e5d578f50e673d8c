// The pictures of a search in a drawn zone: key frames with the two ends of a span, or all of it, in order of time.

import { AppError } from '../contracts/errors.ts';
import type { MotionJob } from '../contracts/motion-search.ts';
import { decodeAll } from './decode.ts';
import type { DecodedFrame } from './decoder-run.ts';
import type { FrameCursor } from './frame-cursor.ts';
import { emptyLookReport, lookPictures } from './key-frames.ts';
import type { MediaFile } from './media-file.ts';

/** Key frames looked ahead at, so that the first of them comes soon. */
const PLANNED = 64;
/** A picture stored later than it is shown is stored no more than so many packets later. */
const REORDERED = 64;

/** Where pictures are read from. */
export interface MotionSource {
  readonly media: MediaFile;
  /** For single pictures. */
  readonly cursor: FrameCursor;
  readonly job: MotionJob;
  readonly signal: AbortSignal;
}

/** Every wanted picture that can be decoded, and maybe others, in order. The consumer closes each. */
export async function* picturesOf(
  { media, cursor, job, signal }: MotionSource,
  wanted: readonly number[],
): AsyncGenerator<DecodedFrame, void, unknown> {
  const { packetOf, isKey } = media.index;
  const [from, to] = [wanted[0], wanted.at(-1)];
  if (from === undefined || to === undefined) {
    return;
  }
  if (job.pictures === 'all') {
    const end = packetOf.subarray(Math.max(1, to - REORDERED), to + 1).reduce((most, one) => Math.max(most, one), 0);
    yield* decodeAll(media, { restarts: 0, dataEndsAt: undefined }, signal, from - 1, end + 1);
    return;
  }
  const isKeyFrame = (ordinal: number): boolean => isKey[packetOf[ordinal] ?? -1] === 1;
  const keys = wanted.filter(isKeyFrame);
  if (!isKeyFrame(from)) {
    yield* exactly(cursor, from);
  }
  const packets = keys.map((key) => packetOf[key] ?? 0);
  for await (const plan of soundPlans(media, packets)) {
    yield* lookPictures(media, plan, emptyLookReport(), signal);
  }
  if (to !== from && !isKeyFrame(to) && !signal.aborted) {
    yield* exactly(cursor, to);
  }
}

/** Key frames that a decoder takes one after the other; of open groups each alone, or they come out of order or not at all. */
async function* soundPlans(media: MediaFile, packets: readonly number[]): AsyncGenerator<Uint32Array<ArrayBuffer>> {
  let sound: number[] = [];
  for (const packet of packets) {
    const isEntry = await media.isDecoderEntry(packet);
    if (!isEntry || sound.length >= PLANNED) {
      yield Uint32Array.from(sound);
      sound = [];
    }
    if (isEntry) {
      sound.push(packet);
    } else {
      yield Uint32Array.of(packet);
    }
  }
  yield Uint32Array.from(sound);
}

async function* exactly(cursor: FrameCursor, ordinal: number): AsyncGenerator<DecodedFrame, void, unknown> {
  const frame = await frameAt(cursor, ordinal);
  if (frame !== undefined) {
    yield { ordinal, frame };
  }
}

/** `undefined` when it cannot be decoded. */
export async function frameAt(cursor: FrameCursor, ordinal: number): Promise<VideoFrame | undefined> {
  return cursor.frameAt(ordinal).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'SPAN_FAILED') {
      return undefined;
    }
    throw error;
  });
}
