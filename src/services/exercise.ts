// An Exercice: its key lives in the page's memory and nowhere else; what it stored is gone with it.

import type { AnalysisSettings } from '../contracts/analysis.ts';
import { AppError, toAppError } from '../contracts/errors.ts';
import type { RecordingPlace, Session } from '../contracts/session.ts';
import type { EditCommand, ReviewCommand } from '../domain/case/commands.ts';
import type { TrackDecision } from '../domain/case/review.ts';
import type { TrackEdit } from '../domain/case/track-edits.ts';
import type { Tray, TrayCommand } from '../domain/case/tray.ts';
import { caseId, type CaseId, type RecordingId, type TrackId } from '../domain/ids.ts';
import type { Shelf, ShelfCommand } from '../domain/case/saved-search.ts';
import { CaseRepository } from '../storage/case-repository.ts';
import { DerushDatabase, wipeCase, wipeExercises } from '../storage/database.ts';
import { createCaseKey } from '../storage/envelope.ts';
import { KeySealer } from '../storage/key-sealer.ts';
import type { CasePolicy } from './case-policy.ts';
import { EXERCISE_NOTICE } from './export-results.ts';
import { MemoryJournal } from './memory-journal.ts';
import { OpenCase } from './open-case.ts';
import { PracticeReview } from './practice-review.ts';
import { Pseudonyms } from './pseudonyms.ts';
import { checkedPlace } from './settings-rules.ts';
import { MemoryShelf } from './shelf-desk.ts';
import type { ExportTerms } from './synopsis/export-source.ts';
import { MemoryTray, trayFacts } from './tray-desk.ts';

const LOCK_PREFIX = 'derush-case-';

/** Opens an Exercice under a fresh key, after wiping those that died without doing it themselves. */
export async function openExercise(): Promise<Session> {
  const database = new DerushDatabase();
  try {
    const alive = new Set((await navigator.locks.query()).held?.map(({ name }) => name));
    await wipeExercises(database, (id) => alive.has(LOCK_PREFIX + id));
    const id = caseId(crypto.randomUUID());
    holdLock(LOCK_PREFIX + id);
    await database.cases.put({ id, kind: 'exercise' });
    const session = new ExerciseSession(id, database, await createCaseKey());
    await session.start();
    return session;
  } catch (error) {
    database.close();
    throw new AppError('STORAGE_FAILED', { message: toAppError(error).message }, { cause: error });
  }
}

/** Held until the page dies: tells other tabs that this exercise is alive. */
function holdLock(name: string): void {
  void navigator.locks.request(name, () => new Promise<never>(() => undefined));
}

class ExerciseSession extends OpenCase implements Session {
  readonly kind = 'exercise';
  readonly #database: DerushDatabase;
  readonly #practice = new PracticeReview(this.list, {
    results: this.context.repository,
    pseudonyms: this.context.pseudonyms,
  });
  readonly #tray = new MemoryTray(this.context.journal, trayFacts(this.list));
  readonly #shelf = new MemoryShelf(this.context.journal);
  #isOpen = true;

  constructor(id: CaseId, database: DerushDatabase, key: CryptoKey) {
    const repository = new CaseRepository(database, id, new KeySealer(key));
    const policy = freePolicy(key, repository);
    super({ id, repository, journal: new MemoryJournal(), policy, pseudonyms: new Pseudonyms() });
    this.#database = database;
  }

  async start(): Promise<void> {
    await this.context.journal.append({ kind: 'case-opened' });
    await this.loadDetectors();
  }

  addFiles(files: readonly File[]): void {
    for (const recording of this.list.add(files)) {
      this.queue.add(recording);
    }
    this.tell(undefined);
  }

  setPlace(id: RecordingId, place: RecordingPlace): void {
    this.list.find(id).update({ place: checkedPlace(place, Date.now()) });
  }

  get decisions(): ReadonlyMap<TrackId, TrackDecision> {
    return this.#practice.decisions;
  }

  get seen(): ReadonlySet<TrackId> {
    return this.#practice.seen;
  }

  async review(command: ReviewCommand): Promise<void> {
    this.#practice.command(command);
    this.tell(undefined);
    return Promise.resolve();
  }

  get edits(): readonly TrackEdit[] {
    return this.#practice.edits;
  }

  async edit(command: EditCommand): Promise<TrackEdit> {
    const edit = await this.#practice.edit(command);
    this.tell(undefined);
    return edit;
  }

  async setSeen(tracks: readonly TrackId[], isSeen: boolean): Promise<void> {
    await this.#practice.setSeen(tracks, isSeen);
    this.tell(undefined);
  }

  get tray(): Tray {
    return this.#tray.tray;
  }

  async trayCommand(command: TrayCommand): Promise<string> {
    const id = await this.#tray.command(command);
    this.tell(undefined);
    return id;
  }

  get shelf(): Shelf {
    return this.#shelf.shelf;
  }

  async shelfCommand(command: ShelfCommand): Promise<string> {
    const id = await this.#shelf.command(command);
    this.tell(undefined);
    return id;
  }

  protected override exportTerms(): ExportTerms {
    return {
      notice: { text: EXERCISE_NOTICE, caseNumber: undefined, isMasked: undefined },
      masking: { retained: new Set(), isOn: false },
      stateOf: (track) => this.decisions.get(track)?.state,
    };
  }

  override analyseAgain(id: RecordingId, settings: AnalysisSettings): void {
    super.analyseAgain(id, settings);
    void this.#practice.forget(id);
  }

  /** Ends everything and deletes what was stored; what a closing tab leaves is wiped at the next start. */
  [Symbol.dispose](): void {
    if (this.#isOpen) {
      this.#isOpen = false;
      this.queue[Symbol.dispose]();
      this.arranger[Symbol.dispose]();
      void wipeCase(this.#database, this.caseId).finally(() => {
        this.#database.close();
      });
    }
  }
}

/** Everything is allowed: nothing of it is of any value in a procedure. */
export function freePolicy(key: CryptoKey, repository: CaseRepository): CasePolicy {
  return {
    mayShow: () => true,
    must: () => undefined,
    consult: () => Promise.resolve(),
    mayRead: () => undefined,
    hashed: () => Promise.resolve(),
    licence: () => Promise.resolve({ kind: 'exercise' }),
    searchLicence: () => ({ kind: 'exercise' }),
    grant: () => Promise.resolve({ kind: 'key', key }),
    catchUp: (recording) => recording.readNewChunks(repository),
    ended: () => Promise.resolve(),
    rest: () => undefined,
  };
}
