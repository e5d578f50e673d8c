// An open dossier: what an Exercice can do, under the law, the journal and the lock.

import type { CaseFile } from '../domain/case/case-file.ts';
import type { CaseCommand, ReviewCommand } from '../domain/case/commands.ts';
import type {
  DossierSession,
  DossierWork,
  ErasureProof,
  IssuedDocument,
  IssueProgress,
  SessionDocumentKind,
} from '../contracts/dossier.ts';
import type { SoftwareFacts } from '../domain/documents/inputs.ts';
import { AppError } from '../contracts/errors.ts';
import type { SignedEntry } from '../contracts/journal.ts';
import type { Credentials, InstallationRecord, UnlockedUser } from '../contracts/vault.ts';
import { missing, openSession } from '../domain/case/gates.ts';
import type { JournalFault } from '../domain/journal/account.ts';
import type { Link, TrackDecision } from '../domain/case/review.ts';
import type { CaseId, RecordingId, TrackId } from '../domain/ids.ts';
import type { CaseRepository } from '../storage/case-repository.ts';
import type { DossierRepository } from '../storage/dossier-repository.ts';
import { act } from './case-effects.ts';
import { DocumentDesk } from './document-desk.ts';
import type { Environment } from './document-inputs/environment.ts';
import { AutoLock, type AutoLockSurroundings } from './auto-lock.ts';
import type { CaseDesk } from './case-desk.ts';
import type { DossierJournal } from './dossier-journal.ts';
import { DossierPolicy } from './dossier-policy.ts';
import type { DossierSealer } from './dossier-sealer.ts';
import { eraseCase } from './erasing.ts';
import { Intake } from './intake.ts';
import { mustSayWhy } from './lawful.ts';
import { maskingOf } from './document-inputs/objects.ts';
import { hashOf } from './exports.ts';
import { exportMasked } from './masked-pictures.ts';
import { OpenCase } from './open-case.ts';
import type { Pseudonyms } from './pseudonyms.ts';
import { purgeDismissed } from './purge.ts';
import { RecordingArchive } from './recording-archive.ts';
import type { Recording } from './recording.ts';
import { ReviewDesk } from './review-desk.ts';
import { checked } from './settings-rules.ts';
import type { AskVault } from './vault-link.ts';
import { readVerified } from './verify-journal.ts';
import type { AnalysisSettings } from '../contracts/analysis.ts';

/** What a dossier is opened with. */
export interface DossierParts {
  readonly id: CaseId;
  readonly ask: AskVault;
  readonly sealer: DossierSealer;
  readonly results: CaseRepository;
  readonly repository: DossierRepository;
  readonly journal: DossierJournal;
  readonly installation: InstallationRecord;
  readonly pseudonyms: Pseudonyms;
  readonly desk: CaseDesk;
  readonly software: SoftwareFacts;
  readonly environment: () => Environment;
  readonly journalFault: JournalFault | undefined;
  readonly surroundings: AutoLockSurroundings | undefined;
  /** Closes the database, tells the door. */
  readonly onClosed: () => void;
}

export class OpenDossier extends OpenCase implements DossierSession {
  readonly kind = 'dossier';
  protected override readonly resultsNotice = 'Résultats proposés, à vérifier sur les images d’origine';
  protected readonly parts: DossierParts;
  protected readonly policy: DossierPolicy;
  readonly #archive: RecordingArchive;
  readonly #reviews: ReviewDesk;
  readonly #intake: Intake;
  readonly #documents: DocumentDesk;
  readonly #autoLock: AutoLock;
  #isOpen = true;

  constructor(parts: DossierParts) {
    const { id, results, journal, pseudonyms, desk, sealer, repository, installation, surroundings } = parts;
    let recordings: readonly Recording[] = [];
    const policy = new DossierPolicy({ desk, journal, sealer, results, recordings: () => recordings });
    super({ id, repository: results, journal, policy, pseudonyms });
    recordings = this.list.all;
    this.parts = parts;
    this.policy = policy;
    this.#archive = new RecordingArchive(repository);
    this.#reviews = new ReviewDesk(desk, repository, journal, (track) => this.#isTrack(track));
    this.#documents = new DocumentDesk({
      ...parts,
      recordings: () => this.list.all,
      review: () => this.#reviews.review,
    });
    const { list, queue } = this;
    const note = (recording: Recording): void => {
      this.#archive.note(recording);
    };
    this.#intake = new Intake({ desk, journal, list, queue, note });
    const rules = {
      minutes: installation.autoLockMinutes,
      isWorking: () => sealer.isWorking,
      lock: () => void this.lock().catch(() => undefined), // Keys are gone even when its entry could not be written.
    };
    this.#autoLock = new AutoLock(rules, surroundings);
  }

  /** Takes up everything as it was left. */
  async start(): Promise<void> {
    const { desk, results } = this.parts;
    await this.loadDetectors();
    await this.#archive.restore(desk.file.recordings, this.list, results);
    await this.#reviews.load();
  }

  get user(): UnlockedUser {
    return this.parts.desk.user;
  }

  get file(): CaseFile {
    this.policy.mustBeUnlocked();
    return this.parts.desk.file;
  }

  get installation(): InstallationRecord {
    return this.parts.installation;
  }

  get journalFault(): JournalFault | undefined {
    return this.parts.journalFault;
  }

  get isLocked(): boolean {
    return this.policy.isLocked;
  }

  get work(): DossierWork | undefined {
    const states = this.list.all.map(({ state }) => state);
    const running = states.filter(({ phase }) => phase === 'analysing');
    const left = states.filter(({ queuePlace }) => queuePlace !== undefined).length + running.length;
    const { framesDone = 0, framesTotal = 0 } = running[0]?.progress ?? {};
    return left === 0 ? undefined : { left, share: framesTotal === 0 ? 0 : framesDone / framesTotal };
  }

  get detached(): ReadonlySet<RecordingId> {
    return new Set(this.#intake.withoutFile.map(({ id }) => id));
  }

  async lock(): Promise<void> {
    if (this.isLocked) {
      return;
    }
    this.policy.setLocked(true);
    this.tell(undefined);
    await this.parts.ask((vault) => vault.lock());
  }

  async confirmShare(): Promise<void> {
    this.policy.mustBeUnlocked();
    await this.parts.ask((vault) => vault.confirmShare());
  }

  holdAutoLock(isHeld: boolean): void {
    this.#autoLock.hold(isHeld);
  }

  async unlock(credentials: Credentials): Promise<void> {
    const { ask, sealer, desk } = this.parts;
    const user = await ask((vault) => vault.unlock(credentials));
    await ask((vault) => vault.openCase(this.caseId, undefined));
    await sealer.renew();
    desk.setUser(user);
    this.policy.setLocked(false);
    this.#autoLock.restart();
    await desk.note();
    for (const recording of this.list.all) {
      await this.policy.catchUp(recording);
      this.#archive.note(recording);
    }
    this.#intake.admit();
    this.tell(undefined);
  }

  missing(action: 'import' | 'analyse' | 'close' | 'report'): readonly string[] {
    this.policy.mustBeUnlocked();
    return missing(this.parts.desk.file, action, this.parts.desk.context);
  }

  async command(command: CaseCommand): Promise<ErasureProof | undefined> {
    this.policy.mustBeUnlocked();
    const { desk } = this.parts;
    if (command.kind === 'start-analysis') {
      desk.judge(command);
      this.#intake.admit();
      return undefined;
    }
    const { ask, repository, results, pseudonyms } = this.parts;
    const { list, queue } = this;
    const effects = { ask, repository, results, pseudonyms, list, queue, reviews: this.#reviews };
    await desk.command(command, () => act(command, effects));
    if (desk.file.state === 'ERASED') {
      return this.#erase();
    }
    this.#intake.admit();
    this.tell(undefined);
    return undefined;
  }

  async eraseNow(): Promise<ErasureProof> {
    this.policy.mustBeUnlocked();
    await this.parts.desk.command({ kind: 'erase' });
    return this.#erase();
  }

  async issue(kind: SessionDocumentKind, onProgress?: IssueProgress): Promise<IssuedDocument> {
    this.policy.must('issue', 'RAPPORTS');
    const issued = await this.#documents.issue(kind, onProgress);
    this.tell(undefined);
    return issued;
  }

  async pdf(document: IssuedDocument): Promise<Blob> {
    this.policy.must('issue', 'RAPPORTS');
    return this.#documents.pdf(document);
  }

  override async exportResults(id: RecordingId, motive?: string): Promise<Blob> {
    this.policy.must('export', 'OBJETS');
    mustSayWhy(motive);
    return super.exportResults(id, motive);
  }

  /** Every object that nobody retained is masked in it, when the installation says so. */
  override async exportStill(id: RecordingId, ordinal: number, motive?: string): Promise<Blob> {
    this.policy.must('export', 'IMAGES_SOURCE');
    mustSayWhy(motive);
    const { results, installation, journal } = this.parts;
    const masking = maskingOf(this.#reviews.review, installation.maskInExports);
    const { picture, masked } = await exportMasked(this.list.find(id), results, ordinal, masking);
    const sha256 = await hashOf(picture);
    await journal.append({ kind: 'still-exported', recordingId: id, ordinal, sha256, masked }, motive);
    this.tell(undefined);
    return picture;
  }

  get decisions(): ReadonlyMap<TrackId, TrackDecision> {
    return this.policy.mayShow('OBJETS') ? this.#reviews.review.decisions : new Map();
  }

  /** Without the identities, for whoever may not read those. */
  get links(): readonly Link[] {
    if (!this.policy.mayShow('RAPPROCHEMENTS')) {
      return [];
    }
    const { links } = this.#reviews.review;
    const mayName = this.policy.may('read-identities', 'IDENTITES');
    return mayName ? links : links.map((link) => ({ ...link, identity: undefined }));
  }

  async review(command: ReviewCommand): Promise<void> {
    this.policy.mustBeUnlocked();
    await this.#reviews.command(command);
    this.tell(undefined);
  }

  async noteSearch(criteria: readonly string[], hits: number): Promise<void> {
    this.policy.must('consult', 'OBJETS');
    await this.parts.journal.append({ kind: 'searched', criteria, hits });
    this.tell(undefined);
  }

  get dismissedCount(): number {
    return this.#reviews.dismissed.length;
  }

  /** Refused at once when nothing may be imported; what fails later is a failure of the page. */
  addFiles(files: readonly File[]): void {
    this.policy.must('import');
    void this.attach(files);
  }

  async attach(files: readonly File[]): Promise<void> {
    this.policy.must('import');
    try {
      await this.#intake.take(files);
    } finally {
      this.#intake.admit();
      this.tell(undefined);
    }
  }

  /** What people have decided about its objects would be lost with them: they are undone first. */
  override analyseAgain(id: RecordingId, settings: AnalysisSettings): void {
    const { state } = this.list.find(id);
    const decided = state.tracks.filter((track) => this.#reviews.review.decisions.has(track.id)).length;
    if (decided > 0) {
      throw new AppError('INPUT_INVALID', { recording: id, decisions: decided });
    }
    this.parts.desk.judge({ kind: 'start-analysis', recordingId: id });
    super.analyseAgain(id, checked(settings));
  }

  async readJournal(): Promise<readonly SignedEntry[]> {
    this.policy.must('read-journal');
    const { entries } = await readVerified(this.parts.ask, this.caseId);
    const { role, userId } = this.user.profile;
    return role === 'ENQUETEUR' ? entries.filter(({ actor }) => actor === userId) : entries;
  }

  async close(): Promise<void> {
    this.policy.mustBeUnlocked();
    const { desk, journal, results, ask } = this.parts;
    this.stopWork();
    await this.#archive.settled();
    if (this.policy.may('review', 'OBJETS')) {
      desk.mustBeTrusted();
      await purgeDismissed({ journal, results, list: this.list, reviews: this.#reviews });
      await this.#archive.settled();
    }
    if (openSession(desk.file) !== undefined && this.policy.may('analyse')) {
      await desk.command({ kind: 'end-session' });
    }
    await ask((vault) => vault.closeCase());
    this[Symbol.dispose]();
  }

  [Symbol.dispose](): void {
    if (this.#isOpen) {
      this.#isOpen = false;
      this.stopWork();
      this.#autoLock[Symbol.dispose]();
      this.policy.setLocked(true);
      this.parts.sealer[Symbol.dispose]();
      this.parts.onClosed();
      this.tell(undefined);
    }
  }

  /** The file says that it is erased: so does the registry, which ends what is cut short here at the next start. */
  async #erase(): Promise<ErasureProof> {
    const { ask, desk, installation, software } = this.parts;
    const { file, context } = desk;
    this.stopWork();
    await this.#archive.settled();
    this[Symbol.dispose]();
    return eraseCase({ ask, file, installation, software, at: context.now });
  }

  protected override changed(id: RecordingId): void {
    const recording = this.list.all.find((candidate) => candidate.id === id);
    if (recording !== undefined && !this.isLocked) {
      this.#archive.note(recording);
    }
    super.changed(id);
  }

  /** Ends every job where it is: one that was cut short goes on from its last commit when the dossier is opened again. */
  protected stopWork(): void {
    this.queue[Symbol.dispose]();
    this.parts.sealer.rest();
  }

  #isTrack(track: TrackId): boolean {
    return this.list.all.some(({ state }) => state.tracks.some(({ id }) => id === track));
  }
}
