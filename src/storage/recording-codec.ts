// How far the work on a recording of a dossier got, and what opening its file gave: closed lists of fields.

import * as v from 'valibot';

import { AppError } from '../contracts/errors.ts';
import type { MediaInfo, OpenedMedia } from '../contracts/media.ts';
import { SENSITIVITIES } from '../domain/settings/sensitivity.ts';
import { decodeCheckpoint, encodeCheckpoint } from './checkpoint-codec.ts';
import { storedAlerts } from './stored-alerts.ts';

const VERSION = 2;

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const progress = v.strictObject({
  /** Path inside the picked folder, or the name again. */
  path: v.string(),
  settings: v.strictObject({
    sensitivity: v.picklist(SENSITIVITIES),
    masks: v.array(v.array(v.strictObject({ x: v.number(), y: v.number() }))),
  }),
  /** Analyses up to now, this one included: ≥ 1. */
  run: v.pipe(count, v.minValue(1)),
  hashS: v.undefinedable(v.number()),
  /** How its last analysis ended; `undefined` while it has not. */
  ended: v.undefinedable(v.picklist(['done', 'cancelled', 'failed'])),
  alerts: storedAlerts,
  /** Numbers of dismissed objects that were purged: a pass that goes on must not bring them back. */
  purged: v.array(count),
});
export type RecordingRecord = v.InferOutput<typeof progress>;

const columns = {
  timebase: v.strictObject({ num: v.number(), den: v.number() }),
  ticks: v.instance(Float64Array),
  us: v.instance(Float64Array),
  flags: v.instance(Uint8Array),
};
const info: v.GenericSchema<unknown, MediaInfo> = v.strictObject({
  container: v.picklist(['MP4', 'QuickTime', 'Matroska', 'WebM', 'MPEG-TS']),
  codec: v.string(),
  codecString: v.string(),
  width: count,
  height: count,
  rotation: v.picklist([0, 90, 180, 270]),
  pixelAspect: v.number(),
  framesDeclared: count,
  durationUs: v.number(),
  hasAudio: v.boolean(),
});
const media = v.strictObject({
  info,
  table: v.strictObject(columns),
  alerts: storedAlerts,
  /** Without its table, which is that of the recording. */
  index: v.strictObject({
    seconds: v.instance(Float64Array),
    isKey: v.instance(Uint8Array),
    sizes: v.instance(Uint32Array),
    ordinalOf: v.instance(Int32Array),
    packetOf: v.instance(Int32Array),
    undecodable: count,
    lastDurationUs: v.number(),
  }),
});

const pseudonyms = v.array(v.tuple([count, v.string()]));

type Bytes = Uint8Array<ArrayBuffer>;

export function encodeRecording(of: RecordingRecord): Bytes {
  return encodeCheckpoint({ version: VERSION, of });
}

/** As all of them here: fails with STORAGE_FAILED on anything that its counterpart did not write. */
export function decodeRecording(plain: Bytes): RecordingRecord {
  return checked('recordings', progress, plain);
}

export function encodeMedia({ info: facts, table, alerts: found, index }: OpenedMedia): Bytes {
  const { seconds, isKey, sizes, ordinalOf, packetOf, undecodable, lastDurationUs } = index;
  const packets = { seconds, isKey, sizes, ordinalOf, packetOf, undecodable, lastDurationUs };
  return encodeCheckpoint({ version: VERSION, of: { info: facts, table, alerts: found, index: packets } });
}

export function decodeMedia(plain: Bytes): OpenedMedia {
  const { index, ...opened } = checked('recordings', media, plain);
  return { ...opened, index: { table: opened.table, ...index } };
}

/** By number of the object. */
export function encodePseudonyms(names: ReadonlyMap<number, string>): Bytes {
  return encodeCheckpoint({ version: VERSION, of: [...names] });
}

export function decodePseudonyms(plain: Bytes): ReadonlyMap<number, string> {
  return new Map(checked('pseudonyms', pseudonyms, plain));
}

function checked<T>(store: string, schema: v.GenericSchema<unknown, T>, plain: Bytes): T {
  try {
    return v.parse(v.strictObject({ version: v.literal(VERSION), of: schema }), decodeCheckpoint(plain)).of;
  } catch (error) {
    throw new AppError('STORAGE_FAILED', { store }, { cause: error });
  }
}
