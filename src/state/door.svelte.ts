// The door of the dossiers as the person sees it: who has unlocked, and what lies open to them.

import { APP_BUILD, APP_VERSION } from '../base/version.ts';
import type { DossierDoor } from '../contracts/dossier.ts';
import { AppError, toAppError, type Alert } from '../contracts/errors.ts';
import type { Credentials, UnlockedUser, VaultStatus } from '../contracts/vault.ts';
import type { ControlQuality } from '../domain/law/enumerations.ts';
import { may, type Action } from '../domain/law/rights.ts';
import { instant, type Instant } from '../domain/time/instant.ts';
import { AutoLock, type AutoLockSurroundings } from '../services/auto-lock.ts';
import { Doing } from './doing.svelte.ts';
import { DoorCases } from './door-cases.svelte.ts';
import { DoorInstallation, type Software } from './door-installation.svelte.ts';
import { DoorPapers } from './door-papers.ts';
import { DoorUsers } from './door-users.svelte.ts';

/** What the person has asked for and is being done. */
export type DoorBusy = 'status' | 'install' | 'unlock' | 'save' | 'open' | 'read';

/** What the door asks for beside its services. */
export interface DoorPorts {
  /** ms since 1970. */
  readonly now: () => number;
  readonly software: Software;
  /** What its own lock watches; left out: the page. */
  readonly autoLock?: AutoLockSurroundings;
}

const PORTS: DoorPorts = { now: Date.now, software: { version: APP_VERSION, build: APP_BUILD } };

export class DoorState implements Disposable {
  readonly installation: DoorInstallation;
  readonly users: DoorUsers;
  readonly cases: DoorCases;
  readonly papers: DoorPapers;
  readonly #door: DossierDoor;
  readonly #ports: DoorPorts;
  readonly #doing = new Doing<DoorBusy>();
  #status: VaultStatus | undefined = $state.raw();
  #user: UnlockedUser | undefined = $state.raw();
  #autoLock: AutoLock | undefined;
  /** Grows whenever the person is forgotten: what was begun before must not bring them back. */
  #epoch = 0;

  constructor(door: DossierDoor, ports: DoorPorts = PORTS) {
    this.#door = door;
    this.#ports = ports;
    const saving = (save: () => Promise<void>): Promise<boolean> => this.#attempt('save', save);
    const onchange = (): void => {
      this.#watch();
    };
    this.installation = new DoorInstallation(door, {
      ...{ software: ports.software, saving, onchange },
      installing: (enter) => this.#attempt('install', () => this.#welcome(enter)),
    });
    this.users = new DoorUsers(door, saving);
    this.papers = new DoorPapers(door, (read) => this.#result('read', read));
    this.cases = new DoorCases(door, {
      headers: () => this.#status?.cases ?? [],
      opening: (open) => this.#result('open', open),
      closing: (close) => this.#attempt('status', close),
      lock: () => this.lock(),
      load: () => this.load(),
      onchange,
    });
  }

  /** `undefined` until it has been asked for. */
  get status(): VaultStatus | undefined {
    return this.#status;
  }

  /** Who has unlocked. */
  get user(): UnlockedUser | undefined {
    return this.#user;
  }

  get busy(): DoorBusy | undefined {
    return this.#doing.busy;
  }

  /** Why the last thing asked for was not done. */
  get problem(): Alert | undefined {
    return this.#doing.problem;
  }

  dismissProblem(): void {
    this.#doing.problem = undefined;
  }

  /** Another tab holds the vault. */
  get isElsewhere(): boolean {
    return this.problem?.code === 'CASE_OPEN_ELSEWHERE';
  }

  get now(): Instant {
    return instant(Math.round(this.#ports.now()));
  }

  /** ms since 1970, for what keeps asking. */
  readonly clock = (): number => this.#ports.now();

  /** Whether the matrix gives the role a right of this kind at all. */
  may(action: Action): boolean {
    return this.#user !== undefined && mayEver(this.#user, action);
  }

  /** Whether a dossier can be created by this person, here and now. */
  get canCreate(): boolean {
    return this.may('create') && this.installation.isComplete && this.#status?.isClockTrusted === true;
  }

  /** Looks at the clock and the deadlines: what has expired is erased by it. */
  async load(): Promise<void> {
    await this.#attempt('status', async () => {
      this.#status = await this.#door.status();
    });
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

  confirmClock(): Promise<boolean> {
    return this.#attempt('save', async () => {
      await this.#door.confirmClock();
      this.#status = await this.#door.status();
    });
  }

  changePassphrase(passphrase: string, next: string): Promise<boolean> {
    return this.#attempt('save', () => this.#door.changePassphrase(passphrase, next));
  }

  [Symbol.dispose](): void {
    this.#forget();
    this.installation.forgetControlKey();
    this.#door[Symbol.dispose]();
  }

  /** All of it or nobody: what was unlocked for somebody who does not get in is locked again. */
  async #welcome(enter: () => Promise<UnlockedUser>): Promise<void> {
    const epoch = this.#epoch;
    const user = await enter();
    try {
      const status = await this.#door.status();
      const record = await this.#door.installation();
      const mayList = mayEver(user, 'habilitate') || mayEver(user, 'list-users');
      const users = mayList ? await this.#door.users() : [];
      if (epoch !== this.#epoch) {
        throw new AppError('VAULT_LOCKED');
      }
      this.#status = status;
      this.installation.show(record);
      this.users.show(users);
    } catch (error) {
      if (this.#user === undefined) {
        this.#forget();
        await this.#door.lock().catch(() => undefined);
      }
      throw error;
    }
    this.cases.show(user);
    this.#user = user;
    this.#watch();
  }

  /** An unlocked door that nobody touches locks itself, as a dossier does. */
  #watch(): void {
    this.#autoLock?.[Symbol.dispose]();
    this.#autoLock = undefined;
    const { record, controlKey } = this.installation;
    if (this.#user !== undefined && record !== undefined && controlKey === undefined && !this.cases.isInCase) {
      const rules = {
        minutes: record.autoLockMinutes,
        isWorking: () => this.busy !== undefined,
        lock: () => void this.lock(),
      };
      this.#autoLock = new AutoLock(rules, this.#ports.autoLock);
    }
  }

  #forget(): void {
    this.#epoch += 1;
    this.#user = undefined;
    this.cases.forget();
    this.installation.show(undefined);
    this.users.show([]);
    this.#watch();
  }

  async #attempt(busy: DoorBusy, act: () => Promise<void>): Promise<boolean> {
    return (await this.#result(busy, () => act().then(() => true))) ?? false;
  }

  /** A vault that says it is locked has nobody before it, unless somebody else came meanwhile. */
  #result<T>(busy: DoorBusy, act: () => Promise<T>): Promise<T | undefined> {
    const epoch = this.#epoch;
    return this.#doing.result(busy, async () => {
      try {
        return await act();
      } catch (error) {
        if (epoch === this.#epoch && toAppError(error).code === 'VAULT_LOCKED') {
          this.#forget();
        }
        throw error;
      }
    });
  }
}

/** Whether the matrix gives somebody a right of this kind at all. */
function mayEver({ profile, quality }: UnlockedUser, action: Action): boolean {
  return may({ role: profile.role, quality }, action, { hasControlKey: profile.role === 'CONTROLE' });
}
