import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { CameraAccount } from '../../../src/contracts/analysis.ts';
import { micros } from '../../../src/domain/time/micros.ts';
import { CaseRepository, type ChunkWrite, type PassState } from '../../../src/storage/case-repository.ts';
import type { AnalysisChunk } from '../../../src/storage/chunk-codec.ts';
import {
  DerushDatabase,
  SEALED_STORES,
  type SealedStore,
  wipeCase,
  wipeExercises,
} from '../../../src/storage/database.ts';
import { createCaseKey } from '../../../src/storage/envelope.ts';
import { KeySealer } from '../../../src/storage/key-sealer.ts';

const aChunk = (seq: number): AnalysisChunk => ({
  seq,
  observations: [{ track: 1, ordinal: seq + 1, box: { x: 1, y: 2, w: 3, h: 4 }, score: 0.5, origin: 'detected' }],
  summaries: [],
  coverage: [],
  motion: [],
});
const aCrop = (text: string) => ({ type: 'image/webp', bytes: new TextEncoder().encode(text) });
const STATE = new TextEncoder().encode('state');
/** A camera that was covered from second 3 on, as it is known `seconds` into the recording. */
const accountAt = (seconds: number): CameraAccount => ({
  scenes: [{ fromUs: 0, toUs: seconds * 1e6, fromOrdinal: 1, toOrdinal: seconds * 10 + 1 }],
  sceneEvents: [{ kind: 'covered', fromUs: 3e6, ordinal: 31, toUs: undefined, toOrdinal: undefined }],
  envelope: {
    ...{ smallestPerson: 60, smallestVehicle: 36, intervalUs: 1e5, fastest: 2.5, shortestVisitUs: 6e5 },
    ...{ level: 30, contrast: 2, noise: 3, shake: 0, limits: ['contrast', 'noise'] },
  },
});
const going = (checkpoint = STATE): PassState => ({ checkpoint, account: accountAt(4) });
const OVER: PassState = { checkpoint: undefined, account: accountAt(9) };
const aMask = { track: 1, ordinal: 1, x: 2, y: 3, w: 4, h: 5, bytes: Uint8Array.of(20) };
/** A commit with a thumbnail for each track number; masks and a plate always. */
const write = (seq: number, crops: Readonly<Record<number, string>> = {}): ChunkWrite => ({
  chunk: aChunk(seq),
  crops: new Map(Object.entries(crops).map(([track, text]) => [Number(track), aCrop(text)])),
  masks: { step: 5, masks: [aMask] },
  plates: [{ us: seq * 1e6, width: 8, height: 6, ...aCrop('plate') }],
});
const aRun = {
  recordingSha256: 'ab'.repeat(32),
  model: 'centernet',
  modelVersion: '1',
  modelSha256: ['cd'.repeat(32)],
  backend: 'wasm',
  parameters: {
    sensitivity: 'fine' as const,
    engine: { leastRegionPixels: 12, leastScore: 0.15, sureScore: 0.3, lookInterval: 0.7 },
    masks: [
      [
        { x: 0, y: 0 },
        { x: 0.25, y: 0 },
        { x: 0, y: 1 },
      ],
    ],
  },
  appVersion: '0.1.0',
  startedAt: '2026-01-01T00:00:00.000Z',
};

let database: DerushDatabase;
beforeEach(() => {
  database = new DerushDatabase('test');
});
afterEach(async () => {
  await database.delete();
});

/** Stores that others than the repository fill. */
const OTHERS = [
  'firstLooks',
  'caseFiles',
  'recordings',
  'pseudonyms',
  'decisions',
  'links',
  'trackIndex',
  'seen',
  'edits',
  'tray',
  'shelf',
] as const satisfies readonly SealedStore[];

/** What others leave; only its place matters here. */
async function leaveOthers(caseId: string, id: string): Promise<void> {
  const sealed = { iv: new Uint8Array(12), data: new ArrayBuffer(8) };
  for (const store of OTHERS) {
    await database[store].put({ id, caseId, recordingId: `${caseId}-rec`, sealed });
  }
}

async function fill(caseId: string): Promise<CaseRepository> {
  await database.cases.put({ id: caseId, kind: 'exercise' });
  const repository = new CaseRepository(database, caseId, new KeySealer(await createCaseKey()));
  await repository.writeRun(`${caseId}-rec`, aRun);
  await repository.writeChunk(`${caseId}-rec`, write(0, { 1: 'picture' }), going());
  await leaveOthers(caseId, `${caseId}-rec`);
  return repository;
}

/** As many records in every store, and as many cases. */
const all = (records: number, cases = records): number[] => [cases, ...SEALED_STORES.map(() => records)];
const countAll = async (): Promise<number[]> =>
  Promise.all([database.cases.count(), ...SEALED_STORES.map((store) => database[store].count())]);

describe('the records of a case', () => {
  it('are read back, and are absent until written', async () => {
    const repository = await fill('one');
    expect(await repository.readChunk('one-rec', 0)).toEqual(aChunk(0));
    expect(await repository.readCrop('one-rec', 1)).toEqual(aCrop('picture'));
    expect(await repository.readRun('one-rec')).toEqual(aRun);
    expect(await repository.readChunk('one-rec', 1)).toBeUndefined();
    expect(await repository.readCrop('one-rec', 2)).toBeUndefined();
    expect(await repository.plateTimes('one-rec')).toEqual([0]);
    expect(await repository.readRun('other')).toBeUndefined();
  });

  it('are written together or not at all', async () => {
    const repository = await fill('one');
    const again = repository.writeChunk('one-rec', write(0, { 1: 'newer', 2: 'other' }), OVER);
    await expect(again).rejects.toMatchObject({ code: 'STORAGE_FAILED' });
    expect(await repository.readCrop('one-rec', 1)).toEqual(aCrop('picture'));
    expect(await repository.readCrop('one-rec', 2)).toBeUndefined();
  });

  it('keep the state to go on from with the last chunk, until the pass has ended', async () => {
    const repository = await fill('one');
    expect(await repository.readCheckpoint('one-rec')).toEqual(STATE);
    const later = new TextEncoder().encode('later');
    const twice = repository.writeChunk('one-rec', write(0), { checkpoint: later, account: accountAt(9) });
    await expect(twice).rejects.toMatchObject({ code: 'STORAGE_FAILED' });
    expect(await repository.readCheckpoint('one-rec')).toEqual(STATE);
    await repository.writeState('one-rec', going(later));
    expect(await repository.readCheckpoint('one-rec')).toEqual(later);
    await repository.writeChunk('one-rec', write(1), OVER);
    expect(await repository.readCheckpoint('one-rec')).toBeUndefined();
  });

  it('say what was searched and what an absence is worth, as of the last commit', async () => {
    const repository = await fill('one');
    expect(await repository.readSearch('other')).toBeUndefined();
    expect(await repository.readSearch('one-rec')).toEqual({ ...accountAt(4), coverage: [] });
    const span = (state: 'still' | 'failed', from: number, to: number) => ({
      ...{ state, fromOrdinal: from, toOrdinal: to, fromUs: micros(from * 1e5), toUs: micros(to * 1e5) },
    });
    const [still, failed] = [span('still', 1, 60), span('failed', 61, 90)];
    const withSpan = (seq: number, one: typeof still): ChunkWrite => ({
      chunk: { ...aChunk(seq), coverage: [one] },
      crops: new Map(),
    });
    await repository.writeChunk('one-rec', withSpan(1, still), going());
    await repository.writeChunk('one-rec', withSpan(2, failed), OVER);
    expect(await repository.readSearch('one-rec')).toEqual({ ...accountAt(9), coverage: [still, failed] });
    const refused = repository.writeChunk('one-rec', withSpan(2, still), going());
    await expect(refused).rejects.toMatchObject({ code: 'STORAGE_FAILED' });
    expect((await repository.readSearch('one-rec'))?.scenes).toEqual(accountAt(9).scenes);
    await repository.writeState('one-rec', {
      checkpoint: undefined,
      account: { ...accountAt(9), envelope: undefined },
    });
    expect((await repository.readSearch('one-rec'))?.envelope).toBeUndefined();
    await repository.clearAnalysis('one-rec');
    expect(await repository.readSearch('one-rec')).toBeUndefined();
  });

  it('go when a recording is analysed from the start again, and only its own', async () => {
    const one = await fill('one');
    const two = await fill('two');
    await one.clearAnalysis('one-rec');
    expect(await one.readChunk('one-rec', 0)).toBeUndefined();
    expect(await one.readRun('one-rec')).toBeUndefined();
    expect(await two.readChunk('two-rec', 0)).toEqual(aChunk(0));
  });

  it('give the masks of a chunk and the plates of a recording back', async () => {
    const repository = await fill('one');
    await repository.writeChunk('one-rec', write(11), OVER);
    expect(await repository.readMasks('one-rec', 0)).toEqual({ step: 5, masks: [aMask] });
    expect(await repository.readMasks('one-rec', 1)).toBeUndefined();
    expect(await repository.plateTimes('one-rec')).toEqual([0, 11e6]);
    expect(await repository.readPlate('one-rec', 11e6)).toEqual({ us: 11e6, width: 8, height: 6, ...aCrop('plate') });
    expect(await repository.readPlate('one-rec', 5)).toBeUndefined();
  });

  it('let a better crop replace the old one', async () => {
    const repository = await fill('one');
    await repository.writeChunk('one-rec', write(1, { 1: 'better' }), OVER);
    expect(await repository.readCrop('one-rec', 1)).toEqual(aCrop('better'));
  });

  it('lie in the database as identifiers and sealed bytes, nothing else', async () => {
    await fill('one');
    for (const store of SEALED_STORES) {
      for (const record of await database[store].toArray()) {
        expect(Object.keys(record).sort()).toEqual(['caseId', 'id', 'recordingId', 'sealed']);
        const raw = new TextDecoder('latin1').decode(record.sealed.data);
        expect(raw).not.toMatch(/picture|centernet|DR[KCM]\d|webp|state|plate|covered/);
      }
    }
  });

  it('do not open when a record was moved to another case or place', async () => {
    const one = await fill('one');
    const chunk = await database.chunks.toCollection().first();
    await database.chunks.put({
      id: 'one-rec/00000005',
      caseId: 'one',
      recordingId: 'one-rec',
      sealed: chunk?.sealed ?? { iv: new Uint8Array(12), data: new ArrayBuffer(0) },
    });
    await expect(one.readChunk('one-rec', 5)).rejects.toMatchObject({ code: 'STORAGE_FAILED' });
    const stranger = new CaseRepository(database, 'two', new KeySealer(await createCaseKey()));
    await expect(stranger.readChunk('one-rec', 0)).rejects.toMatchObject({ code: 'STORAGE_FAILED' });
  });

  it('say so when the store is gone', async () => {
    const repository = await fill('one');
    database.close();
    await expect(repository.readChunk('one-rec', 0)).rejects.toMatchObject({ code: 'STORAGE_FAILED' });
    await expect(repository.writeRun('one-rec', aRun)).rejects.toMatchObject({ code: 'STORAGE_FAILED' });
  });
});

describe('wiping', () => {
  it('leaves nothing of a case, and all of the other', async () => {
    await fill('one');
    const two = await fill('two');
    await wipeCase(database, 'one');
    expect(await countAll()).toEqual(all(1));
    expect(await two.readChunk('two-rec', 0)).toEqual(aChunk(0));
    await wipeCase(database, 'two');
    expect(await countAll()).toEqual(all(0));
  });

  it('at start takes the exercises that died, never a living one nor a dossier', async () => {
    await fill('dead-1');
    await fill('dead-2');
    await fill('alive');
    await fill('dossier');
    await database.cases.put({ id: 'dossier', kind: 'dossier' });
    expect(await wipeExercises(database, (id) => id === 'alive')).toBe(2);
    expect((await database.cases.toArray()).map(({ id }) => id).sort()).toEqual(['alive', 'dossier']);
    expect(await countAll()).toEqual(all(2));
  });

  it('at start takes what was written after its case was gone', async () => {
    const late = await fill('wiped');
    await fill('alive');
    await wipeCase(database, 'wiped');
    await late.writeChunk('wiped-rec', write(1, { 3: 'late' }), going());
    await late.writeRun('wiped-rec', aRun);
    await leaveOthers('wiped', 'wiped-rec');
    expect(await countAll()).toEqual(all(2, 1));
    expect(await wipeExercises(database, (id) => id === 'alive')).toBe(0);
    expect(await countAll()).toEqual(all(1));
    expect(await late.readChunk('wiped-rec', 1)).toBeUndefined();
  });
});
