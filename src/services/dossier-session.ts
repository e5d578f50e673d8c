// An open dossier: what an Exercice can do, under the law, the journal and the lock.

import type { AnalysisSettings } from '../contracts/analysis.ts';
import type {
  DossierSession,
  ErasureProof,
  IssuedDocument,
  IssueProgress,
  SessionDocumentKind,
} from '../contracts/dossier.ts';
import { AppError } from '../contracts/errors.ts';
import type { SignedEntry } from '../contracts/journal.ts';
import type { PrintedFigures } from '../contracts/session.ts';
import type { ExportWatch, SynopsisFiles, SynopsisOrder } from '../contracts/synopsis-export.ts';
import type { CaseCommand, EditCommand, ReviewCommand } from '../domain/case/commands.ts';
import { missing, openSession } from '../domain/case/gates.ts';
import type { Link, TrackDecision } from '../domain/case/review.ts';
import type { TrackEdit } from '../domain/case/track-edits.ts';
import { natureOf } from '../domain/case/tray-rules.ts';
import type { Tray, TrayCommand } from '../domain/case/tray.ts';
import { numberOfTrack, type RecordingId, type TrackId } from '../domain/ids.ts';
import { EMPTY_SHELF, type Shelf, type ShelfCommand } from '../domain/case/saved-search.ts';
import { act } from './case-effects.ts';
import { DocumentDesk } from './document-desk.ts';
import { maskingOf } from './document-inputs/objects.ts';
import { LockableDossier, type DossierParts } from './dossier-lock.ts';
import { certifyPart, orderedPart, type OrderedPart } from './erasing-part.ts';
import { eraseCase } from './erasing.ts';
import { hashOf } from './exports.ts';
import { mustSayWhy } from './lawful.ts';
import { exportMasked } from './masked-pictures.ts';
import { purgeDismissed } from './purge.ts';
import { isSamePlace, placeOf } from './recording-place.ts';
import { ReviewDesk } from './review-desk.ts';
import { checked } from './settings-rules.ts';
import { ShelfDesk } from './shelf-desk.ts';
import type { ExportTerms } from './synopsis/export-source.ts';
import { TrayDesk, trayFacts } from './tray-desk.ts';
import { readVerified } from './verify-journal.ts';

export class OpenDossier extends LockableDossier implements DossierSession {
  readonly kind = 'dossier';
  protected override readonly resultsNotice = 'Résultats proposés, à vérifier sur les images d’origine';
  readonly #reviews: ReviewDesk;
  readonly #trays: TrayDesk;
  readonly #shelves: ShelfDesk;
  readonly #documents: DocumentDesk;

  constructor(parts: DossierParts) {
    super(parts);
    const { desk, repository, journal } = parts;
    this.#reviews = new ReviewDesk(desk, repository, journal, this.list, parts);
    this.#trays = new TrayDesk(desk, repository, journal, trayFacts(this.list));
    this.#shelves = new ShelfDesk(desk, repository, journal);
    this.#documents = new DocumentDesk({
      ...parts,
      recordings: () => this.list.all,
      review: () => this.#reviews.review,
      tray: () => this.#trays.tray,
    });
  }

  /** Takes up everything as it was left. */
  async start(): Promise<void> {
    const { desk, results } = this.parts;
    await this.loadDetectors();
    await this.archive.restore(desk.file.recordings, this.list, results);
    this.#followProvenance();
    await this.#reviews.load();
    await this.#trays.load();
    await this.#shelves.load();
  }

  async confirmShare(): Promise<void> {
    this.policy.mustBeUnlocked();
    await this.parts.ask((vault) => vault.confirmShare());
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
      this.intake.admit();
      return undefined;
    }
    const { ask, repository, results, pseudonyms } = this.parts;
    const { list, queue } = this;
    const effects = {
      ask,
      repository,
      results,
      pseudonyms,
      list,
      queue,
      reviews: this.#reviews,
      trays: this.#trays,
      shelves: this.#shelves,
    };
    const part = orderedPart(command, desk.file, (track) => this.#pseudonymOf(track));
    await desk.command(command, () => act(command, effects));
    if (desk.file.state === 'ERASED') {
      return this.#erase();
    }
    this.#followProvenance();
    this.intake.admit();
    this.tell(undefined);
    return part === undefined ? undefined : this.#certify(part);
  }

  /** Which camera filmed a recording, and when, is what its provenance says. */
  #followProvenance(): void {
    for (const { id, provenance } of this.parts.desk.file.recordings) {
      const recording = this.list.all.find((candidate) => candidate.id === id);
      const place = placeOf(provenance);
      if (recording !== undefined && !isSamePlace(recording.state.place, place)) {
        recording.update({ place });
      }
    }
  }

  /** Its provenance says it. */
  setPlace(id: RecordingId): never {
    throw new AppError('INPUT_INVALID', { recording: id, field: 'place' });
  }

  #certify(part: OrderedPart): Promise<ErasureProof> {
    const { ask, journal, desk, installation, software } = this.parts;
    const { file, context } = desk;
    return certifyPart(part, { ask, journal, file, software, timeZone: installation.timeZone, at: context.now });
  }

  #pseudonymOf(track: string): string | undefined {
    return this.list.track(track)?.pseudonym;
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

  override async printFigures(printed: PrintedFigures, motive?: string): Promise<void> {
    this.policy.must('export', 'OBJETS');
    mustSayWhy(motive);
    return super.printFigures(printed, motive);
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

  override async exportSynopsis(order: SynopsisOrder, watch: ExportWatch, motive?: string): Promise<SynopsisFiles> {
    this.policy.must('export', 'IMAGES_SOURCE');
    mustSayWhy(motive);
    return super.exportSynopsis(order, watch, motive);
  }

  /** As it stands when the export begins. */
  protected override exportTerms(): ExportTerms {
    const { desk, installation } = this.parts;
    const { procedureNumber } = desk.file;
    const { review } = this.#reviews;
    const masking = maskingOf(review, installation.maskInExports);
    return {
      notice: {
        text: `Dossier, procédure n° ${procedureNumber}`,
        caseNumber: procedureNumber,
        isMasked: masking.isOn,
      },
      masking,
      stateOf: (track) => review.decisions.get(track)?.state,
    };
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

  get seen(): ReadonlySet<TrackId> {
    return this.policy.mayShow('OBJETS') ? this.#reviews.seen : new Set();
  }

  get edits(): readonly TrackEdit[] {
    return this.policy.mayShow('OBJETS') ? this.#reviews.edits : [];
  }

  async edit(command: EditCommand): Promise<TrackEdit> {
    this.policy.mustBeUnlocked();
    const edit = await this.#reviews.edit(command);
    this.tell(undefined);
    return edit;
  }

  /** Kept of those who review; whoever reads the case for the control leaves no trace but the journal's. */
  async setSeen(tracks: readonly TrackId[], isSeen: boolean): Promise<void> {
    this.policy.must('consult', 'OBJETS');
    await this.#reviews.setSeen(tracks, isSeen, this.policy.may('review', 'OBJETS'));
    this.tell(undefined);
  }

  get tray(): Tray {
    return this.#trays.tray.filter(({ kind }) => this.policy.mayShow(natureOf(kind)));
  }

  async trayCommand(command: TrayCommand): Promise<string> {
    this.policy.mustBeUnlocked();
    const id = await this.#trays.command(command);
    this.tell(undefined);
    return id;
  }

  get shelf(): Shelf {
    return this.policy.mayShow('OBJETS') ? this.#shelves.shelf : EMPTY_SHELF;
  }

  async shelfCommand(command: ShelfCommand): Promise<string> {
    this.policy.mustBeUnlocked();
    const id = await this.#shelves.command(command);
    this.tell(undefined);
    return id;
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
      await this.intake.take(files);
    } finally {
      this.intake.admit();
      this.tell(undefined);
    }
  }

  /** What people have decided about its objects, or put aside of them, would be lost with them: it is undone first. */
  override analyseAgain(id: RecordingId, settings: AnalysisSettings): void {
    const { state } = this.list.find(id);
    const decided = [...this.#reviews.review.decisions.keys()].filter(
      (track) => state.tracks.numbered(numberOfTrack(track))?.id === track,
    ).length;
    const put = this.#trays.tray.filter(({ kind, recording }) => kind === 'object' && recording === id).length;
    if (decided + put > 0) {
      throw new AppError('INPUT_INVALID', { recording: id, decisions: decided, tray: put });
    }
    this.parts.desk.judge({ kind: 'start-analysis', recordingId: id });
    super.analyseAgain(id, checked(settings));
    void this.#reviews.forgetRun(id).catch(() => undefined); // Says nothing of the objects to come.
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
    await this.archive.settled();
    if (this.policy.may('review', 'OBJETS')) {
      desk.mustBeTrusted();
      await purgeDismissed({ journal, results, list: this.list, reviews: this.#reviews, trays: this.#trays });
      await this.archive.settled();
    }
    if (openSession(desk.file) !== undefined && this.policy.may('analyse')) {
      await desk.command({ kind: 'end-session' });
    }
    await ask((vault) => vault.closeCase());
    this[Symbol.dispose]();
  }

  /** The file says that it is erased: so does the registry, which ends what is cut short here at the next start. */
  async #erase(): Promise<ErasureProof> {
    const { ask, desk, installation, software } = this.parts;
    const { file, context } = desk;
    this.stopWork();
    await this.archive.settled();
    this[Symbol.dispose]();
    return eraseCase({ ask, file, installation, software, at: context.now });
  }
}
