// The tray of an open case: in a dossier judged by the domain, written in the journal, then stored; in an Exercice kept
// in memory.

import type { JournalEvent, Journal } from '../contracts/journal.ts';
import { userId } from '../domain/case/case-file.ts';
import { judgedTray } from '../domain/case/tray-rules.ts';
import { changedTray, type Tray, type TrayCommand, type TrayFacts, type TrayItem } from '../domain/case/tray.ts';
import { LawRefusal } from '../domain/law/codes.ts';
import { instant } from '../domain/time/instant.ts';
import type { PlacedItem } from '../storage/tray-codec.ts';
import type { DossierRepository } from '../storage/dossier-repository.ts';
import type { CaseDesk } from './case-desk.ts';
import type { DossierJournal } from './dossier-journal.ts';
import { lawful, refusal } from './lawful.ts';
import type { RecordingList } from './recording-list.ts';

/** What is known of the recordings of an open case. */
export function trayFacts(list: RecordingList): Pick<TrayFacts, 'timeOf' | 'isTrack'> {
  return {
    timeOf: (recording, ordinal) => list.all.find(({ id }) => id === recording)?.state.table?.us[ordinal - 1],
    isTrack: (track) => list.has(track),
  };
}

/** Of a dossier. */
export class TrayDesk {
  readonly #desk: CaseDesk;
  readonly #repository: DossierRepository;
  readonly #journal: DossierJournal;
  readonly #facts: Pick<TrayFacts, 'timeOf' | 'isTrack'>;
  #tray: Tray = [];

  constructor(
    desk: CaseDesk,
    repository: DossierRepository,
    journal: DossierJournal,
    facts: Pick<TrayFacts, 'timeOf' | 'isTrack'>,
  ) {
    this.#desk = desk;
    this.#repository = repository;
    this.#journal = journal;
    this.#facts = facts;
  }

  async load(): Promise<void> {
    this.#tray = await this.#repository.readTray();
  }

  get tray(): Tray {
    return this.#tray;
  }

  /** Gives the id of the item. Rejects with LAW_REFUSED or RIGHT_REFUSED; the refusal is journalled. */
  command(command: TrayCommand): Promise<string> {
    return this.#desk.inTurn(async () => {
      this.#desk.mustBeTrusted();
      const newId = crypto.randomUUID();
      const after = await this.#judged(command, newId);
      await this.#journal.append(eventOf(command, newId));
      await this.#store(after);
      return targetOf(command, newId);
    });
  }

  /** Takes out what stands on something that is erased. */
  async forget(isGone: (item: TrayItem) => boolean): Promise<void> {
    await this.#store(this.#tray.filter((item) => !isGone(item)));
  }

  async #store(after: Tray): Promise<void> {
    const before = this.#tray;
    const ids = new Set(after.map(({ id }) => id));
    const gone = before.filter(({ id }) => !ids.has(id)).map(({ id }) => id);
    await this.#repository.changeTray(changes(before, after), gone);
    this.#tray = after;
  }

  async #judged(command: TrayCommand, newId: string): Promise<Tray> {
    const { file, context } = this.#desk;
    try {
      return judgedTray(this.#tray, command, { ...context, ...this.#facts, file, newId });
    } catch (error) {
      if (!(error instanceof LawRefusal)) {
        throw error;
      }
      const missing = [...error.codes];
      await this.#journal.append({ kind: 'command-refused', command: `tray-${command.kind}`, missing });
      throw refusal(missing);
    }
  }
}

/** What is not stored as it is now: its place or its content is another one. */
function changes(before: Tray, after: Tray): readonly PlacedItem[] {
  return after.flatMap((item, place) => (before[place] === item ? [] : [{ place, item }]));
}

/** Nobody has to say who they are in an Exercice. */
const SOMEBODY = userId('exercise');

/** Of an Exercice: gone with its page. */
export class MemoryTray {
  readonly #journal: Journal;
  readonly #facts: Pick<TrayFacts, 'timeOf' | 'isTrack'>;
  #tray: Tray = [];

  constructor(journal: Journal, facts: Pick<TrayFacts, 'timeOf' | 'isTrack'>) {
    this.#journal = journal;
    this.#facts = facts;
  }

  get tray(): Tray {
    return this.#tray;
  }

  /** Gives the id of the item. Rejects with LAW_REFUSED. */
  async command(command: TrayCommand): Promise<string> {
    const newId = crypto.randomUUID();
    const facts = { ...this.#facts, newId, by: SOMEBODY, at: instant(Date.now()) };
    this.#tray = lawful(() => changedTray(this.#tray, command, facts));
    await this.#journal.append(eventOf(command, newId));
    return targetOf(command, newId);
  }
}

function targetOf(command: TrayCommand, newId: string): string {
  return command.kind === 'add' ? newId : command.id;
}

function eventOf(command: TrayCommand, newId: string): JournalEvent {
  const event = { kind: 'tray', command: `tray-${command.kind}`, target: targetOf(command, newId) } as const;
  if (command.kind !== 'add') {
    return event;
  }
  const { recording, first } = command.content;
  return { ...event, recordingId: recording, ordinal: first.ordinal };
}
