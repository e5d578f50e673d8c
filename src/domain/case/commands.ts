// What can be asked of a case file. Each command is one act of a person, written in the journal before it is done.

import type { TrackId } from '../ids.ts';
import type { Sha256 } from '../ids.ts';
import type { ClosingEvent, ControlQuality, DismissalMotive, PersonCategory, Role } from '../law/enumerations.ts';
import type { Day, Instant } from '../time/instant.ts';
import type {
  Authorisation,
  CaseFile,
  CaseUser,
  CopyRequest,
  Derogation,
  ProsecutorOrder,
  Provenance,
  Scope,
  UserId,
} from './case-file.ts';

/** Who acts. */
export interface Actor {
  readonly userId: UserId;
  readonly role: Role;
  /** Of a CONTROLE. */
  readonly quality: ControlQuality | undefined;
}

/** Facts of a new or edited draft. */
export type CaseFacts = Pick<
  CaseFile,
  'service' | 'procedureNumber' | 'framework' | 'flagranceFrom' | 'facts' | 'organisedCrime'
>;

export type CaseCommand =
  | { readonly kind: 'describe'; readonly facts: CaseFacts }
  | { readonly kind: 'authorise'; readonly authorisation: Omit<Authorisation, 'recordedAt'> }
  | { readonly kind: 'set-scope'; readonly scope: Scope }
  | { readonly kind: 'extend-flagrance' }
  | { readonly kind: 'convert-to-preliminary'; readonly authorisation: Omit<Authorisation, 'recordedAt'> }
  | { readonly kind: 'contrary-decision'; readonly on: Day; readonly reference: string }
  | { readonly kind: 'list-user'; readonly user: Omit<CaseUser, 'recordedAt' | 'addedBy'> }
  | { readonly kind: 'delist-user'; readonly userId: UserId }
  | { readonly kind: 'add-recording'; readonly id: string; readonly name: string; readonly sizeBytes: number }
  | { readonly kind: 'set-provenance'; readonly recordingId: string; readonly provenance: Provenance }
  | { readonly kind: 'note-hash'; readonly recordingId: string; readonly sha256: Sha256 }
  | { readonly kind: 'remove-recording'; readonly recordingId: string }
  | { readonly kind: 'start-session'; readonly clockGapMs: number | undefined }
  /** `at`: when a session ended of which nobody could say so (a killed tab); left out: now. */
  | { readonly kind: 'end-session'; readonly at?: Instant }
  | { readonly kind: 'start-analysis'; readonly recordingId: string }
  | { readonly kind: 'count-out-of-scope'; readonly counts: CaseFile['outOfScope'] }
  | { readonly kind: 'note-mention'; readonly mention: 'M1' | 'M2'; readonly session: number | undefined }
  | { readonly kind: 'request-copy'; readonly request: Omit<CopyRequest, 'recordedAt'> }
  | { readonly kind: 'derogate'; readonly derogation: Omit<Derogation, 'recordedAt'> }
  | { readonly kind: 'order'; readonly order: Omit<ProsecutorOrder, 'recordedAt'> }
  | { readonly kind: 'note-report'; readonly sha256: Sha256 }
  | { readonly kind: 'join-report'; readonly joinedAs: string }
  | { readonly kind: 'close'; readonly event: ClosingEvent; readonly precision: string }
  | { readonly kind: 'erase' };

/** One kind of command. */
export type CommandOf<K extends CaseCommand['kind']> = Extract<CaseCommand, { readonly kind: K }>;

/** What can be asked about the objects that were proposed. */
export type ReviewCommand =
  | { readonly kind: 'retain'; readonly track: TrackId; readonly finding: string; readonly appreciation: string }
  | { readonly kind: 'dismiss'; readonly track: TrackId; readonly motive: DismissalMotive; readonly finding: string }
  | { readonly kind: 'undo'; readonly track: TrackId }
  | {
      readonly kind: 'link';
      readonly tracks: readonly TrackId[];
      readonly ground: string;
      readonly finding: string;
      readonly appreciation: string;
      readonly category: PersonCategory;
      readonly identity: { readonly text: string; readonly source: string } | undefined;
    }
  | { readonly kind: 'unlink'; readonly link: string };

/** Objects put together or cut in two by hand, and that taken back. */
export type EditCommand =
  | { readonly kind: 'merge'; readonly tracks: readonly TrackId[] }
  /** `ordinal`: first one of the second half. */
  | { readonly kind: 'split'; readonly track: TrackId; readonly ordinal: number }
  | { readonly kind: 'unedit'; readonly edit: string };

/** What a command is judged by, beside the file and the command. */
export interface CommandContext {
  readonly actor: Actor;
  /** The greater of the machine's clock and the last moment seen: a clock set back extends nothing. */
  readonly now: Instant;
  /** IANA name; days and deadlines are counted in it. */
  readonly timeZone: string;
  /** The installation allows derogations of CPP 230-22 al. 2. */
  readonly derogationsAllowed: boolean;
  /** Judicial mode is open: the installation record is complete. */
  readonly isInstalled: boolean;
}
