// The vault worker: the only place where keys exist. It keeps the registry (installation, users, wrapped keys, journals),
// unlocks, seals for one open case, signs the journal, and shreds.

import type { CaseState, Habilitation, UserId } from '../domain/case/case-file.ts';
import type { DocumentModel } from '../domain/documents/model.ts';
import type { CaseId, Sha256 } from '../domain/ids.ts';
import type { ControlQuality, Role, UserQuality } from '../domain/law/enumerations.ts';
import type { Day, Instant } from '../domain/time/instant.ts';
import type { Checkpoint } from '../domain/journal/chain.ts';
import type { JournalEvent, SignedEntry } from './journal.ts';

/** What a case shows before anybody is known. Neither its number nor its people. */
export interface CaseHeader {
  readonly id: CaseId;
  readonly state: CaseState;
  /** Earliest deadline of its data. */
  readonly deadline: Instant;
  /** Opening asks for the "clé de dossier" too. */
  readonly hasShare: boolean;
}

export interface VaultStatus {
  readonly isInstalled: boolean;
  readonly cases: readonly CaseHeader[];
  /** Cases whose deadline had passed: erased before anything could be opened. */
  readonly erasedNow: readonly CaseId[];
  /** Cases erased because nobody had said that their third share was saved: they held nothing, and opened for nobody. */
  readonly lostNow: readonly CaseId[];
  /** False when the machine's clock stands before the last moment seen: read-only until the référent confirms. */
  readonly isClockTrusted: boolean;
  readonly kdf: 'argon2id' | 'pbkdf2';
}

/** Installation record (décret 2012-687, LIL 31 and 90): judicial mode is locked until it is complete. */
export interface InstallationRecord {
  readonly service: string;
  /** Responsable de traitement, délégué à la protection des données. */
  readonly controller: string;
  readonly dpo: string;
  readonly engagement: { readonly sentOn: Day; readonly receipt: string; readonly receiptOn: Day } | undefined;
  readonly aipd: { readonly version: string; readonly on: Day } | undefined;
  /** Version and fingerprint of the build that the engagement covers. */
  readonly coveredVersion: string;
  readonly coveredBuild: string;
  readonly timeZone: string;
  /** Settings with a legal meaning (decisions 4 and 6). */
  readonly maskInReview: boolean;
  readonly maskInExports: boolean;
  readonly derogationsAllowed: boolean;
  readonly autoLockMinutes: number;
  /** Ids of statute references that the référent has confirmed. */
  readonly confirmedStatutes: readonly string[];
}

/** A user as the others of the installation see them. */
export interface UserProfile {
  readonly userId: UserId;
  readonly role: Role;
  readonly quality: UserQuality;
  /** Grade, name, matricule: as printed. */
  readonly label: string;
  readonly habilitation: Habilitation;
  readonly isActive: boolean;
}

export interface NewUser {
  readonly registrationNumber: string;
  readonly passphrase: string;
  readonly role: Exclude<Role, 'CONTROLE'>;
  readonly quality: UserQuality;
  readonly label: string;
  readonly habilitation: Habilitation;
}

/** Who has unlocked, and what lies open to them. */
export interface UnlockedUser {
  readonly profile: UserProfile;
  /** In what quality a CONTROLE acts. */
  readonly quality: ControlQuality | undefined;
  /** Cases wrapped for this user, with their procedure number. */
  readonly cases: readonly (CaseHeader & { readonly procedureNumber: string })[];
}

export interface Credentials {
  readonly registrationNumber: string;
  readonly passphrase: string;
}

/** The control key: a file and its passphrase; `caseShare` when the case has a third share. */
export interface ControlCredentials {
  readonly keyFile: Uint8Array<ArrayBuffer>;
  readonly passphrase: string;
  readonly quality: ControlQuality;
}

/** Layers of an erasure that were done here (legal.md e.4). */
export interface ErasureAccount {
  readonly wrapsDeleted: number;
  readonly recordsDeleted: Readonly<Record<string, number>>;
  readonly databaseDeleted: boolean;
  readonly hadShare: boolean;
}

/** What is left of an erased case: what its certificate is written from. */
export interface Erasure {
  readonly id: CaseId;
  readonly at: Instant;
  /**
   * `ABANDONED`: a draft whose creation was cut short before it had a file; `SHARE_LOST`: before anybody had said that its
   * third share was saved.
   */
  readonly cause: 'DEADLINE' | 'ORDER' | 'ABANDONED' | 'SHARE_LOST';
  readonly account: ErasureAccount;
}

/** The certificate of an erased case, as it is kept. */
export interface KeptCertificate {
  readonly id: CaseId;
  readonly text: string;
  /** Of its page. */
  readonly sha256: Sha256;
  /** What it is printed from. `undefined`: an earlier build kept the text alone. */
  readonly model: DocumentModel | undefined;
}

/**
 * Everything fails with VAULT_LOCKED when nobody has unlocked, RIGHT_REFUSED when the role forbids it. Another tab that
 * holds the vault: CASE_OPEN_ELSEWHERE.
 *
 * The vault journals by itself, before it acts: installation, clock, users, passphrases, unlocking, locking, control
 * access, creating, opening and closing a case, erasing. Everything else is journalled by who asks, through `append`.
 */
export interface VaultApi {
  /** Looks at the clock and the deadlines first: what has expired is erased before anything can be unlocked. */
  status(): Promise<VaultStatus>;
  /** First use: creates the référent, the installation key and the control key; gives the control key file back, once. */
  install(
    record: InstallationRecord,
    referent: Omit<NewUser, 'role'>,
    controlPassphrase: string,
  ): Promise<{ readonly user: UnlockedUser; readonly controlKeyFile: Uint8Array<ArrayBuffer> }>;
  /** Fails with PASSPHRASE_WRONG (after a delay that doubles), HABILITATION_EXPIRED. */
  unlock(credentials: Credentials): Promise<UnlockedUser>;
  unlockControl(credentials: ControlCredentials): Promise<UnlockedUser>;
  /**
   * Drops every key but those of a running analysis of the open case, which goes on sealing and never opens a screen.
   * Locks also when the entry cannot be written, and fails then. After unlocking, `openCase` of the same case brings the
   * ports of the screen back.
   */
  lock(): Promise<void>;
  /** Locks and drops everything. */
  close(): Promise<void>;

  installation(): Promise<InstallationRecord>;
  setInstallation(record: InstallationRecord): Promise<void>;
  /** The référent confirms that the machine's clock is right. */
  confirmClock(): Promise<void>;
  users(): Promise<readonly UserProfile[]>;
  addUser(user: NewUser): Promise<UserProfile>;
  /** A user who is not active cannot unlock; one who comes back may come with another habilitation. */
  setUserActive(userId: UserId, isActive: boolean, habilitation?: Habilitation): Promise<void>;
  changePassphrase(passphrase: string, next: string): Promise<void>;

  /**
   * A new case key, wrapped for the creator and the control key; gives the third share back, once, when asked for. Until
   * `confirmShare` such a case is kept only as long as it lies open: nobody might hold its share.
   */
  createCase(id: CaseId, withShare: boolean): Promise<{ readonly share: Uint8Array<ArrayBuffer> | undefined }>;
  /** The third share of the open case is saved, by the word of the person. */
  confirmShare(): Promise<void>;
  /** Opens one case; the one open before is closed. Fails with KEY_SHARE_MISSING, KEY_SHARE_WRONG, CASE_OPEN_ELSEWHERE. */
  openCase(id: CaseId, share: Uint8Array<ArrayBuffer> | undefined): Promise<void>;
  closeCase(): Promise<void>;
  /** What the registry says of the open case in clear, and its number, sealed. */
  noteCase(state: CaseState, deadline: Instant, procedureNumber: string): Promise<void>;
  /** The open case's key for one more user, or for one less. */
  grant(userId: UserId): Promise<void>;
  revoke(userId: UserId): Promise<void>;
  /** A port that seals and opens records of the open case (sealer-port.ts). That of an analysis outlives a lock. */
  sealer(purpose: 'screen' | 'analysis'): Promise<MessagePort>;
  /** Deletes wrapped keys, then records, then the database of a case. The share, if any, is not here to delete. */
  shred(id: CaseId): Promise<ErasureAccount>;

  /** Writes and signs one entry of the open case's journal, or of the installation's. Nothing happens before it resolves. */
  append(chain: 'case' | 'installation', event: JournalEvent, motive?: string): Promise<SignedEntry>;
  readJournal(chain: CaseId | 'installation'): Promise<readonly SignedEntry[]>;
  /** The head of a journal as kept apart from its entries: for the verifier, to which a cut-off end is invisible without it. */
  checkpoint(chain: CaseId | 'installation'): Promise<Checkpoint | undefined>;
  /** Public keys by actor (SPKI), the installation's own one (`system`) and the control key (`control`) among them. */
  verifyKeys(): Promise<Readonly<Record<string, Uint8Array<ArrayBuffer>>>>;
  /** Every erased case, for the certificates that are still to be written. */
  erasures(): Promise<readonly Erasure[]>;
  keepCertificate(certificate: KeptCertificate): Promise<void>;
  certificates(): Promise<readonly KeptCertificate[]>;
}
