// Searches and zones kept in an open case: in a dossier judged by the domain, written in the journal, then stored; in an
// Exercice kept in memory.

import type { Journal, JournalEvent } from '../contracts/journal.ts';
import { userId } from '../domain/case/case-file.ts';
import { judgedShelf } from '../domain/case/shelf-rules.ts';
import { LawRefusal } from '../domain/law/codes.ts';
import {
  changedShelf,
  EMPTY_SHELF,
  withoutRecording,
  type Shelf,
  type ShelfCommand,
} from '../domain/case/saved-search.ts';
import { instant } from '../domain/time/instant.ts';
import type { DossierRepository } from '../storage/dossier-repository.ts';
import { encodeShelfRecord, type ShelfRecord } from '../storage/shelf-codec.ts';
import type { CaseDesk } from './case-desk.ts';
import type { DossierJournal } from './dossier-journal.ts';
import { lawful, refusal } from './lawful.ts';

/** Of a dossier. */
export class ShelfDesk {
  readonly #desk: CaseDesk;
  readonly #repository: DossierRepository;
  readonly #journal: DossierJournal;
  #shelf: Shelf = EMPTY_SHELF;

  constructor(desk: CaseDesk, repository: DossierRepository, journal: DossierJournal) {
    this.#desk = desk;
    this.#repository = repository;
    this.#journal = journal;
  }

  async load(): Promise<void> {
    this.#shelf = await this.#repository.readShelf();
  }

  get shelf(): Shelf {
    return this.#shelf;
  }

  /** Gives the id of what it is about. Rejects with LAW_REFUSED, RIGHT_REFUSED (journalled), INPUT_INVALID. */
  command(command: ShelfCommand): Promise<string> {
    return this.#desk.inTurn(async () => {
      this.#desk.mustBeTrusted();
      const newId = crypto.randomUUID();
      const after = await this.#judged(command, newId);
      // What cannot be stored is not said to be.
      changes(this.#shelf, after).forEach(encodeShelfRecord);
      await this.#journal.append(eventOf(command, newId));
      await this.#store(after);
      return idOf(command, newId);
    });
  }

  /** A recording is erased: nothing names it any more. */
  async forget(recording: string): Promise<void> {
    await this.#store({ ...this.#shelf, searches: withoutRecording(this.#shelf.searches, recording) });
  }

  async #store(after: Shelf): Promise<void> {
    const ids = new Set(recordsOf(after).map(({ of }) => of.id));
    const gone = recordsOf(this.#shelf).flatMap(({ of }) => (ids.has(of.id) ? [] : [of.id]));
    await this.#repository.changeShelf(changes(this.#shelf, after), gone);
    this.#shelf = after;
  }

  async #judged(command: ShelfCommand, newId: string): Promise<Shelf> {
    const { file, context } = this.#desk;
    try {
      return judgedShelf(this.#shelf, command, { ...context, file, newId });
    } catch (error) {
      if (!(error instanceof LawRefusal)) {
        throw error;
      }
      const missing = [...error.codes];
      await this.#journal.append({ kind: 'command-refused', command: command.kind, missing });
      throw refusal(missing);
    }
  }
}

/** Nobody has to say who they are in an Exercice. */
const SOMEBODY = userId('exercise');

/** Of an Exercice: gone with its page. */
export class MemoryShelf {
  readonly #journal: Journal;
  #shelf: Shelf = EMPTY_SHELF;

  constructor(journal: Journal) {
    this.#journal = journal;
  }

  get shelf(): Shelf {
    return this.#shelf;
  }

  /** Gives the id of what it is about. Rejects with LAW_REFUSED, INPUT_INVALID. */
  async command(command: ShelfCommand): Promise<string> {
    const newId = crypto.randomUUID();
    const facts = { newId, by: SOMEBODY, at: instant(Date.now()) };
    const after = lawful(() => changedShelf(this.#shelf, command, facts));
    changes(this.#shelf, after).forEach(encodeShelfRecord);
    this.#shelf = after;
    await this.#journal.append(eventOf(command, newId));
    return idOf(command, newId);
  }
}

function recordsOf({ searches, zones }: Shelf): readonly ShelfRecord[] {
  return [
    ...searches.map((of): ShelfRecord => ({ kind: 'search', of })),
    ...zones.map((of): ShelfRecord => ({ kind: 'zone', of })),
  ];
}

/** What is not stored as it is now. */
function changes(before: Shelf, after: Shelf): readonly ShelfRecord[] {
  const known = new Set<unknown>([...before.searches, ...before.zones]);
  return recordsOf(after).filter(({ of }) => !known.has(of));
}

function idOf(command: ShelfCommand, newId: string): string {
  return 'id' in command ? command.id : newId;
}

function eventOf(command: ShelfCommand, newId: string): JournalEvent {
  return { kind: 'kept', command: command.kind, target: idOf(command, newId) };
}
