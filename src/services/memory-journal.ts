// The journal of an Exercice: in memory, in order, gone with the tab.

import type { Journal, JournalEntry, JournalEvent } from '../contracts/journal.ts';

/** Appends entries; `now` gives the machine's date. */
export class MemoryJournal implements Journal {
  readonly #entries: JournalEntry[] = [];
  readonly #now: () => Date;

  constructor(now: () => Date = () => new Date()) {
    this.#now = now;
  }

  get entries(): readonly JournalEntry[] {
    return this.#entries;
  }

  append(event: JournalEvent): Promise<JournalEntry> {
    const entry = { seq: this.#entries.length + 1, at: this.#now().toISOString(), event };
    this.#entries.push(entry);
    return Promise.resolve(entry);
  }
}
