// What a case allows, and what it asks for before work on its recordings: nothing in an Exercice, the law in a dossier.

import type { Licence } from '../contracts/analysis.ts';
import type { SealerGrant } from '../contracts/sealer.ts';
import type { RecordingId, Sha256 } from '../domain/ids.ts';
import type { DataNature } from '../domain/law/enumerations.ts';
import type { Action } from '../domain/law/rights.ts';
import type { Recording } from './recording.ts';

export interface CasePolicy {
  /** Whether anything may be shown, not while the screen is locked; with a nature of data: whether that may be. */
  mayShow(nature?: DataNature): boolean;
  /** Throws VAULT_LOCKED, RIGHT_REFUSED, LAW_REFUSED, CLOCK_WENT_BACK. */
  must(action: Action, nature?: DataNature): void;
  /** As `must('consult')`, and written in the journal before anything of `target` is shown. */
  consult(target: string, nature: DataNature): Promise<void>;
  /** Before the first byte of a file is read. Throws LAW_REFUSED. */
  mayRead(id: RecordingId): void;
  /** The hash of a file is known; nothing of it has been decoded. */
  hashed(id: RecordingId, sha256: Sha256): Promise<void>;
  /** Before anything is decoded for an analysis: by what right it may be. Rejects with LAW_REFUSED. */
  licence(id: RecordingId): Promise<Licence>;
  /** By what right pictures are compared without an analysis, right now. Throws LAW_REFUSED. */
  searchLicence(id: RecordingId): Licence;
  /** How one call of a worker seals what it writes. */
  grant(): Promise<SealerGrant>;
  /** Reads what was stored of a recording, now or when the screen is unlocked. */
  catchUp(recording: Recording): Promise<void>;
  /** An analysis has ended. */
  ended(recording: Recording): Promise<void>;
  /** There is no work left. */
  rest(): void;
}
