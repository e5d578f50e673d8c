// Who may come in: passphrases and control keys are tried here, each failure costs twice the time of the one before.

import { AppError } from '../contracts/errors.ts';
import type { ControlCredentials, Credentials, UserProfile } from '../contracts/vault.ts';
import { userId } from '../domain/case/case-file.ts';
import { isValidOn } from '../domain/law/habilitation.ts';
import { DATA_NATURES, type ControlQuality } from '../domain/law/enumerations.ts';
import { dayOf } from '../domain/time/calendar.ts';
import { instant, type Instant } from '../domain/time/instant.ts';
import type { InstallationRow, UserRow } from '../storage/registry-shapes.ts';
import { fromText, type Bytes } from './bytes.ts';
import { openControlKey } from './control-key.ts';
import { installationKeys, type InstallationKeys } from './installation-keys.ts';
import { INSTALLATION, type Writer } from './journal.ts';
import { lookupOf, newKdfParams, passphraseKey } from './kdf.ts';
import { importPrivateKeys, unwrap, type PrivateKeys, type PublicKeys } from './keys.ts';
import { CONTROL, SYSTEM, type Unlocked, type VaultTools } from './memory.ts';
import { installationRecord, installationSecrets } from './sealed-shapes.ts';
import { openUser, unlockKeys } from './users.ts';

const FIRST_DELAY_MS = 1000;
const MOST_DELAY_MS = 10 * 60_000;

export class Doorkeeper {
  readonly #tools: VaultTools;

  constructor(tools: VaultTools) {
    this.#tools = tools;
  }

  async unlock({ registrationNumber, passphrase }: Credentials, now: Instant): Promise<Unlocked> {
    const { registry, kdfCost } = this.#tools;
    const installation = await this.#mustBeInstalled();
    await this.#waitOut(installation);
    const row = await registry.userByLookup(await lookupOf(registrationNumber, installation.lookupSalt));
    if (row === undefined) {
      // As slow as a wrong passphrase: nobody learns who is a user.
      await passphraseKey(passphrase, await newKdfParams(kdfCost));
      return this.#refuse();
    }
    const opened = await unlockKeys(row, passphrase, installation.installationId, kdfCost);
    if (opened === undefined) {
      return this.#refuse();
    }
    if (row.installationKey === undefined) {
      throw new AppError('RIGHT_REFUSED', { reason: 'inactive' });
    }
    const bytes = await unwrap(opened.keys.unwrap, row.installationKey, {
      what: 'installation-key',
      of: installation.installationId,
      holder: row.id,
    });
    const keys = await installationKeys(installation.installationId, bytes);
    const { profile, publicKeys } = await openUser(row, keys);
    await mustBeHabilitated(profile, keys, installation, now);
    await this.#welcome(opened.raised);
    return this.#unlocked({ profile, quality: undefined, publicKeys, privateKeys: opened.keys, keys }, installation);
  }

  async unlockControl({ keyFile, passphrase, quality }: ControlCredentials): Promise<Unlocked> {
    const installation = await this.#mustBeInstalled();
    await this.#waitOut(installation);
    const privateKeys = await openControlKey(keyFile, passphrase, installation.installationId);
    if (privateKeys === undefined) {
      return this.#refuse();
    }
    const { installationId, controlWrap } = installation;
    const purpose = { what: 'installation-key', of: installationId, holder: CONTROL } as const;
    const keys = await installationKeys(installationId, await unwrap(privateKeys.unwrap, controlWrap, purpose));
    const secrets = await keys.registry.open(installationSecrets, 'secrets', installationId, installation.secrets);
    const publicKeys = secrets.controlPublicKeys;
    await this.#welcome(undefined);
    return this.#unlocked({ profile: controlProfile(quality), quality, publicKeys, privateKeys, keys }, installation);
  }

  /** Waits for what is left of the delay of the last failure, also when the page was opened again meanwhile. */
  async #waitOut({ failures }: InstallationRow): Promise<void> {
    const delay = delayAfter(failures.count);
    const left = failures.lastAt + delay - this.#tools.clock();
    if (left > 0) {
      await this.#tools.sleep(Math.min(left, delay));
    }
  }

  /** Written down first; then the time passes; then the answer. */
  async #refuse(): Promise<never> {
    const { registry, clock, sleep } = this.#tools;
    const { failures } = await this.#mustBeInstalled();
    const count = failures.count + 1;
    const at = clock();
    const event = { kind: 'unlock-refused' } as const;
    await registry.putPending({ id: crypto.randomUUID(), at, chain: INSTALLATION, event });
    await registry.setInstallation({ failures: { count, lastAt: at } });
    await sleep(delayAfter(count));
    throw new AppError('PASSPHRASE_WRONG', { failures: count });
  }

  async #welcome(raised: UserRow | undefined): Promise<void> {
    await this.#tools.registry.setInstallation({ failures: { count: 0, lastAt: 0 } });
    if (raised !== undefined) {
      await this.#tools.registry.putUser(raised);
    }
  }

  async #unlocked(
    known: Omit<Unlocked, 'writer' | 'system'> & { readonly privateKeys: PrivateKeys; readonly publicKeys: PublicKeys },
    { installationId, secrets }: InstallationRow,
  ): Promise<Unlocked> {
    const { keys, profile, privateKeys } = known;
    const { systemKeys } = await keys.registry.open(installationSecrets, 'secrets', installationId, secrets);
    const { sign } = await importPrivateKeys(fromText(systemKeys));
    const sealer = keys.journal;
    const writer: Writer = { actor: profile.userId, role: profile.role, signKey: privateKeys.sign, sealer };
    return { ...known, writer, system: { actor: SYSTEM, role: SYSTEM, signKey: sign, sealer } };
  }

  async #mustBeInstalled(): Promise<InstallationRow> {
    const row = await this.#tools.registry.installation();
    if (row === undefined) {
      throw new AppError('VAULT_LOCKED', { reason: 'not-installed' });
    }
    return row;
  }
}

/** Nothing for the first try, then doubling from a second to ten minutes. */
function delayAfter(failures: number): number {
  return failures === 0 ? 0 : Math.min(FIRST_DELAY_MS * 2 ** (failures - 1), MOST_DELAY_MS);
}

/** The référent sees no content: an expired habilitation does not lock the installation itself. */
async function mustBeHabilitated(
  { role, habilitation }: UserProfile,
  keys: InstallationKeys,
  { installationId, record }: InstallationRow,
  now: Instant,
): Promise<void> {
  const { timeZone } = await keys.registry.open(installationRecord, 'installation', installationId, record);
  if (role !== 'REFERENT' && !isValidOn(habilitation, dayOf(now, timeZone))) {
    throw new AppError('HABILITATION_EXPIRED');
  }
}

function controlProfile(quality: ControlQuality): UserProfile {
  return {
    userId: userId(CONTROL),
    role: 'CONTROLE',
    quality: quality === 'CNIL' ? 'AGENT_CNIL' : 'MAGISTRAT',
    label: quality,
    // By the law itself (CPP 230-23, 230-24), without a day on which it would end.
    habilitation: { authority: quality, from: dayOf(instant(0), 'UTC'), until: undefined, natures: DATA_NATURES },
    isActive: true,
  };
}

/** Installation key as bytes, to be wrapped for one more user at once and wiped by who asked. */
export async function installationKeyBytes(
  { profile, privateKeys, keys }: Unlocked,
  row: UserRow | undefined,
): Promise<Bytes> {
  const wrap = row?.installationKey;
  if (wrap === undefined) {
    throw new AppError('RIGHT_REFUSED', { role: profile.role });
  }
  const purpose = { what: 'installation-key', of: keys.installationId, holder: profile.userId } as const;
  return unwrap(privateKeys.unwrap, wrap, purpose);
}
