// The door of the dossiers as the person sees it: what this installation is, who has unlocked, what lies open to them.

import { APP_BUILD, APP_VERSION } from '../base/version.ts';
import type { DossierDoor, DossierSession, IssuedDocument, VerifiedJournal } from '../contracts/dossier.ts';
import { AppError, toAppError, type Alert } from '../contracts/errors.ts';
import type {
  CaseHeader,
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
import type { ControlQuality } from '../domain/law/enumerations.ts';
import { may, type Action } from '../domain/law/rights.ts';
import { instant, type Instant } from '../domain/time/instant.ts';
import { AutoLock, type AutoLockSurroundings } from '../services/auto-lock.ts';
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
  /** What its own lock watches; left out: the page. */
  readonly autoLock?: AutoLockSurroundings;
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
  /** What is being done, one element per call. */
  #running: readonly { readonly busy: DoorBusy }[] = $state.raw([]);
  #problem: Alert | undefined = $state.raw();
  #autoLock: AutoLock | undefined;
  #isInCase = false;
  /** A dossier that was created and is not entered yet. */
  #created: { readonly session: DossierSession; readonly unsubscribe: () => void } | undefined;
  /** Grows whenever the person is forgotten: what was begun before must not bring them back. */
  #epoch = 0;

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
    return this.#running.at(-1)?.busy;
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
    return this.#user !== undefined && mayEver(this.#user, action);
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
      await this.#welcome(async () => {
        const { user, controlKeyFile } = await this.#door.install(record, referent, controlPassphrase);
        const digits = (await hashOf(controlKeyFile)).slice(0, FINGERPRINT_DIGITS);
        this.#controlKey = { file: controlKeyFile, fingerprint: (digits.match(/.{4}/g) ?? []).join(' ') };
        return user;
      });
    });
  }

  /** The control key file lies in a safe place: it is gone from here. */
  forgetControlKey(): void {
    this.#controlKey = undefined;
    this.#watch();
  }

  unlock(credentials: Credentials): Promise<boolean> {
    return this.#attempt('unlock', () => this.#welcome(() => this.#door.unlock(credentials)));
  }

  /** The control key file is read, and not kept. */
  unlockControlWith(file: Blob, passphrase: string, quality: ControlQuality): Promise<boolean> {
    return this.#attempt('unlock', async () => {
      const keyFile = new Uint8Array(await file.arrayBuffer());
      await this.#welcome(() => this.#door.unlockControl({ keyFile, passphrase, quality }));
    });
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
    const epoch = this.#epoch;
    const created = await this.#door.create(facts, withShare);
    if (epoch !== this.#epoch) {
      created.session[Symbol.dispose]();
      throw new AppError('VAULT_LOCKED');
    }
    this.#note(created.session.caseId, facts.procedureNumber);
    this.#keep(created.session, created.share !== undefined);
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

  /** What was created is not entered after all: it is closed, and stands in the list. */
  async abandonCase(): Promise<void> {
    const session = this.#letGo();
    if (session !== undefined) {
      const isClosed = await this.#attempt('status', () => session.close());
      session[Symbol.dispose](); // Closed or not, another one can be opened.
      this.#isInCase = false;
      this.#watch();
      if (isClosed) {
        await this.load();
      }
    }
  }

  /** A case is on the screen: it locks itself. */
  enterCase(): void {
    this.#letGo()?.holdAutoLock(false);
    this.#isInCase = true;
    this.#watch();
  }

  /** Back from a case: what it changed shows in the list. One that was left locked leaves nobody unlocked. */
  async leaveCase(isLocked: boolean): Promise<void> {
    this.#isInCase = false;
    if (isLocked) {
      await this.lock();
    }
    this.#watch();
    await this.load();
  }

  [Symbol.dispose](): void {
    this.#forget();
    this.#controlKey = undefined;
    this.#door[Symbol.dispose]();
  }

  /** All of it or nobody: what was unlocked for somebody who does not get in is locked again. */
  async #welcome(enter: () => Promise<UnlockedUser>): Promise<void> {
    const epoch = this.#epoch;
    const user = await enter();
    try {
      const status = await this.#door.status();
      const installation = await this.#door.installation();
      const mayList = mayEver(user, 'habilitate') || mayEver(user, 'list-users');
      const users = mayList ? await this.#door.users() : [];
      if (epoch !== this.#epoch) {
        throw new AppError('VAULT_LOCKED');
      }
      this.#status = status;
      this.#installation = installation;
      this.#users = users;
    } catch (error) {
      if (this.#user === undefined) {
        this.#forget();
        await this.#door.lock().catch(() => undefined);
      }
      throw error;
    }
    this.#numbers = new Map(user.cases.map(({ id, procedureNumber }) => [id, procedureNumber]));
    this.#user = user;
    this.#watch();
  }

  /** From its creation on a dossier is a case of its own: what is shown once must be saved before anything locks. */
  #keep(session: DossierSession, isShareUnsaved: boolean): void {
    session.holdAutoLock(isShareUnsaved);
    const unsubscribe = session.subscribe(() => {
      if (session.isLocked) {
        void this.lock(); // It has locked itself before anybody was in it.
      }
    });
    this.#created = { session, unsubscribe };
    this.#isInCase = true;
    this.#watch();
  }

  #letGo(): DossierSession | undefined {
    const created = this.#created;
    this.#created = undefined;
    created?.unsubscribe();
    return created?.session;
  }

  #note(id: CaseId, procedureNumber: string): void {
    this.#numbers = new Map(this.#numbers).set(id, procedureNumber);
  }

  /** An unlocked door that nobody touches locks itself, as a dossier does. */
  #watch(): void {
    this.#autoLock?.[Symbol.dispose]();
    this.#autoLock = undefined;
    const isWatched = !this.#isInCase && this.#controlKey === undefined;
    if (this.#user !== undefined && this.#installation !== undefined && isWatched) {
      const rules = {
        minutes: this.#installation.autoLockMinutes,
        isWorking: () => this.busy !== undefined,
        lock: () => void this.lock(),
      };
      this.#autoLock = new AutoLock(rules, this.#ports.autoLock);
    }
  }

  /** The control key stays until it is saved: it is nobody's, and cannot be had again. */
  #forget(): void {
    this.#epoch += 1;
    const created = this.#letGo();
    if (created !== undefined) {
      created[Symbol.dispose]();
      this.#isInCase = false;
    }
    this.#user = undefined;
    this.#installation = undefined;
    this.#users = [];
    this.#numbers = new Map();
    this.#watch();
  }

  async #attempt(busy: DoorBusy, act: () => Promise<void>): Promise<boolean> {
    return (await this.#result(busy, () => act().then(() => true))) ?? false;
  }

  async #result<T>(busy: DoorBusy, act: () => Promise<T>): Promise<T | undefined> {
    const call = { busy };
    const epoch = this.#epoch;
    this.#running = [...this.#running, call];
    this.#problem = undefined;
    try {
      return await act();
    } catch (error) {
      this.#problem = toAppError(error).toAlert();
      if (this.#problem.code === 'VAULT_LOCKED' && epoch === this.#epoch) {
        this.#forget();
      }
      return undefined;
    } finally {
      this.#running = this.#running.filter((other) => other !== call);
    }
  }
}

/** Whether the matrix gives somebody a right of this kind at all. */
function mayEver({ profile, quality }: UnlockedUser, action: Action): boolean {
  return may({ role: profile.role, quality }, action, { hasControlKey: profile.role === 'CONTROLE' });
}
