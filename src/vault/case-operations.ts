// One case at a time: made, opened, shared, sealed for, written about and erased. Rights and the journal come first.

import { AppError } from '../contracts/errors.ts';
import type { JournalEvent, SignedEntry } from '../contracts/journal.ts';
import type { ErasureAccount } from '../contracts/vault.ts';
import type { CaseState, UserId } from '../domain/case/case-file.ts';
import type { CaseId } from '../domain/ids.ts';
import { deadlineOf } from '../domain/law/retention.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { Bytes } from './bytes.ts';
import type { CaseKeeper } from './case-keeper.ts';
import { INSTALLATION } from './journal.ts';
import { CONTROL } from './memory.ts';
import type { People } from './people.ts';
import type { VaultCore } from './vault-core.ts';

/** What `VaultApi` says of cases. */
export class CaseOperations {
  readonly #core: VaultCore;
  readonly #people: People;
  readonly #cases: CaseKeeper;

  constructor(core: VaultCore, people: People, cases: CaseKeeper) {
    this.#core = core;
    this.#people = people;
    this.#cases = cases;
  }

  async create(id: CaseId, withShare: boolean): Promise<{ readonly share: Bytes | undefined }> {
    const user = this.#core.may('create');
    this.#core.deadlines.mustBeTrusted();
    const { timeZone } = await this.#people.record(user);
    const holders = new Set<string>([user.profile.userId, CONTROL]);
    const recipients = (await this.#people.recipients(user)).filter(({ holder }) => holders.has(holder));
    await this.#core.note(user.writer, id, { kind: 'case-created', share: withShare });
    this.#core.memory.creating = id;
    const share = await this.#cases.create(id, deadlineOf(this.#core.deadlines.now, timeZone), withShare, recipients);
    return { share };
  }

  async confirmShare(): Promise<void> {
    const { open } = this.#core.memory.mustShow();
    const user = this.#core.may('create');
    this.#core.deadlines.mustBeTrusted();
    await this.#core.note(user.writer, open.id, { kind: 'share-confirmed' });
    await this.#cases.confirmShare();
  }

  async open(id: CaseId, share: Bytes | undefined): Promise<void> {
    const user = this.#core.may('open-case', { hasControlKey: true });
    const { epoch } = this.#core.memory;
    await this.#core.door.hold();
    await this.#core.enforce();
    const row = await this.#core.tools.registry.case(id);
    if (row === undefined) {
      throw new AppError('CASE_ERASED');
    }
    const opened = await this.#cases.prepare(user, row, share);
    await this.#core.note(user.writer, id, { kind: 'case-opened' });
    this.#core.mustBeSince(epoch);
    opened();
  }

  async close(): Promise<void> {
    const { open, unlocked } = this.#core.memory;
    this.#core.memory.forgetCase();
    if (open !== undefined && unlocked !== undefined) {
      await this.#core.note(unlocked.writer, open.id, { kind: 'case-closed' });
    }
  }

  async note(state: CaseState, deadline: Instant, procedureNumber: string): Promise<void> {
    const user = this.#core.memory.must('ENQUETEUR', 'DIRECTEUR_ENQUETE', 'CONTROLE');
    this.#core.deadlines.mustBeTrusted();
    await this.#cases.note(state, deadline, procedureNumber, await this.#people.recipients(user));
  }

  async grant(id: UserId): Promise<void> {
    const user = this.#core.may('list-users');
    this.#core.deadlines.mustBeTrusted();
    const found = (await this.#people.known(user)).find(({ profile }) => profile.userId === id);
    if (found === undefined || !found.profile.isActive || found.profile.role === 'REFERENT') {
      throw new AppError('RIGHT_REFUSED', { role: found?.profile.role ?? '' });
    }
    await this.#cases.grant(user, { holder: id, publicKey: found.publicKeys.wrap });
  }

  async revoke(id: UserId): Promise<void> {
    this.#core.may('list-users');
    await this.#cases.revoke(id);
  }

  async sealer(purpose: 'screen' | 'analysis'): Promise<MessagePort> {
    this.#core.memory.must();
    return this.#cases.port(purpose, await this.#core.door.lifeLock(), () => {
      this.#core.deadlines.mustBeTrusted();
    });
  }

  async shred(id: CaseId): Promise<ErasureAccount> {
    const user = this.#core.memory.must();
    const row = await this.#core.deadlines.mustErase(user, id);
    const event = { kind: 'erased', cause: 'ORDER', records: await this.#core.deadlines.count(row) } as const;
    await this.#core.note(user.writer, id, event);
    if (this.#core.memory.open?.id === id) {
      this.#core.memory.forgetCase();
    }
    return this.#core.deadlines.erase(row);
  }

  async append(chain: 'case' | 'installation', event: JournalEvent, motive?: string): Promise<SignedEntry> {
    const { open, unlocked, underLock } = this.#core.memory;
    if (chain === 'installation') {
      return this.#core.note(this.#core.memory.must().writer, INSTALLATION, event, motive);
    }
    // Under a locked screen it is the installation that writes what an analysis did.
    const writer = open?.isShown === true ? unlocked?.writer : (unlocked?.system ?? underLock);
    if (writer === undefined || open === undefined) {
      throw new AppError('VAULT_LOCKED');
    }
    return this.#core.note(writer, open.id, event, motive);
  }
}
