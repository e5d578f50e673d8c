// What may be read at the door without opening a case: journals, the control file, certificates of erasure.

import type { DossierDoor, IssuedDocument, VerifiedJournal } from '../contracts/dossier.ts';
import type { CaseId } from '../domain/ids.ts';

type Papers = Pick<
  DossierDoor,
  'journal' | 'exportJournal' | 'controlFile' | 'controlPdf' | 'certificates' | 'certificatePdf'
>;

/** Certificate of a dossier that was erased. */
export type Certificate = Awaited<ReturnType<DossierDoor['certificates']>>[number];

/** Runs a reading as an act of the door; `undefined` when it failed. */
export type DoorReading = <T>(read: () => Promise<T>) => Promise<T | undefined>;

export class DoorPapers {
  readonly #door: Papers;
  readonly #reading: DoorReading;

  constructor(door: Papers, reading: DoorReading) {
    this.#door = door;
    this.#reading = reading;
  }

  journal(chain: CaseId | 'installation'): Promise<VerifiedJournal | undefined> {
    return this.#reading(() => this.#door.journal(chain));
  }

  exportJournal(chain: CaseId | 'installation'): Promise<Blob | undefined> {
    return this.#reading(() => this.#door.exportJournal(chain));
  }

  /** For the open dossier, which keeps its own problems: rejects with an AppError. */
  exportJournalOf(id: CaseId): Promise<Blob> {
    return this.#door.exportJournal(id);
  }

  controlFile(): Promise<IssuedDocument | undefined> {
    return this.#reading(() => this.#door.controlFile());
  }

  /** Of the control file that was drawn up last. */
  controlPdf(document: IssuedDocument): Promise<Blob | undefined> {
    return this.#reading(() => this.#door.controlPdf(document));
  }

  certificates(): Promise<readonly Certificate[] | undefined> {
    return this.#reading(() => this.#door.certificates());
  }
  certificatePdf(id: CaseId): Promise<Blob | undefined> {
    return this.#reading(() => this.#door.certificatePdf(id));
  }
}
