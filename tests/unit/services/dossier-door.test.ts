// The door of the dossiers over a real vault: who fails to come in, or has locked, leaves it locked; what is shown once
// is not locked away.

import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { AppError } from '../../../src/contracts/errors.ts';
import type { VaultApi } from '../../../src/contracts/vault.ts';
import { Registry } from '../../../src/storage/registry.ts';
import { someFacts } from '../../builders/dossier.ts';
import { Desk, spawnFake, type ShapeParts } from '../../builders/open-dossier.ts';
import { DIRECTEUR, failing, REFERENT } from '../../builders/vault.ts';

const parts = vi.hoisted((): ShapeParts => ({
  api: new Map<string, object>(),
  file: () => Promise.reject(new Error()),
}));
vi.mock('#shape', () => ({
  shape: {
    name: 'pwa',
    start: () => Promise.resolve(),
    spawnWorker: (name: string) => spawnFake(parts, name),
    readAppFile: (path: string) => parts.file(path),
  },
}));

const MINUTE = 60_000;
let desk: Desk;
beforeEach(async () => {
  desk = await Desk.at(parts);
});
afterEach(() => {
  desk[Symbol.dispose]();
});

/** A registry of the machine in which one operation fails. */
function broken(operation: keyof Registry): Registry {
  return new Proxy(new Registry(desk.machine.name), {
    get: (of, name) => {
      if (name === operation) {
        return () => Promise.reject(new AppError('STORAGE_FAILED'));
      }
      const value: unknown = Reflect.get(of, name);
      return typeof value === 'function' ? (value.bind(of) as unknown) : value;
    },
  });
}

/** The vault itself, past the door. */
const vault = (): VaultApi => parts.api.get('vault') as VaultApi;

describe('an unlocking', () => {
  it('whose certificates cannot be written leaves the vault locked', async () => {
    desk.reload({ registry: broken('erasures') });
    await expect(desk.door.unlock(REFERENT)).rejects.toEqual(failing('STORAGE_FAILED'));
    await expect(desk.door.create(someFacts(), false)).rejects.toEqual(failing('VAULT_LOCKED'));
    await expect(vault().installation()).rejects.toEqual(failing('VAULT_LOCKED'));
  });

  it('that ends after a lock lets nobody in', async () => {
    const slow = desk.door.unlock(DIRECTEUR);
    const refused = expect(slow).rejects.toEqual(failing('VAULT_LOCKED'));
    await desk.door.lock();
    await refused;
    await expect(desk.door.create(someFacts(), false)).rejects.toEqual(failing('VAULT_LOCKED'));
    await expect(vault().installation()).rejects.toEqual(failing('VAULT_LOCKED'));
  });
});

describe('a dossier whose key is not saved yet', () => {
  it('does not lock by itself, and does once it is', async () => {
    await desk.door.unlock(DIRECTEUR);
    const { session } = await desk.door.create(someFacts(), true);
    session.holdAutoLock(true);
    desk.page.pass(60 * MINUTE);
    expect(session.isLocked).toBe(false);
    session.holdAutoLock(false);
    desk.page.pass(4 * MINUTE);
    expect(session.isLocked).toBe(false);
    desk.page.pass(2 * MINUTE);
    expect(session.isLocked).toBe(true);
  });
});

describe('a tab killed on the screen that hands over the third share', () => {
  it('leaves no dossier that nobody can open, and its certificate says why', async () => {
    await desk.door.unlock(DIRECTEUR);
    const { session } = await desk.door.create(someFacts(), true);
    desk.reload();
    expect(await desk.door.status()).toMatchObject({ cases: [], lostNow: [session.caseId] });
    await desk.door.unlock(REFERENT);
    const [certificate] = await desk.door.certificates();
    expect(certificate).toMatchObject({ id: session.caseId });
    expect(certificate?.text).toContain('clé de dossier');
  });

  it('keeps the dossier once the person has said that the share is saved', async () => {
    await desk.door.unlock(DIRECTEUR);
    const { session, share } = await desk.door.create(someFacts(), true);
    await session.confirmShare();
    desk.reload();
    expect(await desk.door.status()).toMatchObject({ cases: [{ id: session.caseId }], lostNow: [] });
    await desk.door.unlock(DIRECTEUR);
    const opened = await desk.door.open(session.caseId, new Uint8Array(await (share ?? expect.fail()).arrayBuffer()));
    expect(opened.file.procedureNumber).toBe(someFacts().procedureNumber);
  });
});

describe('a creation that fails half way', () => {
  it('leaves nothing in the list, and another dossier can be created', async () => {
    await desk.door.unlock(DIRECTEUR);
    const open = vi.spyOn(vault(), 'sealer').mockRejectedValueOnce(new AppError('STORAGE_FULL'));
    await expect(desk.door.create(someFacts(), true)).rejects.toEqual(failing('STORAGE_FULL'));
    open.mockRestore();
    expect((await desk.door.status()).cases).toEqual([]);
    const { session } = await desk.door.create(someFacts(), false);
    expect((await desk.door.status()).cases).toMatchObject([{ id: session.caseId }]);
  });
});
