// The registry: what this installation knows beside the content of cases. Knows no key; checks every record it reads.

import Dexie, { type EntityTable } from 'dexie';
import * as v from 'valibot';

import { AppError } from '../contracts/errors.ts';
import { guarded } from './guarded.ts';
import {
  caseRow,
  certificateRow,
  erasureRow,
  installationRow,
  journalRow,
  pendingRow,
  userRow,
  type CaseRow,
  type CertificateRow,
  type ErasureRow,
  type InstallationRow,
  type JournalRow,
  type PendingRow,
  type UserRow,
} from './registry-shapes.ts';

const NAME = 'derush-registry';

class RegistryDatabase extends Dexie {
  declare readonly installation: EntityTable<InstallationRow, 'id'>;
  declare readonly users: EntityTable<UserRow, 'id'>;
  declare readonly cases: EntityTable<CaseRow, 'id'>;
  declare readonly journal: EntityTable<JournalRow, 'id'>;
  declare readonly certificates: EntityTable<CertificateRow, 'id'>;
  declare readonly erasures: EntityTable<ErasureRow, 'id'>;
  declare readonly pending: EntityTable<PendingRow, 'id'>;

  constructor(name: string) {
    super(name);
    this.version(1).stores({
      installation: 'id',
      users: 'id, &lookup',
      cases: 'id',
      journal: 'id, [chain+seq]',
      certificates: 'id',
      erasures: 'id',
      pending: 'id, at',
    });
  }
}

/** Every failure is an `AppError`: STORAGE_FULL or STORAGE_FAILED. `name` is only changed by tests. */
export class Registry {
  readonly #database: RegistryDatabase;

  constructor(name = NAME) {
    this.#database = new RegistryDatabase(name);
  }

  close(): void {
    this.#database.close();
  }

  installation(): Promise<InstallationRow | undefined> {
    return this.#get('installation', installationRow, () => this.#database.installation.get('installation'));
  }

  /** First use: all of it or nothing. Fails with INPUT_INVALID when the installation is there already. */
  async install(installation: InstallationRow, user: UserRow, entries: readonly JournalRow[]): Promise<void> {
    await guarded(() =>
      this.#database.transaction('rw', ['installation', 'users', 'journal'], async () => {
        if ((await this.#database.installation.count()) > 0) {
          throw new AppError('INPUT_INVALID', { field: 'installation' });
        }
        await this.#database.installation.add(installation);
        await this.#database.users.add(user);
        await this.#database.journal.bulkAdd(entries);
      }),
    );
  }

  /** Changes fields of the installation; the moment seen last never goes back here. */
  async setInstallation(change: Partial<Omit<InstallationRow, 'id'>>): Promise<void> {
    await guarded(() => this.#database.installation.update('installation', change));
  }

  userByLookup(lookup: string): Promise<UserRow | undefined> {
    return this.#get('users', userRow, () => this.#database.users.where('lookup').equals(lookup).first());
  }

  user(id: string): Promise<UserRow | undefined> {
    return this.#get('users', userRow, () => this.#database.users.get(id));
  }

  users(): Promise<UserRow[]> {
    return this.#all('users', userRow, () => this.#database.users.toArray());
  }

  async addUser(row: UserRow): Promise<void> {
    await guarded(() => this.#database.users.add(row));
  }

  async putUser(row: UserRow): Promise<void> {
    await guarded(() => this.#database.users.put(row));
  }

  case(id: string): Promise<CaseRow | undefined> {
    return this.#get('cases', caseRow, () => this.#database.cases.get(id));
  }

  cases(): Promise<CaseRow[]> {
    return this.#all('cases', caseRow, () => this.#database.cases.toArray());
  }

  async addCase(row: CaseRow): Promise<void> {
    await guarded(() => this.#database.cases.add(row));
  }

  async putCase(row: CaseRow): Promise<void> {
    await guarded(() => this.#database.cases.put(row));
  }

  /** Ends an erasure: the line of the case gives way to the line of its certificate. */
  async endErasure(row: ErasureRow): Promise<void> {
    await guarded(() =>
      this.#database.transaction('rw', ['cases', 'erasures'], async () => {
        await this.#database.erasures.put(row);
        await this.#database.cases.delete(row.id);
      }),
    );
  }

  erasures(): Promise<ErasureRow[]> {
    return this.#all('erasures', erasureRow, () => this.#database.erasures.toArray());
  }

  /** An entry and the new heads are written together, or neither; `pendingId` is the line that the entry replaces. */
  async addEntry(
    row: JournalRow,
    installation: Partial<InstallationRow>,
    pendingId: string | undefined,
  ): Promise<void> {
    await guarded(() =>
      this.#database.transaction('rw', ['journal', 'installation', 'pending'], async () => {
        await this.#database.journal.add(row);
        await this.#database.installation.update('installation', installation);
        if (pendingId !== undefined) {
          await this.#database.pending.delete(pendingId);
        }
      }),
    );
  }

  entries(chain: string): Promise<JournalRow[]> {
    const range = [
      [chain, Dexie.minKey],
      [chain, Dexie.maxKey],
    ] as const;
    return this.#all('journal', journalRow, () =>
      this.#database.journal
        .where('[chain+seq]')
        .between(...range)
        .toArray(),
    );
  }

  pending(): Promise<PendingRow[]> {
    return this.#all('pending', pendingRow, () => this.#database.pending.orderBy('at').toArray());
  }

  async putPending(row: PendingRow): Promise<void> {
    await guarded(() => this.#database.pending.put(row));
  }

  async putCertificate(row: CertificateRow): Promise<void> {
    await guarded(() => this.#database.certificates.put(row));
  }

  certificates(): Promise<CertificateRow[]> {
    return this.#all('certificates', certificateRow, () => this.#database.certificates.toArray());
  }

  async #get<T>(
    store: string,
    schema: v.GenericSchema<unknown, T>,
    read: () => PromiseLike<unknown>,
  ): Promise<T | undefined> {
    const found = await guarded(read);
    return found === undefined ? undefined : checked(store, schema, found);
  }

  async #all<T>(store: string, schema: v.GenericSchema<unknown, T>, read: () => PromiseLike<unknown[]>): Promise<T[]> {
    return (await guarded(read)).map((row) => checked(store, schema, row));
  }
}

function checked<T>(store: string, schema: v.GenericSchema<unknown, T>, row: unknown): T {
  const { success, output } = v.safeParse(schema, row);
  if (!success) {
    throw new AppError('STORAGE_FAILED', { store });
  }
  return output;
}
