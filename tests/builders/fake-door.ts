// The door of the dossiers without vault or store: three people, a control key, and the cases that a test puts behind it.

import type { DossierDoor } from '../../src/contracts/dossier.ts';
import { AppError } from '../../src/contracts/errors.ts';
import type {
  ControlCredentials,
  Credentials,
  InstallationRecord,
  NewUser,
  UnlockedUser,
  UserProfile,
  VaultStatus,
} from '../../src/contracts/vault.ts';
import type { CaseFile, Habilitation, UserId } from '../../src/domain/case/case-file.ts';
import type { CaseFacts } from '../../src/domain/case/commands.ts';
import type { CaseId } from '../../src/domain/ids.ts';
import type { Role } from '../../src/domain/law/enumerations.ts';
import { isStrongPassphrase } from '../../src/domain/law/passphrase.ts';
import { instant } from '../../src/domain/time/instant.ts';
import { contextOf, newDraft, START } from './cases.ts';
import { FakeCases } from './fake-cases.ts';
import { FakeDossierSession } from './fake-dossier.ts';
import { FakePapers } from './fake-papers.ts';
import { FAKE_DIRECTOR, FAKE_INVESTIGATOR, FAKE_RECORD, FAKE_REFERENT, FakePeople } from './fake-people.ts';

export { FakeDossierSession } from './fake-dossier.ts';
export * from './fake-people.ts';

/** The clock of a fake door: an hour after the cases of cases.ts were made. */
export const DOOR_NOW = START + 3_600_000;

export class FakeDoor extends FakePapers implements DossierDoor {
  record: InstallationRecord | undefined = FAKE_RECORD;
  isClockTrusted = true;
  erasedNow: readonly CaseId[] = [];
  lostNow: readonly CaseId[] = [];
  /** Another tab holds the vault. */
  isElsewhere = false;
  now = DOOR_NOW;
  /** Dossiers that were opened, in order. */
  readonly sessions: FakeDossierSession[] = [];
  #people = new FakePeople();
  readonly #cases = new FakeCases();
  #user: UnlockedUser | undefined;

  constructor() {
    super();
    this.#people.add(FAKE_DIRECTOR, 'u1');
    this.#people.add(FAKE_INVESTIGATOR, 'u2');
    this.#people.add(FAKE_REFERENT, 'u3');
  }

  /** A machine on which nothing was installed yet. */
  static bare(): FakeDoor {
    const door = new FakeDoor();
    door.record = undefined;
    door.#people = new FakePeople();
    return door;
  }

  /** Puts a case behind the door. */
  put(file: CaseFile = newDraft({}, contextOf({ now: START })), share?: Uint8Array<ArrayBuffer>): CaseId {
    return this.#cases.put(file, share);
  }

  async status(): Promise<VaultStatus> {
    await Promise.resolve();
    if (this.isElsewhere) {
      throw new AppError('CASE_OPEN_ELSEWHERE');
    }
    const { isClockTrusted, erasedNow, lostNow } = this;
    return {
      isInstalled: this.record !== undefined,
      cases: this.#cases.headers,
      erasedNow,
      lostNow,
      isClockTrusted,
      kdf: 'argon2id',
    };
  }

  async install(
    record: InstallationRecord,
    referent: Omit<NewUser, 'role'>,
    controlPassphrase: string,
  ): Promise<{ readonly user: UnlockedUser; readonly controlKeyFile: Blob }> {
    await Promise.resolve();
    if (!isStrongPassphrase(controlPassphrase)) {
      throw new AppError('PASSPHRASE_WEAK');
    }
    const profile = this.#people.add({ ...referent, role: 'REFERENT' }, 'u3');
    this.calls.push('install');
    this.record = record;
    return { user: this.#enter(profile), controlKeyFile: new Blob(['control-key']) };
  }

  async unlock(credentials: Credentials): Promise<UnlockedUser> {
    await Promise.resolve();
    const profile = this.#people.admit(credentials);
    this.calls.push('unlock');
    return this.#enter(profile);
  }

  async unlockControl(credentials: ControlCredentials): Promise<UnlockedUser> {
    await Promise.resolve();
    const profile = this.#people.admitControl(credentials);
    this.calls.push(`unlock-control ${credentials.quality}`);
    return this.#enter(profile, credentials.quality);
  }

  async lock(): Promise<void> {
    this.calls.push('lock');
    this.#user = undefined;
    return Promise.resolve();
  }

  async installation(): Promise<InstallationRecord> {
    await Promise.resolve();
    this.#mustBeUnlocked();
    return this.#mustBeInstalled();
  }

  async setInstallation(record: InstallationRecord): Promise<void> {
    await Promise.resolve();
    this.#mustBe('REFERENT');
    this.calls.push('set-installation');
    this.record = record;
  }

  async confirmClock(): Promise<void> {
    await Promise.resolve();
    this.#mustBe('REFERENT');
    this.calls.push('confirm-clock');
    this.isClockTrusted = true;
  }

  async users(): Promise<readonly UserProfile[]> {
    await Promise.resolve();
    this.#mustBe('REFERENT', 'DIRECTEUR_ENQUETE');
    return this.#people.profiles;
  }

  async addUser(user: NewUser): Promise<UserProfile> {
    await Promise.resolve();
    this.#mustBe('REFERENT');
    const profile = this.#people.add(user, this.#people.next);
    this.calls.push(`add-user ${user.role}`);
    return profile;
  }

  async setUserActive(id: UserId, isActive: boolean, renewed?: Habilitation): Promise<void> {
    await Promise.resolve();
    this.#mustBe('REFERENT');
    this.calls.push(`set-user-active ${id} ${isActive}`);
    this.#people.setActive(id, isActive, renewed);
  }

  async changePassphrase(passphrase: string, next: string): Promise<void> {
    await Promise.resolve();
    if (this.#people.passphraseOf(this.#mustBeUnlocked().profile.userId) !== passphrase) {
      throw new AppError('PASSPHRASE_WRONG', { failures: 1 });
    }
    this.calls.push(`change-passphrase ${next.length}`);
  }

  async create(
    facts: CaseFacts,
    withShare: boolean,
  ): Promise<{ readonly session: FakeDossierSession; readonly share: Blob | undefined }> {
    await Promise.resolve();
    const { profile } = this.#mustBe('DIRECTEUR_ENQUETE');
    const share = withShare ? new Uint8Array(32).fill(7) : undefined;
    const file = this.#cases.draft(facts, profile, instant(this.now), share);
    return { session: this.#session(file), share: share === undefined ? undefined : new Blob([share]) };
  }

  async open(id: CaseId, share: Uint8Array<ArrayBuffer> | undefined): Promise<FakeDossierSession> {
    await Promise.resolve();
    this.#mustBeUnlocked();
    const file = this.#cases.open(id, share);
    this.calls.push(`open ${id}`);
    return this.#session(file);
  }

  [Symbol.dispose](): void {
    this.calls.push('dispose');
  }

  #enter(profile: UserProfile, quality?: UnlockedUser['quality']): UnlockedUser {
    this.#user = { profile, quality, cases: this.#cases.of(profile) };
    return this.#user;
  }

  #session(file: CaseFile): FakeDossierSession {
    const user = this.#mustBeUnlocked();
    const passphrase = this.#people.passphraseOf(user.profile.userId);
    const installation = this.#mustBeInstalled();
    const session = new FakeDossierSession({ file, user, installation, passphrase, now: () => this.now });
    this.sessions.push(session);
    return session;
  }

  #mustBeInstalled(): InstallationRecord {
    if (this.record === undefined) {
      throw new AppError('VAULT_LOCKED', { reason: 'not-installed' });
    }
    return this.record;
  }

  #mustBeUnlocked(): UnlockedUser {
    if (this.#user === undefined) {
      throw new AppError('VAULT_LOCKED');
    }
    return this.#user;
  }

  #mustBe(...roles: readonly Role[]): UnlockedUser {
    const user = this.#mustBeUnlocked();
    if (!roles.includes(user.profile.role)) {
      throw new AppError('RIGHT_REFUSED');
    }
    return user;
  }
}
