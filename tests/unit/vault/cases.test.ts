import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';

import { toAppError } from '../../../src/contracts/errors.ts';
import { Registry } from '../../../src/storage/registry.ts';
import type { Vault } from '../../../src/vault/vault.ts';
import {
  aCase,
  bytes,
  DIRECTEUR,
  ENQUETEUR,
  failing,
  installed,
  place,
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

describe('a case', () => {
  it('L10 seals under keys of its own: what is moved to another case, store or record does not open', async () => {
    const { id, sealer } = await aCase(vault);
    const envelope = await sealer.seal(place(id), bytes('secret'));
    expect(text(await sealer.open(place(id), envelope))).toBe('secret');
    await expect(sealer.open(place(id, 'chunks'), envelope)).rejects.toEqual(failing('STORAGE_FAILED'));
    await expect(sealer.open({ ...place(id), recordId: 's' }, envelope)).rejects.toEqual(failing('STORAGE_FAILED'));
    const other = await aCase(vault);
    await expect(other.sealer.open(place(other.id), envelope)).rejects.toEqual(failing('STORAGE_FAILED'));
    await expect(other.sealer.open(place(id), envelope)).rejects.toEqual(failing('STORAGE_FAILED'));
    // Opening the second one has locked the first.
    await expect(sealer.open(place(id), envelope)).rejects.toEqual(failing('VAULT_LOCKED'));
  });

  it('L17 opens for those it is wrapped for: granted, revoked, never the référent', async () => {
    const { id } = await aCase(vault);
    const users = await vault.users();
    const idOf = (role: string) => users.find((user) => user.role === role)?.userId ?? expect.fail();
    await vault.unlock(ENQUETEUR);
    await expect(vault.openCase(id, undefined)).rejects.toEqual(failing('RIGHT_REFUSED'));
    await vault.unlock(REFERENT);
    await expect(vault.openCase(id, undefined)).rejects.toEqual(failing('RIGHT_REFUSED'));
    await vault.unlock(DIRECTEUR);
    await vault.openCase(id, undefined);
    await expect(vault.grant(idOf('REFERENT'))).rejects.toEqual(failing('RIGHT_REFUSED'));
    await vault.grant(idOf('ENQUETEUR'));
    expect((await vault.unlock(ENQUETEUR)).cases).toMatchObject([{ id, procedureNumber: 'PV 2026/000417' }]);
    await vault.openCase(id, undefined);
    await expect(vault.grant(idOf('ENQUETEUR'))).rejects.toEqual(failing('RIGHT_REFUSED'));
    await vault.unlock(DIRECTEUR);
    await vault.openCase(id, undefined);
    await vault.revoke(idOf('ENQUETEUR'));
    expect((await vault.unlock(ENQUETEUR)).cases).toEqual([]);
    await expect(vault.openCase(id, undefined)).rejects.toEqual(failing('RIGHT_REFUSED'));
  });

  it('L10 has wraps that open nowhere else: neither for another case nor for another holder', async () => {
    const one = await aCase(vault);
    const two = await aCase(vault);
    const registry = new Registry(machine.name);
    const [from, to] = [(await registry.case(one.id)) ?? expect.fail(), (await registry.case(two.id)) ?? expect.fail()];
    await registry.putCase({ ...to, holders: from.holders });
    await expect(vault.openCase(two.id, undefined)).rejects.toEqual(failing('STORAGE_FAILED'));
    const swapped = to.holders.map((holder, i) => ({ ...holder, key: (to.holders[1 - i] ?? holder).key }));
    await registry.putCase({ ...to, holders: swapped });
    await expect(vault.openCase(two.id, undefined)).rejects.toEqual(failing('STORAGE_FAILED'));
    await registry.putCase(to);
    await vault.openCase(two.id, undefined);
  });

  it('with a share opens with the share only; unlocking again in the same tab does not ask for it again', async () => {
    const { id, share } = await aCase(vault, true);
    expect(share).toHaveLength(32);
    await vault.lock();
    await vault.unlock(DIRECTEUR);
    await vault.openCase(id, undefined);
    vault = machine.reload();
    await vault.unlock(DIRECTEUR);
    await expect(vault.openCase(id, undefined)).rejects.toEqual(failing('KEY_SHARE_MISSING'));
    const wrong = share?.slice().fill(7);
    await expect(vault.openCase(id, wrong)).rejects.toEqual(failing('KEY_SHARE_WRONG'));
    await expect(vault.openCase(id, bytes('short'))).rejects.toEqual(failing('KEY_SHARE_WRONG'));
    await vault.openCase(id, share);
  });

  it('is shown in one tab: another one is told so and gets nothing', async () => {
    await aCase(vault);
    const second = machine.tab();
    await expect(second.status()).rejects.toEqual(failing('CASE_OPEN_ELSEWHERE'));
    await expect(second.unlock(ENQUETEUR)).rejects.toEqual(failing('CASE_OPEN_ELSEWHERE'));
    await vault.close();
    await expect(second.status()).resolves.toMatchObject({ isInstalled: true });
    await second.unlock(ENQUETEUR);
  });
});

describe('a lock', () => {
  it('L32 takes the keys from the screen and leaves them to the analysis until it ends', async () => {
    const { id, sealer } = await aCase(vault);
    const analysis = await sealerOf(vault, 'analysis');
    const checkpoint = await analysis.seal(place(id, 'checkpoints'), bytes('state'));
    await vault.lock();
    await expect(sealer.seal(place(id), bytes('x'))).rejects.toEqual(failing('VAULT_LOCKED'));
    await expect(vault.openCase(id, undefined)).rejects.toEqual(failing('VAULT_LOCKED'));
    await expect(vault.sealer('analysis')).rejects.toEqual(failing('VAULT_LOCKED'));
    await expect(vault.readJournal(id)).rejects.toEqual(failing('VAULT_LOCKED'));
    expect(text(await analysis.open(place(id, 'checkpoints'), checkpoint))).toBe('state');
    const written = await vault.append('case', {
      kind: 'analysis-ended',
      recordingId: 'r',
      tracks: 1,
      cancelled: false,
    });
    expect(written.actor).toBe('system');
    await expect(vault.append('installation', { kind: 'locked' })).rejects.toEqual(failing('VAULT_LOCKED'));
    analysis[Symbol.dispose]();
    await expect
      .poll(() => vault.append('case', { kind: 'case-closed' }).catch((error: unknown) => toAppError(error).code))
      .toBe('VAULT_LOCKED');
    await vault.unlock(DIRECTEUR);
    await vault.openCase(id, undefined);
    // The port of the screen works again: same tab, same case.
    await sealer.seal(place(id), bytes('x'));
    expect((await verified(vault, id)).faults).toEqual([]);
  });

  it('leaves a case that another user unlocks over an analysis to its holders', async () => {
    const { id } = await aCase(vault);
    const analysis = await sealerOf(vault, 'analysis');
    await vault.lock();
    await vault.unlock(ENQUETEUR);
    await expect(vault.sealer('screen')).rejects.toEqual(failing('VAULT_LOCKED'));
    await expect(vault.openCase(id, undefined)).rejects.toEqual(failing('RIGHT_REFUSED'));
    await analysis.seal(place(id, 'checkpoints'), bytes('state'));
    expect((await vault.append('case', { kind: 'analysis-resumed', recordingId: 'r' })).actor).toBe('system');
  });
});
