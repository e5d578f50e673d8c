// What the vault holds in memory while it is open: who has unlocked, and the keys of the one open case.

import { AppError } from '../contracts/errors.ts';
import type { UserProfile } from '../contracts/vault.ts';
import type { CaseId } from '../domain/ids.ts';
import type { ControlQuality, Role } from '../domain/law/enumerations.ts';
import type { Registry } from '../storage/registry.ts';
import type { Wrap } from '../storage/registry-shapes.ts';
import type { CaseKeys } from './case-keys.ts';
import type { InstallationKeys } from './installation-keys.ts';
import type { Writer } from './journal.ts';
import type { KdfCost } from './kdf.ts';
import type { PrivateKeys, PublicKeys } from './keys.ts';

/** What the vault needs of the machine. Tests bring their own clock. */
export interface VaultTools {
  readonly registry: Registry;
  /** ms since 1970. */
  readonly clock: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  readonly locks: Pick<LockManager, 'request'> | undefined;
  readonly kdfCost: KdfCost;
}

/** Holder id of the control key: it is nobody's user. */
export const CONTROL = 'control';
/** Actor of what happened while nobody had unlocked. */
export const SYSTEM = 'system';

export interface Unlocked {
  readonly profile: UserProfile;
  readonly quality: ControlQuality | undefined;
  readonly privateKeys: PrivateKeys;
  readonly publicKeys: PublicKeys;
  readonly keys: InstallationKeys;
  /** Signs as this user. */
  readonly writer: Writer;
  /** Signs as the installation. */
  readonly system: Writer;
}

/** The one open case. */
export interface OpenCase {
  readonly id: CaseId;
  /** Gone while the screen is locked and no analysis runs. */
  keys: CaseKeys | undefined;
  /** False while the screen is locked. */
  isShown: boolean;
  /** Ports that go on under a locked screen. */
  analyses: number;
  /** The third share for the user who gave it: unlocking again does not ask for the medium again. */
  parked: { readonly holder: string; readonly share: Wrap } | undefined;
}

export class Memory {
  unlocked: Unlocked | undefined;
  open: OpenCase | undefined;
  /** Writes the end of an analysis while the screen is locked. */
  underLock: Writer | undefined;
  /** Case whose creation goes on: it has no file yet. */
  creating: CaseId | undefined;
  /** Grows with every lock: what was begun before it must not end after it. */
  epoch = 0;

  /** Fails with VAULT_LOCKED when nobody has unlocked, RIGHT_REFUSED when it is somebody else's task. */
  must(...roles: readonly Role[]): Unlocked {
    if (this.unlocked === undefined) {
      throw new AppError('VAULT_LOCKED');
    }
    if (roles.length > 0 && !roles.includes(this.unlocked.profile.role)) {
      throw new AppError('RIGHT_REFUSED', { role: this.unlocked.profile.role });
    }
    return this.unlocked;
  }

  /** The open case and its keys, for the screen. */
  mustShow(): { readonly open: OpenCase; readonly keys: CaseKeys } {
    const { open } = this;
    if (open?.keys === undefined || !open.isShown) {
      throw new AppError('VAULT_LOCKED');
    }
    return { open, keys: open.keys };
  }

  /** Forgets who unlocked; the keys of the case stay only as long as an analysis needs them. */
  lock(): void {
    this.epoch += 1;
    this.creating = undefined;
    this.underLock = this.open !== undefined && this.open.analyses > 0 ? this.unlocked?.system : undefined;
    this.unlocked = undefined;
    if (this.open !== undefined) {
      this.open.isShown = false;
      this.dropUnused();
    }
  }

  /** To be called whenever an analysis ends. */
  dropUnused(): void {
    if (this.open !== undefined && !this.open.isShown && this.open.analyses === 0) {
      this.open.keys = undefined;
      this.underLock = undefined;
    }
  }

  forgetCase(): void {
    if (this.open !== undefined) {
      this.open.keys = undefined;
      this.open.isShown = false;
    }
    this.open = undefined;
    this.creating = undefined;
    this.underLock = undefined;
  }
}
