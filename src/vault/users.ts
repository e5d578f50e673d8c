// Users as they lie in the registry: found by a hash, opened by a passphrase, everything about the person sealed.

import { AppError } from '../contracts/errors.ts';
import type { NewUser, UserProfile } from '../contracts/vault.ts';
import { userId } from '../domain/case/case-file.ts';
import { isStrongPassphrase } from '../domain/law/passphrase.ts';
import type { Role } from '../domain/law/enumerations.ts';
import type { UserRow } from '../storage/registry-shapes.ts';
import { bound, type Bytes } from './bytes.ts';
import type { InstallationKeys } from './installation-keys.ts';
import { availableKdf, isOutdated, lookupOf, newKdfParams, passphraseKey, type KdfCost } from './kdf.ts';
import { importPrivateKeys, newPairs, openAs, sealAs, wrapFor, type PrivateKeys } from './keys.ts';
import { knownUser, type KnownUser } from './sealed-shapes.ts';

/** Fails with PASSPHRASE_WEAK under 80 bits (CNIL 2022-100). */
export function mustBeStrong(passphrase: string, registrationNumber: string): void {
  if (!isStrongPassphrase(passphrase) || holds(passphrase, registrationNumber)) {
    throw new AppError('PASSPHRASE_WEAK');
  }
}

function holds(passphrase: string, registrationNumber: string): boolean {
  const number = registrationNumber.trim().toLowerCase();
  return number.length >= 4 && passphrase.toLowerCase().includes(number);
}

const purposeOf = (installationId: string, id: string): Bytes => bound('user-keys', installationId, id);

/** A new user; `installationKey` is read, not kept. */
export async function makeUser(
  user: Omit<NewUser, 'role'> & { readonly role: Exclude<Role, 'CONTROLE'> },
  keys: InstallationKeys,
  installationKey: Bytes,
  { lookupSalt, kdfCost }: { readonly lookupSalt: Bytes; readonly kdfCost: KdfCost },
): Promise<{ readonly row: UserRow; readonly known: KnownUser }> {
  const { registrationNumber, passphrase, role, quality, label, habilitation } = user;
  mustBeStrong(passphrase, registrationNumber);
  const id = crypto.randomUUID();
  const { publicKeys, privateBytes } = await newPairs();
  const profile: UserProfile = { userId: userId(id), role, quality, label, habilitation, isActive: true };
  const known = { profile, publicKeys };
  const locked = await lockKeys(id, passphrase, privateBytes, keys.installationId, kdfCost);
  const row: UserRow = {
    id,
    version: 1,
    lookup: await lookupOf(registrationNumber, lookupSalt),
    ...locked,
    installationKey: await wrapInstallation(known, keys, installationKey),
    profile: await sealUser(known, keys),
  };
  return { row, known };
}

export function sealUser(known: KnownUser, keys: InstallationKeys): Promise<UserRow['profile']> {
  return keys.registry.seal('users', known.profile.userId, known);
}

export function openUser({ id, profile }: UserRow, keys: InstallationKeys): Promise<KnownUser> {
  return keys.registry.open(knownUser, 'users', id, profile);
}

export function wrapInstallation(
  { profile, publicKeys }: KnownUser,
  { installationId }: InstallationKeys,
  installationKey: Bytes,
): ReturnType<typeof wrapFor> {
  const purpose = { what: 'installation-key', of: installationId, holder: profile.userId } as const;
  return wrapFor(publicKeys.wrap, installationKey, purpose);
}

/**
 * Opens the private keys with a passphrase: `undefined` when it is wrong. `raised` is the record under the present
 * cost, when this build asks for more than the record has.
 */
export async function unlockKeys(
  row: UserRow,
  passphrase: string,
  installationId: string,
  kdfCost: KdfCost,
): Promise<{ readonly keys: PrivateKeys; readonly raised: UserRow | undefined } | undefined> {
  const key = await passphraseKey(passphrase, row.kdf);
  const bytes = await openAs(key, purposeOf(installationId, row.id), row.privateKeys);
  if (bytes === undefined) {
    return undefined;
  }
  const raised = isOutdated(row.kdf, kdfCost, await availableKdf())
    ? { ...row, ...(await lockKeys(row.id, passphrase, bytes.slice(), installationId, kdfCost)) }
    : undefined;
  return { keys: await importPrivateKeys(bytes), raised };
}

/** The same keys under another passphrase; `undefined` when the old one is wrong. */
export async function relock(
  row: UserRow,
  passphrase: string,
  next: string,
  installationId: string,
  kdfCost: KdfCost,
): Promise<UserRow | undefined> {
  const key = await passphraseKey(passphrase, row.kdf);
  const bytes = await openAs(key, purposeOf(installationId, row.id), row.privateKeys);
  return bytes === undefined
    ? undefined
    : { ...row, ...(await lockKeys(row.id, next, bytes, installationId, kdfCost)) };
}

/** Seals private keys under a passphrase with a new salt; `privateBytes` are wiped. */
async function lockKeys(
  id: string,
  passphrase: string,
  privateBytes: Bytes,
  installationId: string,
  kdfCost: KdfCost,
): Promise<Pick<UserRow, 'kdf' | 'privateKeys'>> {
  const kdf = await newKdfParams(kdfCost);
  const key = await passphraseKey(passphrase, kdf);
  const privateKeys = await sealAs(key, purposeOf(installationId, id), privateBytes);
  privateBytes.fill(0);
  return { kdf, privateKeys };
}
