// The journal: an append-only account of what was done. In an Exercice it lives in memory.

import type { AnalysisSettings } from './analysis.ts';
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
  | { readonly kind: 'still-exported'; readonly recordingId: string; readonly ordinal: number; readonly sha256: string }
  | { readonly kind: 'model-added'; readonly model: string; readonly sha256: readonly string[] }
  | {
      readonly kind: 'model-refused';
      readonly model: string;
      readonly code: AlertCode;
      /** One of `ModelRefusal`. */
      readonly reason: string;
    };

export interface JournalEntry {
  /** 1-based, without gaps. */
  readonly seq: number;
  /** UTC date and time of the machine, ISO 8601 with milliseconds. */
  readonly at: string;
  readonly event: JournalEvent;
}

/** Write-ahead port: the operation goes on only once `append` has resolved. */
export interface Journal {
  append(event: JournalEvent): Promise<JournalEntry>;
  readonly entries: readonly JournalEntry[];
}
