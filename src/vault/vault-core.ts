// What every operation of the vault goes through: the door, the deadlines, who may, and the journal.

import { AppError } from '../contracts/errors.ts';
import type { JournalEvent, SignedEntry } from '../contracts/journal.ts';
import { may, type Action, type Circumstances } from '../domain/law/rights.ts';
import { DeadlineKeeper } from './deadline-keeper.ts';
import { DoorLock } from './door-lock.ts';
import { INSTALLATION, JournalKeeper, type Writer } from './journal.ts';
import { Memory, type Unlocked, type VaultTools } from './memory.ts';

export class VaultCore {
  readonly tools: VaultTools;
  readonly memory = new Memory();
  readonly door: DoorLock;
  readonly deadlines: DeadlineKeeper;
  readonly journal: JournalKeeper;

  constructor(tools: VaultTools) {
    this.tools = tools;
    this.door = new DoorLock(tools.locks);
    this.deadlines = new DeadlineKeeper(tools);
    this.journal = new JournalKeeper(tools.registry);
  }

  /** Deadlines first, then the passphrase; what happened meanwhile is written down before anything is shown. */
  async enter(open: () => Promise<Unlocked>, event: JournalEvent): Promise<Unlocked> {
    const { epoch } = this.memory;
    await this.door.hold();
    await this.enforce();
    const user = await open();
    await this.journal.settle(user.system);
    await this.note(user.writer, INSTALLATION, event);
    this.mustBeSince(epoch);
    this.memory.lock();
    this.memory.unlocked = user;
    return user;
  }

  /** Erases what has expired, also when it lies open. */
  async enforce(): ReturnType<DeadlineKeeper['enforce']> {
    const { memory } = this;
    const account = await this.deadlines.enforce(
      (id) => (memory.open?.isShown === true && id === memory.open.id) || id === memory.creating,
    );
    const { open, unlocked } = memory;
    if (open !== undefined && account.erased.includes(open.id)) {
      this.memory.forgetCase();
    }
    if (unlocked !== undefined) {
      await this.journal.settle(unlocked.system);
    }
    return account;
  }

  /** Whoever has unlocked, if their role may. Fails with VAULT_LOCKED, RIGHT_REFUSED. */
  may(action: Action, given: Circumstances = {}): Unlocked {
    const user = this.memory.must();
    if (!may({ role: user.profile.role, quality: user.quality }, action, given)) {
      throw new AppError('RIGHT_REFUSED', { role: user.profile.role });
    }
    return user;
  }

  /** Fails with VAULT_LOCKED when somebody has locked in between. */
  mustBeSince(epoch: number): void {
    if (this.memory.epoch !== epoch) {
      throw new AppError('VAULT_LOCKED');
    }
  }

  /** Writes one entry; what it tells is done after it has resolved. */
  note(writer: Writer, chain: string, event: JournalEvent, motive?: string): Promise<SignedEntry> {
    return this.journal.append(writer, { chain, at: this.tools.clock(), event, motive });
  }

  /** Writes into the installation's journal as this user. */
  noteAs({ writer }: Unlocked): (event: JournalEvent) => Promise<SignedEntry> {
    return (event) => this.note(writer, INSTALLATION, event);
  }
}
