// The items of the tray, as bytes: one record each, with its place in the order and a closed list of fields: what
// stands beside them is dropped.

import * as v from 'valibot';

import { AppError } from '../contracts/errors.ts';
import { userId } from '../domain/case/case-file.ts';
import { TRAY_KINDS, type TrayItem } from '../domain/case/tray.ts';
import { recordingId, type TrackId } from '../domain/ids.ts';
import { instant } from '../domain/time/instant.ts';
import { decodeCheckpoint, encodeCheckpoint } from './checkpoint-codec.ts';

const VERSION = 1;

/** An item, and where it stands: places grow along the tray, and may have gaps. */
export interface PlacedItem {
  readonly place: number;
  readonly item: TrayItem;
}

const integer = v.pipe(v.number(), v.safeInteger());
const frame = v.object({ ordinal: v.pipe(integer, v.minValue(1)), us: integer });
const placed = v.object({
  place: v.pipe(integer, v.minValue(0)),
  item: v.object({
    id: v.pipe(v.string(), v.nonEmpty()),
    kind: v.picklist(TRAY_KINDS),
    recording: v.pipe(v.string(), v.nonEmpty(), v.transform(recordingId)),
    first: frame,
    last: frame,
    track: v.undefinedable(
      v.pipe(
        v.string(),
        v.nonEmpty(),
        v.transform((id) => id as TrackId),
      ),
    ),
    finding: v.string(),
    appreciation: v.string(),
    inReport: v.boolean(),
    by: v.pipe(v.string(), v.transform(userId)),
    at: v.pipe(integer, v.transform(instant)),
  }),
});

export function encodeTrayItem(of: PlacedItem): Uint8Array<ArrayBuffer> {
  return encodeCheckpoint({ version: VERSION, of: v.parse(placed, of) });
}

/** Fails with STORAGE_FAILED on anything that was not written by {@link encodeTrayItem}. */
export function decodeTrayItem(plain: Uint8Array<ArrayBuffer>): PlacedItem {
  try {
    return v.parse(v.strictObject({ version: v.literal(VERSION), of: placed }), decodeCheckpoint(plain)).of;
  } catch (error) {
    throw new AppError('STORAGE_FAILED', { store: 'tray' }, { cause: error });
  }
}
