// The door of the dossiers as the person sees it: what this installation is, who has unlocked, what lies open to them.

import { APP_BUILD, APP_VERSION } from '../base/version.ts';
import type { DossierDoor, DossierSession, IssuedDocument, VerifiedJournal } from '../contracts/dossier.ts';
import { toAppError, type Alert } from '../contracts/errors.ts';
import type {
  CaseHeader,
  ControlCredentials,
  Credentials,
  InstallationRecord,
  NewUser,
  UnlockedUser,
  UserProfile,
  VaultStatus,
} from '../contracts/vault.ts';
import type { Habilitation, UserId } from '../domain/case/case-file.ts';
import type { CaseFacts } from '../domain/case/commands.ts';
import type { CaseId } from '../domain/ids.ts';
import { may, type Action } from '../domain/law/rights.ts';
import { instant, type Instant } from '../domain/time/instant.ts';
import { AutoLock } from '../services/auto-lock.ts';
import { hashOf } from '../services/exports.ts';

/** What the person has asked for and is being done. */
export type DoorBusy = 'status' | 'install' | 'unlock' | 'save' | 'open' | 'read';

/** The control key of a new installation: shown and saved once. */
export interface ControlKey {
  readonly file: Blob;
  /** First 16 hexadecimal digits of the file's SHA-256, in groups of four: to be written beside where it is kept. */
  readonly fingerprint: string;
}

/** A case of the list; its number is known once somebody has unlocked. */
export type ListedCase = CaseHeader & { readonly procedureNumber: string };

/** What the door asks for beside its services. */
export interface DoorPorts {
  /** ms since 1970. */
  readonly now: () => number;
  /** The program that runs; `build` is empty where nothing was built. */
  readonly software: { readonly version: string; readonly build: string };
}

const PORTS: DoorPorts = { now: Date.now, software: { version: APP_VERSION, build: APP_BUILD } };
const FINGERPRINT_DIGITS = 16;

export class DoorState implements Disposable {
  readonly #door: DossierDoor;
  readonly #ports: DoorPorts;
  #status: VaultStatus | undefined = $state.raw();
  #user: UnlockedUser | undefined = $state.raw();
  #installation: InstallationRecord | undefined = $state.raw();
  #users: readonly UserProfile[] = $state.raw([]);
  /** Numbers of the cases of the one who has unlocked. */
  #numbers: ReadonlyMap<CaseId, string> = $state.raw(new Map());
  #controlKey: ControlKey | undefined = $state.raw();
  #busy: DoorBusy | undefined = $state();
  #problem: Alert | undefined = $state.raw();
  #autoLock: AutoLock | undefined;
  #isInCase = false;

  constructor(door: DossierDoor, ports: DoorPorts = PORTS) {
    this.#door = door;
    this.#ports = ports;
  }

  /** `undefined` until it has been asked for. */
  get status(): VaultStatus | undefined {
    return this.#status;
  }

  /** Who has unlocked. */
  get user(): UnlockedUser | undefined {
    return this.#user;
  }

  /** Known once somebody has unlocked. */
  get installation(): InstallationRecord | undefined {
    return this.#installation;
  }

  /** Known to those who may list or habilitate them. */
  get users(): readonly UserProfile[] {
    return this.#users;
  }

  /** To be saved before anything else. */
  get controlKey(): ControlKey | undefined {
    return this.#controlKey;
  }

  get busy(): DoorBusy | undefined {
    return this.#busy;
  }

  /** Why the last thing asked for was not done. */
  get problem(): Alert | undefined {
    return this.#problem;
  }

  /** Another tab holds the vault. */
  get isElsewhere(): boolean {
    return this.#problem?.code === 'CASE_OPEN_ELSEWHERE';
  }

  get software(): DoorPorts['software'] {
    return this.#ports.software;
  }

  get now(): Instant {
    return instant(Math.round(this.#ports.now()));
  }

  /** ms since 1970, for what keeps asking. */
  readonly clock = (): number => this.#ports.now();

  /** The program that runs is not the one that the engagement covers. */
  get isOutdated(): boolean {
    const { version, build } = this.software;
    const record = this.#installation;
    return (
      record !== undefined && (record.coveredVersion !== version || (build !== '' && record.coveredBuild !== build))
    );
  }

  /** Judicial mode is open: engagement, receipt and AIPD are recorded. */
  get isComplete(): boolean {
    return this.#installation?.engagement !== undefined && this.#installation.aipd !== undefined;
  }

  /** Cases of the one who has unlocked, the next deadline first. */
  get cases(): readonly ListedCase[] {
    const headers = this.#status?.cases ?? [];
    return headers
      .flatMap((header) => {
        const procedureNumber = this.#numbers.get(header.id);
        return procedureNumber === undefined ? [] : [{ ...header, procedureNumber }];
      })
      .sort((a, b) => a.deadline - b.deadline);
  }

  /** Whether the matrix gives the role a right of this kind at all. */
  may(action: Action): boolean {
    const { profile, quality } = this.#user ?? {};
    const given = { hasControlKey: profile?.role === 'CONTROLE' };
    return profile !== undefined && may({ role: profile.role, quality }, action, given);
  }

  dismissProblem(): void {
    this.#problem = undefined;
  }

  /** Looks at the clock and the deadlines: what has expired is erased by it. */
  async load(): Promise<void> {
    await this.#attempt('status', async () => {
      this.#status = await this.#door.status();
    });
  }

  async install(
    record: InstallationRecord,
    referent: Omit<NewUser, 'role'>,
    controlPassphrase: string,
  ): Promise<boolean> {
    return this.#attempt('install', async () => {
      const { user, controlKeyFile } = await this.#door.install(record, referent, controlPassphrase);
      const digits = (await hashOf(controlKeyFile)).slice(0, FINGERPRINT_DIGITS);
      this.#controlKey = { file: controlKeyFile, fingerprint: (digits.match(/.{4}/g) ?? []).join(' ') };
      await this.#welcome(user);
    });
  }

  /** The control key file lies in a safe place: it is gone from here. */
  forgetControlKey(): void {
    this.#controlKey = undefined;
  }

  unlock(credentials: Credentials): Promise<boolean> {
    return this.#attempt('unlock', async () => this.#welcome(await this.#door.unlock(credentials)));
  }

  unlockControl(credentials: ControlCredentials): Promise<boolean> {
    return this.#attempt('unlock', async () => this.#welcome(await this.#door.unlockControl(credentials)));
  }

  /** Nothing of the person stays on the screen, even where the locking itself could not be written down. */
  async lock(): Promise<void> {
    this.#forget();
    await this.#attempt('status', () => this.#door.lock());
  }

  saveInstallation(record: InstallationRecord): Promise<boolean> {
    return this.#attempt('save', async () => {
      await this.#door.setInstallation(record);
      this.#installation = await this.#door.installation();
      this.#watch();
    });
  }

  confirmClock(): Promise<boolean> {
    return this.#attempt('save', async () => {
      await this.#door.confirmClock();
      this.#status = await this.#door.status();
    });
  }

  addUser(user: NewUser): Promise<boolean> {
    return this.#attempt('save', async () => {
      await this.#door.addUser(user);
      this.#users = await this.#door.users();
    });
  }

  setUserActive(userId: UserId, isActive: boolean, habilitation?: Habilitation): Promise<boolean> {
    return this.#attempt('save', async () => {
      await this.#door.setUserActive(userId, isActive, habilitation);
      this.#users = await this.#door.users();
    });
  }

  changePassphrase(passphrase: string, next: string): Promise<boolean> {
    return this.#attempt('save', () => this.#door.changePassphrase(passphrase, next));
  }

  /** For the form, which keeps its own problems: rejects with an AppError. */
  readonly create = async (
    facts: CaseFacts,
    withShare: boolean,
  ): Promise<{ readonly session: DossierSession; readonly share: Blob | undefined }> => {
    const created = await this.#door.create(facts, withShare);
    this.#note(created.session.caseId, facts.procedureNumber);
    return created;
  };

  open(id: CaseId, share: Uint8Array<ArrayBuffer> | undefined): Promise<DossierSession | undefined> {
    return this.#result('open', () => this.#door.open(id, share));
  }

  journal(chain: CaseId | 'installation'): Promise<VerifiedJournal | undefined> {
    return this.#result('read', () => this.#door.journal(chain));
  }

  exportJournal(chain: CaseId | 'installation'): Promise<Blob | undefined> {
    return this.#result('read', () => this.#door.exportJournal(chain));
  }

  /** For the open dossier, which keeps its own problems: rejects with an AppError. */
  exportJournalOf(id: CaseId): Promise<Blob> {
    return this.#door.exportJournal(id);
  }

  controlFile(): Promise<IssuedDocument | undefined> {
    return this.#result('read', () => this.#door.controlFile());
  }

  certificates(): Promise<Awaited<ReturnType<DossierDoor['certificates']>> | undefined> {
    return this.#result('read', () => this.#door.certificates());
  }

  /** A case is on the screen: it locks itself. */
  enterCase(): void {
    this.#isInCase = true;
    this.#watch();
  }

  /** Back from a case: what it changed shows in the list. */
  async leaveCase(): Promise<void> {
    this.#isInCase = false;
    this.#watch();
    await this.load();
  }

  [Symbol.dispose](): void {
    this.#forget();
    this.#door[Symbol.dispose]();
  }

  async #welcome(user: UnlockedUser): Promise<void> {
    this.#status = await this.#door.status();
    this.#installation = await this.#door.installation();
    this.#numbers = new Map(user.cases.map(({ id, procedureNumber }) => [id, procedureNumber]));
    this.#user = user;
    this.#users = this.may('habilitate') || this.may('list-users') ? await this.#door.users() : [];
    this.#watch();
  }

  #note(id: CaseId, procedureNumber: string): void {
    this.#numbers = new Map(this.#numbers).set(id, procedureNumber);
  }

  /** An unlocked door that nobody touches locks itself, as a dossier does. */
  #watch(): void {
    this.#autoLock?.[Symbol.dispose]();
    this.#autoLock = undefined;
    if (this.#user !== undefined && this.#installation !== undefined && !this.#isInCase) {
      const minutes = this.#installation.autoLockMinutes;
      this.#autoLock = new AutoLock({
        minutes,
        isWorking: () => this.#busy !== undefined,
        lock: () => void this.lock(),
      });
    }
  }

  #forget(): void {
    this.#user = undefined;
    this.#installation = undefined;
    this.#users = [];
    this.#numbers = new Map();
    this.#controlKey = undefined;
    this.#watch();
  }

  async #attempt(busy: DoorBusy, act: () => Promise<void>): Promise<boolean> {
    return (await this.#result(busy, () => act().then(() => true))) ?? false;
  }

  async #result<T>(busy: DoorBusy, act: () => Promise<T>): Promise<T | undefined> {
    this.#busy = busy;
    this.#problem = undefined;
    try {
      return await act();
    } catch (error) {
      this.#problem = toAppError(error).toAlert();
      if (this.#problem.code === 'VAULT_LOCKED') {
        this.#forget();
      }
      return undefined;
    } finally {
      this.#busy = undefined;
    }
  }
}
