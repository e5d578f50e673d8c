// Takes objects out of what an analysis has stored, as if it had never found them.

import { decodeChunk, encodeChunk, type AnalysisChunk } from './chunk-codec.ts';
import type { SealedRecord } from './database.ts';
import { guarded } from './guarded.ts';
import { decodeMasks, encodeMasks, type MaskChunk } from './mask-codec.ts';
import { isSame, type SealedRecords } from './sealed-records.ts';

/** A part of an object that goes while the rest of it stays; ordinals inclusive. */
export interface PurgedSpan {
  readonly number: number;
  readonly from: number;
  readonly to: number;
  /** Its best picture is one of them: the stored one goes too. */
  readonly hasBest: boolean;
}

/** What goes: whole objects, and parts of others. */
export interface Purged {
  readonly tracks: ReadonlySet<number>;
  readonly spans: readonly PurgedSpan[];
}

function isGone(
  { tracks, spans }: Purged,
  { track, ordinal }: { readonly track: number; readonly ordinal: number },
): boolean {
  return (
    tracks.has(track) || spans.some(({ number, from, to }) => number === track && from <= ordinal && ordinal <= to)
  );
}

interface Found {
  readonly record: SealedRecord;
  readonly chunk: AnalysisChunk;
  readonly masks: MaskChunk | undefined;
}

/** `chunkIds`: of the chunks of a recording, in order, without end. Gives how many of them changed. */
export async function purgeChunks(
  records: SealedRecords,
  recordingId: string,
  chunkIds: Iterable<string>,
  purged: Purged,
): Promise<number> {
  let changed = 0;
  for (const id of chunkIds) {
    const isChanged = await purgeChunk(records, recordingId, id, purged);
    if (isChanged === undefined) {
      break;
    }
    changed += isChanged ? 1 : 0;
  }
  return changed;
}

/** `undefined`: there is no such chunk. What somebody else has taken out of it since it was read stays out. */
async function purgeChunk(
  records: SealedRecords,
  recordingId: string,
  id: string,
  purged: Purged,
): Promise<boolean | undefined> {
  for (let found = await read(records, id); found !== undefined; found = await read(records, id)) {
    const rest = without(found, purged);
    if (rest === undefined) {
      return false;
    }
    if (await replace(records, recordingId, found, rest)) {
      return true;
    }
  }
  return undefined;
}

async function read(records: SealedRecords, id: string): Promise<Found | undefined> {
  const record = await guarded(() => records.database.chunks.get(id));
  const plain = record && (await records.open('chunks', id));
  const masks = await records.open('masks', id);
  return record === undefined || plain === undefined
    ? undefined
    : { record, chunk: decodeChunk(plain), masks: masks && decodeMasks(masks) };
}

/** What is left; `undefined`: none of the objects is in it. */
function without({ chunk, masks }: Found, purged: Purged): Omit<Found, 'record'> | undefined {
  const observations = chunk.observations.filter((row) => !isGone(purged, row));
  const summaries = chunk.summaries.filter(({ number }) => !purged.tracks.has(number));
  const kept = masks?.masks.filter((mask) => !isGone(purged, mask)) ?? [];
  const isSameChunk = observations.length === chunk.observations.length && summaries.length === chunk.summaries.length;
  return isSameChunk && kept.length === (masks?.masks.length ?? 0)
    ? undefined
    : {
        chunk: { ...chunk, observations, summaries },
        masks: masks && kept.length > 0 ? { ...masks, masks: kept } : undefined,
      };
}

/** False when the chunk is not the one that was read any more. */
async function replace(
  records: SealedRecords,
  recordingId: string,
  { record: before }: Found,
  { chunk, masks }: Omit<Found, 'record'>,
): Promise<boolean> {
  const { id } = before;
  const { database } = records;
  const record = await records.seal('chunks', recordingId, id, encodeChunk(chunk));
  const pixels = masks && (await records.seal('masks', recordingId, id, encodeMasks(masks)));
  return guarded(() =>
    database.transaction('rw', ['chunks', 'masks', 'trackIndex'], async () => {
      const now = await database.chunks.get(id);
      if (now === undefined || !isSame(now, before)) {
        return false;
      }
      await database.chunks.put(record);
      // Built from the chunks: nothing of a purged object stays in it, nor in one that is being built.
      await database.trackIndex.where('recordingId').equals(recordingId).delete();
      await (pixels === undefined ? database.masks.delete(id) : database.masks.put(pixels));
      return true;
    }),
  );
}
