// What the services offer to the state layer about dossiers: the door before one is open, and the one that is open.

import type { CaseFile, Habilitation, UserId } from '../domain/case/case-file.ts';
import type { CaseCommand, CaseFacts } from '../domain/case/commands.ts';
import type { Link } from '../domain/case/review.ts';
import type { DocumentKind } from '../domain/documents/model.ts';
import type { CaseId, RecordingId } from '../domain/ids.ts';
import type { JournalAccount, JournalFault } from '../domain/journal/account.ts';
import type { SignedEntry } from './journal.ts';
import type { Session } from './session.ts';
import type {
  ControlCredentials,
  Credentials,
  ErasureAccount,
  InstallationRecord,
  NewUser,
  UnlockedUser,
  UserProfile,
  VaultStatus,
} from './vault.ts';

/** A journal as it was read, and what its verification found. */
export interface VerifiedJournal {
  readonly entries: readonly SignedEntry[];
  readonly account: JournalAccount;
}

/** Everything before a dossier is open. One per page; a second tab gets CASE_OPEN_ELSEWHERE. */
export interface DossierDoor extends Disposable {
  status(): Promise<VaultStatus>;
  install(
    record: InstallationRecord,
    referent: Omit<NewUser, 'role'>,
    controlPassphrase: string,
  ): Promise<{ readonly user: UnlockedUser; readonly controlKeyFile: Blob }>;
  unlock(credentials: Credentials): Promise<UnlockedUser>;
  unlockControl(credentials: ControlCredentials): Promise<UnlockedUser>;
  lock(): Promise<void>;
  installation(): Promise<InstallationRecord>;
  setInstallation(record: InstallationRecord): Promise<void>;
  confirmClock(): Promise<void>;
  users(): Promise<readonly UserProfile[]>;
  addUser(user: NewUser): Promise<UserProfile>;
  /** `habilitation`: the one that they come back with; left out: as it was. */
  setUserActive(userId: UserId, isActive: boolean, habilitation?: Habilitation): Promise<void>;
  changePassphrase(passphrase: string, next: string): Promise<void>;
  /** Creates a draft and opens it; the share is to be saved at once: it is not kept. */
  create(
    facts: CaseFacts,
    withShare: boolean,
  ): Promise<{ readonly session: DossierSession; readonly share: Blob | undefined }>;
  open(id: CaseId, share: Uint8Array<ArrayBuffer> | undefined): Promise<DossierSession>;
  /** Journals that the role may read: all for REFERENT and the control, verified while read. */
  journal(chain: CaseId | 'installation'): Promise<VerifiedJournal>;
  /** "Dossier de contrôle": versions, models, habilitations, journals, counts; no content of any case. */
  controlFile(): Promise<IssuedDocument>;
  /** The control file that was drawn up last, as PDF. Fails with INPUT_INVALID on another one. */
  controlPdf(document: IssuedDocument): Promise<Blob>;
  /** A journal with all that somebody else needs to verify it (`.derush-journal.json`, contracts/journal-file.ts). */
  exportJournal(chain: CaseId | 'installation'): Promise<Blob>;
  certificates(): Promise<readonly { readonly id: CaseId; readonly text: string }[]>;
  /** The certificate of an erased case as PDF. Fails with INPUT_INVALID when there is none, or its text alone was kept. */
  certificatePdf(id: CaseId): Promise<Blob>;
}

export type { DocumentKind };

/** Documents of an open dossier: the certificate comes with its erasure, the control file from the door. */
export type SessionDocumentKind = 'M1' | 'M2' | 'REPORT';

/** That something was erased: what was deleted (`undefined`: of a part of the dossier, which stays), and the certificate. */
export interface ErasureProof {
  readonly account: ErasureAccount | undefined;
  readonly certificate: IssuedDocument;
}

/** Share of the footage that was hashed again for the report, 0–1. */
export type IssueProgress = (share: number) => void;

/** A document: text to paste, or a self-contained page and a PDF. */
export interface IssuedDocument {
  readonly kind: DocumentKind;
  readonly fileName: string;
  readonly text: string;
  readonly html: string;
  readonly sha256: string;
}

/** Analyses under way. */
export interface DossierWork {
  /** Recordings that are analysed or wait for it. */
  readonly left: number;
  /** Of the one under way, 0–1. */
  readonly share: number;
}

/** An open dossier. Every operation is journalled before it is done, and judged by the domain before that. */
export interface DossierSession extends Session {
  readonly kind: 'dossier';
  readonly user: UnlockedUser;
  readonly file: CaseFile;
  readonly installation: InstallationRecord;
  /** Where the journal first breaks, as verified when the dossier was opened; `undefined`: it is what was written. */
  readonly journalFault: JournalFault | undefined;
  /** True while the screen is locked: an analysis that runs goes on, nothing is shown. */
  readonly isLocked: boolean;
  /** How far the analyses under way are, saying nothing of what: told under lock too. `undefined`: none is. */
  readonly work: DossierWork | undefined;
  lock(): Promise<void>;
  /** The person says that the share is saved; before that the dossier does not outlive its session. */
  confirmShare(): Promise<void>;
  /** While something stands on the screen that is shown once and not saved yet, the dossier does not lock by itself. */
  holdAutoLock(isHeld: boolean): void;
  unlock(credentials: Credentials): Promise<void>;
  /**
   * Resolves to the proof where the command erases. Fails with the AppError of what the law lacks: code LAW_REFUSED
   * and `missing` in its facts.
   */
  command(command: CaseCommand): Promise<ErasureProof | undefined>;
  /** Codes of what still stands in the way of importing, of analysing, of closing: [] when nothing does. */
  missing(action: 'import' | 'analyse' | 'close' | 'report'): readonly string[];
  readonly links: readonly Link[];
  /** Notes in the journal that objects were searched by these criteria (closed codes), and how many met them. */
  noteSearch(criteria: readonly string[], hits: number): Promise<void>;
  /** Gives the files of known recordings again (size, then SHA-256, before any decode); others are new recordings. */
  attach(files: readonly File[]): Promise<void>;
  /** Recordings whose file has not been given since the dossier was opened. */
  readonly detached: ReadonlySet<RecordingId>;
  /** Refused with LAW_REFUSED and the list of what is missing; no draft leaves the tool. */
  issue(kind: SessionDocumentKind, onProgress?: IssueProgress): Promise<IssuedDocument>;
  /** The report as PDF. */
  pdf(document: IssuedDocument): Promise<Blob>;
  readJournal(): Promise<readonly SignedEntry[]>;
  /** How many dismissed objects will be purged when the session is closed. */
  readonly dismissedCount: number;
  /** Closes the session: purges dismissed objects, ends the use session, drops the keys. */
  close(): Promise<void>;
  /** Report joined → event → crypto-shred → certificate. */
  eraseNow(): Promise<ErasureProof>;
}
