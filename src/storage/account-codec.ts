// What happened to the camera and within which limits something could be found, as bytes: a closed list of fields.

import * as v from 'valibot';

import type { CameraAccount } from '../contracts/analysis.ts';
import { AppError } from '../contracts/errors.ts';
import { SCENE_EVENT_KINDS } from '../domain/scene/scene-events.ts';
import { decodeCheckpoint, encodeCheckpoint } from './checkpoint-codec.ts';

const VERSION = 1;

const us = v.number();
const ordinal = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const account = v.strictObject({
  version: v.literal(VERSION),
  scenes: v.array(v.strictObject({ fromUs: us, toUs: us, fromOrdinal: ordinal, toOrdinal: ordinal })),
  sceneEvents: v.array(
    v.strictObject({
      kind: v.picklist(SCENE_EVENT_KINDS),
      fromUs: us,
      ordinal,
      toUs: v.undefinedable(us),
      toOrdinal: v.undefinedable(ordinal),
    }),
  ),
  envelope: v.undefinedable(
    v.strictObject({
      smallestPerson: v.number(),
      smallestVehicle: v.number(),
      intervalUs: us,
      fastest: v.number(),
      shortestVisitUs: us,
      level: v.number(),
      contrast: v.number(),
      noise: v.number(),
      shake: v.number(),
      limits: v.array(v.picklist(['rate', 'contrast', 'noise', 'shake'])),
    }),
  ),
});

export function encodeAccount({ scenes, sceneEvents, envelope }: CameraAccount): Uint8Array<ArrayBuffer> {
  return encodeCheckpoint({ version: VERSION, scenes, sceneEvents, envelope });
}

/** Reads an account back. Fails with STORAGE_FAILED on anything that was not written by {@link encodeAccount}. */
export function decodeAccount(plain: Uint8Array<ArrayBuffer>): CameraAccount {
  try {
    const { scenes, sceneEvents, envelope } = v.parse(account, decodeCheckpoint(plain));
    return { scenes, sceneEvents, envelope };
  } catch (error) {
    throw new AppError('STORAGE_FAILED', { store: 'accounts' }, { cause: error });
  }
}
