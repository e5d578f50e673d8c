// The databases: one for the Exercices, one per dossier. Identifiers in clear, everything else sealed. Version 10.

import Dexie, { type EntityTable } from 'dexie';

import type { Envelope } from '../contracts/sealer.ts';

/** One sealed record. `id` is unique in its store; the rest says where it belongs, never what it holds. */
export interface SealedRecord {
  readonly id: string;
  readonly caseId: string;
  readonly recordingId: string;
  readonly sealed: Envelope;
}

/** A case known to this browser profile. An exercise leaves nothing but this line, until the next start. */
export interface CaseRecord {
  readonly id: string;
  readonly kind: 'exercise' | 'dossier';
}

/** Names of the stores that hold sealed records. */
export const SEALED_STORES = [
  'chunks',
  'crops',
  'runs',
  'accounts',
  'checkpoints',
  'firstLooks',
  'masks',
  'plates',
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
] as const;
export type SealedStore = (typeof SEALED_STORES)[number];

const NAME = 'derush';

/** One IndexedDB database: that of the Exercices, unless `name` is that of a dossier (erase-database.ts). */
export class DerushDatabase extends Dexie {
  declare readonly cases: EntityTable<CaseRecord, 'id'>;
  declare readonly chunks: EntityTable<SealedRecord, 'id'>;
  declare readonly crops: EntityTable<SealedRecord, 'id'>;
  declare readonly runs: EntityTable<SealedRecord, 'id'>;
  /** Working state of a pass that has not ended: one per recording, gone with its last chunk. */
  declare readonly checkpoints: EntityTable<SealedRecord, 'id'>;
  /** Where something seems to move, told before the full pass: one per recording. */
  declare readonly firstLooks: EntityTable<SealedRecord, 'id'>;
  /** Moving pixels of the objects of one chunk, under its id. */
  declare readonly masks: EntityTable<SealedRecord, 'id'>;
  /** The scene without what moves, several times an hour. */
  declare readonly plates: EntityTable<SealedRecord, 'id'>;
  /** What happened to the camera and the limits of the search: one per analysis, true to its last commit. */
  declare readonly accounts: EntityTable<SealedRecord, 'id'>;
  /** Of a dossier: what it says of itself, one record. */
  declare readonly caseFiles: EntityTable<SealedRecord, 'id'>;
  /** Of a dossier: how far the work on each recording got, and what opening its file gave. */
  declare readonly recordings: EntityTable<SealedRecord, 'id'>;
  /** Of a dossier: under which pseudonyms objects are shown; never given twice. */
  declare readonly pseudonyms: EntityTable<SealedRecord, 'id'>;
  /** Of a dossier: what people decided about objects. */
  declare readonly decisions: EntityTable<SealedRecord, 'id'>;
  declare readonly links: EntityTable<SealedRecord, 'id'>;
  /** Columns of all objects of a recording, built from its chunks: what is missing is built again. */
  declare readonly trackIndex: EntityTable<SealedRecord, 'id'>;
  /** Of a dossier: objects that somebody has opened, one record per recording and user. */
  declare readonly seen: EntityTable<SealedRecord, 'id'>;
  /** Of a dossier: objects put together or cut in two by hand, one record per act. */
  declare readonly edits: EntityTable<SealedRecord, 'id'>;
  /** Of a dossier: what somebody put into its tray, one record per item. */
  declare readonly tray: EntityTable<SealedRecord, 'id'>;
  /** Of a dossier: searches and zones kept under a name, one record each. */
  declare readonly shelf: EntityTable<SealedRecord, 'id'>;

  constructor(name = NAME) {
    super(name);
    this.version(1).stores({
      cases: 'id, kind',
      chunks: 'id, caseId, recordingId',
      crops: 'id, caseId, recordingId',
      runs: 'id, caseId, recordingId',
    });
    this.version(2).stores({ checkpoints: 'id, caseId, recordingId' });
    this.version(3).stores({ firstLooks: 'id, caseId, recordingId' });
    this.version(4).stores({ masks: 'id, caseId, recordingId', plates: 'id, caseId, recordingId' });
    this.version(5).stores({ accounts: 'id, caseId, recordingId' });
    this.version(6).stores({
      caseFiles: 'id, caseId, recordingId',
      recordings: 'id, caseId, recordingId',
      pseudonyms: 'id, caseId, recordingId',
      decisions: 'id, caseId, recordingId',
      links: 'id, caseId, recordingId',
    });
    this.version(7).stores({ trackIndex: 'id, caseId, recordingId' });
    this.version(8).stores({ seen: 'id, caseId, recordingId', edits: 'id, caseId, recordingId' });
    this.version(9).stores({ tray: 'id, caseId, recordingId' });
    this.version(10).stores({ shelf: 'id, caseId, recordingId' });
  }
}

/** Deletes every record of a case, atomically. */
export async function wipeCase(database: DerushDatabase, caseId: string): Promise<void> {
  await database.transaction('rw', [database.cases, ...SEALED_STORES.map((store) => database[store])], async () => {
    for (const store of SEALED_STORES) {
      await database[store].where('caseId').equals(caseId).delete();
    }
    await database.cases.delete(caseId);
  });
}

/**
 * Wipes every exercise left behind by a page that could not do it itself, and what a dying worker wrote after
 * its case was wiped. `isAlive` tells the exercises that another tab is still using. Gives the number of cases.
 */
export async function wipeExercises(database: DerushDatabase, isAlive: (caseId: string) => boolean): Promise<number> {
  const left = await database.cases.where('kind').equals('exercise').toArray();
  const dead = left.filter(({ id }) => !isAlive(id));
  for (const { id } of dead) {
    await wipeCase(database, id);
  }
  await wipeOrphans(database);
  return dead.length;
}

/** Deletes the records of cases that are not there. A case is always put before its first record. */
async function wipeOrphans(database: DerushDatabase): Promise<void> {
  await database.transaction('rw', [database.cases, ...SEALED_STORES.map((store) => database[store])], async () => {
    const known = await database.cases.toCollection().primaryKeys();
    for (const store of SEALED_STORES) {
      await database[store].where('caseId').noneOf(known).delete();
    }
  });
}
