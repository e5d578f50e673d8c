// The door of the dossiers: the installation, its users, and the way into one case at a time.

import { APP_BUILD, APP_VERSION } from '../base/version.ts';
import type { DossierDoor, IssuedDocument, VerifiedJournal } from '../contracts/dossier.ts';
import { AppError } from '../contracts/errors.ts';
import type {
  ControlCredentials,
  Credentials,
  InstallationRecord,
  NewUser,
  UnlockedUser,
  UserProfile,
  VaultStatus,
} from '../contracts/vault.ts';
import type { CaseFile, Habilitation, UserId } from '../domain/case/case-file.ts';
import type { CaseFacts } from '../domain/case/commands.ts';
import { draft } from '../domain/case/decide.ts';
import type { SoftwareFacts } from '../domain/documents/inputs.ts';
import { caseId, type CaseId } from '../domain/ids.ts';
import type { AutoLockSurroundings } from './auto-lock.ts';
import { commandContext } from './case-desk.ts';
import { controlDocument, certifyErasures, type Drawn } from './control-documents.ts';
import { readEnvironment, type Environment } from './document-inputs/environment.ts';
import type { OpenDossier } from './dossier-session.ts';
import { lawful } from './lawful.ts';
import { openDossier } from './open-dossier.ts';
import { pdfOf } from './pdf.ts';
import { openVault, type Remote } from './vault-link.ts';
import { journalFile, readVerified } from './verify-journal.ts';

/** What tests bring of their own. */
export interface DoorSurroundings {
  /** ms since 1970. */
  readonly clock: () => number;
  readonly autoLock: AutoLockSurroundings | undefined;
  /** The program that runs; documents are refused while its build is not known. */
  readonly software: SoftwareFacts;
  /** The machine, as documents state it. */
  readonly environment: () => Environment;
}

const SOFTWARE: SoftwareFacts = { name: 'Dérush', version: APP_VERSION, build: APP_BUILD };

/** One per page. */
export function openDossierDoor(surroundings: Partial<DoorSurroundings> = {}): VaultDoor {
  const usual = { clock: () => Date.now(), autoLock: undefined, software: SOFTWARE, environment: readEnvironment };
  return new VaultDoor({ ...usual, ...surroundings });
}

export class VaultDoor implements DossierDoor {
  readonly #vault = openVault();
  readonly #around: DoorSurroundings;
  #user: UnlockedUser | undefined;
  #session: OpenDossier | undefined;
  /** The control file drawn up last. */
  #control: Drawn | undefined;
  /** Grows with every lock: who was on their way in stays out. */
  #locks = 0;

  constructor(around: DoorSurroundings) {
    this.#around = around;
  }

  status(): Promise<VaultStatus> {
    return this.#ask((vault) => vault.status());
  }

  async install(
    record: InstallationRecord,
    referent: Omit<NewUser, 'role'>,
    controlPassphrase: string,
  ): Promise<{ readonly user: UnlockedUser; readonly controlKeyFile: Blob }> {
    const locks = this.#locks;
    const { user, controlKeyFile } = await this.#ask((vault) => vault.install(record, referent, controlPassphrase));
    if (locks === this.#locks) {
      this.#user = user;
    } else {
      await this.lock(); // The control key is given nevertheless: there is no other time.
    }
    return { user, controlKeyFile: new Blob([controlKeyFile]) };
  }

  unlock(credentials: Credentials): Promise<UnlockedUser> {
    return this.#enter((vault) => vault.unlock(credentials));
  }

  unlockControl(credentials: ControlCredentials): Promise<UnlockedUser> {
    return this.#enter((vault) => vault.unlockControl(credentials));
  }

  async lock(): Promise<void> {
    this.#locks += 1;
    this.#user = undefined;
    this.#control = undefined;
    await this.#ask((vault) => vault.lock());
  }

  installation(): Promise<InstallationRecord> {
    return this.#ask((vault) => vault.installation());
  }

  setInstallation(record: InstallationRecord): Promise<void> {
    return this.#ask((vault) => vault.setInstallation(record));
  }

  confirmClock(): Promise<void> {
    return this.#ask((vault) => vault.confirmClock());
  }

  users(): Promise<readonly UserProfile[]> {
    return this.#ask((vault) => vault.users());
  }

  addUser(user: NewUser): Promise<UserProfile> {
    return this.#ask((vault) => vault.addUser(user));
  }

  setUserActive(userId: UserId, isActive: boolean, habilitation?: Habilitation): Promise<void> {
    return this.#ask((vault) => vault.setUserActive(userId, isActive, habilitation));
  }

  changePassphrase(passphrase: string, next: string): Promise<void> {
    return this.#ask((vault) => vault.changePassphrase(passphrase, next));
  }

  async create(
    facts: CaseFacts,
    withShare: boolean,
  ): Promise<{ readonly session: OpenDossier; readonly share: Blob | undefined }> {
    const user = this.#mustBeUnlocked();
    const context = commandContext(user, await this.installation(), this.#around.clock(), 0);
    const { userId, role, label, habilitation } = user.profile;
    const id = caseId(crypto.randomUUID());
    const file = lawful(() => draft(id, facts, { userId, role, label, habilitation }, context));
    const { share } = await this.#ask((vault) => vault.createCase(id, withShare));
    const session = await this.#open(id, share, file);
    return { session, share: share === undefined ? undefined : new Blob([share]) };
  }

  open(id: CaseId, share: Uint8Array<ArrayBuffer> | undefined): Promise<OpenDossier> {
    return this.#open(id, share, undefined);
  }

  journal(chain: CaseId | 'installation'): Promise<VerifiedJournal> {
    return readVerified(this.#vault.ask, chain);
  }

  exportJournal(chain: CaseId | 'installation'): Promise<Blob> {
    return journalFile(this.#vault.ask, chain, this.#around.clock());
  }

  async controlFile(): Promise<IssuedDocument> {
    this.#control = await controlDocument(this.#documented());
    return this.#control.issued;
  }

  async controlPdf({ sha256 }: IssuedDocument): Promise<Blob> {
    this.#mustBeUnlocked();
    if (this.#control?.issued.sha256 !== sha256) {
      throw new AppError('INPUT_INVALID', { field: 'document' });
    }
    return pdfOf({ model: this.#control.model, pageSha256: sha256 });
  }

  certificates(): Promise<readonly { readonly id: CaseId; readonly text: string }[]> {
    return this.#ask((vault) => vault.certificates());
  }

  async certificatePdf(id: CaseId): Promise<Blob> {
    const found = (await this.#ask((vault) => vault.certificates())).find((kept) => kept.id === id);
    if (found?.model === undefined) {
      throw new AppError('INPUT_INVALID', { field: 'certificate' });
    }
    return pdfOf({ model: found.model, pageSha256: found.sha256 });
  }

  [Symbol.dispose](): void {
    this.#session?.[Symbol.dispose]();
    this.#vault[Symbol.dispose]();
  }

  /** `draft`: the file of a case that was just created. */
  async #open(id: CaseId, share: Uint8Array<ArrayBuffer> | undefined, created: CaseFile | undefined) {
    const user = this.#mustBeUnlocked();
    if (this.#session !== undefined) {
      throw new AppError('INPUT_INVALID', { field: 'session' });
    }
    const { isClockTrusted } = await this.status();
    await this.#ask((vault) => vault.openCase(id, share?.slice()));
    this.#session = await openDossier({
      ...{ id, user, created, isClockTrusted, ask: this.#vault.ask },
      installation: await this.installation(),
      clock: this.#around.clock,
      autoLock: this.#around.autoLock,
      software: this.#around.software,
      environment: this.#around.environment,
      onClosed: () => {
        this.#session = undefined;
      },
    });
    return this.#session;
  }

  async #enter(run: (vault: Remote) => Promise<UnlockedUser>): Promise<UnlockedUser> {
    const locks = this.#locks;
    const user = await this.#ask(run);
    const mustBeSince = (): void => {
      if (locks !== this.#locks) {
        throw new AppError('VAULT_LOCKED');
      }
    };
    mustBeSince();
    this.#user = user;
    try {
      await certifyErasures(this.#documented());
    } catch (error) {
      mustBeSince();
      await this.lock().catch(() => undefined); // Nobody has come in: what was opened for them is locked again.
      throw error;
    }
    mustBeSince();
    return user;
  }

  #documented(): Parameters<typeof controlDocument>[0] {
    const { software, environment, clock } = this.#around;
    return { ask: this.#vault.ask, user: this.#mustBeUnlocked(), software, environment, clock };
  }

  #mustBeUnlocked(): UnlockedUser {
    if (this.#user === undefined) {
      throw new AppError('VAULT_LOCKED');
    }
    return this.#user;
  }

  #ask<T>(run: (vault: Remote) => Promise<T>): Promise<T> {
    return this.#vault.ask(run);
  }
}
