// What a dossier holds about itself: who authorised what, on which footage, for whom, until when.
// Plain data, sealed as one record; changed by commands only (commands.ts).

import type { Brand } from '../../base/brand.ts';
import type { Sha256 } from '../ids.ts';
import type {
  AuthorisationForm,
  ClosingEvent,
  DataNature,
  Framework,
  MagistrateQuality,
  Obtention,
  Role,
} from '../law/enumerations.ts';
import type { Point } from '../settings/polygon.ts';
import type { Day, Instant } from '../time/instant.ts';

/** A user of this installation: random, says nothing of the person. */
export type UserId = Brand<string, 'UserId'>;

export const userId = (value: string): UserId => value as UserId;

/** State of a case. From anywhere to ERASED by deadline or order; never backwards except out of SUSPENDED. */
export const CASE_STATES = ['DRAFT', 'AUTHORISED', 'IN_USE', 'SUSPENDED', 'CLOSED', 'ERASED'] as const;
export type CaseState = (typeof CASE_STATES)[number];

export interface Magistrate {
  readonly quality: MagistrateQuality;
  readonly name: string;
  /** Juridiction. */
  readonly court: string;
}

/** What an authorisation allows: everything else is counted and not stored. */
export interface Scope {
  /** Real time, both ends inside; `undefined`: unbounded on that side. */
  readonly from: Instant | undefined;
  readonly to: Instant | undefined;
  /** Classes of objects (`objectClass` of tracks, `unclassified` among them). */
  readonly classes: readonly string[];
  /** Parts of the pictures that may be searched, by camera name; a camera that is not named is searched whole. */
  readonly zones: readonly { readonly camera: string; readonly polygon: readonly Point[] }[];
}

/** CPP R.40-40. */
export interface Authorisation {
  readonly form: AuthorisationForm;
  readonly magistrate: Magistrate;
  /** When it was given; start of the flagrance when it is deemed given. */
  readonly at: Instant;
  /** When a spoken one was confirmed in writing. */
  readonly confirmedAt: Instant | undefined;
  /** "Aucune décision contraire à ma connaissance", asked for when it is deemed given. */
  readonly noContraryDecision: boolean;
  /** Pièce of the procedure: PV, cote. Empty when deemed given. */
  readonly reference: string;
  readonly scope: Scope;
  readonly recordedAt: Instant;
}

/** Where a recording comes from (CPP 230-21) and how its clock stands. */
export interface Provenance {
  readonly obtention: Obtention;
  /** Number of the PV or of the scellé. */
  readonly reference: string;
  /** Who held it. */
  readonly holder: string;
  readonly obtainedOn: Day;
  /** Name of the camera, and where it stands. */
  readonly camera: string;
  readonly place: string;
  /** Recorder's time at the first frame, as the recorder says it; `undefined`: not known. */
  readonly startsAt: Instant | undefined;
  /** Real time minus recorder's time, ms, signed; `undefined`: not ascertained. */
  readonly clockOffsetMs: number | undefined;
  /** How the offset was ascertained: PV, horloge parlante… Empty without offset. */
  readonly clockOffsetSource: string;
}

/** One recording as the case knows it: footage itself is never copied into the store. */
export interface CaseRecording {
  readonly id: string;
  /** File name, untouched. */
  readonly name: string;
  readonly sizeBytes: number;
  /** Computed before the first decode. */
  readonly sha256: Sha256 | undefined;
  readonly provenance: Provenance | undefined;
  readonly recordedAt: Instant;
}

/** One user listed on the case. */
export interface CaseUser {
  readonly userId: UserId;
  readonly role: Role;
  /** As printed in documents: grade, name, matricule. */
  readonly label: string;
  /** Habilitation: by whom, from, until (last day inside). */
  readonly habilitation: Habilitation;
  readonly addedBy: UserId;
  readonly recordedAt: Instant;
}

/** CPP 230-25, R.40-39: individual, special, for named natures of data. */
export interface Habilitation {
  readonly authority: string;
  readonly from: Day;
  readonly until: Day | undefined;
  readonly natures: readonly DataNature[];
}

/** A decision of a magistrate that moves the ceiling (CPP 230-22 al. 2; off unless the installation allows it). */
export interface Derogation {
  readonly magistrate: Magistrate;
  readonly reference: string;
  readonly decidedOn: Day;
  readonly until: Day;
  readonly recordedAt: Instant;
}

/** An order under CPP 230-23: what was erased, completed or rectified. */
export interface ProsecutorOrder {
  readonly kind: 'ERASE' | 'COMPLETE' | 'RECTIFY' | 'REQUALIFY';
  /** `recording/<id>`, `track/<id>` or `case/<field>`. */
  readonly target: string;
  readonly orderedOn: Day;
  readonly reference: string;
  readonly recordedAt: Instant;
}

/** A request of the magistrate for a computer copy (CPP R.40-40 al. 4). */
export interface CopyRequest {
  readonly magistrate: Magistrate;
  readonly requestedOn: Day;
  readonly reference: string;
  readonly recordedAt: Instant;
}

/** One use of the tool: from unlocking to locking; each must have its M2 in the procedure. */
export interface UseSession {
  readonly number: number;
  readonly userId: UserId;
  readonly from: Instant;
  readonly to: Instant | undefined;
  /** Machine's clock against a reference clock, ms, signed, as ascertained by the user. */
  readonly clockGapMs: number | undefined;
  /** When its M2 was drawn up. */
  readonly mentionedAt: Instant | undefined;
}

/** A whole case. */
export interface CaseFile {
  readonly id: string;
  readonly state: CaseState;
  readonly createdAt: Instant;
  readonly createdBy: UserId;
  /** Service or unit. */
  readonly service: string;
  readonly procedureNumber: string;
  readonly framework: Framework | undefined;
  /** Start of the flagrance, when the framework is FLAGRANCE. */
  readonly flagranceFrom: Instant | undefined;
  /** A recorded extension of the flagrance by eight days (CPP 53). */
  readonly flagranceExtended: boolean;
  /** Qualification of the facts, their place and date. */
  readonly facts: { readonly qualification: string; readonly natinf: string; readonly placeAndDate: string };
  /** Offence of CPP 706-73 to 706-74. */
  readonly organisedCrime: boolean;
  readonly authorisations: readonly Authorisation[];
  /** A contrary decision of the prosecutor, or a withdrawal: everything stops. */
  readonly contraryDecision: { readonly on: Day; readonly reference: string } | undefined;
  readonly users: readonly CaseUser[];
  readonly recordings: readonly CaseRecording[];
  readonly sessions: readonly UseSession[];
  readonly derogations: readonly Derogation[];
  readonly orders: readonly ProsecutorOrder[];
  readonly copyRequests: readonly CopyRequest[];
  /** When M1 was drawn up; again after a requalification. */
  readonly m1At: Instant | undefined;
  readonly report: { readonly sha256: Sha256; readonly at: Instant; readonly joinedAs: string | undefined } | undefined;
  readonly closure: { readonly event: ClosingEvent; readonly at: Instant; readonly precision: string } | undefined;
  /** Objects found outside the scope, by reason: counted, never stored. */
  readonly outOfScope: { readonly period: number; readonly zones: number; readonly classes: number };
}
