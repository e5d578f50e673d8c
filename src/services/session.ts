// An open Exercice: its recordings, its queue, its results. The key lives in this object and nowhere else.

import type { AnalysisSettings, MotionRegion, Observation, TrackEvidence } from '../contracts/analysis.ts';
import { AppError, toAppError } from '../contracts/errors.ts';
import type { JournalEntry } from '../contracts/journal.ts';
import type { BackendChoice, DetectorOption } from '../contracts/model.ts';
import type { FrameReader, RecordingState, Session, SessionListener } from '../contracts/session.ts';
import { caseId, type CaseId, type RecordingId, type TrackId } from '../domain/ids.ts';
import { CaseRepository } from '../storage/case-repository.ts';
import { DerushDatabase, wipeCase, wipeExercises } from '../storage/database.ts';
import { createCaseKey } from '../storage/envelope.ts';
import { readEvidence } from './evidence.ts';
import { tryModel } from './analyst.ts';
import { hashOf, resultsOf, stillOf } from './exports.ts';
import { ImportQueue } from './import-queue.ts';
import { Detectors, modelRefused } from './own-detector.ts';
import { MemoryJournal } from './memory-journal.ts';
import { RecordingList } from './recording-list.ts';
import { checked, mayBeAnalysedAgain, mayBeSet } from './settings-rules.ts';
import { spawnReader } from './recording-reader.ts';

const LOCK_PREFIX = 'derush-case-';

/** Opens an Exercice under a fresh key, after wiping those that died without doing it themselves. */
export async function openExercise(): Promise<Session> {
  const database = new DerushDatabase();
  try {
    const alive = new Set((await navigator.locks.query()).held?.map(({ name }) => name));
    await wipeExercises(database, (id) => alive.has(LOCK_PREFIX + id));
    const id = caseId(crypto.randomUUID());
    holdLock(LOCK_PREFIX + id);
    await database.cases.put({ id, kind: 'exercise' });
    const session = new ExerciseSession(id, database, await createCaseKey());
    await session.start();
    return session;
  } catch (error) {
    database.close();
    throw new AppError('STORAGE_FAILED', { message: toAppError(error).message }, { cause: error });
  }
}

/** Held until the page dies: tells other tabs that this exercise is alive. */
function holdLock(name: string): void {
  void navigator.locks.request(name, () => new Promise<never>(() => undefined));
}

class ExerciseSession implements Session {
  readonly caseId: CaseId;
  readonly kind = 'exercise';
  readonly #database: DerushDatabase;
  readonly #repository: CaseRepository;
  readonly #journal = new MemoryJournal();
  readonly #listeners = new Set<SessionListener>();
  readonly #recordings = new RecordingList((id) => {
    this.#tell(id);
  });
  readonly #queue: ImportQueue;
  readonly #detectors = new Detectors();
  #backendChoice: BackendChoice = 'auto';
  #isOpen = true;

  constructor(id: CaseId, database: DerushDatabase, key: CryptoKey) {
    this.caseId = id;
    this.#database = database;
    this.#repository = new CaseRepository(database, id, key);
    this.#queue = new ImportQueue({
      caseId: id,
      key,
      journal: this.#journal,
      repository: this.#repository,
      recordings: this.#recordings.all,
      backend: () => this.#backendChoice,
      detector: () => this.#detectors.read(),
    });
  }

  async start(): Promise<void> {
    await this.#journal.append({ kind: 'case-opened' });
    // A list that cannot be read is refused, in words, by the first analysis.
    await this.#detectors.load().catch(() => undefined);
  }

  get recordings(): readonly RecordingState[] {
    return this.#recordings.all.map(({ state }) => state);
  }

  get backendChoice(): BackendChoice {
    return this.#backendChoice;
  }

  get journal(): readonly JournalEntry[] {
    return this.#journal.entries;
  }

  setBackendChoice(choice: BackendChoice): void {
    this.#backendChoice = choice;
    this.#tell(undefined);
  }

  get detectors(): readonly DetectorOption[] {
    return this.#detectors.options;
  }

  get detectorChoice(): string {
    return this.#detectors.choice;
  }

  setDetectorChoice(id: string): void {
    this.#detectors.choose(id);
    this.#tell(undefined);
  }

  async addDetector(files: readonly File[]): Promise<void> {
    try {
      for (const { entry } of await this.#detectors.add(files, tryModel)) {
        const sha256 = entry.files.map((file) => file.sha256);
        await this.#journal.append({ kind: 'model-added', model: entry.id, sha256 });
      }
    } catch (error) {
      const refusal = toAppError(error);
      if (refusal.code === 'MODEL_REFUSED') {
        await this.#journal.append(modelRefused(refusal));
      }
      throw refusal;
    } finally {
      this.#tell(undefined);
    }
  }

  subscribe(listener: SessionListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  addFiles(files: readonly File[]): void {
    for (const recording of this.#recordings.add(files)) {
      this.#queue.add(recording);
    }
    this.#tell(undefined);
  }

  get usualSettings(): AnalysisSettings {
    return this.#recordings.usualSettings;
  }

  setUsualSettings(settings: AnalysisSettings): void {
    this.#recordings.setUsualSettings(settings);
    this.#tell(undefined);
  }

  setSettings(id: RecordingId, settings: AnalysisSettings): void {
    const recording = this.#recordings.find(id);
    mayBeSet(recording);
    recording.update({ settings: checked(settings) });
  }

  prepare(id: RecordingId): Promise<void> {
    return this.#queue.prepare(this.#recordings.find(id));
  }

  moveInQueue(id: RecordingId, place: number): void {
    this.#queue.move(this.#recordings.find(id), place);
    this.#followQueue();
  }

  analyseAgain(id: RecordingId, settings: AnalysisSettings): void {
    const recording = this.#recordings.find(id);
    mayBeAnalysedAgain(recording);
    this.#queue.again(recording, checked(settings));
    this.#followQueue();
  }

  async setPaused(id: RecordingId, paused: boolean): Promise<void> {
    return this.#queue.setPaused(this.#recordings.find(id), paused);
  }

  async cancel(id: RecordingId): Promise<void> {
    return this.#queue.cancel(this.#recordings.find(id));
  }

  async observations(track: TrackId): Promise<readonly Observation[]> {
    const { recording, number } = this.#recordings.findTrack(track);
    return recording.observations(this.#repository, number);
  }

  async motion(id: RecordingId, ordinal: number): Promise<readonly MotionRegion[] | undefined> {
    const recording = this.#recordings.find(id);
    const span = recording.state.coverage.find((one) => one.fromOrdinal <= ordinal && ordinal <= one.toOrdinal);
    const isWatched = span !== undefined && span.state !== 'waiting' && span.state !== 'failed';
    return isWatched ? recording.motionAt(this.#repository, ordinal) : undefined;
  }

  async evidence(track: TrackId): Promise<TrackEvidence> {
    const { recording, number } = this.#recordings.findTrack(track);
    return readEvidence(recording, this.#repository, number);
  }

  async crop(track: TrackId): Promise<Blob | undefined> {
    const { recording, number } = this.#recordings.findTrack(track);
    const crop = await this.#repository.readCrop(recording.id, number);
    return crop === undefined ? undefined : new Blob([crop.bytes], { type: crop.type });
  }

  async openReader(id: RecordingId): Promise<FrameReader> {
    const { reader, opened } = this.#recordings.find(id);
    return reader.openFrames(opened);
  }

  async exportResults(id: RecordingId): Promise<Blob> {
    const blob = await resultsOf(this.#recordings.find(id), this.#repository);
    await this.#journal.append({ kind: 'results-exported', recordingId: id, sha256: await hashOf(blob) });
    this.#tell(undefined);
    return blob;
  }

  async exportStill(id: RecordingId, ordinal: number): Promise<Blob> {
    const blob = await stillOf(this.#recordings.find(id), ordinal);
    await this.#journal.append({ kind: 'still-exported', recordingId: id, ordinal, sha256: await hashOf(blob) });
    this.#tell(undefined);
    return blob;
  }

  async measureDecodeOnly(id: RecordingId): Promise<{ readonly wallS: number; readonly frames: number }> {
    const { file, opened } = this.#recordings.find(id);
    using client = spawnReader();
    return await client.call((remote) => remote.decodeOnly(file, opened));
  }

  /** Ends everything and deletes what was stored; what a closing tab leaves is wiped at the next start. */
  [Symbol.dispose](): void {
    if (this.#isOpen) {
      this.#isOpen = false;
      this.#queue[Symbol.dispose]();
      void wipeCase(this.#database, this.caseId).finally(() => {
        this.#database.close();
      });
    }
  }

  /** Those that wait are listed in the order in which they will be analysed. */
  #followQueue(): void {
    this.#recordings.follow(this.#queue.waiting);
    this.#tell(undefined);
  }

  #tell(id: RecordingId | undefined): void {
    for (const listener of this.#listeners) {
      listener(id);
    }
  }
}
