// The journal of a dossier as its session writes it: through the vault, which chains, signs and stores each entry.

import type { Journal, JournalEntry, JournalEvent } from '../contracts/journal.ts';
import type { AskVault } from './vault-link.ts';

export class DossierJournal implements Journal {
  readonly #ask: AskVault;
  readonly #entries: JournalEntry[] = [];

  constructor(ask: AskVault) {
    this.#ask = ask;
  }

  /** Those of this session. */
  get entries(): readonly JournalEntry[] {
    return this.#entries;
  }

  /** Moment of the last entry, ms since 1970; 0 before the first. */
  get lastAt(): number {
    return Date.parse(this.#entries.at(-1)?.at ?? '1970-01-01');
  }

  /** Resolves once the entry is on disk; rejects when it is not, and then nothing may happen. */
  async append(event: JournalEvent, motive?: string): Promise<JournalEntry> {
    const { seq, at } = await this.#ask((vault) => vault.append('case', event, motive));
    const entry = { seq, at, event };
    this.#entries.push(entry);
    return entry;
  }
}
