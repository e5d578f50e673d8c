// Reads and writes the sealed records of one case. One case, one key: no function takes two.

import * as v from 'valibot';

import type { CameraAccount } from '../contracts/analysis.ts';
import type { FirstLook } from '../contracts/first-look.ts';
import type { CoverageSpan } from '../domain/footage/coverage.ts';
import { SENSITIVITIES } from '../domain/settings/sensitivity.ts';
import { decodeAccount, encodeAccount } from './account-codec.ts';
import { decodeChunk, encodeChunk, type AnalysisChunk } from './chunk-codec.ts';
import type { DerushDatabase, SealedRecord, SealedStore } from './database.ts';
import { open, seal } from './envelope.ts';
import { decodeFirstLook, encodeFirstLook } from './first-look-codec.ts';
import { guarded } from './guarded.ts';
import { decodeMasks, encodeMasks, type MaskChunk } from './mask-codec.ts';
import { packCrop, packPlate, unpackCrop, unpackPlate, type StoredCrop, type StoredPlate } from './picture-codec.ts';

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

/** What belongs to one commit of an analysis. */
export interface ChunkWrite {
  readonly chunk: AnalysisChunk;
  /** Thumbnails that changed, by track number. */
  readonly crops: ReadonlyMap<number, StoredCrop>;
  readonly masks?: MaskChunk | undefined;
  readonly plates?: readonly StoredPlate[];
}

/** What stands beside the chunks after each commit, in the place of what stood there before. */
export interface PassState {
  /** State to go on from; `undefined`: the pass has ended, its working state is deleted. */
  readonly checkpoint: Uint8Array<ArrayBuffer> | undefined;
  readonly account: CameraAccount;
}

/** What an analysis looked at, and what an absence in it is worth. */
export interface SearchRecord extends CameraAccount {
  /** Settled spans, in order; frames that none names are waiting. */
  readonly coverage: readonly CoverageSpan[];
}

/** Stores that one pass fills; the first look is older than the pass. */
const PASS_STORES = ['chunks', 'crops', 'runs', 'accounts', 'checkpoints', 'masks', 'plates'] as const;

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

  /** Writes a chunk, the pictures that came with it, and the state of the pass: all of them or none. */
  async writeChunk(
    recordingId: string,
    { chunk, crops, masks, plates = [] }: ChunkWrite,
    state: PassState,
  ): Promise<void> {
    const { chunks } = this.#database;
    const id = chunkId(recordingId, chunk.seq);
    const record = await this.#seal('chunks', recordingId, id, encodeChunk(chunk));
    const pixels = masks === undefined ? [] : [await this.#seal('masks', recordingId, id, encodeMasks(masks))];
    const scenes = await Promise.all(
      plates.map((plate) => this.#seal('plates', recordingId, plateId(recordingId, plate.us), packPlate(plate))),
    );
    const pictures = await Promise.all(
      [...crops].map(([track, crop]) => this.#seal('crops', recordingId, cropId(recordingId, track), packCrop(crop))),
    );
    const putState = await this.#sealState(recordingId, state);
    await guarded(() =>
      this.#database.transaction('rw', [...PASS_STORES], async () => {
        await chunks.add(record);
        await this.#database.crops.bulkPut(pictures);
        await this.#database.masks.bulkAdd(pixels);
        await this.#database.plates.bulkPut(scenes);
        await putState();
      }),
    );
  }

  /** The state written with the last chunk of a pass that has not ended, or `undefined`. */
  readCheckpoint(recordingId: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    return this.#open('checkpoints', recordingId);
  }

  /** Writes the state of the pass when there is nothing else to write. */
  async writeState(recordingId: string, state: PassState): Promise<void> {
    const putState = await this.#sealState(recordingId, state);
    await guarded(() => this.#database.transaction('rw', ['checkpoints', 'accounts'], putState));
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

  /** What the analysis of a recording looked at and within which limits; `undefined` before its first commit. */
  async readSearch(recordingId: string): Promise<SearchRecord | undefined> {
    const plain = await this.#open('accounts', recordingId);
    if (plain === undefined) {
      return undefined;
    }
    const coverage: CoverageSpan[] = [];
    let chunk = await this.readChunk(recordingId, 0);
    for (let seq = 1; chunk !== undefined; seq += 1) {
      coverage.push(...chunk.coverage);
      chunk = await this.readChunk(recordingId, seq);
    }
    return { ...decodeAccount(plain), coverage };
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

  /** Seals a state; the result puts it in place, inside of a transaction. */
  async #sealState(recordingId: string, { checkpoint, account }: PassState): Promise<() => Promise<void>> {
    const { accounts, checkpoints } = this.#database;
    const known = await this.#seal('accounts', recordingId, recordingId, encodeAccount(account));
    const working =
      checkpoint === undefined ? undefined : await this.#seal('checkpoints', recordingId, recordingId, checkpoint);
    return async () => {
      await accounts.put(known);
      await (working === undefined ? checkpoints.delete(recordingId) : checkpoints.put(working));
    };
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
