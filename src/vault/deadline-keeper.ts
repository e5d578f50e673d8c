// Time as the vault counts it: a clock that is set back never makes anything younger. What has expired is erased first.

import { AppError } from '../contracts/errors.ts';
import type { ErasureAccount } from '../contracts/vault.ts';
import { caseId, type CaseId } from '../domain/ids.ts';
import { isOver, ratchet } from '../domain/law/retention.ts';
import { may } from '../domain/law/rights.ts';
import { instant, type Instant } from '../domain/time/instant.ts';
import type { Unlocked, VaultTools } from './memory.ts';
import type { CaseRow, ErasureRow } from '../storage/registry-shapes.ts';
import { INSTALLATION } from './journal.ts';
import { countOf, eraseCase, whyLost } from './shred.ts';

/** What a look at the clock and the deadlines came to. A draft without a file is erased too, and told of nowhere here. */
export interface Enforcement {
  readonly isTrusted: boolean;
  /** Cases whose deadline had passed, or whose erasure was cut short. */
  readonly erased: readonly CaseId[];
  /** Cases erased because nobody had said that their third share was saved. */
  readonly lost: readonly CaseId[];
}

export class DeadlineKeeper {
  readonly #tools: VaultTools;
  #lastSeen = instant(0);

  constructor(tools: VaultTools) {
    this.#tools = tools;
  }

  /** The greater of the machine's clock and the latest moment seen, which deadlines are counted by. */
  get now(): Instant {
    return ratchet(instant(this.#tools.clock()), this.#lastSeen).now;
  }

  /** Fails with CLOCK_WENT_BACK: nothing is written until the référent has confirmed the clock. */
  mustBeTrusted(): void {
    if (ratchet(instant(this.#tools.clock()), this.#lastSeen).wentBack) {
      throw new AppError('CLOCK_WENT_BACK');
    }
  }

  /** The référent has looked at the machine's clock: it counts from now on. */
  async confirmClock(): Promise<void> {
    this.#lastSeen = instant(this.#tools.clock());
    await this.#tools.registry.setInstallation({ lastSeen: this.#lastSeen });
  }

  /**
   * Looks at the clock and at every deadline, and at cases that nobody can ever open; `isCurrent`: a case is open or being
   * created.
   */
  async enforce(isCurrent: (id: string) => boolean): Promise<Enforcement> {
    const { clock, registry } = this.#tools;
    const installation = await registry.installation();
    if (installation === undefined) {
      return { isTrusted: true, erased: [], lost: [] };
    }
    const seen = instant(Math.max(installation.lastSeen, this.#lastSeen));
    const { now, wentBack } = ratchet(instant(clock()), seen);
    const isTrusted = !wentBack;
    this.#lastSeen = now;
    if (isTrusted) {
      await registry.setInstallation({ lastSeen: now });
    } else {
      const event = { kind: 'clock-went-back' } as const;
      await registry.putPending({ id: event.kind, at: clock(), chain: INSTALLATION, event });
    }
    const erased: CaseId[] = [];
    const lost: CaseId[] = [];
    for (const row of await registry.cases()) {
      const cause = await causeOf(row, now, isCurrent);
      if (cause !== undefined) {
        await this.#enforceOn(row, now, cause);
      }
      if (cause === 'DEADLINE' || cause === 'ORDER') {
        erased.push(caseId(row.id));
      } else if (cause === 'SHARE_LOST') {
        lost.push(caseId(row.id));
      }
    }
    return { isTrusted, erased, lost };
  }

  /** Written first; a second time over the first one when the erasure was cut short. */
  async #enforceOn(row: CaseRow, at: Instant, cause: ErasureRow['cause']): Promise<void> {
    const { clock, registry } = this.#tools;
    const event = { kind: 'erased', cause, records: await countOf(row) } as const;
    if (row.state !== 'ERASED') {
      await registry.putPending({ id: `erased/${row.id}`, at: clock(), chain: row.id, event });
    }
    await eraseCase(registry, row, { at, cause });
  }

  /** The case, if this user may erase it: a holder whose role may, or the référent once the deadline has passed. */
  async mustErase({ profile, quality }: Unlocked, id: CaseId): Promise<CaseRow> {
    const row = await this.#tools.registry.case(id);
    if (row === undefined) {
      throw new AppError('CASE_ERASED');
    }
    const isExpired = isOver(instant(row.deadline), this.now);
    const isHolder = row.holders.some(({ holder }) => holder === profile.userId);
    // Whether it was closed or ordered is judged by who asks, from the case file, which is not open here.
    const given = { isClosed: isHolder, isOrdered: isHolder, isExpired };
    if (!may({ role: profile.role, quality }, 'erase', given)) {
      throw new AppError('RIGHT_REFUSED', { role: profile.role });
    }
    return row;
  }

  count(row: CaseRow): Promise<number> {
    return countOf(row);
  }

  erase(row: CaseRow): Promise<ErasureAccount> {
    return eraseCase(this.#tools.registry, row, { at: this.now, cause: 'ORDER' });
  }
}

/** Why a case is to be erased now; `undefined`: it is not. */
async function causeOf(
  row: CaseRow,
  now: Instant,
  isCurrent: (id: string) => boolean,
): Promise<ErasureRow['cause'] | undefined> {
  if (isOver(instant(row.deadline), now)) {
    return 'DEADLINE';
  }
  if (row.state === 'ERASED') {
    return 'ORDER';
  }
  return isCurrent(row.id) ? undefined : whyLost(row);
}
