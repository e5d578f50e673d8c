// The installation: its record against the program that runs, and the control key while it is new.

import type { DossierDoor } from '../contracts/dossier.ts';
import type { InstallationRecord, NewUser, UnlockedUser } from '../contracts/vault.ts';
import { hashOf } from '../services/exports.ts';
import type { DoorSaving } from './door-users.svelte.ts';

type Installing = Pick<DossierDoor, 'install' | 'installation' | 'setInstallation'>;

/** The program that runs; `build` is empty where nothing was built. */
export interface Software {
  readonly version: string;
  readonly build: string;
}

/** The control key of a new installation: shown and saved once. */
export interface ControlKey {
  readonly file: Blob;
  /** First 16 hexadecimal digits of the file's SHA-256, in groups of four: to be written beside where it is kept. */
  readonly fingerprint: string;
}

/** What it asks of the door around it. */
export interface InstallationGround {
  readonly software: Software;
  readonly saving: DoorSaving;
  /** Installs as an act of the door, and lets in the one who did. */
  readonly installing: (enter: () => Promise<UnlockedUser>) => Promise<boolean>;
  /** The record, or whether a control key is there, has changed. */
  readonly onchange: () => void;
}

const FINGERPRINT_DIGITS = 16;
/** Until a record says where the service is. */
const USUAL_TIME_ZONE = 'Europe/Paris';

export class DoorInstallation {
  readonly #door: Installing;
  readonly #ground: InstallationGround;
  #record: InstallationRecord | undefined = $state.raw();
  #controlKey: ControlKey | undefined = $state.raw();

  constructor(door: Installing, ground: InstallationGround) {
    this.#door = door;
    this.#ground = ground;
  }

  get software(): Software {
    return this.#ground.software;
  }

  /** Known once somebody has unlocked. */
  get record(): InstallationRecord | undefined {
    return this.#record;
  }

  /** Of the service. */
  get timeZone(): string {
    return this.#record?.timeZone ?? USUAL_TIME_ZONE;
  }

  /** The program that runs is not the one that the engagement covers. */
  get isOutdated(): boolean {
    const { version, build } = this.software;
    const record = this.#record;
    return (
      record !== undefined && (record.coveredVersion !== version || (build !== '' && record.coveredBuild !== build))
    );
  }

  /** Judicial mode is open: engagement, receipt and AIPD are recorded. */
  get isComplete(): boolean {
    return this.#record?.engagement !== undefined && this.#record.aipd !== undefined;
  }

  /** To be saved before anything else. It is nobody's, and cannot be had again: locking leaves it here. */
  get controlKey(): ControlKey | undefined {
    return this.#controlKey;
  }

  install(record: InstallationRecord, referent: Omit<NewUser, 'role'>, controlPassphrase: string): Promise<boolean> {
    return this.#ground.installing(async () => {
      const { user, controlKeyFile } = await this.#door.install(record, referent, controlPassphrase);
      const digits = (await hashOf(controlKeyFile)).slice(0, FINGERPRINT_DIGITS);
      this.#controlKey = { file: controlKeyFile, fingerprint: (digits.match(/.{4}/g) ?? []).join(' ') };
      return user;
    });
  }

  /** The control key file lies in a safe place: it is gone from here. */
  forgetControlKey(): void {
    this.#controlKey = undefined;
    this.#ground.onchange();
  }

  save(record: InstallationRecord): Promise<boolean> {
    return this.#ground.saving(async () => {
      await this.#door.setInstallation(record);
      this.#record = await this.#door.installation();
      this.#ground.onchange();
    });
  }

  /** As somebody who has unlocked finds it; `undefined` for nobody. */
  show(record: InstallationRecord | undefined): void {
    this.#record = record;
  }
}
