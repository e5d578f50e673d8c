// The sealed records of one case, by store and id: what every repository of a case reads and writes through.

import type { Sealer } from '../contracts/sealer.ts';
import type { DerushDatabase, SealedRecord, SealedStore } from './database.ts';
import { guarded } from './guarded.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** Every failure is an `AppError`: STORAGE_FULL, STORAGE_FAILED, VAULT_LOCKED. */
export class SealedRecords {
  readonly database: DerushDatabase;
  readonly #caseId: string;
  readonly #sealer: Sealer;

  constructor(database: DerushDatabase, caseId: string, sealer: Sealer) {
    this.database = database;
    this.#caseId = caseId;
    this.#sealer = sealer;
  }

  /** A record ready to be put. Sealing ends before a transaction begins: nothing else may be awaited inside of one. */
  async seal(store: SealedStore, recordingId: string, id: string, plain: Bytes): Promise<SealedRecord> {
    const place = { caseId: this.#caseId, store, recordId: id };
    return { id, caseId: this.#caseId, recordingId, sealed: await this.#sealer.seal(place, plain) };
  }

  /** What a record holds; `undefined` when there is none. */
  async open(store: SealedStore, id: string): Promise<Bytes | undefined> {
    const record = await guarded(() => this.database[store].get(id));
    return record === undefined ? undefined : this.#open(store, record);
  }

  async put(store: SealedStore, recordingId: string, id: string, plain: Bytes): Promise<void> {
    const record = await this.seal(store, recordingId, id, plain);
    await guarded(() => this.database[store].put(record));
  }

  /** Every record of a store, in order of ids. */
  async all(store: SealedStore): Promise<readonly { readonly id: string; readonly plain: Bytes }[]> {
    const records = await guarded(() => this.database[store].orderBy('id').toArray());
    return Promise.all(records.map(async (record) => ({ id: record.id, plain: await this.#open(store, record) })));
  }

  async delete(store: SealedStore, ids: readonly string[]): Promise<void> {
    await guarded(() => this.database[store].bulkDelete([...ids]));
  }

  #open(store: SealedStore, { id, sealed }: SealedRecord): Promise<Bytes> {
    return this.#sealer.open({ caseId: this.#caseId, store, recordId: id }, sealed);
  }
}

/** Whether two records of one id were sealed at once: each sealing draws an iv of its own. */
export function isSame(a: SealedRecord, b: SealedRecord): boolean {
  return a.sealed.iv.every((byte, index) => byte === b.sealed.iv[index]);
}
