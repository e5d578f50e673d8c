// Objects put together or cut in two by hand, as bytes: one record per act, a closed list of fields.

import * as v from 'valibot';

import { AppError } from '../contracts/errors.ts';
import { userId } from '../domain/case/case-file.ts';
import type { TrackEdit } from '../domain/case/track-edits.ts';
import { recordingId } from '../domain/ids.ts';
import { instant } from '../domain/time/instant.ts';
import { decodeCheckpoint, encodeCheckpoint } from './checkpoint-codec.ts';

const VERSION = 1;

const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const us = v.pipe(v.number(), v.finite());
const box = v.object({ x: v.number(), y: v.number(), w: v.number(), h: v.number() });
const signed = {
  id: v.pipe(v.string(), v.nonEmpty()),
  seq: whole,
  recording: v.pipe(v.string(), v.nonEmpty(), v.transform(recordingId)),
  run: whole,
  by: v.pipe(v.string(), v.transform(userId)),
  at: v.pipe(v.number(), v.safeInteger(), v.transform(instant)),
};
const half = v.object({
  confidence: v.number(),
  detections: whole,
  firstOrdinal: whole,
  firstUs: us,
  lastOrdinal: whole,
  lastUs: us,
  bestOrdinal: whole,
  bestUs: us,
  bestBox: box,
});
const edit = v.variant('kind', [
  v.object({ kind: v.literal('merge'), ...signed, numbers: v.pipe(v.array(whole), v.minLength(2)) }),
  v.object({
    kind: v.literal('split'),
    ...signed,
    number: whole,
    ordinal: whole,
    fresh: whole,
    pseudonym: v.string(),
    halves: v.tuple([half, half]),
  }),
]);
const stored = v.strictObject({ version: v.literal(VERSION), of: edit });

export function encodeEdit(of: TrackEdit): Uint8Array<ArrayBuffer> {
  return encodeCheckpoint({ version: VERSION, of: v.parse(edit, of) });
}

/** Fails with STORAGE_FAILED on anything that was not written by {@link encodeEdit}. */
export function decodeEdit(plain: Uint8Array<ArrayBuffer>): TrackEdit {
  try {
    return v.parse(stored, decodeCheckpoint(plain)).of;
  } catch (error) {
    throw new AppError('STORAGE_FAILED', { store: 'edits' }, { cause: error });
  }
}
