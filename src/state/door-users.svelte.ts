// Users of the installation, as the référent adds, suspends and renews them.

import type { DossierDoor } from '../contracts/dossier.ts';
import type { NewUser, UserProfile } from '../contracts/vault.ts';
import type { Habilitation, UserId } from '../domain/case/case-file.ts';

type Users = Pick<DossierDoor, 'users' | 'addUser' | 'setUserActive'>;

/** Runs a change as an act of the door; whether it went through. */
export type DoorSaving = (save: () => Promise<void>) => Promise<boolean>;

export class DoorUsers {
  readonly #door: Users;
  readonly #saving: DoorSaving;
  #list: readonly UserProfile[] = $state.raw([]);

  constructor(door: Users, saving: DoorSaving) {
    this.#door = door;
    this.#saving = saving;
  }

  /** Known to those who may list or habilitate them. */
  get list(): readonly UserProfile[] {
    return this.#list;
  }

  add(user: NewUser): Promise<boolean> {
    return this.#saving(async () => {
      await this.#door.addUser(user);
      this.#list = await this.#door.users();
    });
  }

  /** `habilitation`: the one that they come back with; left out: as it was. */
  setActive(userId: UserId, isActive: boolean, habilitation?: Habilitation): Promise<boolean> {
    return this.#saving(async () => {
      await this.#door.setUserActive(userId, isActive, habilitation);
      this.#list = await this.#door.users();
    });
  }

  /** As somebody who may see them finds them; [] for nobody. */
  show(list: readonly UserProfile[]): void {
    this.#list = list;
  }
}
