import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';

import { caseId } from '../../../src/domain/ids.ts';
import { day } from '../../../src/domain/time/instant.ts';
import { Registry } from '../../../src/storage/registry.ts';
import type { Vault } from '../../../src/vault/vault.ts';
import {
  aCase,
  bytes,
  CONTROL_PASSPHRASE,
  DIRECTEUR,
  ENQUETEUR,
  failing,
  freshlyInstalled,
  installed,
  kinds,
  place,
  RECORD,
  REFERENT,
  sealerOf,
  text,
  type Machine,
  verified,
} from '../../builders/vault.ts';

let machine: Machine;
let vault: Vault;

beforeEach(async () => {
  machine = await installed();
  ({ vault } = machine);
});

describe('unlocking', () => {
  it('L17 opens with number and passphrase, whatever the spaces in the number', async () => {
    const user = await vault.unlock({ ...DIRECTEUR, registrationNumber: ' 2000 002' });
    expect(user).toMatchObject({
      profile: { role: 'DIRECTEUR_ENQUETE', label: DIRECTEUR.label },
      quality: undefined,
      cases: [],
    });
    expect(await vault.installation()).toEqual(RECORD);
    expect((await vault.users()).map(({ label }) => label).sort()).toEqual(
      [DIRECTEUR, ENQUETEUR, REFERENT].map(({ label }) => label).sort(),
    );
  });

  it('L32 refuses a wrong passphrase and an unknown number alike, each time twice as late, also in a new tab', async () => {
    const wrong = { ...DIRECTEUR, passphrase: 'Horloge-42-Marmitf' };
    await expect(vault.unlock(wrong)).rejects.toEqual(failing('PASSPHRASE_WRONG'));
    await expect(vault.unlock({ ...wrong, registrationNumber: '9' })).rejects.toEqual(failing('PASSPHRASE_WRONG'));
    vault = machine.reload();
    await expect(vault.unlock(wrong)).rejects.toEqual(failing('PASSPHRASE_WRONG'));
    // Waited before each answer; before the next try too, because the clock of this test stands still.
    expect(machine.waited).toEqual([1000, 1000, 2000, 2000, 4000]);
    machine.now += 60_000;
    await vault.unlock(DIRECTEUR);
    await expect(vault.unlock(wrong)).rejects.toEqual(failing('PASSPHRASE_WRONG'));
    expect(machine.waited.slice(5)).toEqual([1000]);
    await vault.unlock(REFERENT);
    expect((await kinds(vault, 'installation')).filter((kind) => kind === 'unlock-refused')).toHaveLength(4);
    expect((await verified(vault, 'installation')).faults).toEqual([]);
  });

  it('L17 refuses whose habilitation has ended, is not active, and lets them back in with a new one', async () => {
    await vault.unlock(REFERENT);
    const found = (await vault.users()).find(({ role }) => role === 'ENQUETEUR');
    const id = found?.userId ?? expect.fail();
    await vault.setUserActive(id, false);
    await expect(vault.unlock(ENQUETEUR)).rejects.toEqual(failing('RIGHT_REFUSED'));
    await vault.setUserActive(id, true, { ...ENQUETEUR.habilitation, until: day('2026-03-10') });
    await vault.unlock(ENQUETEUR);
    machine.now = Date.parse('2026-03-10T22:59:59Z');
    await vault.unlock(ENQUETEUR);
    machine.now += 1000;
    await expect(vault.unlock(ENQUETEUR)).rejects.toEqual(failing('HABILITATION_EXPIRED'));
  });

  it('takes strong passphrases only, and changes one', async () => {
    await vault.unlock(REFERENT);
    const weak = { ...ENQUETEUR, registrationNumber: '4', passphrase: 'motdepasse123' };
    await expect(vault.addUser(weak)).rejects.toEqual(failing('PASSPHRASE_WEAK'));
    await expect(vault.addUser({ ...ENQUETEUR, passphrase: 'aA1!aA1!aA1!xyz' })).rejects.toEqual(
      failing('INPUT_INVALID'),
    );
    await vault.unlock(DIRECTEUR);
    await expect(vault.changePassphrase('x', ENQUETEUR.passphrase)).rejects.toEqual(failing('PASSPHRASE_WRONG'));
    await expect(vault.changePassphrase(DIRECTEUR.passphrase, 'court')).rejects.toEqual(failing('PASSPHRASE_WEAK'));
    await vault.changePassphrase(DIRECTEUR.passphrase, 'Marmite-43-Horloge');
    await expect(vault.unlock(DIRECTEUR)).rejects.toEqual(failing('PASSPHRASE_WRONG'));
    await vault.unlock({ ...DIRECTEUR, passphrase: 'Marmite-43-Horloge' });
  });

  it('raises the cost of an old passphrase at the next unlock', async () => {
    const row = async () =>
      (await new Registry(machine.name).users())
        .map(({ kdf }) => kdf)
        .map((kdf) => kdf.kind === 'argon2id' && kdf.memoryKiB);
    expect(await row()).toEqual([19_456, 19_456, 19_456]);
    await machine.reload({ kdfCost: { memoryKiB: 24_576, passes: 2, iterations: 600_000 } }).unlock(DIRECTEUR);
    expect((await row()).sort()).toEqual([19_456, 19_456, 24_576]);
    await machine.reload().unlock(DIRECTEUR);
  });

  it('ends with a lock that came in between, and shows nothing', async () => {
    const entering = vault.unlock(DIRECTEUR);
    await new Promise((resolve) => setTimeout(resolve, 20));
    await vault.lock();
    await expect(entering).rejects.toEqual(failing('VAULT_LOCKED'));
    await expect(vault.users()).rejects.toEqual(failing('VAULT_LOCKED'));
  });

  it('L16 the control key opens every case with no investigator there, and is written down', async () => {
    const { id, sealer } = await aCase(vault);
    const envelope = await sealer.seal(place(id), bytes('file'));
    vault = machine.reload();
    const control = {
      keyFile: machine.controlKeyFile,
      passphrase: CONTROL_PASSPHRASE,
      quality: 'MAGISTRAT_230_24',
    } as const;
    await expect(vault.unlockControl({ ...control, passphrase: 'x' })).rejects.toEqual(failing('PASSPHRASE_WRONG'));
    const user = await vault.unlockControl(control);
    expect(user).toMatchObject({ quality: 'MAGISTRAT_230_24', cases: [{ id, procedureNumber: 'PV 2026/000417' }] });
    await vault.openCase(id, undefined);
    expect(text(await (await sealerOf(vault)).open(place(id), envelope))).toBe('file');
    expect(await kinds(vault, 'installation')).toContain('control-access');
    await expect(vault.createCase(caseId(crypto.randomUUID()), false)).rejects.toEqual(failing('RIGHT_REFUSED'));
    const stranger = await freshlyInstalled();
    await expect(stranger.vault.unlockControl(control)).rejects.toEqual(failing('INPUT_INVALID'));
  });
});
