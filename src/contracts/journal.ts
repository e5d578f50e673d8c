// The journal: an append-only account of what was done. In an Exercice it lives in memory.

import type { AnalysisSettings } from './analysis.ts';
import type { TrayCommand } from '../domain/case/tray.ts';
import type { ChainEntry } from '../domain/journal/entry.ts';
import type { DismissalMotive } from '../domain/law/enumerations.ts';
import type { ShelfCommand } from '../domain/case/saved-search.ts';
import type { AlertCode } from './errors.ts';

/** What happened. Facts carry no personal data: identifiers, codes, numbers, hashes. */
export type JournalEvent =
  | { readonly kind: 'case-opened' }
  | { readonly kind: 'case-closed' }
  | { readonly kind: 'recording-hashed'; readonly recordingId: string; readonly sha256: string }
  | { readonly kind: 'recording-refused'; readonly recordingId: string; readonly code: AlertCode }
  | {
      readonly kind: 'analysis-started';
      readonly recordingId: string;
      readonly model: string;
      readonly backend: string;
      /** As in the AnalysisRun. */
      readonly settings: AnalysisSettings;
    }
  | {
      readonly kind: 'analysis-ended';
      readonly recordingId: string;
      readonly tracks: number;
      readonly cancelled: boolean;
    }
  | { readonly kind: 'analysis-resumed'; readonly recordingId: string }
  | { readonly kind: 'analysis-failed'; readonly recordingId: string; readonly code: AlertCode }
  | { readonly kind: 'results-exported'; readonly recordingId: string; readonly sha256: string }
  | {
      readonly kind: 'still-exported';
      readonly recordingId: string;
      readonly ordinal: number;
      readonly sha256: string;
      /** Of a dossier: objects masked in it. */
      readonly masked?: readonly string[];
    }
  /** Counts of a case that were put on paper: those of so many objects in so many recordings. */
  | { readonly kind: 'figures-printed'; readonly recordings: number; readonly objects: number }
  /** A synopsis left as a film, with the file that says what it is made of. */
  | {
      readonly kind: 'synopsis-exported';
      readonly recordings: readonly string[];
      /** Shown in it. */
      readonly objects: number;
      /** Of the film, and of the file beside it. */
      readonly sha256: string;
      readonly mapSha256: string;
      /** Of a dossier: objects masked in it. */
      readonly masked?: readonly string[];
    }
  /** What was done with the tray; `target`: the item. Of what was put in, where it is. */
  | {
      readonly kind: 'tray';
      readonly command: `tray-${TrayCommand['kind']}`;
      readonly target: string;
      readonly recordingId?: string;
      readonly ordinal?: number;
    }
  /** A search or a zone was kept, renamed, deleted; `target`: which. What it says stands in the case alone. */
  | { readonly kind: 'kept'; readonly command: ShelfCommand['kind']; readonly target: string }
  | { readonly kind: 'model-added'; readonly model: string; readonly sha256: readonly string[] }
  | {
      readonly kind: 'model-refused';
      readonly model: string;
      readonly code: AlertCode;
      /** One of `ModelRefusal`. */
      readonly reason: string;
    }
  | DossierEvent;

/** What happens in and around a dossier only. */
type DossierEvent =
  | { readonly kind: 'installation-recorded'; readonly build: string; readonly complete: boolean }
  | { readonly kind: 'clock-went-back' | 'clock-confirmed' }
  | { readonly kind: 'user-added' | 'user-enabled' | 'user-disabled'; readonly user: string; readonly role: string }
  | { readonly kind: 'passphrase-changed' }
  | { readonly kind: 'unlocked' | 'locked' | 'unlock-refused' }
  | { readonly kind: 'control-access'; readonly quality: string }
  | { readonly kind: 'case-created'; readonly share: boolean }
  /** Its third share is saved, by the word of the person. */
  | { readonly kind: 'share-confirmed' }
  /** A command of the domain (`CaseCommand['kind']`), with the hash of the case file before and after. */
  | { readonly kind: 'case-command'; readonly command: string; readonly before: string; readonly after: string }
  | { readonly kind: 'command-refused'; readonly command: string; readonly missing: readonly string[] }
  | { readonly kind: 'recording-attached'; readonly recordingId: string }
  | { readonly kind: 'searched'; readonly criteria: readonly string[]; readonly hits: number }
  | { readonly kind: 'consulted'; readonly target: string }
  | {
      readonly kind: 'reviewed';
      readonly command: string;
      readonly target: string;
      /** Of a dismissal: what was dismissed is purged, its motive is counted in the report. */
      readonly motive?: DismissalMotive;
      /** Objects that were put together, or the one that was cut; `target`: the edit. */
      readonly tracks?: readonly string[];
      /** First picture of the second half of an object that was cut. */
      readonly ordinal?: number;
    }
  | { readonly kind: 'identity-typed'; readonly link: string }
  | { readonly kind: 'document-issued'; readonly document: string; readonly sha256: string }
  | { readonly kind: 'dismissed-purged'; readonly tracks: number }
  | { readonly kind: 'erased'; readonly cause: string; readonly records: number }
  | { readonly kind: 'integrity-alert'; readonly code: AlertCode };

export interface JournalEntry {
  /** 1-based, without gaps. */
  readonly seq: number;
  /** UTC date and time of the machine, ISO 8601 with milliseconds. */
  readonly at: string;
  readonly event: JournalEvent;
}

/** An entry of a dossier's journal, or of the installation's. */
export type SignedEntry = ChainEntry;

/** Write-ahead port: the operation goes on only once `append` has resolved. */
export interface Journal {
  /** `motive`: kept where the journal is one of a dossier. */
  append(event: JournalEvent, motive?: string): Promise<JournalEntry>;
  readonly entries: readonly JournalEntry[];
}
