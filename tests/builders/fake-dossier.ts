// An open dossier without vault or store: the domain judges its commands, a test looks at what came of it.

import type {
  DossierSession,
  DossierWork,
  ErasureProof,
  IssuedDocument,
  SessionDocumentKind,
} from '../../src/contracts/dossier.ts';
import { AppError } from '../../src/contracts/errors.ts';
import type { SignedEntry } from '../../src/contracts/journal.ts';
import type { RecordingState } from '../../src/contracts/session.ts';
import type { Credentials, InstallationRecord, UnlockedUser } from '../../src/contracts/vault.ts';
import type { CaseFile } from '../../src/domain/case/case-file.ts';
import type { CaseCommand, CommandContext, ReviewCommand } from '../../src/domain/case/commands.ts';
import { decide } from '../../src/domain/case/decide.ts';
import { missing } from '../../src/domain/case/gates.ts';
import { dismissed, NOTHING_DECIDED, review, type Review } from '../../src/domain/case/review-rules.ts';
import type { Link, TrackDecision } from '../../src/domain/case/review.ts';
import { judgedShelf } from '../../src/domain/case/shelf-rules.ts';
import { judgedTray } from '../../src/domain/case/tray-rules.ts';
import type { Tray, TrayCommand } from '../../src/domain/case/tray.ts';
import { caseId, type RecordingId, type TrackId } from '../../src/domain/ids.ts';
import type { JournalFault } from '../../src/domain/journal/account.ts';
import { LawRefusal } from '../../src/domain/law/codes.ts';
import type { Shelf, ShelfCommand } from '../../src/domain/case/saved-search.ts';
import { instant } from '../../src/domain/time/instant.ts';
import { isSamePlace, placeOf } from '../../src/services/recording-place.ts';
import { HASH } from './cases.ts';
import { aFakeRecording, type FakeRecording } from './fake-recording.ts';
import { FakeSession } from './fake-session.ts';

/** What a fake dossier starts from. */
export interface FakeDossierParts {
  readonly file: CaseFile;
  readonly user: UnlockedUser;
  readonly installation: InstallationRecord;
  /** The passphrase that unlocks it. */
  readonly passphrase: string;
  readonly now: () => number;
  readonly recordingOf?: (name: string) => FakeRecording;
}

export class FakeDossierSession extends FakeSession implements DossierSession {
  override readonly kind = 'dossier';
  override readonly caseId;
  readonly #parts: FakeDossierParts;
  #file: CaseFile;
  #review: Review = NOTHING_DECIDED;
  #links = 0;
  isLocked = false;
  work: DossierWork | undefined;
  journalFault: JournalFault | undefined;
  detached: ReadonlySet<RecordingId> = new Set();
  entries: SignedEntry[] = [];
  isClosed = false;

  constructor(parts: FakeDossierParts) {
    super(parts.recordingOf ?? (() => aFakeRecording()));
    this.#parts = parts;
    this.#file = parts.file;
    this.caseId = caseId(parts.file.id);
  }

  /** Each with the place that its provenance gives it. */
  override get recordings(): readonly RecordingState[] {
    return super.recordings.map((state) => {
      const place = placeOf(this.#file.recordings.find(({ id }) => id === state.id)?.provenance);
      return isSamePlace(place, state.place) ? state : { ...state, place };
    });
  }

  get user(): UnlockedUser {
    return this.#parts.user;
  }

  get installation(): InstallationRecord {
    return this.#parts.installation;
  }

  get file(): CaseFile {
    if (this.isLocked) {
      throw new AppError('VAULT_LOCKED');
    }
    return this.#file;
  }

  get context(): CommandContext {
    const { profile, quality } = this.user;
    const { timeZone, derogationsAllowed } = this.installation;
    const actor = { userId: profile.userId, role: profile.role, quality };
    return { actor, now: instant(this.#parts.now()), timeZone, derogationsAllowed, isInstalled: true };
  }

  /** What somebody else, or a worker, changed. */
  change(parts: Partial<CaseFile>): void {
    this.#file = { ...this.#file, ...parts };
    this.tell();
  }

  async lock(): Promise<void> {
    this.calls.push('lock');
    this.isLocked = true;
    this.tell();
    return Promise.resolve();
  }

  async confirmShare(): Promise<void> {
    this.calls.push('confirm-share');
    return Promise.resolve();
  }

  holdAutoLock(isHeld: boolean): void {
    this.calls.push(isHeld ? 'hold-auto-lock' : 'free-auto-lock');
  }

  async unlock({ passphrase }: Credentials): Promise<void> {
    await Promise.resolve();
    if (passphrase !== this.#parts.passphrase) {
      throw new AppError('PASSPHRASE_WRONG', { failures: 1 });
    }
    this.isLocked = false;
    this.tell();
  }

  async command(command: CaseCommand): Promise<ErasureProof | undefined> {
    await Promise.resolve();
    this.calls.push(`command ${command.kind}`);
    this.#file = judged(() => decide(this.file, command, this.context));
    if (this.#file.state === 'ERASED') {
      return this.#erase();
    }
    this.tell();
    return undefined;
  }

  missing(action: 'import' | 'analyse' | 'close' | 'report'): readonly string[] {
    return missing(this.file, action, this.context);
  }

  override get decisions(): ReadonlyMap<TrackId, TrackDecision> {
    return this.#review.decisions;
  }

  get links(): readonly Link[] {
    return this.#review.links;
  }

  override async review(command: ReviewCommand): Promise<void> {
    await Promise.resolve();
    this.calls.push(`review ${command.kind}`);
    this.#links += 1;
    const ids = this.recordings.flatMap(({ tracks }) => [...tracks].map(({ id }) => id));
    const context = {
      ...this.context,
      file: this.file,
      newLinkId: `link-${this.#links}`,
      isTrack: (track: TrackId) => ids.includes(track),
    };
    this.#review = judged(() => review(this.#review, command, context));
    this.tell();
  }

  protected override judgeTray(command: TrayCommand, newId: string): Tray {
    return judged(() =>
      judgedTray(this.tray, command, { ...this.context, ...this.trayFacts(), file: this.file, newId }),
    );
  }

  protected override judgeShelf(command: ShelfCommand, newId: string): Shelf {
    return judged(() => judgedShelf(this.shelf, command, { ...this.context, file: this.file, newId }));
  }

  async noteSearch(criteria: readonly string[], hits: number): Promise<void> {
    this.calls.push(`searched ${criteria.join(' ')} ${hits}`);
    return Promise.resolve();
  }

  async attach(files: readonly File[]): Promise<void> {
    await Promise.resolve();
    this.calls.push(`attach ${files.map(({ name }) => name).join(' ')}`);
    if (files.some(({ name }) => name.startsWith('other'))) {
      throw new AppError('FILE_MISMATCH', { name: files[0]?.name ?? '' });
    }
    this.detached = new Set();
    this.addFiles(files);
  }

  async issue(kind: SessionDocumentKind, onProgress?: (share: number) => void): Promise<IssuedDocument> {
    await Promise.resolve();
    const lacks = kind === 'REPORT' ? this.missing('report') : [];
    if (lacks.length > 0) {
      throw new AppError('LAW_REFUSED', { missing: lacks.join() });
    }
    onProgress?.(1);
    return aDocument(kind);
  }

  async pdf(document: IssuedDocument): Promise<Blob> {
    this.calls.push(`pdf ${document.kind}`);
    return Promise.resolve(new Blob(['%PDF'], { type: 'application/pdf' }));
  }

  async readJournal(): Promise<readonly SignedEntry[]> {
    return Promise.resolve(this.entries);
  }

  get dismissedCount(): number {
    return dismissed(this.#review).length;
  }

  async close(): Promise<void> {
    this.calls.push('close');
    this.#end();
    return Promise.resolve();
  }

  async eraseNow(): Promise<ErasureProof> {
    this.calls.push('command erase');
    await Promise.resolve();
    this.#file = judged(() => decide(this.file, { kind: 'erase' }, this.context));
    return this.#erase();
  }

  #erase(): ErasureProof {
    this.#end();
    const account = { wrapsDeleted: 2, recordsDeleted: { tracks: 3 }, databaseDeleted: true, hadShare: false };
    return { account, certificate: aDocument('CERTIFICATE') };
  }

  #end(): void {
    this.isClosed = true;
    this.isLocked = true;
    this.tell();
  }
}

/** A document that says what it is. */
export const aDocument = (kind: IssuedDocument['kind']): IssuedDocument => ({
  kind,
  fileName: `${kind.toLowerCase()}-2026-000417`,
  text: `${kind} en texte`,
  html: `<!doctype html><title>${kind}</title><p>${kind} en page</p>`,
  sha256: HASH,
});

/** As the services say it. */
function judged<T>(judge: () => T): T {
  try {
    return judge();
  } catch (error) {
    if (error instanceof LawRefusal) {
      const code = error.codes.includes('RIGHT') ? 'RIGHT_REFUSED' : 'LAW_REFUSED';
      throw new AppError(code, { missing: error.codes.join() });
    }
    throw error;
  }
}
