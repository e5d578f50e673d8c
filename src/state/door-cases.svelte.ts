// Cases behind the door: the list of the one who has unlocked, and the way into one of them and back.

import type { DossierDoor, DossierSession } from '../contracts/dossier.ts';
import { AppError } from '../contracts/errors.ts';
import type { CaseHeader, UnlockedUser } from '../contracts/vault.ts';
import type { CaseFacts } from '../domain/case/commands.ts';
import type { CaseId } from '../domain/ids.ts';

type Cases = Pick<DossierDoor, 'create' | 'open'>;

/** A case of the list; its number is known once somebody has unlocked. */
export type ListedCase = CaseHeader & { readonly procedureNumber: string };

/** What it asks of the door around it. */
export interface CasesGround {
  readonly headers: () => readonly CaseHeader[];
  readonly opening: <T>(open: () => Promise<T>) => Promise<T | undefined>;
  readonly closing: (close: () => Promise<void>) => Promise<boolean>;
  readonly lock: () => Promise<void>;
  /** Asks again what cases there are. */
  readonly load: () => Promise<void>;
  /** Whether a case is on the screen has changed. */
  readonly onchange: () => void;
}

export class DoorCases {
  readonly #door: Cases;
  readonly #ground: CasesGround;
  /** Numbers of the cases of the one who has unlocked. */
  #numbers: ReadonlyMap<CaseId, string> = $state.raw(new Map());
  /** A case has the screen, and locks itself. */
  #isInCase = false;
  /** A dossier that was created and is not entered yet. */
  #created: { readonly session: DossierSession; readonly unsubscribe: () => void } | undefined;
  /** How often somebody was forgotten: what one of them began must not come to the next. */
  #departures = 0;

  constructor(door: Cases, ground: CasesGround) {
    this.#door = door;
    this.#ground = ground;
  }

  /** Of the one who has unlocked, the next deadline first. */
  get list(): readonly ListedCase[] {
    return this.#ground
      .headers()
      .flatMap((header) => {
        const procedureNumber = this.#numbers.get(header.id);
        return procedureNumber === undefined ? [] : [{ ...header, procedureNumber }];
      })
      .sort((a, b) => a.deadline - b.deadline);
  }

  get isInCase(): boolean {
    return this.#isInCase;
  }

  /** For the form, which keeps its own problems: rejects with an AppError. */
  readonly create = async (
    facts: CaseFacts,
    withShare: boolean,
  ): Promise<{ readonly session: DossierSession; readonly share: Blob | undefined }> => {
    const departures = this.#departures;
    const created = await this.#door.create(facts, withShare);
    if (departures !== this.#departures) {
      created.session[Symbol.dispose]();
      throw new AppError('VAULT_LOCKED');
    }
    this.#numbers = new Map(this.#numbers).set(created.session.caseId, facts.procedureNumber);
    this.#keep(created.session, created.share !== undefined);
    return created;
  };

  open(id: CaseId, share: Uint8Array<ArrayBuffer> | undefined): Promise<DossierSession | undefined> {
    return this.#ground.opening(() => this.#door.open(id, share));
  }

  /** What was created is not entered after all: it is closed, and stands in the list. */
  async abandon(): Promise<void> {
    const session = this.#letGo();
    if (session !== undefined) {
      const isClosed = await this.#ground.closing(() => session.close());
      session[Symbol.dispose](); // Closed or not, another one can be opened.
      this.#setInCase(false);
      if (isClosed) {
        await this.#ground.load();
      }
    }
  }

  /** A case is on the screen: it locks itself. */
  enter(): void {
    this.#letGo()?.holdAutoLock(false);
    this.#setInCase(true);
  }

  /** Back from a case: what it changed shows in the list. One that was left locked leaves nobody unlocked. */
  async leave(isLocked: boolean): Promise<void> {
    this.#isInCase = false;
    if (isLocked) {
      await this.#ground.lock();
    }
    this.#ground.onchange();
    await this.#ground.load();
  }

  /** Cases of somebody who has unlocked. */
  show({ cases }: UnlockedUser): void {
    this.#numbers = new Map(cases.map(({ id, procedureNumber }) => [id, procedureNumber]));
  }

  /** Nobody is there any more; a dossier that was entered stays, and has locked itself. */
  forget(): void {
    this.#departures += 1;
    this.#numbers = new Map();
    const created = this.#letGo();
    if (created !== undefined) {
      created[Symbol.dispose]();
      this.#isInCase = false;
    }
  }

  /** From its creation on a dossier is a case of its own: what is shown once must be saved before anything locks. */
  #keep(session: DossierSession, isShareUnsaved: boolean): void {
    session.holdAutoLock(isShareUnsaved);
    const unsubscribe = session.subscribe(() => {
      if (session.isLocked) {
        void this.#ground.lock(); // It has locked itself before anybody was in it.
      }
    });
    this.#created = { session, unsubscribe };
    this.#setInCase(true);
  }

  #letGo(): DossierSession | undefined {
    const created = this.#created;
    this.#created = undefined;
    created?.unsubscribe();
    return created?.session;
  }

  #setInCase(isInCase: boolean): void {
    this.#isInCase = isInCase;
    this.#ground.onchange();
  }
}
