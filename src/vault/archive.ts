// What is kept after the fact: journals, lines of erased cases, certificates.

import { AppError } from '../contracts/errors.ts';
import type { SignedEntry } from '../contracts/journal.ts';
import type { Erasure, KeptCertificate } from '../contracts/vault.ts';
import { caseId, type CaseId } from '../domain/ids.ts';
import type { Checkpoint } from '../domain/journal/chain.ts';
import { may } from '../domain/law/rights.ts';
import { instant } from '../domain/time/instant.ts';
import type { Registry } from '../storage/registry.ts';
import type { JournalKeeper } from './journal.ts';
import type { Unlocked } from './memory.ts';
import { certificate } from './sealed-shapes.ts';

export class Archive {
  readonly #registry: Registry;
  readonly #journal: JournalKeeper;

  constructor(registry: Registry, journal: JournalKeeper) {
    this.#registry = registry;
    this.#journal = journal;
  }

  async read(user: Unlocked, chain: CaseId | 'installation'): Promise<readonly SignedEntry[]> {
    await this.#mustRead(user, chain);
    return this.#journal.read(user.keys.journal, chain);
  }

  async checkpoint(user: Unlocked, chain: CaseId | 'installation'): Promise<Checkpoint | undefined> {
    await this.#mustRead(user, chain);
    return this.#journal.checkpoint(user.keys.journal, chain);
  }

  async erasures(): Promise<readonly Erasure[]> {
    const rows = await this.#registry.erasures();
    return rows.map(({ id, at, cause, account }) => ({ id: caseId(id), at: instant(at), cause, account }));
  }

  async keep({ keys }: Unlocked, { id, ...kept }: KeptCertificate): Promise<void> {
    await this.#registry.putCertificate({ id, sealed: await keys.registry.seal('certificates', id, kept) });
  }

  async certificates({ keys }: Unlocked): Promise<readonly KeptCertificate[]> {
    const rows = await this.#registry.certificates();
    return Promise.all(
      rows.map(async ({ id, sealed }) => {
        const { text, sha256, model } = await keys.registry.open(certificate, 'certificates', id, sealed);
        return { id: caseId(id), text, sha256, model };
      }),
    );
  }

  /** That of a case for its holders; which entries of it somebody may see is judged by who asks. */
  async #mustRead({ profile, quality }: Unlocked, chain: string): Promise<void> {
    const holders = (await this.#registry.case(chain))?.holders ?? [];
    const isThisCase = holders.some(({ holder }) => holder === profile.userId);
    if (!may({ role: profile.role, quality }, 'read-journal', { isThisCase, isOwnEntry: true })) {
      throw new AppError('RIGHT_REFUSED', { role: profile.role });
    }
  }
}
