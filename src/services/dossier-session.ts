// An open dossier: what an Exercice can do, under the law, the journal and the lock.

import type { CaseFile } from '../domain/case/case-file.ts';
import type { CaseCommand, ReviewCommand } from '../domain/case/commands.ts';
import type { DossierSession } from '../contracts/dossier.ts';
import { AppError } from '../contracts/errors.ts';
import type { SignedEntry } from '../contracts/journal.ts';
import type { Credentials, InstallationRecord, UnlockedUser } from '../contracts/vault.ts';
import { actorRefused } from '../domain/case/permission.ts';
import { missing, missingToAnalyse, openSession } from '../domain/case/gates.ts';
import type { JournalFault } from '../domain/journal/account.ts';
import type { Link, TrackDecision } from '../domain/case/review.ts';
import { recordingId, type CaseId, type RecordingId, type TrackId } from '../domain/ids.ts';
import type { CaseRepository } from '../storage/case-repository.ts';
import type { DossierRepository } from '../storage/dossier-repository.ts';
import { mismatch, recognise } from './attachments.ts';
import { AutoLock, type AutoLockSurroundings } from './auto-lock.ts';
import type { CaseDesk } from './case-desk.ts';
import type { DossierJournal } from './dossier-journal.ts';
import { DossierPolicy } from './dossier-policy.ts';
import type { DossierSealer } from './dossier-sealer.ts';
import { OpenCase } from './open-case.ts';
import type { Pseudonyms } from './pseudonyms.ts';
import { purgeDismissed } from './purge.ts';
import { RecordingArchive } from './recording-archive.ts';
import { pathOf } from './recording-list.ts';
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
  readonly journalFault: JournalFault | undefined;
  readonly surroundings: AutoLockSurroundings | undefined;
  /** Closes the database, tells the door. */
  readonly onClosed: () => void;
}

/** The documents come with {@link DossierSession.issue}. */
type WithoutDocuments = Omit<DossierSession, 'issue' | 'pdf' | 'eraseNow'>;

export class OpenDossier extends OpenCase implements WithoutDocuments {
  readonly kind = 'dossier';
  protected readonly parts: DossierParts;
  protected readonly policy: DossierPolicy;
  readonly #archive: RecordingArchive;
  readonly #reviews: ReviewDesk;
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

  get detached(): ReadonlySet<RecordingId> {
    return new Set(this.#waitingForFile().map(({ id }) => id));
  }

  async lock(): Promise<void> {
    if (this.isLocked) {
      return;
    }
    this.policy.setLocked(true);
    this.tell(undefined);
    await this.parts.ask((vault) => vault.lock());
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
    this.#admit();
    this.tell(undefined);
  }

  missing(action: 'import' | 'analyse' | 'close' | 'report'): readonly string[] {
    this.policy.mustBeUnlocked();
    return missing(this.parts.desk.file, action, this.parts.desk.context);
  }

  async command(command: CaseCommand): Promise<void> {
    this.policy.mustBeUnlocked();
    const { desk } = this.parts;
    if (command.kind === 'start-analysis') {
      desk.judge(command);
      this.#admit();
      return;
    }
    await desk.command(command, () => this.#act(command));
    this.#admit();
    this.tell(undefined);
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
    let failure: AppError | undefined;
    for await (const given of recognise(files, () => this.#waitingForFile())) {
      if (given.kind === 'mismatch') {
        failure = mismatch(given);
      } else if (given.kind === 'new') {
        await this.#import(given.file);
      } else {
        await this.parts.journal.append({ kind: 'recording-attached', recordingId: given.recording.id });
        given.recording.giveFile(given.file);
      }
    }
    this.#admit();
    this.tell(undefined);
    if (failure !== undefined) {
      throw failure;
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

  #waitingForFile(): readonly Recording[] {
    return this.list.all.filter(({ hasFile }) => !hasFile);
  }

  async #import(file: File): Promise<void> {
    const id = recordingId(crypto.randomUUID());
    const { name, size: sizeBytes } = file;
    await this.parts.desk.command({ kind: 'add-recording', id, name, sizeBytes });
    const seed = { id, name, path: pathOf(file), sizeBytes, settings: this.usualSettings };
    this.#archive.note(this.list.list(seed, file));
  }

  /** What a command does beside the file. */
  async #act(command: CaseCommand): Promise<void> {
    const { ask, repository, pseudonyms } = this.parts;
    switch (command.kind) {
      case 'list-user':
        return ask((vault) => vault.grant(command.user.userId));
      case 'delist-user':
        return ask((vault) => vault.revoke(command.userId));
      case 'contrary-decision':
        for (const { id } of this.list.all) {
          await this.queue.cancel(this.list.find(id));
        }
        return;
      case 'remove-recording': {
        const recording = this.list.find(recordingId(command.recordingId));
        await this.queue.cancel(recording);
        await this.#reviews.purge((track) => track.startsWith(`${recording.id}/`));
        await repository.deleteRecording(recording.id, pseudonyms.highest);
        this.list.remove(recording);
        return;
      }
      default:
        return;
    }
  }

  /** Queues every recording that lacks nothing any more: its file is there, and the law says yes. */
  #admit(): void {
    const { desk } = this.parts;
    const { file, context } = desk;
    if (actorRefused(file, 'analyse', context).length > 0) {
      return;
    }
    for (const recording of this.list.all) {
      const known = file.recordings.find(({ id }) => id === recording.id);
      const lacks = known === undefined ? ['RECORDING'] : missingToAnalyse(file, known, context);
      const isReady = lacks.every((code) => code === 'RECORDING_HASH');
      if (isReady && recording.hasFile && recording.state.phase === 'waiting' && !this.queue.has(recording)) {
        this.queue.add(recording);
      }
    }
  }
}
