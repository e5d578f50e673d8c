// Reads and writes the sealed records of one case. One case, one sealer: no function takes two.

import * as v from 'valibot';

import type { AnalysisEnd, CameraAccount } from '../contracts/analysis.ts';
import type { FirstLook } from '../contracts/first-look.ts';
import type { Sealer } from '../contracts/sealer.ts';
import type { CoverageSpan } from '../domain/footage/coverage.ts';
import { SENSITIVITIES } from '../domain/settings/sensitivity.ts';
import { decodeAccount, encodeAccount } from './account-codec.ts';
import { decodeChunk, decodeFindings, encodeChunk, type AnalysisChunk } from './chunk-codec.ts';
import type { DerushDatabase } from './database.ts';
import { decodeFirstLook, encodeFirstLook } from './first-look-codec.ts';
import { guarded } from './guarded.ts';
import { decodeMasks, encodeMasks, type MaskChunk } from './mask-codec.ts';
import { packCrop, packPlate, unpackCrop, unpackPlate, type StoredCrop, type StoredPlate } from './picture-codec.ts';
import { purgeChunks, type PurgedSpan } from './purge-tracks.ts';
import { SealedRecords } from './sealed-records.ts';

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
    /** Of a dossier: what was authorised, as canonical JSON. */
    scope: v.optional(v.string()),
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
  /** How the pass ended, with its last commit. */
  readonly end?: AnalysisEnd;
}

/** What an analysis looked at, and what an absence in it is worth. */
export interface SearchRecord extends CameraAccount {
  /** `undefined`: the pass was stopped from outside, or has not ended. */
  readonly end: AnalysisEnd | undefined;
  /** Settled spans, in order; frames that none names are waiting. */
  readonly coverage: readonly CoverageSpan[];
}

/** Stores that one pass fills; the first look is older than the pass. */
const PASS_STORES = ['chunks', 'crops', 'runs', 'accounts', 'checkpoints', 'masks', 'plates', 'trackIndex'] as const;

/** Access to one case. Every failure is an `AppError`: STORAGE_FULL or STORAGE_FAILED. */
export class CaseRepository {
  readonly #database: DerushDatabase;
  readonly #records: SealedRecords;

  constructor(database: DerushDatabase, caseId: string, sealer: Sealer) {
    this.#database = database;
    this.#records = new SealedRecords(database, caseId, sealer);
  }

  /** Writes a chunk, the pictures that came with it, and the state of the pass: all of them or none. */
  async writeChunk(
    recordingId: string,
    { chunk, crops, masks, plates = [] }: ChunkWrite,
    state: PassState,
  ): Promise<void> {
    const { chunks } = this.#database;
    const id = chunkId(recordingId, chunk.seq);
    const record = await this.#records.seal('chunks', recordingId, id, encodeChunk(chunk));
    const pixels = masks === undefined ? [] : [await this.#records.seal('masks', recordingId, id, encodeMasks(masks))];
    const scenes = await Promise.all(
      plates.map((plate) =>
        this.#records.seal('plates', recordingId, plateId(recordingId, plate.us), packPlate(plate)),
      ),
    );
    const pictures = await Promise.all(
      [...crops].map(([track, crop]) =>
        this.#records.seal('crops', recordingId, cropId(recordingId, track), packCrop(crop)),
      ),
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
    return this.#records.open('checkpoints', recordingId);
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

  /**
   * Rewrites what an analysis stored as if it had never found these objects, nor these parts of others. Gives how many
   * records that changed.
   */
  async purgeTracks(
    recordingId: string,
    tracks: ReadonlySet<number>,
    spans: readonly PurgedSpan[] = [],
  ): Promise<number> {
    const changed = await purgeChunks(this.#records, recordingId, chunkIds(recordingId), { tracks, spans });
    const cropped = spans.filter(({ hasBest }) => hasBest).map(({ number }) => number);
    const crops = [...tracks, ...cropped].map((track) => cropId(recordingId, track));
    await guarded(() => this.#database.crops.bulkDelete(crops));
    return changed;
  }

  /** Chunk number `seq` of a recording, or `undefined` while it is not written. */
  async readChunk(recordingId: string, seq: number): Promise<AnalysisChunk | undefined> {
    const plain = await this.#records.open('chunks', chunkId(recordingId, seq));
    return plain === undefined ? undefined : decodeChunk(plain);
  }

  /** What the analysis of a recording looked at and within which limits; `undefined` before its first commit. */
  async readSearch(recordingId: string): Promise<SearchRecord | undefined> {
    const plain = await this.#records.open('accounts', recordingId);
    if (plain === undefined) {
      return undefined;
    }
    const coverage: CoverageSpan[] = [];
    let chunk = await this.#records.open('chunks', chunkId(recordingId, 0));
    for (let seq = 1; chunk !== undefined; seq += 1) {
      coverage.push(...decodeFindings(chunk).coverage);
      chunk = await this.#records.open('chunks', chunkId(recordingId, seq));
    }
    return { ...decodeAccount(plain), coverage };
  }

  async readCrop(recordingId: string, track: number): Promise<StoredCrop | undefined> {
    const plain = await this.#records.open('crops', cropId(recordingId, track));
    return plain === undefined ? undefined : unpackCrop(plain);
  }

  /** Masks written with chunk number `seq`; `undefined` when nothing that moved was seen in it. */
  async readMasks(recordingId: string, seq: number): Promise<MaskChunk | undefined> {
    const plain = await this.#records.open('masks', chunkId(recordingId, seq));
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
    const plain = await this.#records.open('plates', plateId(recordingId, us));
    return plain === undefined ? undefined : unpackPlate(plain, us);
  }

  async writeRun(recordingId: string, run: AnalysisRunRecord): Promise<void> {
    const plain = new TextEncoder().encode(JSON.stringify(run));
    const record = await this.#records.seal('runs', recordingId, recordingId, plain);
    await guarded(() => this.#database.runs.put(record));
  }

  async readRun(recordingId: string): Promise<AnalysisRunRecord | undefined> {
    const plain = await this.#records.open('runs', recordingId);
    return plain === undefined ? undefined : v.parse(runSchema, JSON.parse(new TextDecoder().decode(plain)));
  }

  async writeFirstLook(recordingId: string, look: FirstLook): Promise<void> {
    const record = await this.#records.seal('firstLooks', recordingId, recordingId, encodeFirstLook(look));
    await guarded(() => this.#database.firstLooks.put(record));
  }

  /** What the first look at a recording gave, or `undefined` when there was none. */
  async readFirstLook(recordingId: string): Promise<FirstLook | undefined> {
    const plain = await this.#records.open('firstLooks', recordingId);
    return plain === undefined ? undefined : decodeFirstLook(plain);
  }

  /** Seals a state; the result puts it in place, inside of a transaction. */
  async #sealState(recordingId: string, { checkpoint, account, end }: PassState): Promise<() => Promise<void>> {
    const { accounts, checkpoints } = this.#database;
    const known = await this.#records.seal('accounts', recordingId, recordingId, encodeAccount(account, end));
    const working =
      checkpoint === undefined
        ? undefined
        : await this.#records.seal('checkpoints', recordingId, recordingId, checkpoint);
    return async () => {
      await accounts.put(known);
      await (working === undefined ? checkpoints.delete(recordingId) : checkpoints.put(working));
    };
  }
}

function chunkId(recordingId: string, seq: number): string {
  return `${recordingId}/${String(seq).padStart(8, '0')}`;
}

function* chunkIds(recordingId: string): Generator<string, never> {
  for (let seq = 0; ; seq += 1) {
    yield chunkId(recordingId, seq);
  }
}

function cropId(recordingId: string, track: number): string {
  return `${recordingId}/${track}`;
}

function plateId(recordingId: string, us: number): string {
  return `${recordingId}/${us}`;
}
