// What an open Exercice and an open dossier have in common: recordings, their queue, and what is read of their results.

import type { AnalysisSettings, MotionRegion, Observation, TrackEvidence } from '../contracts/analysis.ts';
import { toAppError } from '../contracts/errors.ts';
import type { Journal, JournalEntry } from '../contracts/journal.ts';
import type { BackendChoice, DetectorOption } from '../contracts/model.ts';
import type { MotionAnswer, MotionDemand, MotionListener } from '../contracts/motion-search.ts';
import type {
  ArrangeOptions,
  FrameReader,
  PrintedFigures,
  RecordingState,
  Session,
  SessionListener,
  StoredBoxes,
} from '../contracts/session.ts';
import type { ExportWatch, SynopsisFiles, SynopsisOrder } from '../contracts/synopsis-export.ts';
import type { TubeReader } from '../contracts/synopsis.ts';
import type { CaseId, RecordingId, TrackId } from '../domain/ids.ts';
import type { MotionRows } from '../domain/motion-search/rows.ts';
import type { ArrangeDemand, Arrangement } from '../domain/synopsis/arrangement.ts';
import type { Tubes } from '../domain/synopsis/tubes.ts';
import type { CaseRepository } from '../storage/case-repository.ts';
import { tryModel } from './analyst.ts';
import { Arranger } from './arranger.ts';
import type { CasePolicy } from './case-policy.ts';
import { readEvidence } from './evidence.ts';
import { hashOf, resultsOf, stillOf } from './exports.ts';
import { ImportQueue } from './import-queue.ts';
import { momentCount, motionCodes, searchMotion } from './motion-search.ts';
import { Detectors, modelRefused } from './own-detector.ts';
import type { Pseudonyms } from './pseudonyms.ts';
import type { Recording } from './recording.ts';
import { RecordingList } from './recording-list.ts';
import { spawnReader } from './recording-reader.ts';
import type { ExportTerms } from './synopsis/export-source.ts';
import { exportSynopsis } from './synopsis/synopsis-export.ts';
import { openTubeReader } from './tube-reader.ts';
import { checked, mayBeAnalysedAgain, mayBeSet } from './settings-rules.ts';
import { NO_TRACKS } from './track-list.ts';

/** What an open case is made of. */
export interface OpenCaseContext {
  readonly id: CaseId;
  readonly repository: CaseRepository;
  readonly journal: Journal;
  readonly policy: CasePolicy;
  readonly pseudonyms: Pseudonyms;
}

type Common = Omit<
  Session,
  | 'kind'
  | 'addFiles'
  | 'decisions'
  | 'edits'
  | 'edit'
  | 'review'
  | 'seen'
  | 'setSeen'
  | 'setPlace'
  | 'tray'
  | 'trayCommand'
  | 'shelf'
  | 'shelfCommand'
  | typeof Symbol.dispose
>;

export abstract class OpenCase implements Common {
  protected readonly context: OpenCaseContext;
  protected readonly list: RecordingList;
  protected readonly queue: ImportQueue;
  protected readonly arranger = new Arranger();
  readonly #listeners = new Set<SessionListener>();
  readonly #detectors = new Detectors();
  /** What exported results say of themselves; `undefined`: that they are those of an Exercice. */
  protected readonly resultsNotice: string | undefined = undefined;
  #backendChoice: BackendChoice = 'auto';

  constructor(context: OpenCaseContext) {
    this.context = context;
    this.list = new RecordingList(context.pseudonyms, (id) => {
      this.changed(id);
    });
    const { id: caseId, journal, repository, policy } = context;
    this.queue = new ImportQueue({
      ...{ caseId, journal, repository, policy },
      recordings: this.list.all,
      backend: () => this.#backendChoice,
      detector: () => this.#detectors.read(),
    });
  }

  get caseId(): CaseId {
    return this.context.id;
  }

  get recordings(): readonly RecordingState[] {
    const { policy } = this.context;
    if (!policy.mayShow()) {
      return [];
    }
    const mayShowObjects = policy.mayShow('OBJETS');
    return this.list.all.map(({ state }) =>
      mayShowObjects ? state : { ...state, firstLook: undefined, tracks: NO_TRACKS },
    );
  }

  get journal(): readonly JournalEntry[] {
    return this.context.policy.mayShow() ? this.context.journal.entries : [];
  }

  get backendChoice(): BackendChoice {
    return this.#backendChoice;
  }

  setBackendChoice(choice: BackendChoice): void {
    this.#backendChoice = choice;
    this.tell(undefined);
  }

  get detectors(): readonly DetectorOption[] {
    return this.#detectors.options;
  }

  get detectorChoice(): string {
    return this.#detectors.choice;
  }

  setDetectorChoice(id: string): void {
    this.#detectors.choose(id);
    this.tell(undefined);
  }

  async addDetector(files: readonly File[]): Promise<void> {
    const { journal } = this.context;
    try {
      for (const { entry } of await this.#detectors.add(files, tryModel)) {
        const sha256 = entry.files.map((file) => file.sha256);
        await journal.append({ kind: 'model-added', model: entry.id, sha256 });
      }
    } catch (error) {
      const refusal = toAppError(error);
      if (refusal.code === 'MODEL_REFUSED') {
        await journal.append(modelRefused(refusal));
      }
      throw refusal;
    } finally {
      this.tell(undefined);
    }
  }

  subscribe(listener: SessionListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  get usualSettings(): AnalysisSettings {
    return this.list.usualSettings;
  }

  setUsualSettings(settings: AnalysisSettings): void {
    this.list.setUsualSettings(settings);
    this.tell(undefined);
  }

  setSettings(id: RecordingId, settings: AnalysisSettings): void {
    const recording = this.#found(id);
    mayBeSet(recording);
    recording.update({ settings: checked(settings) });
  }

  prepare(id: RecordingId): Promise<void> {
    return this.queue.prepare(this.#found(id));
  }

  moveInQueue(id: RecordingId, place: number): void {
    this.queue.move(this.#found(id), place);
    this.#followQueue();
  }

  analyseAgain(id: RecordingId, settings: AnalysisSettings): void {
    const recording = this.#found(id);
    mayBeAnalysedAgain(recording);
    this.queue.again(recording, checked(settings));
    this.#followQueue();
  }

  async setPaused(id: RecordingId, paused: boolean): Promise<void> {
    return this.queue.setPaused(this.#found(id), paused);
  }

  async cancel(id: RecordingId): Promise<void> {
    return this.queue.cancel(this.#found(id));
  }

  async observations(track: TrackId): Promise<readonly Observation[]> {
    const { recording, number } = this.list.findTrack(track);
    await this.context.policy.consult(track, 'OBJETS');
    return recording.observations(this.context.repository, number);
  }

  async storedBoxes(id: RecordingId, seq: number): Promise<StoredBoxes> {
    // No object is shown by it: what was searched is written in the journal as one search.
    this.context.policy.must('consult', 'OBJETS');
    return this.list.find(id).storedBoxes(this.context.repository, seq);
  }

  async motion(id: RecordingId, ordinal: number): Promise<readonly MotionRegion[] | undefined> {
    this.context.policy.must('consult', 'OBJETS');
    const recording = this.list.find(id);
    const span = recording.state.coverage.find((one) => one.fromOrdinal <= ordinal && ordinal <= one.toOrdinal);
    const isWatched = span !== undefined && span.state !== 'waiting' && span.state !== 'failed';
    return isWatched ? recording.motionAt(this.context.repository, ordinal) : undefined;
  }

  async evidence(track: TrackId): Promise<TrackEvidence> {
    const { recording, number } = this.list.findTrack(track);
    await this.context.policy.consult(track, 'OBJETS');
    return readEvidence(recording, this.context.repository, number);
  }

  async crop(track: TrackId): Promise<Blob | undefined> {
    this.context.policy.must('consult', 'OBJETS');
    const { recording, number } = this.list.findTrack(track);
    const crop = await this.context.repository.readCrop(recording.id, recording.cropOf(number) ?? -1);
    return crop === undefined ? undefined : new Blob([crop.bytes], { type: crop.type });
  }

  async searchMotion(
    id: RecordingId,
    demand: MotionDemand,
    onProgress: MotionListener,
    signal: AbortSignal,
  ): Promise<MotionAnswer> {
    const { id: caseId, policy, journal } = this.context;
    const recording = this.#found(id);
    await policy.consult(id, 'IMAGES_SOURCE');
    await this.queue.prepare(recording);
    const licence = policy.searchLicence(id);
    const parts: MotionRows[] = [];
    const listen: MotionListener = (progress) => {
      parts.push(progress.rows);
      return onProgress(progress);
    };
    try {
      return await searchMotion(recording, caseId, licence, demand, listen, signal);
    } finally {
      // What lies between two pictures of a search is read to be exact: the same search goes on.
      if (licence.kind === 'dossier' && demand.reads === undefined) {
        const hits = momentCount(recording, demand, parts);
        await journal.append({ kind: 'searched', criteria: motionCodes(recording, demand), hits });
        this.tell(undefined);
      }
    }
  }

  async openReader(id: RecordingId, isBeside = false): Promise<FrameReader> {
    const recording = this.list.find(id);
    await this.context.policy.consult(id, 'IMAGES_SOURCE');
    return recording.reader.openFrames(recording.media, isBeside);
  }

  async openTubes(id: RecordingId): Promise<TubeReader> {
    const { policy, repository } = this.context;
    const recording = this.list.find(id);
    policy.must('consult', 'OBJETS');
    await policy.consult(id, 'IMAGES_SOURCE');
    const mustBeAllowed = (): void => {
      policy.must('consult', 'OBJETS');
    };
    return openTubeReader({ recording, repository, mustBeAllowed });
  }

  async arrange(tubes: Tubes, demand: ArrangeDemand, options?: ArrangeOptions): Promise<Arrangement> {
    this.context.policy.must('consult', 'OBJETS');
    return this.arranger.arrange(tubes, demand, options);
  }

  async exportResults(id: RecordingId, motive?: string): Promise<Blob> {
    const { policy, repository, journal } = this.context;
    policy.must('export', 'OBJETS');
    const blob = await resultsOf(this.list.find(id), repository, this.resultsNotice);
    await journal.append({ kind: 'results-exported', recordingId: id, sha256: await hashOf(blob) }, motive);
    this.tell(undefined);
    return blob;
  }

  async exportStill(id: RecordingId, ordinal: number, motive?: string): Promise<Blob> {
    this.context.policy.must('export', 'IMAGES_SOURCE');
    const blob = await stillOf(this.list.find(id), ordinal);
    const event = { kind: 'still-exported', recordingId: id, ordinal, sha256: await hashOf(blob) } as const;
    await this.context.journal.append(event, motive);
    this.tell(undefined);
    return blob;
  }

  async exportSynopsis(order: SynopsisOrder, watch: ExportWatch, motive?: string): Promise<SynopsisFiles> {
    const { policy, repository, journal } = this.context;
    policy.must('export', 'IMAGES_SOURCE');
    policy.must('export', 'OBJETS');
    const find = (id: RecordingId): Recording => this.list.find(id);
    const openTubes = (id: RecordingId): Promise<TubeReader> => this.openTubes(id);
    const files = await exportSynopsis({ ...this.exportTerms(), find, repository, openTubes }, order, watch);
    // A right may have gone meanwhile, and the screen may have been locked.
    policy.must('export', 'IMAGES_SOURCE');
    await journal.append(
      {
        kind: 'synopsis-exported',
        recordings: [...new Set(order.owners.map(({ recordingId }) => recordingId))],
        objects: files.objects,
        sha256: files.film.sha256,
        mapSha256: files.map.sha256,
        ...(files.masked.length === 0 ? {} : { masked: files.masked }),
      },
      motive,
    );
    this.tell(undefined);
    return files;
  }

  /** Of whose case an export tells, and what is masked in it. */
  protected abstract exportTerms(): ExportTerms;

  async printFigures({ recordings, objects }: PrintedFigures, motive?: string): Promise<void> {
    this.context.policy.must('export', 'OBJETS');
    await this.context.journal.append({ kind: 'figures-printed', recordings, objects }, motive);
    this.tell(undefined);
  }

  async measureDecodeOnly(id: RecordingId): Promise<{ readonly wallS: number; readonly frames: number }> {
    const { file, opened } = this.#found(id);
    using client = spawnReader();
    return await client.call((remote) => remote.decodeOnly(file, opened));
  }

  protected async loadDetectors(): Promise<void> {
    // A list that cannot be read is refused, in words, by the first analysis.
    await this.#detectors.load().catch(() => undefined);
  }

  /** A recording has changed. */
  protected changed(id: RecordingId): void {
    this.tell(id);
  }

  protected tell(id: RecordingId | undefined): void {
    for (const listener of this.#listeners) {
      listener(id);
    }
  }

  /** A recording that is worked on: a right of its own. */
  #found(id: RecordingId): ReturnType<RecordingList['find']> {
    this.context.policy.must('analyse');
    return this.list.find(id);
  }

  /** Those that wait are listed in the order in which they will be analysed. */
  #followQueue(): void {
    this.list.follow(this.queue.waiting);
    this.tell(undefined);
  }
}
