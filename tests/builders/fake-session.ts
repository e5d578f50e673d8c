// A session without files, workers or storage: recordings are drawn on a canvas, and time passes when the test says so.

import {
  USUAL_SETTINGS,
  type AnalysisProgress,
  type AnalysisResult,
  type AnalysisSettings,
  type CameraAccount,
  type MotionRegion,
  type Observation,
  type TrackEvidence,
} from '../../src/contracts/analysis.ts';
import { AppError, type Alert } from '../../src/contracts/errors.ts';
import type { JournalEntry, JournalEvent } from '../../src/contracts/journal.ts';
import type { PictureType } from '../../src/contracts/media.ts';
import type { BackendChoice, DetectorOption } from '../../src/contracts/model.ts';
import type { ExportedFile, ExportWatch, SynopsisFiles, SynopsisOrder } from '../../src/contracts/synopsis-export.ts';
import type { TubeReader } from '../../src/contracts/synopsis.ts';
import type { MotionAnswer, MotionDemand, MotionListener } from '../../src/contracts/motion-search.ts';
import {
  NO_PLACE,
  type ArrangeOptions,
  type FrameReader,
  type PrintedFigures,
  type RecordingPlace,
  type RecordingState,
  type Session,
  type SessionListener,
  type StoredBoxes,
  type TrackState,
} from '../../src/contracts/session.ts';
import { NO_ATTRIBUTES } from '../../src/domain/attributes/attributes.ts';
import { userId } from '../../src/domain/case/case-file.ts';
import type { EditCommand, ReviewCommand } from '../../src/domain/case/commands.ts';
import type { TrackEdit } from '../../src/domain/case/track-edits.ts';
import type { TrackDecision } from '../../src/domain/case/review.ts';
import { decided, NOTHING_DECIDED, type Review } from '../../src/domain/case/review-rules.ts';
import { changedTray, type Tray, type TrayCommand, type TrayFacts } from '../../src/domain/case/tray.ts';
import { pseudonymPrefix } from '../../src/domain/detection/classes.ts';
import {
  caseId,
  numberOfTrack,
  recordingId,
  recordingOfTrack,
  sha256,
  trackId,
  type RecordingId,
  type TrackId,
} from '../../src/domain/ids.ts';
import { LawRefusal } from '../../src/domain/law/codes.ts';
import { changedShelf, EMPTY_SHELF, type Shelf, type ShelfCommand } from '../../src/domain/case/saved-search.ts';
import { arrange } from '../../src/domain/synopsis/arrange.ts';
import type { ArrangeDemand, Arrangement } from '../../src/domain/synopsis/arrangement.ts';
import type { Tubes } from '../../src/domain/synopsis/tubes.ts';
import { instant } from '../../src/domain/time/instant.ts';
import { listOf, NO_TRACKS } from '../../src/services/track-list.ts';
import { fakeMotion } from './fake-motion.ts';
import { fakeTubes } from './fake-tubes.ts';
import {
  coverageOf,
  isWithin,
  mediaOf,
  pictureOf,
  tableOf,
  type FakeRecording,
  type FakeTrack,
} from './fake-recording.ts';

interface Entry {
  readonly spec: FakeRecording;
  state: RecordingState;
  /** Frames done at each commit. */
  readonly commits: number[];
}

const SHA = sha256('9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08');

/** Of each group of fifty, by ordinal modulo 50; P beyond. */
const PICTURE_TYPES: readonly PictureType[] = ['B', 'IDR', 'B', 'P', 'I'];

/** A camera to which nothing happened, in good light. */
const ACCOUNT: CameraAccount = {
  scenes: [],
  sceneEvents: [],
  envelope: {
    ...{ smallestPerson: 28, smallestVehicle: 17, intervalUs: 100_000, fastest: 2.5, shortestVisitUs: 600_000 },
    ...{ level: 90, contrast: 12, noise: 0.4, shake: 0.0003, limits: [] },
  },
};

export class FakeSession implements Session {
  readonly caseId: Session['caseId'] = caseId('fake');
  readonly kind: Session['kind'] = 'exercise';
  readonly journal: JournalEntry[] = [];
  backendChoice: BackendChoice = 'auto';
  detectors: DetectorOption[] = [
    { id: 'centernet', isOwn: false },
    { id: 'nanodet', isOwn: false },
  ];
  detectorChoice = 'centernet';
  usualSettings: AnalysisSettings = USUAL_SETTINGS;
  /** What was asked for, in order: `export-still 12`, `cancel fake-1`… */
  readonly calls: string[] = [];
  /** Exports of synopses go on until they are stopped. */
  holdsExports = false;
  readonly #recordingOf: (name: string) => FakeRecording;
  readonly #entries: Entry[] = [];
  #practice: Review = NOTHING_DECIDED;
  seen: ReadonlySet<TrackId> = new Set();
  readonly #listeners = new Set<SessionListener>();
  #tracks = 0;

  constructor(recordingOf: (name: string) => FakeRecording) {
    this.#recordingOf = recordingOf;
    this.#write({ kind: 'case-opened' });
  }

  get recordings(): readonly RecordingState[] {
    return this.#entries.map((entry) => entry.state);
  }

  setBackendChoice(choice: BackendChoice): void {
    this.backendChoice = choice;
  }

  setDetectorChoice(id: string): void {
    this.detectorChoice = id;
  }

  /** A file called `refused.json` is refused; any other becomes a detector of its name. */
  async addDetector(files: readonly File[]): Promise<void> {
    const id = (files[0]?.name ?? '').replace(/\.json$/, '');
    if (id === 'refused') {
      this.#write({ kind: 'model-refused', model: id, code: 'MODEL_REFUSED', reason: 'hash' });
      this.#tell(undefined);
      throw new AppError('MODEL_REFUSED', { model: id, reason: 'hash', file: 'refused.bin' });
    }
    this.detectors.push({ id, isOwn: true });
    this.detectorChoice = id;
    this.#write({ kind: 'model-added', model: id, sha256: [SHA] });
    this.#tell(undefined);
    return Promise.resolve();
  }

  setUsualSettings(settings: AnalysisSettings): void {
    this.usualSettings = settings;
    this.#tell(undefined);
  }

  setSettings(id: RecordingId, settings: AnalysisSettings): void {
    this.#change(id, { settings });
  }

  setPlace(id: RecordingId, place: RecordingPlace): void {
    if (this.kind === 'dossier') {
      throw new AppError('INPUT_INVALID', { recording: id, field: 'place' });
    }
    this.calls.push(`place ${id} ${place.camera} ${place.startsAt ?? '—'} ${place.clockOffsetMs ?? '—'}`);
    this.#change(id, { place });
  }

  async prepare(id: RecordingId): Promise<void> {
    const { spec } = this.#entryOf(id);
    this.#change(id, { sha256: SHA, media: mediaOf(spec), table: tableOf(spec) });
    return Promise.resolve();
  }

  moveInQueue(id: RecordingId, place: number): void {
    const waiting = this.#entries.filter(({ state }) => state.phase === 'waiting');
    const moved = this.#entryOf(id);
    const order = waiting.filter((entry) => entry !== moved);
    order.splice(place - 1, 0, moved);
    this.#entries.forEach((entry, index) => {
      const next = waiting.includes(entry) ? order.shift() : undefined;
      if (next !== undefined) {
        this.#entries[index] = next;
      }
    });
    this.#number();
    this.#tell(undefined);
  }

  analyseAgain(id: RecordingId, settings: AnalysisSettings): void {
    this.calls.push(`again ${id} ${settings.sensitivity} ${settings.masks.length}`);
    this.#change(id, {
      phase: 'waiting',
      settings,
      tracks: NO_TRACKS,
      coverage: [],
      progress: undefined,
      result: undefined,
    });
    this.#number();
  }

  subscribe(listener: SessionListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  addFiles(files: readonly File[]): void {
    for (const file of files) {
      const id = recordingId(`fake-${this.#entries.length + 1}`);
      const spec = this.#recordingOf(file.name);
      this.#entries.push({ spec, state: waitingState(id, file, this.usualSettings), commits: [] });
    }
    this.#number();
    this.#tell(undefined);
  }

  /** Lets time pass: the first unfinished recording is opened, then `frames` more of it are analysed. */
  advance(frames: number): void {
    const entry = this.#entries.find(({ state }) => ['waiting', 'analysing'].includes(state.phase));
    if (entry !== undefined) {
      entry.state = entry.state.phase === 'waiting' ? this.#open(entry) : this.#analyse(entry, frames);
      entry.commits.push(entry.state.progress?.framesDone ?? 0);
      this.#number();
      this.#tell(entry.state.id);
    }
  }

  async setPaused(id: RecordingId, paused: boolean): Promise<void> {
    this.calls.push(`${paused ? 'pause' : 'resume'} ${id}`);
    this.#change(id, { phase: paused ? 'paused' : 'analysing' });
    await Promise.resolve();
  }

  async cancel(id: RecordingId): Promise<void> {
    this.calls.push(`cancel ${id}`);
    this.#change(id, { phase: 'cancelled' });
    await Promise.resolve();
  }

  async observations(track: TrackId): Promise<readonly Observation[]> {
    const { spec, found } = this.#trackOf(track);
    const observations: Observation[] = [];
    for (let ordinal = spec.firstOrdinal; ordinal <= found.lastOrdinal; ordinal += 1) {
      const origin = ordinal % 2 === 0 ? 'detected' : 'interpolated';
      observations.push({
        ordinal,
        box: spec.boxAt(ordinal),
        score: origin === 'detected' ? spec.confidence : 0,
        origin,
      });
    }
    return Promise.resolve(observations);
  }

  async storedBoxes(id: RecordingId, seq: number): Promise<StoredBoxes> {
    const { commits, state } = this.#entryOf(id);
    const [from, to] = [commits[seq - 1] ?? 0, commits[seq]];
    if (to === undefined) {
      return { run: 1, rows: undefined };
    }
    const all = await Promise.all(
      [...state.tracks].map(async (track) =>
        (await this.observations(track.id)).map((row) => ({ ...row, track: track.number })),
      ),
    );
    return { run: 1, rows: all.flat().filter(({ ordinal }) => ordinal > from && ordinal <= to) };
  }

  /** One region per object that is on the picture, and one that is no object. */
  async motion(id: RecordingId, ordinal: number): Promise<readonly MotionRegion[] | undefined> {
    const { spec, state } = this.#entryOf(id);
    if (ordinal > (state.progress?.framesDone ?? 0)) {
      return Promise.resolve(undefined);
    }
    const boxes = spec.tracks
      .filter((track) => isWithin([[track.firstOrdinal, track.lastOrdinal]], ordinal))
      .map((track) => track.boxAt(ordinal));
    return Promise.resolve([...boxes, { x: 4, y: 4, w: 16, h: 12 }].map((box) => ({ ordinal, box })));
  }

  async evidence(track: TrackId): Promise<TrackEvidence> {
    const rows = await this.observations(track);
    const seen = rows.filter(({ origin }) => origin !== 'interpolated');
    return {
      sights: seen.map(({ ordinal, score, origin }) => ({
        ordinal,
        score,
        isDetected: origin === 'detected',
        moving: 0.4,
      })),
      interpolated: rows.length - seen.length,
    };
  }

  async crop(track: TrackId): Promise<Blob | undefined> {
    const { entry, found } = this.#trackOf(track);
    const picture = await pictureOf(entry.spec, entry.state.media, found.bestOrdinal);
    const { x, y, w, h } = found.bestBox;
    const canvas = new OffscreenCanvas(Math.round(w * 2), Math.round(h * 2));
    canvas
      .getContext('2d')
      ?.drawImage(picture, x - w * 0.25, y - h * 0.1, w * 1.5, h * 1.2, 0, 0, canvas.width, canvas.height);
    return canvas.convertToBlob();
  }

  async searchMotion(
    id: RecordingId,
    demand: MotionDemand,
    onProgress: MotionListener,
    signal: AbortSignal,
  ): Promise<MotionAnswer> {
    const reads = demand.reads === undefined ? '' : ` ${demand.reads.length} reads`;
    this.calls.push(`motion ${id} ${demand.question} ${demand.pictures}${reads}`);
    signal.throwIfAborted();
    return Promise.resolve(fakeMotion(this.#entryOf(id).spec, demand, onProgress));
  }

  async openReader(id: RecordingId): Promise<FrameReader> {
    const entry = this.#entryOf(id);
    return Promise.resolve({
      frameAt: async (ordinal: number) => {
        if (isWithin(entry.spec.failed, ordinal)) {
          throw new AppError('SPAN_FAILED', { fromOrdinal: ordinal, toOrdinal: ordinal, frames: 1 });
        }
        const picture = await pictureOf(entry.spec, entry.state.media, ordinal);
        return new VideoFrame(picture, { timestamp: entry.spec.usAt(ordinal) });
      },
      pictureType: (ordinal: number) => Promise.resolve<PictureType>(PICTURE_TYPES[ordinal % 50] ?? 'P'),
      wish: () => undefined,
      walk: () => Promise.resolve(undefined),
      [Symbol.dispose]: () => {
        this.calls.push(`dispose ${id}`);
      },
    });
  }

  async openTubes(id: RecordingId): Promise<TubeReader> {
    const { spec } = this.#entryOf(id);
    return Promise.resolve(fakeTubes(spec, () => this.calls.push(`dispose-tubes ${id}`)));
  }

  /** At once, and the same every time. */
  async arrange(
    tubes: Tubes,
    demand: ArrangeDemand,
    { before, onProgress, signal }: ArrangeOptions = {},
  ): Promise<Arrangement> {
    await Promise.resolve();
    signal?.throwIfAborted();
    this.calls.push(`arrange ${tubes.key.length} ${demand.most}`);
    return arrange(tubes, demand, { now: () => 0, ...(before === undefined ? {} : { before }) }, onProgress);
  }

  async exportResults(id: RecordingId, motive?: string): Promise<Blob> {
    this.calls.push(['export-results', id, motive].filter((part) => part !== undefined).join(' '));
    this.#write({ kind: 'results-exported', recordingId: id, sha256: SHA });
    return Promise.resolve(new Blob([JSON.stringify({ id })], { type: 'application/json' }));
  }

  async exportStill(id: RecordingId, ordinal: number, motive?: string): Promise<Blob> {
    this.calls.push(['export-still', id, ordinal, motive].filter((part) => part !== undefined).join(' '));
    this.#write({ kind: 'still-exported', recordingId: id, ordinal, sha256: SHA });
    return Promise.resolve(new Blob(['png'], { type: 'image/png' }));
  }

  /** Three small files, after as many words as the film has pictures; waits to be stopped while `holdsExports`. */
  async exportSynopsis(order: SynopsisOrder, watch: ExportWatch, motive?: string): Promise<SynopsisFiles> {
    const objects = order.owners.length;
    this.calls.push(['export-synopsis', objects, motive].filter((part) => part !== undefined).join(' '));
    watch.onProgress({ pictures: 30, of: 120, leftS: 9 });
    if (this.holdsExports) {
      await new Promise((_, reject) => {
        watch.signal.addEventListener('abort', () => {
          reject(new AppError('READ_GIVEN_UP'));
        });
      });
    }
    const recordings = [...new Set(order.owners.map(({ recordingId }) => recordingId))];
    this.#write({ kind: 'synopsis-exported', recordings, objects, sha256: SHA, mapSha256: SHA });
    const file = (end: string): ExportedFile => ({
      name: `${order.fileName}.${end}`,
      blob: new Blob([end]),
      sha256: SHA,
    });
    const form = { container: 'mp4', codec: 'avc', mimeType: 'video/mp4' } as const;
    return { ...form, film: file('mp4'), map: file('json'), sums: file('sha256'), objects, masked: [], unread: 0 };
  }

  async printFigures({ recordings, objects }: PrintedFigures, motive?: string): Promise<void> {
    this.calls.push(['print-figures', objects, motive].filter((part) => part !== undefined).join(' '));
    this.#write({ kind: 'figures-printed', recordings, objects });
    return Promise.resolve();
  }

  async measureDecodeOnly(id: RecordingId): Promise<{ readonly wallS: number; readonly frames: number }> {
    this.calls.push(`decode-only ${id}`);
    return Promise.resolve({ wallS: 2.5, frames: this.#entryOf(id).spec.frames });
  }

  get decisions(): ReadonlyMap<TrackId, TrackDecision> {
    return this.#practice.decisions;
  }

  async review(command: ReviewCommand): Promise<void> {
    await Promise.resolve();
    if (command.kind === 'link' || command.kind === 'unlink') {
      throw new AppError('INPUT_INVALID', { field: command.kind });
    }
    const context = { by: userId('exercice'), now: instant(0), isTrack: () => true };
    this.#practice = decided(this.#practice, command, context);
    this.#tell(undefined);
  }

  edits: readonly TrackEdit[] = [];

  /** Notes what was asked for; objects stay as they are. */
  async edit(command: EditCommand): Promise<TrackEdit> {
    this.calls.push(`edit ${command.kind}`);
    const found = this.edits.at(-1);
    if (command.kind === 'unedit' && found !== undefined) {
      this.edits = this.edits.filter(({ id }) => id !== command.edit);
      this.#tell(undefined);
      return Promise.resolve(found);
    }
    const [first, ...others] = command.kind === 'merge' ? command.tracks : [];
    if (first === undefined || others.length === 0) {
      throw new AppError('LAW_REFUSED', { missing: 'MERGE_TRACKS' });
    }
    const made: TrackEdit = {
      ...{ kind: 'merge', id: `edit-${this.edits.length + 1}`, seq: this.edits.length + 1, run: 1 },
      ...{ recording: recordingOfTrack(first), by: userId('exercice'), at: instant(0) },
      numbers: [first, ...others].map(numberOfTrack),
    };
    this.edits = [...this.edits, made];
    this.#tell(undefined);
    return made;
  }

  async setSeen(tracks: readonly TrackId[], isSeen: boolean): Promise<void> {
    const seen = new Set(this.seen);
    for (const track of tracks) {
      if (isSeen) {
        seen.add(track);
      } else {
        seen.delete(track);
      }
    }
    this.seen = seen;
    this.#tell(undefined);
    return Promise.resolve();
  }

  tray: Tray = [];
  #trayed = 0;

  /** Ids are counted: `item-1`… */
  async trayCommand(command: TrayCommand): Promise<string> {
    await Promise.resolve();
    this.#trayed += 1;
    const newId = `item-${this.#trayed}`;
    this.tray = this.judgeTray(command, newId);
    const target = command.kind === 'add' ? newId : command.id;
    this.calls.push(`tray-${command.kind} ${target}`);
    this.#write({ kind: 'tray', command: `tray-${command.kind}`, target });
    this.#tell(undefined);
    return target;
  }

  protected judgeTray(command: TrayCommand, newId: string): Tray {
    const facts = { ...this.trayFacts(), newId, by: userId('exercise'), at: instant(0) };
    try {
      return changedTray(this.tray, command, facts);
    } catch (error) {
      throw error instanceof LawRefusal ? new AppError('LAW_REFUSED', { missing: error.codes.join() }) : error;
    }
  }

  protected trayFacts(): Pick<TrayFacts, 'timeOf' | 'isTrack'> {
    return {
      timeOf: (id, ordinal) => this.recordings.find((one) => one.id === id)?.table?.us[ordinal - 1],
      isTrack: (track) => this.recordings.some(({ tracks }) => tracks.numbered(numberOfTrack(track))?.id === track),
    };
  }

  shelf: Shelf = EMPTY_SHELF;
  #kept = 0;

  /** Ids are counted: `kept-1`… */
  async shelfCommand(command: ShelfCommand): Promise<string> {
    await Promise.resolve();
    this.#kept += 1;
    const newId = `kept-${this.#kept}`;
    this.shelf = this.judgeShelf(command, newId);
    const target = 'id' in command ? command.id : newId;
    this.calls.push(`${command.kind} ${target}`);
    this.#write({ kind: 'kept', command: command.kind, target });
    this.#tell(undefined);
    return target;
  }

  protected judgeShelf(command: ShelfCommand, newId: string): Shelf {
    try {
      return changedShelf(this.shelf, command, { newId, by: userId('exercise'), at: instant(0) });
    } catch (error) {
      throw error instanceof LawRefusal ? new AppError('LAW_REFUSED', { missing: error.codes.join() }) : error;
    }
  }

  [Symbol.dispose](): void {
    this.#listeners.clear();
  }

  #open({ spec, state }: Entry): RecordingState {
    if (spec.refusal !== undefined) {
      this.#write({ kind: 'recording-refused', recordingId: state.id, code: spec.refusal });
      const alert: Alert = { code: spec.refusal, severity: 'error', facts: { codec: 'mpeg4' } };
      return { ...state, phase: 'failed', alerts: [alert] };
    }
    this.#write({ kind: 'recording-hashed', recordingId: state.id, sha256: SHA });
    const { id, settings } = state;
    this.#write({ kind: 'analysis-started', recordingId: id, model: 'centernet', backend: 'wasm', settings });
    const table = tableOf(spec);
    const media = mediaOf(spec);
    return { ...state, phase: 'analysing', sha256: SHA, hashS: 0.4, hashedBytes: state.sizeBytes, media, table };
  }

  #analyse({ spec, state }: Entry, frames: number): RecordingState {
    const done = Math.min(spec.frames, (state.progress?.framesDone ?? 0) + frames);
    const coverage = coverageOf(spec, done);
    const account = { ...ACCOUNT, sceneEvents: spec.sceneEvents.filter(({ ordinal }) => ordinal <= done) };
    const tracks = spec.tracks
      .map((track, index) => this.#summary(spec, track, state, index, done))
      .filter((track) => track !== undefined);
    const wallS = spec.usAt(done) / 1e6 / 6.2;
    const isOver = done === spec.frames;
    const progress: AnalysisProgress = {
      framesDone: done,
      framesTotal: spec.frames,
      processedUs: spec.usAt(done),
      totalUs: spec.usAt(spec.frames),
      wallS,
      realtimeFactor: 6.2,
      etaS: (spec.usAt(spec.frames) - spec.usAt(done)) / 1e6 / 6.2,
      backend: 'wasm',
      detectorRuns: done >> 2,
      tracks: tracks.length,
      coverage,
      ...account,
    };
    const alerts = isOver ? spec.alerts : state.alerts;
    const failed = spec.failed.reduce((sum, [from, to]) => sum + to - from + 1, 0);
    const result: AnalysisResult | undefined = isOver
      ? {
          framesDecoded: spec.frames - failed,
          framesDeclared: spec.frames,
          wallS,
          warmupS: 0.6,
          backend: 'wasm',
          detectorRuns: done >> 2,
          tracks: tracks.length,
          cancelled: false,
          coverage,
          ...account,
          alerts,
        }
      : undefined;
    if (isOver) {
      this.#write({ kind: 'analysis-ended', recordingId: state.id, tracks: tracks.length, cancelled: false });
    }
    return {
      ...state,
      phase: isOver ? 'done' : 'analysing',
      progress,
      coverage,
      tracks: listOf(tracks),
      result,
      alerts,
    };
  }

  #summary(
    spec: FakeRecording,
    track: FakeTrack,
    state: RecordingState,
    index: number,
    done: number,
  ): TrackState | undefined {
    const lastOrdinal = Math.min(track.lastOrdinal, done);
    if (lastOrdinal <= track.firstOrdinal) {
      return undefined;
    }
    const known = [...state.tracks].find((candidate) => candidate.number === index + 1);
    const bestOrdinal = Math.round((track.firstOrdinal + lastOrdinal) / 2);
    const pseudonym =
      known?.pseudonym ?? `${pseudonymPrefix(track.objectClass)}-${String((this.#tracks += 1)).padStart(4, '0')}`;
    return {
      id: trackId(state.id, index + 1),
      recordingId: state.id,
      pseudonym,
      number: index + 1,
      objectClass: track.objectClass,
      votes: track.objectClass === 'person' ? { person: 1 } : { [track.objectClass]: 0.8, unclassified: 0.2 },
      confidence: track.confidence,
      detections: Math.ceil((lastOrdinal - track.firstOrdinal) / 2),
      firstOrdinal: track.firstOrdinal,
      lastOrdinal,
      firstUs: spec.usAt(track.firstOrdinal),
      lastUs: spec.usAt(lastOrdinal),
      bestOrdinal,
      bestUs: spec.usAt(bestOrdinal),
      bestBox: track.boxAt(bestOrdinal),
      attributes: track.attributes ?? NO_ATTRIBUTES,
    };
  }

  #trackOf(id: TrackId): { readonly entry: Entry; readonly spec: FakeTrack; readonly found: TrackState } {
    for (const entry of this.#entries) {
      const found = [...entry.state.tracks].find((track) => track.id === id);
      const spec = found === undefined ? undefined : entry.spec.tracks[found.number - 1];
      if (found !== undefined && spec !== undefined) {
        return { entry, spec, found };
      }
    }
    throw new RangeError(`No track ${id}`);
  }

  #entryOf(id: RecordingId): Entry {
    const entry = this.#entries.find(({ state }) => state.id === id);
    if (entry === undefined) {
      throw new RangeError(`No recording ${id}`);
    }
    return entry;
  }

  #number(): void {
    let place = 0;
    for (const entry of this.#entries) {
      const queuePlace = entry.state.phase === 'waiting' ? (place += 1) : undefined;
      entry.state = { ...entry.state, queuePlace };
    }
  }

  #change(id: RecordingId, parts: Partial<RecordingState>): void {
    const entry = this.#entryOf(id);
    entry.state = { ...entry.state, ...parts };
    this.#tell(id);
  }

  /** Anything changed. */
  protected tell(): void {
    this.#tell(undefined);
  }

  #tell(changed: RecordingId | undefined): void {
    for (const listener of this.#listeners) {
      listener(changed);
    }
  }

  #write(event: JournalEvent): void {
    this.journal.push({ seq: this.journal.length + 1, at: '2026-11-21T14:22:07.286Z', event });
  }
}

function waitingState(id: RecordingId, file: File, settings: AnalysisSettings): RecordingState {
  return {
    id,
    name: file.name,
    path: file.webkitRelativePath === '' ? file.name : file.webkitRelativePath,
    sizeBytes: file.size,
    phase: 'waiting',
    queuePlace: undefined,
    place: NO_PLACE,
    settings,
    hashedBytes: 0,
    sha256: undefined,
    hashS: undefined,
    media: undefined,
    table: undefined,
    look: undefined,
    firstLook: undefined,
    progress: undefined,
    result: undefined,
    coverage: [],
    tracks: NO_TRACKS,
    alerts: [],
  };
}
