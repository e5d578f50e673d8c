// The form that creates a dossier: what is filled in, what is still missing by the domain's own word, and the sending.

import type { DossierDoor, DossierSession } from '../contracts/dossier.ts';
import type { Alert } from '../contracts/errors.ts';
import type { InstallationRecord, UnlockedUser, UserProfile } from '../contracts/vault.ts';
import type { UserId } from '../domain/case/case-file.ts';
import type { CaseCommand, CommandContext } from '../domain/case/commands.ts';
import type { RefusalCode } from '../domain/law/codes.ts';
import type { Framework } from '../domain/law/enumerations.ts';
import { timeLimit } from '../domain/law/frameworks.ts';
import { isValidOn } from '../domain/law/habilitation.ts';
import type { StatuteId } from '../domain/law/statutes.ts';
import { dayOf } from '../domain/time/calendar.ts';
import { instant, type Instant } from '../domain/time/instant.ts';
import { commandContext } from '../services/case-desk.ts';
import {
  authorisationOf,
  factsOf,
  freshAnswers,
  inFramework,
  lacksOf,
  unreadScope,
  type CaseAnswers,
} from './case-form-answers.ts';
import { fieldOf, type CaseFieldId } from './case-form-fields.ts';
import { Doing } from './doing.svelte.ts';

/** What the form starts from. */
export interface CaseFormGround {
  readonly user: UnlockedUser;
  readonly installation: InstallationRecord;
  /** Users of this installation, the creator among them. */
  readonly users: readonly UserProfile[];
  /** ms since 1970. */
  readonly clock: () => number;
}

/** A dossier that stands, with the third share of its key when one was asked for: it is not kept anywhere. */
export interface CreatedCase {
  readonly session: DossierSession;
  readonly share: Uint8Array<ArrayBuffer> | undefined;
}

export class CaseFormState {
  readonly #ground: CaseFormGround;
  #answers: CaseAnswers;
  #users: ReadonlySet<UserId> = $state.raw(new Set());
  #withShare = $state(true);
  #now: number;
  readonly #doing = new Doing<'submit' | 'confirm'>();
  /** Created, but not yet all that was asked: sending again goes on from there. */
  #created: CreatedCase | undefined;
  readonly #missing = $derived.by(() => lacksOf(this.#answers, this.#creator, this.#context));

  constructor(ground: CaseFormGround) {
    this.#ground = ground;
    this.#now = $state(ground.clock());
    this.#answers = $state.raw(freshAnswers(ground.installation.service, instant(this.#now), this.timeZone));
  }

  /** Whether the référent has confirmed a reference of the law. */
  isConfirmed(id: StatuteId): boolean {
    return this.#ground.installation.confirmedStatutes.includes(id);
  }

  get answers(): CaseAnswers {
    return this.#answers;
  }

  get timeZone(): string {
    return this.#ground.installation.timeZone;
  }

  get creator(): UserProfile {
    return this.#ground.user.profile;
  }

  set(part: Partial<CaseAnswers>): void {
    // A moment that lay ahead when the form was opened may lie behind now.
    this.#now = this.#ground.clock();
    this.#answers = { ...this.#answers, ...part };
  }

  setFramework(framework: Framework): void {
    this.#answers = inFramework(this.#answers, framework);
  }

  /** People who can be listed today: active, habilitated, of a role that works in a case; not the creator. */
  get candidates(): readonly UserProfile[] {
    const today = dayOf(instant(this.#now), this.timeZone);
    return this.#ground.users.filter(
      ({ userId, role, isActive, habilitation }) =>
        userId !== this.creator.userId &&
        isActive &&
        (role === 'ENQUETEUR' || role === 'DIRECTEUR_ENQUETE') &&
        isValidOn(habilitation, today),
    );
  }

  isListed(id: UserId): boolean {
    return this.#users.has(id);
  }

  toggleUser(id: UserId): void {
    const next = new Set(this.#users);
    if (!next.delete(id)) {
      next.add(id);
    }
    this.#users = next;
  }

  get withShare(): boolean {
    return this.#withShare;
  }

  set withShare(value: boolean) {
    this.#withShare = value;
  }

  /** By the domain, in the order of the form. */
  get missing(): readonly RefusalCode[] {
    return this.#missing;
  }

  /** Fields in which something stands that cannot be read, and that the domain would not miss. */
  get unread(): readonly CaseFieldId[] {
    return this.#answers.framework === undefined ? [] : unreadScope(this.#answers.scope, this.timeZone);
  }

  get canSubmit(): boolean {
    return this.#missing.length === 0 && this.unread.length === 0 && !this.isSending;
  }

  get isSending(): boolean {
    return this.#doing.busy !== undefined;
  }

  get problem(): Alert | undefined {
    return this.#doing.problem;
  }

  fieldOf(code: RefusalCode): CaseFieldId | undefined {
    return fieldOf(code, this.#answers);
  }

  /** First moment after the flagrance, once its beginning is known. */
  get flagranceEnd(): Instant | undefined {
    const { framework, flagranceFrom } = factsOf(this.#answers, this.timeZone);
    return framework === 'FLAGRANCE' && flagranceFrom !== undefined
      ? timeLimit(framework, flagranceFrom, false, this.timeZone)
      : undefined;
  }

  /** Creates, lists, has authorised; each is judged and journalled by the services. `undefined`: see `problem`. */
  async submit(door: Pick<DossierDoor, 'create'>): Promise<CreatedCase | undefined> {
    this.#now = this.#ground.clock();
    if (!this.canSubmit) {
      return undefined;
    }
    return this.#doing.result('submit', async () => {
      const isAgain = this.#created !== undefined;
      const created = this.#created ?? (await this.#create(door));
      this.#created = created;
      for (const command of this.#commands(created.session, isAgain)) {
        await created.session.command(command);
      }
      return created;
    });
  }

  /** What a sending left half way; nothing of it is authorised, so nothing can be imported. */
  get created(): CreatedCase | undefined {
    return this.#created;
  }

  /** The person says that the share is saved. False: it could not be noted, `problem` says why. */
  confirmShare(): Promise<boolean> {
    return this.#doing.attempt('confirm', async () => this.#created?.session.confirmShare());
  }

  async #create(door: Pick<DossierDoor, 'create'>): Promise<CreatedCase> {
    const { session, share } = await door.create(factsOf(this.#answers, this.timeZone), this.#withShare);
    return { session, share: share === undefined ? undefined : new Uint8Array(await share.arrayBuffer()) };
  }

  /** What is left to do on a case as it stands; `isAgain`: after a sending that went half way, and corrections. */
  #commands({ file }: DossierSession, isAgain: boolean): readonly CaseCommand[] {
    const listed = new Set(file.users.map(({ userId }) => userId));
    const people = this.candidates.filter(({ userId }) => this.#users.has(userId) && !listed.has(userId));
    const authorisation = authorisationOf(this.#answers, this.timeZone);
    const facts = factsOf(this.#answers, this.timeZone);
    return [
      ...(isAgain && file.state === 'DRAFT' ? [{ kind: 'describe', facts } as const] : []),
      ...people.map(
        ({ userId, role, label, habilitation }) =>
          ({ kind: 'list-user', user: { userId, role, label, habilitation } }) as const,
      ),
      ...(authorisation === undefined || file.state !== 'DRAFT' ? [] : [{ kind: 'authorise', authorisation } as const]),
    ];
  }

  get #creator() {
    const { userId, role, label, habilitation } = this.creator;
    return { userId, role, label, habilitation };
  }

  get #context(): CommandContext {
    return commandContext(this.#ground.user, this.#ground.installation, this.#now, 0);
  }
}
