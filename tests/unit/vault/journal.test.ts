import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { beforeEach, describe, expect, it } from 'vitest';

import { AppError } from '../../../src/contracts/errors.ts';
import { caseId } from '../../../src/domain/ids.ts';
import { Registry } from '../../../src/storage/registry.ts';
import type { Vault } from '../../../src/vault/vault.ts';
import {
  aCase,
  DIRECTEUR,
  ENQUETEUR,
  failing,
  installed,
  RECORD,
  REFERENT,
  type Machine,
  verified,
} from '../../builders/vault.ts';

let machine: Machine;
let vault: Vault;

beforeEach(async () => {
  machine = await installed();
  ({ vault } = machine);
});

describe('the journal', () => {
  it('L18 is written before the deed: an entry that cannot be stored stops it', async () => {
    const registry = new Registry(machine.name);
    let isFull = false;
    const filling = new Proxy(registry, {
      get: (target, name) => {
        if (name === 'addEntry' && isFull) {
          return () => Promise.reject(new AppError('STORAGE_FULL'));
        }
        const value: unknown = Reflect.get(target, name);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    });
    vault = machine.reload({ registry: filling });
    await vault.unlock(REFERENT);
    const before = await registry.users();
    isFull = true;
    await expect(vault.addUser({ ...ENQUETEUR, registrationNumber: '7' })).rejects.toEqual(failing('STORAGE_FULL'));
    await expect(vault.setInstallation({ ...RECORD, service: 'x' })).rejects.toEqual(failing('STORAGE_FULL'));
    await expect(vault.unlock(DIRECTEUR)).rejects.toEqual(failing('STORAGE_FULL'));
    expect(await registry.users()).toEqual(before);
    expect(await vault.installation()).toEqual(RECORD);
    isFull = false;
    const { id } = await aCase(vault);
    isFull = true;
    await expect(vault.createCase(caseId('other'), false)).rejects.toEqual(failing('STORAGE_FULL'));
    await expect(vault.shred(id)).rejects.toEqual(failing('STORAGE_FULL'));
    expect(await registry.cases()).toMatchObject([{ id, holders: [{}, {}] }]);
    // A lock is never stopped.
    await expect(vault.lock()).rejects.toEqual(failing('STORAGE_FULL'));
    await expect(vault.users()).rejects.toEqual(failing('VAULT_LOCKED'));
  });

  it('L19 is one chain each, signed by who acted, without gaps under a crowd of writers', async () => {
    const { id } = await aCase(vault);
    const ordinals = Array.from({ length: 20 }, (_, i) => i + 1);
    await Promise.all(
      ordinals.map((ordinal) =>
        vault.append('case', { kind: 'consulted', target: `track/${String(ordinal)}` }, 'vérification'),
      ),
    );
    const entries = await vault.readJournal(id);
    expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, i) => i + 1));
    expect(entries.slice(0, 2).map(({ event }) => event.kind)).toEqual(['case-created', 'case-opened']);
    expect(entries.at(-1)).toMatchObject({ motive: 'vérification', role: 'DIRECTEUR_ENQUETE', chain: id });
    expect((await verified(vault, id)).faults).toEqual([]);
    await vault.unlock(REFERENT);
    expect((await verified(vault, 'installation')).faults).toEqual([]);
    await vault.unlock(DIRECTEUR);
    await expect(vault.readJournal('installation')).rejects.toEqual(failing('RIGHT_REFUSED'));
    await vault.unlock(ENQUETEUR);
    await expect(vault.readJournal(id)).rejects.toEqual(failing('RIGHT_REFUSED'));
  });

  it('L19 shows an end that was cut off, an entry that was altered or moved', async () => {
    const { id } = await aCase(vault);
    for (const target of ['a', 'b', 'c']) {
      await vault.append('case', { kind: 'consulted', target });
    }
    const database = await new Dexie(machine.name).open();
    const table = database.table<{ id: string; seq: number; chain: string; sealed: { data: ArrayBuffer } }>('journal');
    const rows = await table.where('[chain+seq]').between([id, 0], [id, 99]).toArray();
    const last = rows.at(-1) ?? expect.fail();
    await table.delete(last.id);
    expect((await verified(vault, id)).faults).toMatchObject([{ seq: last.seq }]);
    await table.put(last);
    expect((await verified(vault, id)).faults).toEqual([]);
    const third = rows[2] ?? expect.fail();
    await table.put({ ...third, sealed: last.sealed });
    expect((await verified(vault, id)).firstBreak).toMatchObject({ seq: third.seq });
    const data = third.sealed.data.slice(0);
    new Uint8Array(data)[20] = 1 ^ (new Uint8Array(data)[20] ?? 0);
    await table.put({ ...third, sealed: { ...third.sealed, data } });
    expect((await verified(vault, id)).firstBreak).toMatchObject({ seq: third.seq });
    database.close();
  });
});
