// What each document is made of. Services fill it; a text left empty or `undefined` where one is mandatory is missing.

import type { CaseFile, CaseState, Habilitation, UserId, UseSession } from '../case/case-file.ts';
import type { Link, TrackDecision } from '../case/review.ts';
import type { TrayItem } from '../case/tray.ts';
import type { CoverageSpan } from '../footage/coverage.ts';
import type { RecordingId, Sha256, TrackId } from '../ids.ts';
import type { JournalAccount } from '../journal/account.ts';
import type { ClosingEvent, DismissalMotive, Framework, Role, UserQuality } from '../law/enumerations.ts';
import type { Envelope, OutsideSpan } from '../scene/envelope.ts';
import type { Sensitivity } from '../settings/sensitivity.ts';
import type { Day, Instant } from '../time/instant.ts';
import type { Picture } from './model.ts';

/** The part of the installation record that documents state. */
export interface InstallationFacts {
  readonly service: string;
  readonly controller: string;
  readonly dpo: string;
  readonly engagement: { readonly sentOn: Day; readonly receipt: string; readonly receiptOn: Day } | undefined;
  readonly aipd: { readonly version: string; readonly on: Day } | undefined;
  readonly coveredVersion: string;
  readonly coveredBuild: string;
  /** IANA name; every time is printed in it. */
  readonly timeZone: string;
  readonly maskInReview: boolean;
  readonly maskInExports: boolean;
  readonly derogationsAllowed: boolean;
  readonly autoLockMinutes: number;
}

/** The program that runs. */
export interface SoftwareFacts {
  readonly name: string;
  readonly version: string;
  /** SHA-256 of the build, hexadecimal. */
  readonly build: string;
}

/** One detector that looked. */
export interface ModelFacts {
  readonly name: string;
  readonly version: string;
  readonly sha256: readonly string[];
  /** In words, as are the two below. */
  readonly classes: readonly string[];
  /** Published figures of the model, and its known limits. */
  readonly figures: string;
  readonly limits: string;
}

/** An entry of a journal: where a document anchors it. */
export interface JournalHead {
  readonly seq: number;
  readonly hash: string;
}

interface CaseDocument {
  readonly file: CaseFile;
  readonly installation: InstallationFacts;
  readonly software: SoftwareFacts;
  readonly drawnUpAt: Instant;
}

/** Mention of the authorisation in force, the last one of the case. */
export interface M1Input extends CaseDocument {
  readonly journal: JournalHead | undefined;
}

/** What happened during one session of use. */
export interface SessionAccount {
  readonly number: UseSession['number'];
  /** Recordings that were analysed or played. */
  readonly recordings: readonly RecordingId[];
  /** Detectors that ran; empty when nothing was analysed. */
  readonly models: readonly ModelFacts[];
  /** Settings of the analyses and filters of the searches, verbatim, in words. */
  readonly criteria: readonly string[];
  readonly counts:
    | {
        readonly proposed: number;
        readonly consulted: number;
        readonly retained: number;
        readonly dismissed: number;
      }
    | undefined;
  /** Alerts and interruptions, in words. */
  readonly incidents: readonly string[];
}

/** Mention of one session of use. */
export interface M2Input extends CaseDocument {
  readonly session: SessionAccount;
  /** First and last entry of the session. */
  readonly journal: { readonly first: number; readonly last: JournalHead } | undefined;
}

/** What the analysis of one recording covered, and within which limits. */
export interface RecordingAccount {
  readonly id: RecordingId;
  readonly codec: string;
  readonly width: number;
  readonly height: number;
  readonly durationUs: number;
  readonly firstUs: number;
  readonly framesDeclared: number;
  readonly framesDecoded: number;
  /** Of the file given again when the report was drawn up. */
  readonly sha256After: Sha256 | undefined;
  readonly settings: {
    readonly sensitivity: Sensitivity;
    readonly excludedShare: number;
    readonly excludedZones: number;
  };
  /** `undefined`: not known, which a report may not be about. */
  readonly coverage: readonly CoverageSpan[] | undefined;
  /** `undefined`: too few pictures were watched. */
  readonly envelope: Envelope | undefined;
  readonly outside: readonly OutsideSpan[];
}

/** One object that an investigator retained. */
export interface RetainedObject {
  readonly track: TrackId;
  readonly recording: RecordingId;
  readonly pseudonym: string;
  /** Class and attributes, in words. */
  readonly objectClass: string;
  readonly attributes: readonly string[];
  /** Mean score of the detections, 0–1. */
  readonly confidence: number;
  readonly firstUs: number;
  readonly lastUs: number;
  readonly bestOrdinal: number;
  readonly bestUs: number;
  readonly decision: TrackDecision;
  /** What was done to it by hand last; left out: it is as the analysis gave it. */
  readonly edit?: { readonly kind: 'merge' | 'split'; readonly by: UserId; readonly at: Instant } | undefined;
  readonly picture: Picture | undefined;
  /** Other objects masked in the picture. */
  readonly masked: number;
}

/** One item of the tray, ticked for the report. */
export interface TrayPiece extends TrayItem {
  /** Of an object: `isRetained` false leaves it masked in the picture. */
  readonly object: { readonly pseudonym: string; readonly isRetained: boolean } | undefined;
  /** Of the first frame; of an object, its thumbnail. `undefined`: it did not decode. */
  readonly picture: Picture | undefined;
  /** Objects masked in the picture. */
  readonly masked: number;
}

/** Something that left the case: a picture, a film, data, figures on paper. */
export interface ExportedPiece {
  readonly what: string;
  /** Which it is of; none where the journal counts them only. */
  readonly recordings: readonly RecordingId[];
  /** How much it shows, in words; of one picture, nothing. */
  readonly extent?: string;
  readonly ordinal: number | undefined;
  readonly us: number | undefined;
  /** `undefined`: not a file. */
  readonly sha256: string | undefined;
}

export interface ReportInput extends CaseDocument {
  /** Who draws it up: a user of the case. */
  readonly author: UserId | undefined;
  readonly environment: { readonly browser: string; readonly system: string; readonly graphics: string };
  readonly models: readonly ModelFacts[];
  readonly sessions: readonly SessionAccount[];
  /** In words. */
  readonly alerts: readonly string[];
  readonly recordings: readonly RecordingAccount[];
  readonly searches: readonly { readonly criteria: string; readonly hits: number }[];
  readonly objects: readonly RetainedObject[];
  /** In order. */
  readonly tray: readonly TrayPiece[];
  readonly links: readonly Link[];
  readonly dismissed: Readonly<Record<DismissalMotive, number>>;
  /** Proposed, and decided by nobody. */
  readonly undecided: number;
  /** Objects masked in exported pictures. */
  readonly masked: number;
  readonly exports: readonly ExportedPiece[];
  /** First moment at which the data of the case may no longer exist. */
  readonly deadline: Instant;
  readonly journal: { readonly first: number; readonly last: JournalHead } | undefined;
  readonly journalAccount: JournalAccount | undefined;
}

/** Why a case was erased. */
export type ErasureCause =
  | { readonly kind: 'CLOSURE'; readonly event: ClosingEvent }
  /** `deadline`: `undefined` when it was found to have passed at a start. */
  | { readonly kind: 'DEADLINE'; readonly deadline: Instant | undefined }
  | { readonly kind: 'ORDER'; readonly reference: string }
  /** Decided in the case, whose journal says so; the application ended before it had written the certificate. */
  | { readonly kind: 'CUT_SHORT' }
  /** A draft whose creation was cut short before it had a file: there was nothing in it. */
  | { readonly kind: 'ABANDONED' }
  /** Created up to its file; nobody had said that its third share was saved. */
  | { readonly kind: 'SHARE_LOST' };

export interface CertificateInput {
  readonly caseId: string;
  /** Empty and `undefined` when the deadline passed: they were sealed, and nobody opened them. */
  readonly procedureNumber: string;
  readonly framework: Framework | undefined;
  readonly cause: ErasureCause | undefined;
  readonly erasedAt: Instant;
  readonly account:
    | {
        readonly wrapsDeleted: number;
        readonly recordsDeleted: Readonly<Record<string, number>>;
        readonly databaseDeleted: boolean;
        readonly hadShare: boolean;
      }
    | undefined;
  /** Hash of the report and under which number it was joined; `undefined`: none was. */
  readonly report: { readonly sha256: Sha256; readonly joinedAs: string } | undefined;
  readonly software: SoftwareFacts;
  readonly timeZone: string;
  /** Head of the journal that says it was erased. */
  readonly journal: JournalHead | undefined;
}

/** An order to erase that was carried out on a recording or an object of a case that stays. */
export interface PartialErasureInput {
  readonly caseId: string;
  readonly procedureNumber: string;
  /** `designation`: reference of the recording in the procedure, or pseudonym of the object. */
  readonly part: { readonly kind: 'RECORDING' | 'TRACK'; readonly designation: string; readonly id: string };
  readonly order: { readonly reference: string; readonly orderedOn: Day };
  readonly erasedAt: Instant;
  readonly software: SoftwareFacts;
  readonly timeZone: string;
  /** Head of the journal once it was done. */
  readonly journal: JournalHead;
}

/** "Dossier de contrôle": nothing of the content of any case. */
export interface ControlFileInput {
  readonly installation: InstallationFacts;
  readonly software: SoftwareFacts;
  readonly environment: ReportInput['environment'];
  readonly models: readonly ModelFacts[];
  readonly users: readonly {
    readonly label: string;
    readonly role: Role;
    readonly quality: UserQuality;
    readonly habilitation: Habilitation;
    readonly isActive: boolean;
  }[];
  /** `chain`: id of a case, or `installation`. */
  readonly journals: readonly { readonly chain: string; readonly account: JournalAccount }[];
  readonly cases: readonly { readonly id: string; readonly state: CaseState; readonly deadline: Instant }[];
  readonly certificates: number;
  /** Labels of the texts that the référent has not confirmed yet. */
  readonly unconfirmedTexts: readonly string[];
  readonly drawnUpAt: Instant;
}
