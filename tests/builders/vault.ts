// A vault for tests: its own registry, a clock that the test turns, locks that several "tabs" share.

import Dexie from 'dexie';
import { afterEach, expect, vi } from 'vitest';

import type { AlertCode } from '../../src/contracts/errors.ts';
import type { RecordPlace } from '../../src/contracts/sealer.ts';
import type { InstallationRecord, NewUser } from '../../src/contracts/vault.ts';
import { caseId, type CaseId } from '../../src/domain/ids.ts';
import type { JournalAccount } from '../../src/domain/journal/account.ts';
import { verifyJournal } from '../../src/domain/journal/verify.ts';
import { day, instant } from '../../src/domain/time/instant.ts';
import { caseDatabaseName } from '../../src/storage/erase-database.ts';
import { Registry } from '../../src/storage/registry.ts';
import { PortSealer } from '../../src/storage/sealer-port.ts';
import { fromBase64, sha256Hex } from '../../src/vault/bytes.ts';
import type { KdfCost } from '../../src/vault/kdf.ts';
import type { VaultTools } from '../../src/vault/memory.ts';
import { Vault } from '../../src/vault/vault.ts';

// A passphrase costs what it must: several unlocks in one test take seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });
// Node has no Web Locks; no vault dies here (tests/browser/vault does that).
vi.stubGlobal('navigator', { locks: { request: () => new Promise<never>(() => undefined) } });

/** The least that the vault accepts: tests unlock many times. */
export const TEST_COST: KdfCost = { memoryKiB: 19_456, passes: 2, iterations: 600_000 };
export const NOW = Date.parse('2026-03-10T09:00:00Z');
export const DAY_MS = 86_400_000;

export const RECORD: InstallationRecord = {
  service: 'Sûreté départementale',
  controller: 'Le directeur',
  dpo: 'La déléguée',
  engagement: { sentOn: day('2026-01-05'), receipt: 'R-2026-17', receiptOn: day('2026-01-20') },
  aipd: undefined,
  coveredVersion: '1.0.0',
  coveredBuild: 'ab'.repeat(32),
  timeZone: 'Europe/Paris',
  maskInReview: false,
  maskInExports: true,
  derogationsAllowed: false,
  autoLockMinutes: 5,
  confirmedStatutes: [],
};

const habilitation = {
  authority: 'Le chef de service',
  from: day('2026-01-01'),
  until: day('2030-12-31'),
  natures: ['IMAGES_SOURCE', 'OBJETS'],
} as const satisfies NewUser['habilitation'];

export const REFERENT: NewUser = {
  registrationNumber: '1000001',
  passphrase: 'ruisseau lampe carton vallon grenier biscuit fenêtre',
  role: 'REFERENT',
  quality: 'ADMINISTRATEUR',
  label: 'Major LEROUX',
  habilitation,
};
export const DIRECTEUR: NewUser = {
  registrationNumber: '2000002',
  passphrase: 'Horloge-42-Marmite',
  role: 'DIRECTEUR_ENQUETE',
  quality: 'OPJ',
  label: 'Capitaine MARCHAND',
  habilitation,
};
export const ENQUETEUR: NewUser = {
  registrationNumber: '3000003',
  passphrase: 'Tr0ttoir!Vélo_9',
  role: 'ENQUETEUR',
  quality: 'APJ',
  label: 'Brigadière NOGUEIRA',
  habilitation,
};
export const CONTROL_PASSPHRASE = 'colline marteau oiseau tiroir plume sentier ombre';

/** Locks shared by everything that calls itself a tab in one test. */
export function sharedLocks(): NonNullable<VaultTools['locks']> {
  const held = new Set<string>();
  const request = async (
    name: string,
    options: unknown,
    work: (lock: Lock | null) => unknown = options as typeof work,
  ): Promise<unknown> => {
    if (held.has(name)) {
      return work(null);
    }
    held.add(name);
    try {
      return await work({ name, mode: 'exclusive' });
    } finally {
      held.delete(name);
    }
  };
  return { request } as NonNullable<VaultTools['locks']>;
}

/** One machine: its registry, its clock, what it waited. `tab()` opens the vault in one more tab. */
export class Machine {
  readonly name = `registry-${crypto.randomUUID()}`;
  readonly waited: number[] = [];
  #locks = sharedLocks();
  now = NOW;
  controlKeyFile: Uint8Array<ArrayBuffer> = new Uint8Array(0);
  /** The tab that installed. */
  readonly vault = this.tab();

  tab(tools: Partial<VaultTools> = {}): Vault {
    return new Vault({
      registry: new Registry(this.name),
      clock: () => this.now,
      sleep: (ms) => {
        this.waited.push(ms);
        return Promise.resolve();
      },
      locks: this.#locks,
      kdfCost: TEST_COST,
      ...tools,
    });
  }

  /** The tab died: its locks are free, its memory is gone. */
  reload(tools: Partial<VaultTools> = {}): Vault {
    this.#locks = sharedLocks();
    return this.tab(tools);
  }
}

/** Rows of an installed registry: installing takes seconds, copying does not. */
let snapshot:
  { readonly rows: ReadonlyMap<string, unknown[]>; readonly controlKeyFile: Uint8Array<ArrayBuffer> } | undefined;

/** A machine with référent, directeur and enquêteur; nobody has unlocked. */
export async function installed(): Promise<Machine> {
  const machine = snapshot === undefined ? await freshlyInstalled() : new Machine();
  if (snapshot === undefined) {
    snapshot = { rows: await rowsOf(machine.name), controlKeyFile: machine.controlKeyFile };
  } else {
    machine.controlKeyFile = snapshot.controlKeyFile.slice();
    await new Registry(machine.name).cases();
    const database = await new Dexie(machine.name).open();
    for (const [table, rows] of snapshot.rows) {
      await database.table(table).bulkAdd(rows);
    }
    database.close();
  }
  return machine;
}

/** Every row of every store of a database. */
export async function rowsOf(name: string): Promise<Map<string, unknown[]>> {
  const database = await new Dexie(name).open();
  const rows = new Map<string, unknown[]>();
  for (const table of database.tables) {
    rows.set(table.name, await table.toArray());
  }
  database.close();
  return rows;
}

/** As {@link installed}, with keys and salts that no other machine has. */
export async function freshlyInstalled(): Promise<Machine> {
  const machine = new Machine();
  const { vault } = machine;
  const { controlKeyFile } = await vault.install(RECORD, REFERENT, CONTROL_PASSPHRASE);
  machine.controlKeyFile = controlKeyFile;
  await vault.addUser(DIRECTEUR);
  await vault.addUser(ENQUETEUR);
  await vault.lock();
  return machine;
}

const ports: MessagePort[] = [];
/** Closed after each test: an open port keeps Node alive. */
export function kept(port: MessagePort): MessagePort {
  ports.push(port);
  return port;
}
afterEach(() => {
  ports.splice(0).forEach((port) => {
    port.close();
  });
});

export const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
export const text = (plain: Uint8Array): string => new TextDecoder().decode(plain);
/** Matches an error by its code. */
export const failing = (code: AlertCode): unknown => expect.objectContaining({ code }) as unknown;
export const place = (caseId: string, store = 'caseFiles'): RecordPlace => ({ caseId, store, recordId: 'r' });
export const sealerOf = async (vault: Vault, purpose: 'screen' | 'analysis' = 'screen'): Promise<PortSealer> =>
  new PortSealer(kept(await vault.sealer(purpose)));

export interface OpenedCase {
  readonly id: CaseId;
  readonly share: Uint8Array<ArrayBuffer> | undefined;
  readonly sealer: PortSealer;
}

/** A new case of the directeur, open, noted, its share saved. */
export async function aCase(vault: Vault, withShare = false): Promise<OpenedCase> {
  const id = caseId(crypto.randomUUID());
  await vault.unlock(DIRECTEUR);
  const { share } = await vault.createCase(id, withShare);
  await vault.openCase(id, share);
  if (withShare) {
    await vault.confirmShare();
  }
  await vault.noteCase('DRAFT', instant(NOW + 1000 * DAY_MS), 'PV 2026/000417');
  return { id, share, sealer: await sealerOf(vault) };
}

/** A database of the case: two chunks and its file, or some of these. */
export async function aDatabase(id: CaseId, filled: readonly string[] = ['chunks', 'caseFiles']): Promise<void> {
  const database = new Dexie(caseDatabaseName(id));
  database.version(1).stores({ chunks: 'id', caseFiles: 'id' });
  const rows = { chunks: [{ id: 1 }, { id: 2 }], caseFiles: [{ id: 'r' }] };
  for (const [store, all] of Object.entries(rows)) {
    await database.table(store).bulkAdd(filled.includes(store) ? all : []);
  }
  database.close();
}

/** A journal as its verifier sees it. */
export async function verified(vault: Vault, chain: CaseId | 'installation'): Promise<JournalAccount> {
  const checkpoint = await vault.checkpoint(chain);
  return verifyJournal(await vault.readJournal(chain), {
    chain,
    keys: await vault.verifyKeys(),
    anchors: [],
    checkpoints: checkpoint === undefined ? [] : [checkpoint],
    hash: sha256Hex,
    verifySignature: async (key, signed, signature) => {
      const params = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
      const imported = await crypto.subtle.importKey('spki', key, params, false, ['verify']);
      return crypto.subtle.verify(params, imported, fromBase64(signature), signed);
    },
  });
}

export const kinds = async (vault: Vault, chain: CaseId | 'installation'): Promise<string[]> =>
  (await vault.readJournal(chain)).map(({ event }) => event.kind);
