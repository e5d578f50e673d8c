// A first look as bytes: a closed list of fields. It tells where and when, never who.

import * as v from 'valibot';

import { AppError } from '../contracts/errors.ts';
import type { FirstLook } from '../contracts/first-look.ts';
import { decodeCheckpoint, encodeCheckpoint } from './checkpoint-codec.ts';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const bytes = v.custom<Uint8Array<ArrayBuffer>>((value) => value instanceof Uint8Array);
const firstLook = v.strictObject({
  binUs: v.number(),
  fromUs: v.number(),
  activity: bytes,
  spans: v.array(v.strictObject({ fromUs: v.number(), toUs: v.number(), score: v.number() })),
  crops: v.array(
    v.strictObject({
      ordinal: count,
      us: v.number(),
      box: v.strictObject({ x: v.number(), y: v.number(), w: v.number(), h: v.number() }),
      type: v.string(),
      bytes,
    }),
  ),
  packetSizesTell: v.boolean(),
  keyFrames: count,
  failedKeyFrames: count,
  between: count,
  failedBetween: count,
  wallS: v.number(),
});

export function encodeFirstLook(look: FirstLook): Uint8Array<ArrayBuffer> {
  return encodeCheckpoint(look);
}

/** Reads a first look back. Fails with STORAGE_FAILED on anything that was not written by {@link encodeFirstLook}. */
export function decodeFirstLook(plain: Uint8Array<ArrayBuffer>): FirstLook {
  try {
    return v.parse(firstLook, decodeCheckpoint(plain));
  } catch (error) {
    throw new AppError('STORAGE_FAILED', { store: 'firstLooks' }, { cause: error });
  }
}
