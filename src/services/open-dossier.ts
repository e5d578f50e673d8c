// Opening a dossier whose keys the vault holds: its store, its journal verified, what was left of its last use ended.

import { AppError } from '../contracts/errors.ts';
import type { SignedEntry } from '../contracts/journal.ts';
import type { InstallationRecord, UnlockedUser } from '../contracts/vault.ts';
import type { CaseFile } from '../domain/case/case-file.ts';
import type { SoftwareFacts } from '../domain/documents/inputs.ts';
import { openSession } from '../domain/case/gates.ts';
import { actorRefused } from '../domain/case/permission.ts';
import type { CaseId } from '../domain/ids.ts';
import { instant, type Instant } from '../domain/time/instant.ts';
import { CaseRepository } from '../storage/case-repository.ts';
import { DerushDatabase } from '../storage/database.ts';
import { DossierRepository } from '../storage/dossier-repository.ts';
import { caseDatabaseName } from '../storage/erase-database.ts';
import type { AutoLockSurroundings } from './auto-lock.ts';
import { CaseDesk } from './case-desk.ts';
import type { Environment } from './document-inputs/environment.ts';
import { DossierJournal } from './dossier-journal.ts';
import { DossierSealer } from './dossier-sealer.ts';
import { OpenDossier } from './dossier-session.ts';
import { Pseudonyms } from './pseudonyms.ts';
import type { AskVault } from './vault-link.ts';
import { readVerified } from './verify-journal.ts';

export interface Opening {
  readonly id: CaseId;
  readonly ask: AskVault;
  readonly user: UnlockedUser;
  /** File of a case that was just created; `undefined`: it is in the store. */
  readonly created: CaseFile | undefined;
  readonly installation: InstallationRecord;
  readonly isClockTrusted: boolean;
  /** The program that runs, as documents print it. */
  readonly software: SoftwareFacts;
  readonly environment: () => Environment;
  readonly clock: () => number;
  readonly autoLock: AutoLockSurroundings | undefined;
  readonly onClosed: () => void;
}

/** The vault has opened the case. What fails on the way closes it again. */
export async function openDossier(opening: Opening): Promise<OpenDossier> {
  const { id, ask } = opening;
  const database = new DerushDatabase(caseDatabaseName(id));
  try {
    const sealer = await DossierSealer.open(ask);
    return await takeUp(opening, database, sealer);
  } catch (error) {
    database.close();
    await ask((vault) => vault.closeCase());
    throw error;
  }
}

async function takeUp(opening: Opening, database: DerushDatabase, sealer: DossierSealer): Promise<OpenDossier> {
  const { id, ask, user, created, installation, isClockTrusted, clock, autoLock } = opening;
  const repository = new DossierRepository(database, id, sealer);
  if (created !== undefined) {
    await repository.writeFile(created);
  }
  const file = await repository.readFile();
  if (file === undefined) {
    throw new AppError('STORAGE_FAILED', { store: 'caseFiles' });
  }
  const journal = new DossierJournal(ask);
  const { entries, account } = await readVerified(ask, id);
  const desk = new CaseDesk({ ask, repository, journal, installation, clock, isClockTrusted }, file, user);
  if (account.firstBreak !== undefined) {
    await journal.append({ kind: 'integrity-alert', code: 'JOURNAL_BROKEN' });
  }
  if (isClockTrusted) {
    await endLastUse(desk, entries);
    await desk.note();
  }
  const session = new OpenDossier({
    ...{ id, ask, sealer, repository, journal, installation, desk },
    software: opening.software,
    environment: opening.environment,
    journalFault: account.firstBreak,
    results: new CaseRepository(database, id, sealer),
    pseudonyms: new Pseudonyms(repository, await repository.readPseudonyms()),
    surroundings: autoLock,
    onClosed: () => {
      database.close();
      opening.onClosed();
    },
  });
  await session.start();
  return session;
}

/** A page that died could not end its use of the tool: it ended with the last thing that was done in it. */
async function endLastUse(desk: CaseDesk, entries: readonly SignedEntry[]): Promise<void> {
  const left = openSession(desk.file);
  if (left !== undefined && actorRefused(desk.file, 'analyse', desk.context).length === 0) {
    await desk.command({ kind: 'end-session', at: lastDone(entries, left.from) });
  }
}

/** Moment of the last entry before the opening that goes on now. */
function lastDone(entries: readonly SignedEntry[], from: Instant): Instant {
  const opened = entries.findLastIndex(({ event }) => event.kind === 'case-opened');
  const last = entries[opened - 1];
  return instant(Math.max(from, last === undefined ? from : Date.parse(last.at)));
}
