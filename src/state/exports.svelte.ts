// What leaves an open case, and the journal that says so.

import type { JournalEntry } from '../contracts/journal.ts';
import type { PrintedFigures, Session } from '../contracts/session.ts';
import type { RecordingId } from '../domain/ids.ts';
import { FilmExport } from './film-export.svelte.ts';

export class Exports implements Disposable {
  readonly #session: Session;
  #journal: readonly JournalEntry[] = $state.raw([]);
  /** The synopsis as a film. */
  readonly film: FilmExport;

  constructor(session: Session) {
    this.#session = session;
    this.film = new FilmExport(
      (...order) => session.exportSynopsis(...order),
      () => {
        this.follow();
      },
    );
  }

  /** Reads the session again. */
  follow(): void {
    this.#journal = [...this.#session.journal];
  }

  get journal(): readonly JournalEntry[] {
    return this.#journal;
  }

  async results(id: RecordingId, motive?: string): Promise<Blob> {
    const blob = await this.#session.exportResults(id, motive);
    this.follow();
    return blob;
  }

  async figures(printed: PrintedFigures, motive?: string): Promise<void> {
    await this.#session.printFigures(printed, motive);
    this.follow();
  }

  async still(id: RecordingId, ordinal: number, motive?: string): Promise<Blob> {
    const blob = await this.#session.exportStill(id, ordinal, motive);
    this.follow();
    return blob;
  }

  [Symbol.dispose](): void {
    this.film[Symbol.dispose]();
  }
}
