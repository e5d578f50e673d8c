// The door of the dossiers without vault or store: three people, a control key, and the cases that a test puts behind it.

import type { DossierDoor, IssuedDocument, VerifiedJournal } from '../../src/contracts/dossier.ts';
import { AppError } from '../../src/contracts/errors.ts';
import type { SignedEntry } from '../../src/contracts/journal.ts';
import type {
  CaseHeader,
  ControlCredentials,
  Credentials,
  InstallationRecord,
  NewUser,
  UnlockedUser,
  UserProfile,
  VaultStatus,
} from '../../src/contracts/vault.ts';
import { userId, type CaseFile, type Habilitation, type UserId } from '../../src/domain/case/case-file.ts';
import type { CaseFacts } from '../../src/domain/case/commands.ts';
import { draft } from '../../src/domain/case/decide.ts';
import { caseId, type CaseId } from '../../src/domain/ids.ts';
import type { JournalFault } from '../../src/domain/journal/account.ts';
import { DATA_NATURES, type Role } from '../../src/domain/law/enumerations.ts';
import { isStrongPassphrase } from '../../src/domain/law/passphrase.ts';
import { caseDeadline } from '../../src/domain/law/retention.ts';
import { day, instant } from '../../src/domain/time/instant.ts';
import { contextOf, HASH, newDraft, START } from './cases.ts';
import { aDocument, FakeDossierSession } from './fake-dossier.ts';

export { FakeDossierSession } from './fake-dossier.ts';

/** The clock of a fake door: an hour after the cases of cases.ts were made. */
export const DOOR_NOW = START + 3_600_000;

export const FAKE_RECORD: InstallationRecord = {
  service: 'Sûreté départementale',
  controller: 'Le directeur',
  dpo: 'La déléguée',
  engagement: { sentOn: day('2026-01-05'), receipt: 'R-2026-17', receiptOn: day('2026-01-20') },
  aipd: { version: '1', on: day('2026-01-10') },
  coveredVersion: '1.0.0',
  coveredBuild: 'ab'.repeat(32),
  timeZone: 'Europe/Paris',
  maskInReview: false,
  maskInExports: true,
  derogationsAllowed: false,
  autoLockMinutes: 5,
  confirmedStatutes: [],
};

/** What a fake door takes for the program that runs. */
export const FAKE_SOFTWARE = { version: '1.0.0', build: 'ab'.repeat(32) };

const habilitation: Habilitation = {
  authority: 'Le chef de service',
  from: day('2026-01-01'),
  until: day('2030-12-31'),
  natures: DATA_NATURES,
};

const aUser = (role: NewUser['role'], registrationNumber: string, label: string): NewUser => ({
  registrationNumber,
  passphrase: 'Horloge-42-Marmite',
  role,
  quality: role === 'REFERENT' ? 'ADMINISTRATEUR' : 'OPJ',
  label,
  habilitation,
});

/** `u1` and `u2` are the people of the cases of cases.ts. */
export const FAKE_REFERENT = aUser('REFERENT', '1000001', 'Major LEROUX, 1000001');
export const FAKE_DIRECTOR = aUser('DIRECTEUR_ENQUETE', '2000002', 'Capitaine MARCHAND, 2000002');
export const FAKE_INVESTIGATOR = aUser('ENQUETEUR', '3000003', 'Brigadière NOGUEIRA, 3000003');
export const FAKE_CONTROL_PASSPHRASE = 'Contrôle-Voûte-1789';

interface KnownCase {
  readonly file: CaseFile;
  readonly share: Uint8Array<ArrayBuffer> | undefined;
}

export class FakeDoor implements DossierDoor {
  record: InstallationRecord | undefined = FAKE_RECORD;
  isClockTrusted = true;
  erasedNow: readonly CaseId[] = [];
  lostNow: readonly CaseId[] = [];
  /** Another tab holds the vault. */
  isElsewhere = false;
  now = DOOR_NOW;
  entries: readonly SignedEntry[] = [anEntry(1, 'installation-recorded'), anEntry(2, 'unlocked')];
  fault: JournalFault | undefined;
  kept: readonly { readonly id: CaseId; readonly text: string }[] = [];
  /** What was asked for, in order. */
  readonly calls: string[] = [];
  /** Dossiers that were opened, in order. */
  readonly sessions: FakeDossierSession[] = [];
  readonly #people: { readonly user: NewUser; profile: UserProfile }[] = [];
  readonly #cases = new Map<CaseId, KnownCase>();
  #user: UnlockedUser | undefined;

  constructor() {
    this.#add(FAKE_DIRECTOR, 'u1');
    this.#add(FAKE_INVESTIGATOR, 'u2');
    this.#add(FAKE_REFERENT, 'u3');
  }

  /** A machine on which nothing was installed yet. */
  static bare(): FakeDoor {
    const door = new FakeDoor();
    door.record = undefined;
    door.#people.length = 0;
    return door;
  }

  /** Puts a case behind the door. */
  put(file: CaseFile = newDraft({}, contextOf({ now: START })), share?: Uint8Array<ArrayBuffer>): CaseId {
    const id = caseId(file.id);
    this.#cases.set(id, { file, share });
    return id;
  }

  async status(): Promise<VaultStatus> {
    await Promise.resolve();
    if (this.isElsewhere) {
      throw new AppError('CASE_OPEN_ELSEWHERE');
    }
    const { isClockTrusted, erasedNow, lostNow } = this;
    return {
      isInstalled: this.record !== undefined,
      cases: this.#headers(),
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
    if (!isStrongPassphrase(controlPassphrase) || !isStrongPassphrase(referent.passphrase)) {
      throw new AppError('PASSPHRASE_WEAK');
    }
    this.calls.push('install');
    this.record = record;
    const profile = this.#add({ ...referent, role: 'REFERENT' }, 'u3');
    return { user: this.#enter(profile), controlKeyFile: new Blob(['control-key']) };
  }

  async unlock({ registrationNumber, passphrase }: Credentials): Promise<UnlockedUser> {
    await Promise.resolve();
    const known = this.#people.find(({ user }) => user.registrationNumber === registrationNumber.trim());
    if (known?.user.passphrase !== passphrase) {
      throw new AppError('PASSPHRASE_WRONG', { failures: 1 });
    }
    if (!known.profile.isActive) {
      throw new AppError('RIGHT_REFUSED', { reason: 'inactive' });
    }
    this.calls.push('unlock');
    return this.#enter(known.profile);
  }

  async unlockControl({ passphrase, quality }: ControlCredentials): Promise<UnlockedUser> {
    await Promise.resolve();
    if (passphrase !== FAKE_CONTROL_PASSPHRASE) {
      throw new AppError('PASSPHRASE_WRONG', { failures: 1 });
    }
    this.calls.push(`unlock-control ${quality}`);
    return this.#enter(
      {
        userId: userId('control'),
        role: 'CONTROLE',
        quality: quality === 'CNIL' ? 'AGENT_CNIL' : 'MAGISTRAT',
        label: quality,
        habilitation: { ...habilitation, authority: quality },
        isActive: true,
      },
      quality,
    );
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
    return this.#people.map(({ profile }) => profile);
  }

  async addUser(user: NewUser): Promise<UserProfile> {
    await Promise.resolve();
    this.#mustBe('REFERENT');
    if (!isStrongPassphrase(user.passphrase)) {
      throw new AppError('PASSPHRASE_WEAK');
    }
    this.calls.push(`add-user ${user.role}`);
    return this.#add(user, `u${this.#people.length + 1}`);
  }

  async setUserActive(id: UserId, isActive: boolean, renewed?: Habilitation): Promise<void> {
    await Promise.resolve();
    this.#mustBe('REFERENT');
    this.calls.push(`set-user-active ${id} ${isActive}`);
    const known = this.#people.find(({ profile }) => profile.userId === id);
    if (known !== undefined) {
      known.profile = { ...known.profile, isActive, habilitation: renewed ?? known.profile.habilitation };
    }
  }

  async changePassphrase(passphrase: string, next: string): Promise<void> {
    await Promise.resolve();
    if (this.#personOf(this.#mustBeUnlocked())?.passphrase !== passphrase) {
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
    const { userId: id, role, label, habilitation: held } = profile;
    const actor = { userId: id, role, quality: undefined };
    const creator = { userId: id, role, label, habilitation: held };
    const file = draft(`case-${this.#cases.size + 1}`, facts, creator, contextOf({ actor, now: instant(this.now) }));
    const share = withShare ? new Uint8Array(32).fill(7) : undefined;
    this.put(file, share);
    return { session: this.#session(file), share: share === undefined ? undefined : new Blob([share]) };
  }

  async open(id: CaseId, share: Uint8Array<ArrayBuffer> | undefined): Promise<FakeDossierSession> {
    await Promise.resolve();
    this.#mustBeUnlocked();
    const known = this.#cases.get(id);
    if (known === undefined) {
      throw new AppError('CASE_ERASED');
    }
    if (known.share !== undefined && String(known.share) !== String(share)) {
      throw new AppError(share === undefined ? 'KEY_SHARE_MISSING' : 'KEY_SHARE_WRONG');
    }
    this.calls.push(`open ${id}`);
    return this.#session(known.file);
  }

  async journal(chain: CaseId | 'installation'): Promise<VerifiedJournal> {
    await Promise.resolve();
    this.calls.push(`journal ${chain}`);
    const { entries, fault } = this;
    const faults = fault === undefined ? [] : [fault];
    const head = { seq: entries.length, hash: HASH };
    const isIntact = fault === undefined;
    return { entries, account: { isIntact, faults, firstBreak: fault, notices: [], count: entries.length, head } };
  }

  async exportJournal(chain: CaseId | 'installation'): Promise<Blob> {
    this.calls.push(`export-journal ${chain}`);
    return Promise.resolve(new Blob(['{}'], { type: 'application/json' }));
  }

  async controlFile(): Promise<IssuedDocument> {
    this.calls.push('control-file');
    return Promise.resolve(aDocument('CONTROL'));
  }

  async certificates(): Promise<readonly { readonly id: CaseId; readonly text: string }[]> {
    return Promise.resolve(this.kept);
  }

  async controlPdf({ sha256 }: IssuedDocument): Promise<Blob> {
    this.calls.push('control-pdf');
    return Promise.resolve(new Blob([sha256], { type: 'application/pdf' }));
  }

  async certificatePdf(id: CaseId): Promise<Blob> {
    this.calls.push('certificate-pdf');
    return Promise.resolve(new Blob([id], { type: 'application/pdf' }));
  }

  [Symbol.dispose](): void {
    this.calls.push('dispose');
  }

  #add(user: NewUser, id: string): UserProfile {
    const { role, quality, label, habilitation: held } = user;
    const profile: UserProfile = { userId: userId(id), role, quality, label, habilitation: held, isActive: true };
    this.#people.push({ user, profile });
    return profile;
  }

  #enter(profile: UserProfile, quality?: UnlockedUser['quality']): UnlockedUser {
    const isControl = profile.role === 'CONTROLE';
    const cases = this.#headers().flatMap((header) => {
      const file = this.#cases.get(header.id)?.file;
      const isOpen = isControl || file?.users.some(({ userId: id }) => id === profile.userId) === true;
      return file !== undefined && isOpen ? [{ ...header, procedureNumber: file.procedureNumber }] : [];
    });
    this.#user = { profile, quality, cases };
    return this.#user;
  }

  #headers(): readonly CaseHeader[] {
    return [...this.#cases].map(([id, { file, share }]) => ({
      id,
      state: file.state,
      deadline: caseDeadline(file, { timeZone: 'Europe/Paris', derogationsAllowed: false }),
      hasShare: share !== undefined,
    }));
  }

  #session(file: CaseFile): FakeDossierSession {
    const user = this.#mustBeUnlocked();
    const passphrase = this.#personOf(user)?.passphrase ?? FAKE_CONTROL_PASSPHRASE;
    const installation = this.#mustBeInstalled();
    const session = new FakeDossierSession({ file, user, installation, passphrase, now: () => this.now });
    this.sessions.push(session);
    return session;
  }

  #personOf({ profile }: UnlockedUser): NewUser | undefined {
    return this.#people.find(({ profile: { userId: id } }) => id === profile.userId)?.user;
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

/** A line of a journal; nothing verifies it. */
export function anEntry(seq: number, kind: string): SignedEntry {
  return {
    ...{ seq, at: '2026-03-10T08:30:00.000Z', chain: 'installation', actor: 'u3', role: 'REFERENT', event: { kind } },
    ...{ motive: undefined, previous: HASH, hash: HASH, signature: 'x' },
  };
}
