// The vault in its worker, in a real browser: what it keeps on disk, and what happens when a tab or the worker goes.

import type * as Comlink from 'comlink';
import Dexie from 'dexie';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import VaultWorker from '../../../workers/vault.worker.ts?worker';
import { toAppError, type AlertCode } from '../../../src/contracts/errors.ts';
import type { VaultApi } from '../../../src/contracts/vault.ts';
import { caseId, type CaseId } from '../../../src/domain/ids.ts';
import { day, instant } from '../../../src/domain/time/instant.ts';
import { WorkerClient } from '../../../src/services/worker-client.ts';
import { caseDatabaseName } from '../../../src/storage/erase-database.ts';
import { PortSealer } from '../../../src/storage/sealer-port.ts';

const MARKERS = {
  number: '7654321',
  passphrase: 'Pommier-88-Marteau',
  label: 'Commandante QUILLERAND',
  authority: 'Commissaire VAUBOURG',
  control: 'Registre-77-Lavande',
  procedure: 'PV 2026/918273',
  service: 'Brigade de Nortonville',
  record: 'le contenu du dossier 4242',
} as const;

const habilitation = {
  authority: MARKERS.authority,
  from: day('2020-01-01'),
  until: undefined,
  natures: ['OBJETS'] as const,
};
const record = {
  ...{ service: MARKERS.service, controller: 'RT', dpo: 'DPO', engagement: undefined, aipd: undefined },
  ...{ coveredVersion: '1', coveredBuild: 'x', timeZone: 'Europe/Paris', maskInReview: false, maskInExports: true },
  ...{ derogationsAllowed: false, autoLockMinutes: 5, confirmedStatutes: [] },
};
const director = {
  ...{ registrationNumber: MARKERS.number, passphrase: MARKERS.passphrase, label: MARKERS.label, habilitation },
  ...({ role: 'DIRECTEUR_ENQUETE', quality: 'OPJ' } as const),
};
const referent = {
  ...{ registrationNumber: '1', passphrase: 'Escalier-33-Citron', label: 'R', habilitation },
  quality: 'ADMINISTRATEUR',
} as const;

const failing = (code: AlertCode): unknown => expect.objectContaining({ code }) as unknown;
const tabs: WorkerClient<VaultApi>[] = [];

function tab(): { readonly client: WorkerClient<VaultApi>; readonly vault: Comlink.Remote<VaultApi> } {
  const client = new WorkerClient<VaultApi>(new VaultWorker());
  tabs.push(client);
  return { client, vault: client.remote };
}

/** Installs and opens a case of the directeur in this tab. */
async function openCase(vault: Comlink.Remote<VaultApi>): Promise<CaseId> {
  await vault.install(record, referent, MARKERS.control);
  await vault.addUser(director);
  await vault.unlock(director);
  const id = caseId(crypto.randomUUID());
  await vault.createCase(id, false);
  await vault.openCase(id, undefined);
  await vault.noteCase('DRAFT', instant(Date.now() + 1e9), MARKERS.procedure);
  return id;
}

beforeEach(async () => {
  await Dexie.delete('derush-registry');
});
afterEach(() => {
  tabs.splice(0).forEach((client) => {
    client[Symbol.dispose]();
  });
});

describe('the vault worker', () => {
  it('L32 derives with Argon2id, and stores neither a key nor a word of what was typed', async () => {
    const { vault } = tab();
    expect(await vault.status()).toMatchObject({ isInstalled: false, kdf: 'argon2id' });
    const id = await openCase(vault);
    using sealer = new PortSealer(await vault.sealer('screen'));
    const place = { caseId: id, store: 'caseFiles', recordId: 'file' };
    const sealed = await sealer.seal(place, new TextEncoder().encode(MARKERS.record));
    const database = new Dexie(caseDatabaseName(id));
    database.version(1).stores({ caseFiles: 'id' });
    await database.table('caseFiles').put({ id: 'file', sealed });
    expect(new TextDecoder().decode(await sealer.open(place, sealed))).toBe(MARKERS.record);
    await vault.append('case', { kind: 'consulted', target: 'track/1' }, 'vérification');

    const { text, keys, rows } = await dumpAll();
    expect(keys).toBe(0);
    expect(rows).toBeGreaterThan(8);
    expect(Object.entries(MARKERS).filter(([, marker]) => text.includes(marker))).toEqual([]);
    expect(text).toContain(id);

    // A connection of the page is open: erasing closes it and goes through.
    expect(await vault.shred(id)).toMatchObject({ databaseDeleted: true, recordsDeleted: { caseFiles: 1 } });
    expect(await Dexie.exists(caseDatabaseName(id))).toBe(false);
    await expect(sealer.open(place, sealed)).rejects.toEqual(failing('VAULT_LOCKED'));
    database.close();
  });

  it('L17 shows a case in one tab only, until that tab is gone', async () => {
    const first = tab();
    await openCase(first.vault);
    const second = tab();
    await expect(second.vault.status()).rejects.toEqual(failing('CASE_OPEN_ELSEWHERE'));
    await expect(second.vault.unlock(director)).rejects.toEqual(failing('CASE_OPEN_ELSEWHERE'));
    first.client[Symbol.dispose]();
    await expect
      .poll(
        () =>
          second.vault.unlock(director).then(
            ({ cases }) => cases.length,
            () => -1,
          ),
        { timeout: 20_000 },
      )
      .toBe(1);
  });

  it('L32 locks the screen and lets a running analysis seal; a dead vault fails what it was asked', async () => {
    const { client, vault } = tab();
    const id = await openCase(vault);
    const screen = new PortSealer(await vault.sealer('screen'));
    const analysis = new PortSealer(await vault.sealer('analysis'));
    const place = { caseId: id, store: 'checkpoints', recordId: 'r' };
    await vault.lock();
    await expect(screen.seal(place, new Uint8Array(4))).rejects.toEqual(failing('VAULT_LOCKED'));
    const many = await Promise.all(
      Array.from({ length: 200 }, (_, i) =>
        analysis.seal({ ...place, recordId: `r/${String(i)}` }, new Uint8Array(10_000).fill(i)),
      ),
    );
    const back = await analysis.open({ ...place, recordId: 'r/199' }, many[199] ?? expect.fail());
    expect(back).toEqual(new Uint8Array(10_000).fill(199));
    const asked = analysis.seal(place, new Uint8Array(50_000_000));
    client[Symbol.dispose]();
    await expect(asked).rejects.toEqual(failing('WORKER_LOST'));
    await expect(analysis.seal(place, new Uint8Array(4))).rejects.toEqual(failing('WORKER_LOST'));
    screen[Symbol.dispose]();
  });

  it('L32 forgets the keys of an analysis whose worker was killed under a locked screen', async () => {
    const { vault } = tab();
    const id = await openCase(vault);
    const port = await vault.sealer('analysis');
    const worker = new Worker(new URL('../../builders/sealing-worker.ts', import.meta.url), { type: 'module' });
    const said = new Promise((resolve) => {
      worker.addEventListener('message', ({ data }) => {
        resolve(data);
      });
    });
    worker.postMessage({ port, caseId: id }, [port]);
    expect(await said).toBe('sealed');
    await vault.lock();
    const write = (): Promise<string> =>
      vault.append('case', { kind: 'analysis-resumed', recordingId: 'r' }).then(
        () => 'written',
        (error: unknown) => toAppError(error).code,
      );
    expect(await write()).toBe('written');
    worker.terminate();
    await expect.poll(write, { timeout: 10_000 }).toBe('VAULT_LOCKED');
  });

  it('says how long an unlock and a record take', async () => {
    const { vault } = tab();
    const id = await openCase(vault);
    const begun = performance.now();
    await vault.unlock(director);
    const unlockMs = performance.now() - begun;
    await vault.openCase(id, undefined);
    using sealer = new PortSealer(await vault.sealer('screen'));
    const place = { caseId: id, store: 'chunks', recordId: 'r' };
    const sealed = await Promise.all(Array.from({ length: 1000 }, () => sealer.seal(place, new Uint8Array(12_000))));
    const start = performance.now();
    await Promise.all(sealed.map((envelope) => sealer.open(place, envelope)));
    const openMs = performance.now() - start;
    console.info(`unlock ${unlockMs.toFixed(0)} ms, 1000 records of 12 kB opened in ${openMs.toFixed(0)} ms`);
    expect(unlockMs).toBeLessThan(10_000);
  });
});

/** Everything in every database of this origin, as text in two encodings. */
async function dumpAll(): Promise<{ readonly text: string; readonly keys: number; readonly rows: number }> {
  const parts: string[] = [];
  let keys = 0;
  let rows = 0;
  const walk = (part: unknown): void => {
    if (part instanceof CryptoKey) {
      keys += 1;
    } else if (typeof part === 'string') {
      parts.push(part);
    } else if (ArrayBuffer.isView(part) || part instanceof ArrayBuffer) {
      const view = part instanceof ArrayBuffer ? new Uint8Array(part) : new Uint8Array(part.buffer);
      parts.push(new TextDecoder().decode(view), new TextDecoder('utf-16le').decode(view));
    } else if (typeof part === 'object' && part !== null) {
      Object.entries(part).forEach(([key, child]) => {
        parts.push(key);
        walk(child);
      });
    }
  };
  for (const { name = '' } of await indexedDB.databases()) {
    if (name.startsWith('derush-')) {
      const database = await new Dexie(name).open();
      for (const table of database.tables) {
        const found = await table.toArray();
        rows += found.length;
        walk(found);
      }
      database.close();
    }
  }
  return { text: parts.join('\n'), keys, rows };
}
