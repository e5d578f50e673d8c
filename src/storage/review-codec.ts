// What people decided about objects, as bytes: one record per decision and per link, with a closed list of
// fields: what stands beside them is dropped.

import * as v from 'valibot';

import { AppError } from '../contracts/errors.ts';
import { userId, type UserId } from '../domain/case/case-file.ts';
import type { Link, TrackDecision } from '../domain/case/review.ts';
import type { TrackId } from '../domain/ids.ts';
import { DISMISSAL_MOTIVES, PERSON_CATEGORIES } from '../domain/law/enumerations.ts';
import { instant } from '../domain/time/instant.ts';
import { decodeCheckpoint, encodeCheckpoint } from './checkpoint-codec.ts';

const VERSION = 1;

const text = v.string();
const moment = v.pipe(v.number(), v.safeInteger(), v.transform(instant));
const user = v.pipe(v.string(), v.transform(userId));
const track = v.pipe(
  v.string(),
  v.nonEmpty(),
  v.transform((id) => id as TrackId),
);

const decision = v.object({
  track,
  state: v.picklist(['RETAINED', 'DISMISSED']),
  by: user,
  at: moment,
  finding: text,
  appreciation: text,
  motive: v.undefinedable(v.picklist(DISMISSAL_MOTIVES)),
});
const link = v.object({
  id: text,
  tracks: v.array(track),
  ground: text,
  finding: text,
  appreciation: text,
  category: v.picklist(PERSON_CATEGORIES),
  identity: v.undefinedable(v.object({ text, source: text })),
  by: user,
  at: moment,
});

const seen = v.object({ user, tracks: v.array(track) });

/** Objects of one recording that somebody has opened. */
export interface SeenTracks {
  readonly user: UserId;
  readonly tracks: readonly TrackId[];
}

export function encodeSeen(of: SeenTracks): Uint8Array<ArrayBuffer> {
  return encodeCheckpoint({ version: VERSION, of: v.parse(seen, of) });
}

/** Fails with STORAGE_FAILED on anything that was not written by {@link encodeSeen}. */
export function decodeSeen(plain: Uint8Array<ArrayBuffer>): SeenTracks {
  return checked('seen', seen, plain);
}

export function encodeDecision(of: TrackDecision): Uint8Array<ArrayBuffer> {
  return encodeCheckpoint({ version: VERSION, of: v.parse(decision, of) });
}

/** Fails with STORAGE_FAILED on anything that was not written by {@link encodeDecision}. */
export function decodeDecision(plain: Uint8Array<ArrayBuffer>): TrackDecision {
  return checked('decisions', decision, plain);
}

export function encodeLink(of: Link): Uint8Array<ArrayBuffer> {
  return encodeCheckpoint({ version: VERSION, of: v.parse(link, of) });
}

/** Fails with STORAGE_FAILED on anything that was not written by {@link encodeLink}. */
export function decodeLink(plain: Uint8Array<ArrayBuffer>): Link {
  return checked('links', link, plain);
}

function checked<T>(store: string, schema: v.GenericSchema<unknown, T>, plain: Uint8Array<ArrayBuffer>): T {
  try {
    return v.parse(v.strictObject({ version: v.literal(VERSION), of: schema }), decodeCheckpoint(plain)).of;
  } catch (error) {
    throw new AppError('STORAGE_FAILED', { store }, { cause: error });
  }
}
