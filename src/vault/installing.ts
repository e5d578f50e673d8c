// First use of the machine: the référent, the installation key, the control key, the first lines of the journal.

import { AppError } from '../contracts/errors.ts';
import type { InstallationRecord, NewUser } from '../contracts/vault.ts';
import type { InstallationRow, UserRow } from '../storage/registry-shapes.ts';
import { randomBytes, toText, type Bytes } from './bytes.ts';
import { makeControlKey } from './control-key.ts';
import { installationKeys } from './installation-keys.ts';
import { INSTALLATION, writeEntry, type Writer } from './journal.ts';
import { importPrivateKeys, newPairs, wrapFor } from './keys.ts';
import { CONTROL, SYSTEM, type VaultTools } from './memory.ts';
import { makeUser, mustBeStrong } from './users.ts';

/** Judicial mode needs the engagement, its receipt and the AIPD (décret 2012-687). */
export const isComplete = ({ engagement, aipd }: InstallationRecord): boolean =>
  engagement !== undefined && aipd !== undefined;

/** Stores everything at once or nothing; gives the control key file, which is kept nowhere. */
export async function installAll(
  { registry, clock, kdfCost }: VaultTools,
  record: InstallationRecord,
  referent: Omit<NewUser, 'role'>,
  controlPassphrase: string,
): Promise<Bytes> {
  if ((await registry.installation()) !== undefined) {
    throw new AppError('INPUT_INVALID', { field: 'installation' });
  }
  mustBeStrong(controlPassphrase, referent.registrationNumber);
  const installationId = crypto.randomUUID();
  const lookupSalt = randomBytes(32);
  const installationKey = randomBytes(32);
  const keys = await installationKeys(installationId, installationKey.slice());
  const user = { ...referent, role: 'REFERENT' } as const;
  const { row: userRow } = await makeUser(user, keys, installationKey, { lookupSalt, kdfCost });
  const control = await makeControlKey(controlPassphrase, installationId, kdfCost);
  const system = await newPairs();
  const secrets = {
    systemKeys: toText(system.privateBytes),
    systemPublicKeys: system.publicKeys,
    controlPublicKeys: control.publicKeys,
  };
  const { sign } = await importPrivateKeys(system.privateBytes);
  const writer: Writer = { actor: SYSTEM, role: SYSTEM, signKey: sign, sealer: keys.journal };
  const first = await firstEntries(writer, clock(), record, userRow);
  const row: InstallationRow = {
    id: 'installation',
    version: 1,
    installationId,
    lookupSalt,
    lastSeen: clock(),
    failures: { count: 0, lastAt: 0 },
    controlWrap: await wrapFor(control.publicKeys.wrap, installationKey, {
      what: 'installation-key',
      of: installationId,
      holder: CONTROL,
    }),
    record: await keys.registry.seal('installation', installationId, record),
    secrets: await keys.registry.seal('secrets', installationId, secrets),
    heads: await keys.journal.seal('heads', installationId, first.heads),
  };
  installationKey.fill(0);
  await registry.install(row, userRow, first.rows);
  return control.file;
}

async function firstEntries(writer: Writer, at: number, record: InstallationRecord, { id }: UserRow) {
  const note = { chain: INSTALLATION, at };
  const installed = {
    kind: 'installation-recorded',
    build: record.coveredBuild,
    complete: isComplete(record),
  } as const;
  const one = await writeEntry(writer, { ...note, event: installed }, {});
  const two = await writeEntry(
    writer,
    { ...note, event: { kind: 'user-added', user: id, role: 'REFERENT' } },
    one.heads,
  );
  return { rows: [one.row, two.row], heads: two.heads };
}
