// What happened to the camera and within which limits something could be found, as bytes: a closed list of fields.

import * as v from 'valibot';

import type { AnalysisEnd, CameraAccount } from '../contracts/analysis.ts';
import { AppError } from '../contracts/errors.ts';
import { SCENE_EVENT_KINDS } from '../domain/scene/scene-events.ts';
import { decodeCheckpoint, encodeCheckpoint } from './checkpoint-codec.ts';
import { storedAlerts } from './stored-alerts.ts';

const VERSION = 2;

const us = v.number();
const ordinal = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const end: v.GenericSchema<unknown, AnalysisEnd> = v.strictObject({
  framesDecoded: count,
  framesDeclared: count,
  wallS: v.number(),
  warmupS: v.number(),
  backend: v.picklist(['webgpu', 'webgpu-software', 'wasm']),
  detectorRuns: count,
  tracks: count,
  cancelled: v.boolean(),
  alerts: storedAlerts,
  outOfScope: v.undefinedable(v.strictObject({ period: count, zones: count, classes: count })),
});
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
  end: v.undefinedable(end),
});

/** `ended`: how the pass ended, once it has. */
export function encodeAccount(
  { scenes, sceneEvents, envelope }: CameraAccount,
  ended?: AnalysisEnd,
): Uint8Array<ArrayBuffer> {
  return encodeCheckpoint({ version: VERSION, scenes, sceneEvents, envelope, end: ended && plainEnd(ended) });
}

/** Reads an account back. Fails with STORAGE_FAILED on anything that was not written by {@link encodeAccount}. */
export function decodeAccount(
  plain: Uint8Array<ArrayBuffer>,
): CameraAccount & { readonly end: AnalysisEnd | undefined } {
  try {
    const { scenes, sceneEvents, envelope, end: ended } = v.parse(account, decodeCheckpoint(plain));
    return { scenes, sceneEvents, envelope, end: ended };
  } catch (error) {
    throw new AppError('STORAGE_FAILED', { store: 'accounts' }, { cause: error });
  }
}

function plainEnd({ alerts, outOfScope, ...counts }: AnalysisEnd) {
  return {
    ...counts,
    alerts: alerts.map(({ code, severity, facts }) => ({ code, severity, facts: { ...facts } })),
    outOfScope: outOfScope && { ...outOfScope },
  };
}
