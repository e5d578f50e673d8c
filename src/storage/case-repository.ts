// Reads and writes the sealed records of one case. One case, one key: no function takes two.

import Dexie from 'dexie';
import * as v from 'valibot';

import { AppError } from '../contracts/errors.ts';
import type { FirstLook } from '../contracts/first-look.ts';
import { SENSITIVITIES } from '../domain/settings/sensitivity.ts';
import { decodeChunk, encodeChunk, type AnalysisChunk } from './chunk-codec.ts';
import type { DerushDatabase, SealedRecord, SealedStore } from './database.ts';
import { open, seal } from './envelope.ts';
import { decodeFirstLook, encodeFirstLook } from './first-look-codec.ts';
import { decodeMasks, encodeMasks, type MaskChunk } from './mask-codec.ts';

/** What ran, so that the same input and settings can be run again (glossary: AnalysisRun). */
const runSchema = v.strictObject({
  recordingSha256: v.string(),
  model: v.string(),
  modelVersion: v.string(),
  modelSha256: v.array(v.string()),
  backend: v.string(),
  parameters: v.strictObject({
    sensitivity: v.picklist(SENSITIVITIES),
    engine: v.strictObject({
      leastRegionPixels: v.number(),
      leastScore: v.number(),
      sureScore: v.number(),
      lookInterval: v.number(),
    }),
    masks: v.array(v.array(v.strictObject({ x: v.number(), y: v.number() }))),
  }),
  appVersion: v.string(),
  startedAt: v.string(),
});
export type AnalysisRunRecord = v.InferOutput<typeof runSchema>;

/** A thumbnail: encoded picture and its media type. */
export interface StoredCrop {
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** The scene without what moves, as it was at `us`. */
export interface StoredPlate extends StoredCrop {
  readonly us: number;
  readonly width: number;
  readonly height: number;
}

/** What belongs to one commit of an analysis. */
export interface ChunkWrite {
  readonly chunk: AnalysisChunk;
  /** Thumbnails that changed, by track number. */
  readonly crops: ReadonlyMap<number, StoredCrop>;
  readonly masks?: MaskChunk | undefined;
  readonly plates?: readonly StoredPlate[];
}

/** Stores that one pass fills; the first look is older than the pass. */
const PASS_STORES = ['chunks', 'crops', 'runs', 'checkpoints', 'masks', 'plates'] as const;

/** Access to one case. Every failure is an `AppError`: STORAGE_FULL or STORAGE_FAILED. */
export class CaseRepository {
  readonly #database: DerushDatabase;
  readonly #caseId: string;
  readonly #key: CryptoKey;

  constructor(database: DerushDatabase, caseId: string, key: CryptoKey) {
    this.#database = database;
    this.#caseId = caseId;
    this.#key = key;
  }

  /**
   * Writes a chunk, the pictures that came with it, and the state to go on from: all of them or none.
   * `checkpoint` `undefined`: the pass has ended, its working state is deleted.
   */
  async writeChunk(
    recordingId: string,
    { chunk, crops, masks, plates = [] }: ChunkWrite,
    checkpoint?: Uint8Array<ArrayBuffer>,
  ): Promise<void> {
    const { chunks, checkpoints } = this.#database;
    const id = chunkId(recordingId, chunk.seq);
    const record = await this.#seal('chunks', recordingId, id, encodeChunk(chunk));
    const pixels = masks === undefined ? [] : [await this.#seal('masks', recordingId, id, encodeMasks(masks))];
    const scenes = await Promise.all(
      plates.map((plate) => this.#seal('plates', recordingId, plateId(recordingId, plate.us), packPlate(plate))),
    );
    const pictures = await Promise.all(
      [...crops].map(([track, crop]) => this.#seal('crops', recordingId, cropId(recordingId, track), packCrop(crop))),
    );
    const state =
      checkpoint === undefined ? undefined : await this.#seal('checkpoints', recordingId, recordingId, checkpoint);
    await guarded(() =>
      this.#database.transaction('rw', [...PASS_STORES], async () => {
        await chunks.add(record);
        await this.#database.crops.bulkPut(pictures);
        await this.#database.masks.bulkAdd(pixels);
        await this.#database.plates.bulkPut(scenes);
        await (state === undefined ? checkpoints.delete(recordingId) : checkpoints.put(state));
      }),
    );
  }

  /** The state written with the last chunk of a pass that has not ended, or `undefined`. */
  readCheckpoint(recordingId: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    return this.#open('checkpoints', recordingId);
  }

  /** Writes the state to go on from when there is nothing else to write; `undefined` deletes it. */
  async writeCheckpoint(recordingId: string, checkpoint: Uint8Array<ArrayBuffer> | undefined): Promise<void> {
    const { checkpoints } = this.#database;
    const state =
      checkpoint === undefined ? undefined : await this.#seal('checkpoints', recordingId, recordingId, checkpoint);
    await guarded(async () => {
      await (state === undefined ? checkpoints.delete(recordingId) : checkpoints.put(state));
    });
  }

  /** Deletes what an analysis has stored of a recording: it starts again. */
  async clearAnalysis(recordingId: string): Promise<void> {
    await guarded(() =>
      this.#database.transaction('rw', [...PASS_STORES], async () => {
        for (const store of PASS_STORES) {
          await this.#database[store].where('recordingId').equals(recordingId).delete();
        }
      }),
    );
  }

  /** Chunk number `seq` of a recording, or `undefined` while it is not written. */
  async readChunk(recordingId: string, seq: number): Promise<AnalysisChunk | undefined> {
    const plain = await this.#open('chunks', chunkId(recordingId, seq));
    return plain === undefined ? undefined : decodeChunk(plain);
  }

  async readCrop(recordingId: string, track: number): Promise<StoredCrop | undefined> {
    const plain = await this.#open('crops', cropId(recordingId, track));
    return plain === undefined ? undefined : unpackCrop(plain);
  }

  /** Masks written with chunk number `seq`; `undefined` when nothing that moved was seen in it. */
  async readMasks(recordingId: string, seq: number): Promise<MaskChunk | undefined> {
    const plain = await this.#open('masks', chunkId(recordingId, seq));
    return plain === undefined ? undefined : decodeMasks(plain);
  }

  /** Times of the clean plates of a recording, µs, in order. */
  async plateTimes(recordingId: string): Promise<number[]> {
    const prefix = `${recordingId}/`;
    const ids = await guarded(() => this.#database.plates.where('recordingId').equals(recordingId).primaryKeys());
    return ids.map((id) => Number(id.slice(prefix.length))).sort((a, b) => a - b);
  }

  /** The clean plate of a time that {@link plateTimes} gave. */
  async readPlate(recordingId: string, us: number): Promise<StoredPlate | undefined> {
    const plain = await this.#open('plates', plateId(recordingId, us));
    return plain === undefined ? undefined : unpackPlate(plain, us);
  }

  async writeRun(recordingId: string, run: AnalysisRunRecord): Promise<void> {
    const plain = new TextEncoder().encode(JSON.stringify(run));
    const record = await this.#seal('runs', recordingId, recordingId, plain);
    await guarded(() => this.#database.runs.put(record));
  }

  async readRun(recordingId: string): Promise<AnalysisRunRecord | undefined> {
    const plain = await this.#open('runs', recordingId);
    return plain === undefined ? undefined : v.parse(runSchema, JSON.parse(new TextDecoder().decode(plain)));
  }

  async writeFirstLook(recordingId: string, look: FirstLook): Promise<void> {
    const record = await this.#seal('firstLooks', recordingId, recordingId, encodeFirstLook(look));
    await guarded(() => this.#database.firstLooks.put(record));
  }

  /** What the first look at a recording gave, or `undefined` when there was none. */
  async readFirstLook(recordingId: string): Promise<FirstLook | undefined> {
    const plain = await this.#open('firstLooks', recordingId);
    return plain === undefined ? undefined : decodeFirstLook(plain);
  }

  async #seal(
    store: SealedStore,
    recordingId: string,
    id: string,
    plain: Uint8Array<ArrayBuffer>,
  ): Promise<SealedRecord> {
    const place = { caseId: this.#caseId, store, recordId: id };
    return { id, caseId: this.#caseId, recordingId, sealed: await seal(this.#key, place, plain) };
  }

  async #open(store: SealedStore, id: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const record = await guarded(() => this.#database[store].get(id));
    return record === undefined
      ? undefined
      : open(this.#key, { caseId: this.#caseId, store, recordId: id }, record.sealed);
  }
}

function chunkId(recordingId: string, seq: number): string {
  return `${recordingId}/${String(seq).padStart(8, '0')}`;
}

function cropId(recordingId: string, track: number): string {
  return `${recordingId}/${track}`;
}

function plateId(recordingId: string, us: number): string {
  return `${recordingId}/${us}`;
}

/** Width and height as u32, then as a thumbnail. */
function packPlate({ width, height, ...picture }: StoredPlate): Uint8Array<ArrayBuffer> {
  const rest = packCrop(picture);
  const packed = new Uint8Array(8 + rest.length);
  const view = new DataView(packed.buffer);
  view.setUint32(0, width, true);
  view.setUint32(4, height, true);
  packed.set(rest, 8);
  return packed;
}

function unpackPlate(packed: Uint8Array<ArrayBuffer>, us: number): StoredPlate {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  return { us, width: view.getUint32(0, true), height: view.getUint32(4, true), ...unpackCrop(packed.slice(8)) };
}

/** One byte of length, the media type, the picture. */
function packCrop({ type, bytes }: StoredCrop): Uint8Array<ArrayBuffer> {
  const name = new TextEncoder().encode(type);
  const packed = new Uint8Array(1 + name.length + bytes.length);
  packed[0] = name.length;
  packed.set(name, 1);
  packed.set(bytes, 1 + name.length);
  return packed;
}

function unpackCrop(packed: Uint8Array<ArrayBuffer>): StoredCrop {
  const length = packed[0] ?? 0;
  return {
    type: new TextDecoder().decode(packed.subarray(1, 1 + length)),
    bytes: packed.slice(1 + length),
  };
}

/** Names what went wrong in the store: a full disk has its own advice. */
async function guarded<T>(work: () => PromiseLike<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const isFull =
      error instanceof Dexie.QuotaExceededError ||
      (error instanceof Error && /quota/i.test(`${error.name} ${error.message}`));
    throw new AppError(isFull ? 'STORAGE_FULL' : 'STORAGE_FAILED', {}, { cause: error });
  }
}
