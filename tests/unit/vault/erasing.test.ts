import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { beforeEach, describe, expect, it } from 'vitest';

import {
  definitions,
  heading,
  list,
  notice,
  paragraph,
  table,
  type DocumentModel,
} from '../../../src/domain/documents/model.ts';
import { caseId, sha256 } from '../../../src/domain/ids.ts';
import { deadlineOf } from '../../../src/domain/law/retention.ts';
import { instant } from '../../../src/domain/time/instant.ts';
import { caseDatabaseName } from '../../../src/storage/erase-database.ts';
import { Registry } from '../../../src/storage/registry.ts';
import type { Vault } from '../../../src/vault/vault.ts';
import {
  aCase,
  aDatabase,
  bytes,
  DAY_MS,
  DIRECTEUR,
  ENQUETEUR,
  failing,
  installed,
  kinds,
  NOW,
  place,
  REFERENT,
  sealerOf,
  text,
  type Machine,
  verified,
} from '../../builders/vault.ts';

/** A certificate, every kind of its blocks in it. */
const MODEL: DocumentModel = {
  ...{ kind: 'CERTIFICATE', title: 'Certificat', running: 'Dossier', chain: 'c', drawnUpAt: instant(NOW) },
  blocks: [
    heading('Ce qui a été effacé'),
    paragraph('Tout.'),
    notice('À faire'),
    list(['un', 'deux']),
    definitions([['Dossier', 'c']]),
    table([['Contenu', 3]], [['chunks']], ''),
    { kind: 'page-break' },
  ],
};

let machine: Machine;
let vault: Vault;

beforeEach(async () => {
  machine = await installed();
  ({ vault } = machine);
});

describe('deadlines and erasing', () => {
  it('L12 a case is there until its deadline and gone at it, before any unlock', async () => {
    const id = caseId(crypto.randomUUID());
    await vault.unlock(DIRECTEUR);
    await vault.createCase(id, false);
    await aDatabase(id);
    const deadline = deadlineOf(instant(NOW), 'Europe/Paris');
    expect(await vault.status()).toMatchObject({
      cases: [{ id, state: 'DRAFT', deadline, hasShare: false }],
      erasedNow: [],
    });
    vault = machine.reload();
    machine.now = deadline - 1;
    expect(await vault.status()).toMatchObject({ cases: [{ id }], erasedNow: [] });
    machine.now = deadline;
    expect(await vault.status()).toMatchObject({ cases: [], erasedNow: [id] });
    expect(await Dexie.exists(caseDatabaseName(id))).toBe(false);
    await vault.unlock(REFERENT);
    expect(await vault.erasures()).toEqual([
      {
        ...{ id, at: deadline, cause: 'DEADLINE' },
        account: {
          wrapsDeleted: 2,
          recordsDeleted: { chunks: 2, caseFiles: 1 },
          databaseDeleted: true,
          hadShare: false,
        },
      },
    ]);
    expect((await vault.readJournal(id)).at(-1)).toMatchObject({
      actor: 'system',
      event: { kind: 'erased', cause: 'DEADLINE', records: 3 },
    });
    expect((await verified(vault, id)).faults).toEqual([]);
  });

  it('L12 erases at unlocking and opening too, also what lies open', async () => {
    const { id, sealer } = await aCase(vault);
    machine.now = NOW + 1000 * DAY_MS;
    await expect(vault.openCase(id, undefined)).rejects.toEqual(failing('CASE_ERASED'));
    await expect(sealer.seal(place(id), bytes('x'))).rejects.toEqual(failing('VAULT_LOCKED'));
    expect((await vault.unlock(DIRECTEUR)).cases).toEqual([]);
  });

  it('L12 a clock that is set back makes nothing younger, and writes nothing until it is confirmed', async () => {
    const { id, sealer } = await aCase(vault);
    machine.now = NOW + 10 * DAY_MS;
    expect(await vault.status()).toMatchObject({ isClockTrusted: true });
    const envelope = await sealer.seal(place(id), bytes('x'));
    machine.now = NOW + 9 * DAY_MS;
    expect(await vault.status()).toMatchObject({ isClockTrusted: false, cases: [{ id }] });
    expect(text(await sealer.open(place(id), envelope))).toBe('x');
    await expect(sealer.seal(place(id), bytes('x'))).rejects.toEqual(failing('CLOCK_WENT_BACK'));
    await expect(vault.createCase(caseId(crypto.randomUUID()), false)).rejects.toEqual(failing('CLOCK_WENT_BACK'));
    await expect(vault.confirmClock()).rejects.toEqual(failing('RIGHT_REFUSED'));
    await vault.unlock(REFERENT);
    await vault.confirmClock();
    expect(await vault.status()).toMatchObject({ isClockTrusted: true });
    expect(await kinds(vault, 'installation')).toEqual(expect.arrayContaining(['clock-went-back', 'clock-confirmed']));
  });

  it('L11 an order erases wraps, records and database; journal, line and certificate stay', async () => {
    const { id } = await aCase(vault, true);
    await aDatabase(id);
    await vault.unlock(ENQUETEUR);
    await expect(vault.shred(id)).rejects.toEqual(failing('RIGHT_REFUSED'));
    await vault.unlock(REFERENT);
    await expect(vault.shred(id)).rejects.toEqual(failing('RIGHT_REFUSED'));
    await vault.unlock(DIRECTEUR);
    const account = await vault.shred(id);
    expect(account).toEqual({
      wrapsDeleted: 2,
      recordsDeleted: { chunks: 2, caseFiles: 1 },
      databaseDeleted: true,
      hadShare: true,
    });
    expect(await Dexie.exists(caseDatabaseName(id))).toBe(false);
    await expect(vault.openCase(id, undefined)).rejects.toEqual(failing('CASE_ERASED'));
    const kept = { id, text: 'Certificat', sha256: sha256('ab'.repeat(32)), model: MODEL };
    await vault.keepCertificate(kept);
    await vault.unlock(REFERENT);
    expect(await vault.certificates()).toEqual([kept]);
    expect((await kinds(vault, id)).at(-1)).toBe('erased');
    expect((await verified(vault, id)).faults).toEqual([]);
  });

  it('an erasure that was cut short is finished at the next look', async () => {
    const { id } = await aCase(vault);
    await aDatabase(id);
    const registry = new Registry(machine.name);
    const row = (await registry.case(id)) ?? expect.fail();
    await registry.putCase({ ...row, state: 'ERASED', holders: [] });
    vault = machine.reload();
    expect(await vault.status()).toMatchObject({ cases: [], erasedNow: [id] });
    expect(await Dexie.exists(caseDatabaseName(id))).toBe(false);
  });

  describe.each([
    ['without a share: the residue on the disk is enough', false],
    ['with a share: the residue on the disk is not', true],
  ])('L11 after an erasure a restored copy, %s', (_, withShare) => {
    it('opens with all that is needed and nothing less', async () => {
      const { id, share, sealer } = await aCase(vault, withShare);
      const envelope = await sealer.seal(place(id), bytes('secret'));
      const registry = new Registry(machine.name);
      const residue = (await registry.case(id)) ?? expect.fail();
      await vault.shred(id);
      await registry.addCase(residue);
      vault = machine.reload();
      await vault.unlock(DIRECTEUR);
      if (withShare) {
        await expect(vault.openCase(id, undefined)).rejects.toEqual(failing('KEY_SHARE_MISSING'));
        await expect(vault.openCase(id, new Uint8Array(32))).rejects.toEqual(failing('KEY_SHARE_WRONG'));
        // Saying that it had none does not help.
        await registry.putCase({ ...residue, hasShare: false });
        await expect(vault.openCase(id, undefined)).rejects.toEqual(failing('STORAGE_FAILED'));
        await registry.putCase(residue);
      }
      await vault.openCase(id, share);
      expect(text(await (await sealerOf(vault)).open(place(id), envelope))).toBe('secret');
    });
  });
});

describe('a draft whose creation was cut short', () => {
  it('is erased at the next start, journalled and certified, and never listed', async () => {
    const id = caseId(crypto.randomUUID());
    await vault.unlock(DIRECTEUR);
    await vault.createCase(id, true);
    expect((await vault.status()).cases).toMatchObject([{ id }]);
    vault = machine.reload();
    expect(await vault.status()).toMatchObject({ cases: [], erasedNow: [] });
    expect((await vault.unlock(DIRECTEUR)).cases).toEqual([]);
    await vault.unlock(REFERENT);
    expect(await vault.erasures()).toMatchObject([{ id, cause: 'ABANDONED', account: { wrapsDeleted: 2 } }]);
    expect((await vault.readJournal(id)).map(({ event }) => event)).toEqual([
      { kind: 'case-created', share: true },
      { kind: 'erased', cause: 'ABANDONED', records: 0 },
    ]);
    expect((await verified(vault, id)).faults).toEqual([]);
  });

  it('is erased at the next unlocking of the same page', async () => {
    await vault.unlock(DIRECTEUR);
    await vault.createCase(caseId(crypto.randomUUID()), false);
    await vault.lock();
    expect((await vault.unlock(DIRECTEUR)).cases).toEqual([]);
  });

  it('a tab killed on the screen of the third share left a dossier that nobody could open: it is erased and told', async () => {
    const id = caseId(crypto.randomUUID());
    await vault.unlock(DIRECTEUR);
    const { share } = await vault.createCase(id, true);
    await vault.openCase(id, share);
    await vault.noteCase('AUTHORISED', instant(NOW + 1000 * DAY_MS), 'PV 2026/000417');
    await aDatabase(id, ['caseFiles']);
    expect(await vault.status()).toMatchObject({ cases: [{ id }], lostNow: [] });
    vault = machine.reload();
    expect(await vault.status()).toMatchObject({ cases: [], erasedNow: [], lostNow: [id] });
    expect(await Dexie.exists(caseDatabaseName(id))).toBe(false);
    expect((await vault.unlock(DIRECTEUR)).cases).toEqual([]);
    await vault.unlock(REFERENT);
    expect(await vault.erasures()).toMatchObject([{ id, cause: 'SHARE_LOST', account: { hadShare: true } }]);
    expect((await vault.readJournal(id)).at(-1)).toMatchObject({
      event: { kind: 'erased', cause: 'SHARE_LOST', records: 1 },
    });
    expect((await verified(vault, id)).faults).toEqual([]);
  });

  it('a share that was said to be saved opens its dossier after the tab died', async () => {
    const { id, share } = await aCase(vault, true);
    vault = machine.reload();
    expect(await vault.status()).toMatchObject({ cases: [{ id }], lostNow: [] });
    await vault.unlock(DIRECTEUR);
    await expect(vault.openCase(id, share)).resolves.toBeUndefined();
    expect(await kinds(vault, id)).toContain('share-confirmed');
  });

  it('a dossier whose share nobody confirmed is never erased with data in it', async () => {
    const id = caseId(crypto.randomUUID());
    await vault.unlock(DIRECTEUR);
    await vault.createCase(id, true);
    await aDatabase(id);
    vault = machine.reload();
    expect(await vault.status()).toMatchObject({ cases: [{ id }], lostNow: [] });
  });

  it('a share is confirmed for the case that lies open only, by its entry first', async () => {
    await vault.unlock(DIRECTEUR);
    await vault.createCase(caseId(crypto.randomUUID()), true);
    await expect(vault.confirmShare()).rejects.toEqual(failing('VAULT_LOCKED'));
  });

  it('is left alone once it has a file, or its number was noted', async () => {
    const noted = await aCase(vault);
    await vault.closeCase();
    const filed = caseId(crypto.randomUUID());
    await vault.createCase(filed, false);
    await aDatabase(filed);
    vault = machine.reload();
    expect((await vault.status()).cases.map(({ id }) => id).sort()).toEqual([noted.id, filed].sort());
  });
});
