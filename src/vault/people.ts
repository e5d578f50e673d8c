// The installation and its users, once somebody has unlocked: read by all, changed by the référent.

import { AppError } from '../contracts/errors.ts';
import type { InstallationRecord, NewUser, UserProfile } from '../contracts/vault.ts';
import type { Habilitation, UserId } from '../domain/case/case-file.ts';
import type { InstallationRow } from '../storage/registry-shapes.ts';
import type { Recipient } from './case-keeper.ts';
import { installationKeyBytes } from './doorkeeper.ts';
import type { JournalEvent } from '../contracts/journal.ts';
import { isComplete } from './installing.ts';
import { CONTROL, SYSTEM, type Unlocked, type VaultTools } from './memory.ts';
import { installationRecord, installationSecrets, type KnownUser } from './sealed-shapes.ts';
import { lookupOf } from './kdf.ts';
import { makeUser, mustBeStrong, openUser, relock, sealUser, wrapInstallation } from './users.ts';

/** Writes an entry of the installation's journal before what it tells is done. */
type Note = (event: JournalEvent) => Promise<unknown>;

export class People {
  readonly #tools: VaultTools;

  constructor(tools: VaultTools) {
    this.#tools = tools;
  }

  async record({ keys }: Unlocked): Promise<InstallationRecord> {
    const { record } = await this.#row();
    return keys.registry.open(installationRecord, 'installation', keys.installationId, record);
  }

  async setRecord({ keys }: Unlocked, record: InstallationRecord, note: Note): Promise<void> {
    const sealed = await keys.registry.seal('installation', keys.installationId, record);
    await note({ kind: 'installation-recorded', build: record.coveredBuild, complete: isComplete(record) });
    await this.#tools.registry.setInstallation({ record: sealed });
  }

  async known({ keys }: Unlocked): Promise<readonly KnownUser[]> {
    const rows = await this.#tools.registry.users();
    return Promise.all(rows.map((row) => openUser(row, keys)));
  }

  /** Everybody for whom a case can be wrapped: users and the control key. */
  async recipients(user: Unlocked): Promise<readonly Recipient[]> {
    const known = await this.known(user);
    const { controlPublicKeys } = await this.#secrets(user);
    return [
      ...known.map(({ profile, publicKeys }) => ({ holder: profile.userId, publicKey: publicKeys.wrap })),
      { holder: CONTROL, publicKey: controlPublicKeys.wrap },
    ];
  }

  async verifyKeys(user: Unlocked): Promise<Record<string, Uint8Array<ArrayBuffer>>> {
    const known = await this.known(user);
    const { controlPublicKeys, systemPublicKeys } = await this.#secrets(user);
    return {
      ...Object.fromEntries(known.map(({ profile, publicKeys }) => [profile.userId, publicKeys.sign])),
      [CONTROL]: controlPublicKeys.sign,
      [SYSTEM]: systemPublicKeys.sign,
    };
  }

  /** Fails with INPUT_INVALID for a registration number that is known, PASSPHRASE_WEAK. */
  async add(user: Unlocked, added: NewUser, note: Note): Promise<UserProfile> {
    const { registry, kdfCost } = this.#tools;
    const { lookupSalt } = await this.#row();
    if ((await registry.userByLookup(await lookupOf(added.registrationNumber, lookupSalt))) !== undefined) {
      throw new AppError('INPUT_INVALID', { field: 'registrationNumber' });
    }
    const bytes = await installationKeyBytes(user, await registry.user(user.profile.userId));
    const { row, known } = await makeUser(added, user.keys, bytes, { lookupSalt, kdfCost });
    bytes.fill(0);
    await note({ kind: 'user-added', user: row.id, role: added.role });
    await registry.addUser(row);
    return known.profile;
  }

  /** A user who is not active has no installation key: the passphrase alone opens nothing. */
  async setActive(
    user: Unlocked,
    id: UserId,
    isActive: boolean,
    habilitation: Habilitation | undefined,
    note: Note,
  ): Promise<void> {
    const { registry } = this.#tools;
    const row = await registry.user(id);
    if (row === undefined || (id === user.profile.userId && !isActive)) {
      throw new AppError('INPUT_INVALID', { field: 'user' });
    }
    const before = await openUser(row, user.keys);
    const profile = { ...before.profile, isActive, habilitation: habilitation ?? before.profile.habilitation };
    const known = { ...before, profile };
    const bytes = await installationKeyBytes(user, await registry.user(user.profile.userId));
    const installationKey = isActive ? await wrapInstallation(known, user.keys, bytes) : undefined;
    bytes.fill(0);
    await note({ kind: isActive ? 'user-enabled' : 'user-disabled', user: id, role: profile.role });
    await registry.putUser({ ...row, installationKey, profile: await sealUser(known, user.keys) });
  }

  /** Fails with PASSPHRASE_WRONG, PASSPHRASE_WEAK. */
  async changePassphrase(user: Unlocked, passphrase: string, next: string, note: Note): Promise<void> {
    const { registry, kdfCost } = this.#tools;
    const row = await registry.user(user.profile.userId);
    if (row === undefined) {
      throw new AppError('RIGHT_REFUSED', { role: user.profile.role });
    }
    mustBeStrong(next, '');
    const changed = await relock(row, passphrase, next, user.keys.installationId, kdfCost);
    if (changed === undefined) {
      throw new AppError('PASSPHRASE_WRONG');
    }
    await note({ kind: 'passphrase-changed' });
    await registry.putUser(changed);
  }

  async #secrets({ keys }: Unlocked) {
    const { secrets, installationId } = await this.#row();
    return keys.registry.open(installationSecrets, 'secrets', installationId, secrets);
  }

  async #row(): Promise<InstallationRow> {
    const row = await this.#tools.registry.installation();
    if (row === undefined) {
      throw new AppError('VAULT_LOCKED', { reason: 'not-installed' });
    }
    return row;
  }
}
