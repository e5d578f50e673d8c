// One recording on its way through the workbench: its state, and what is read of its results.

import type {
  AnalysisEnd,
  AnalysisProgress,
  AnalysisSettings,
  MotionRegion,
  Observation,
  TrackSummary,
} from '../contracts/analysis.ts';
import { AppError, type Alert } from '../contracts/errors.ts';
import type { OpenedMedia } from '../contracts/media.ts';
import { NO_PLACE, type RecordingState, type StoredBoxes } from '../contracts/session.ts';
import type { EditLayer, TrackEdit } from '../domain/case/track-edits.ts';
import { pseudonymPrefix } from '../domain/detection/classes.ts';
import { trackId, type RecordingId } from '../domain/ids.ts';
import type { CaseRepository } from '../storage/case-repository.ts';
import type { AnalysisChunk } from '../storage/chunk-codec.ts';
import type { MaskChunk } from '../storage/mask-codec.ts';
import { ChunkSpans } from './chunk-spans.ts';
import { MotionLog } from './motion-log.ts';
import { EditedTracks } from './edited-tracks.ts';
import type { Pseudonyms } from './pseudonyms.ts';
import { RecordingReader } from './recording-reader.ts';
import { NO_TRACKS, TrackLog } from './track-list.ts';

/** Edits of one analysis are far fewer: whoever keeps what was stored of an analysis reads it again after each. */
const EDITIONS = 1_000_000;

/** What a recording is before anything was read of it. */
export interface RecordingSeed {
  readonly id: RecordingId;
  /** File name, untouched. */
  readonly name: string;
  readonly path: string;
  readonly sizeBytes: number;
  readonly settings: AnalysisSettings;
}

/** Not one picture came out: that is a file that could not be read, whatever its index promises. */
export function phaseAfter({ cancelled, framesDecoded }: AnalysisEnd): 'cancelled' | 'failed' | 'done' {
  return cancelled ? 'cancelled' : framesDecoded === 0 ? 'failed' : 'done';
}

/** Mutable holder of an immutable {@link RecordingState}. */
export class Recording {
  readonly reader: RecordingReader;
  /** What opening the file gave; `undefined` until then. */
  opened: OpenedMedia | undefined;
  #state: RecordingState;
  /** Analyses of this recording up to now: objects of one are never taken for those of another. */
  #run = 1;
  #file: File | undefined;
  #purged: ReadonlySet<number> = new Set();
  #chunksRead = 0;
  #reading: Promise<void> = Promise.resolve();
  #log: TrackLog;
  readonly #edited = new EditedTracks();
  readonly #motion = new MotionLog();
  readonly #spans = new ChunkSpans();
  readonly #pseudonyms: Pseudonyms;
  readonly #onChange: () => void;

  /** Without a file: one of a dossier that was opened again, until its file is given again. */
  constructor(seed: RecordingSeed, file: File | undefined, pseudonyms: Pseudonyms, onChange: () => void) {
    this.#file = file;
    this.reader = new RecordingReader(() => this.file);
    this.#pseudonyms = pseudonyms;
    this.#onChange = onChange;
    this.#state = {
      ...seed,
      phase: 'waiting',
      queuePlace: undefined,
      place: NO_PLACE,
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
    this.#log = this.#newLog();
  }

  get state(): RecordingState {
    return this.#state;
  }

  get id(): RecordingId {
    return this.#state.id;
  }

  /** Throws FILE_ABSENT while it has none. */
  get file(): File {
    if (this.#file === undefined) {
      throw new AppError('FILE_ABSENT', { recording: this.id });
    }
    return this.#file;
  }

  /** What opening the file gave. Throws FILE_ABSENT, why it could not be opened, or FILE_WAITING until it is. */
  get media(): OpenedMedia {
    if (this.hasFile && this.opened !== undefined) {
      return this.opened;
    }
    const why = this.hasFile ? this.#state.alerts.find(({ severity }) => severity === 'error') : undefined;
    const code = this.hasFile ? 'FILE_WAITING' : 'FILE_ABSENT';
    throw new AppError(why?.code ?? code, why?.facts ?? { recording: this.id });
  }

  get hasFile(): boolean {
    return this.#file !== undefined;
  }

  /** The caller has made sure that it is the file of this recording. */
  giveFile(file: File): void {
    this.#file = file;
    this.#onChange();
  }

  get run(): number {
    return this.#run;
  }

  /** Numbers of objects that were purged: they are shown no more, whatever a pass that goes on writes. */
  get purged(): ReadonlySet<number> {
    return this.#purged;
  }

  purge(numbers: ReadonlySet<number>): void {
    this.#purged = new Set([...this.#purged, ...numbers]);
    this.#log.hide(numbers);
    this.update({ tracks: this.#log.list() });
  }

  /** Takes up what was known of it when its dossier was open last. */
  restore(run: number, purged: readonly number[], state: Partial<RecordingState>): void {
    this.#run = run;
    this.#log = this.#newLog();
    this.#purged = new Set(purged);
    this.update(state);
  }

  update(change: Partial<RecordingState>): void {
    this.#state = { ...this.#state, ...change };
    this.#onChange();
  }

  alert(...alerts: readonly Alert[]): void {
    if (alerts.length > 0) {
      this.update({ alerts: [...this.#state.alerts, ...alerts] });
    }
  }

  /** Forgets what its analysis gave, and waits for another one. */
  restart(settings: AnalysisSettings): void {
    this.#forgetRun();
    const isSameView = JSON.stringify(settings.masks) === JSON.stringify(this.#state.settings.masks);
    this.update({
      look: undefined,
      firstLook: isSameView ? this.#state.firstLook : undefined,
      phase: 'waiting',
      settings,
      progress: undefined,
      result: undefined,
      coverage: [],
      tracks: NO_TRACKS,
      alerts: this.opened?.alerts ?? [],
    });
  }

  /** Waits to go on with an analysis that was cut short: what it gave stays, until it turns out to begin anew. */
  goesOn(): void {
    this.update({ phase: 'waiting', look: undefined, progress: undefined, alerts: this.opened?.alerts ?? [] });
  }

  /** Its pass began at the first picture again: what was read of the one before is not there any more. */
  startsOver(): void {
    if (this.#chunksRead > 0) {
      this.#forgetRun();
      this.update({ coverage: [], tracks: NO_TRACKS, result: undefined });
    }
  }

  #forgetRun(): void {
    this.#run += 1;
    this.#chunksRead = 0;
    this.#log = this.#newLog();
    this.#purged = new Set();
    this.#edited.forget();
    this.#motion.restart();
    this.#spans.restart();
  }

  progress(progress: AnalysisProgress): void {
    this.update({ progress, coverage: progress.coverage });
  }

  /** Reads the chunks written since the last call. One reading at a time, in order of the calls. */
  readNewChunks(repository: CaseRepository): Promise<void> {
    const reading = this.#reading.then(() => this.#readNewChunks(repository));
    this.#reading = reading.catch(() => undefined);
    return reading;
  }

  async #readNewChunks(repository: CaseRepository): Promise<void> {
    let isChanged = false;
    let chunk = await repository.readChunk(this.id, this.#chunksRead);
    for (; chunk !== undefined; chunk = await repository.readChunk(this.id, this.#chunksRead)) {
      this.#chunksRead += 1;
      this.#motion.add(chunk);
      this.#spans.add(chunk);
      await this.#take(chunk.summaries, chunk.seq);
      isChanged ||= chunk.summaries.length > 0;
    }
    if (isChanged) {
      this.#log.hide(this.#purged);
      this.update({ tracks: this.#log.list() });
    }
  }

  /** Lists objects as people have put them together or cut them; `edits`: all that stand, in order. */
  setEdits(edits: readonly TrackEdit[]): void {
    const own = edits.filter(({ recording, run }) => recording === this.id && run === this.#run);
    if (this.#edited.apply(own, this.#log)) {
      this.#log.hide(this.#purged);
      this.update({ tracks: this.#log.list() });
    }
  }

  /** What people have made of what its analysis gave. */
  get edits(): EditLayer {
    return this.#edited.layer;
  }

  /** Number under which the stored picture of an object lies; `undefined`: there is none of its best frame. */
  cropOf(number: number): number | undefined {
    return this.#edited.cropOf(number);
  }

  /** Boxes of one object, in order. */
  async observations(repository: CaseRepository, track: number): Promise<Observation[]> {
    const rows: Observation[] = [];
    const { firstOrdinal = 1, lastOrdinal = Infinity } = this.#state.tracks.numbered(track) ?? {};
    for (const seq of this.#spans.within(firstOrdinal, lastOrdinal)) {
      const chunk = await repository.readChunk(this.id, seq);
      for (const { track: owner, ...row } of chunk === undefined ? [] : this.#asEdited(chunk).observations) {
        if (owner === track) {
          rows.push(row);
        }
      }
    }
    return rows.sort((a, b) => a.ordinal - b.ordinal);
  }

  /** Boxes of all objects as one commit stored them, without those that were purged. */
  async storedBoxes(repository: CaseRepository, seq: number): Promise<StoredBoxes> {
    const run = this.#run;
    const chunk = await repository.readChunk(this.id, seq);
    // An analysis that began anew meanwhile has a commit of this number too, or will have.
    const rows =
      run === this.#run && chunk !== undefined
        ? this.#asEdited(chunk).observations.filter(({ track }) => !this.#purged.has(track))
        : undefined;
    return { run: this.#run * EDITIONS + this.#edited.edition, rows };
  }

  /** Numbers of the commits that may hold boxes of a span of pictures, inclusive. */
  commitsWithin(fromOrdinal: number, toOrdinal: number): readonly number[] {
    return this.#spans.within(fromOrdinal, toOrdinal);
  }

  /** Moving pixels of objects as one commit stored them, under the objects that people have made of them. */
  async storedMasks(repository: CaseRepository, seq: number): Promise<MaskChunk | undefined> {
    const chunk = await repository.readMasks(this.id, seq);
    const masks = chunk?.masks.map((mask) => ({ ...mask, track: this.edits.ownerOf(mask.track, mask.ordinal) }));
    return chunk && { step: chunk.step, masks: (masks ?? []).filter(({ track }) => !this.#purged.has(track)) };
  }

  /** What moved on the picture that the analysis watched last at or before an ordinal; `undefined` when it has not been there. */
  async motionAt(repository: CaseRepository, ordinal: number): Promise<readonly MotionRegion[] | undefined> {
    return this.#motion.at(ordinal, (seq) => repository.readChunk(this.id, seq));
  }

  /** Every chunk written so far, its boxes under the objects that people have made of them. */
  async *chunks(repository: CaseRepository): AsyncGenerator<AnalysisChunk, void, unknown> {
    for (let seq = 0; ; seq += 1) {
      const chunk = await repository.readChunk(this.id, seq);
      if (chunk === undefined) {
        return;
      }
      yield this.#asEdited(chunk);
    }
  }

  /** A pseudonym once shown stays, also when the vote on the class turns later. */
  async #take(summaries: readonly TrackSummary[], seq: number): Promise<void> {
    const log = this.#log;
    const fresh = summaries.filter(({ number }) => log.nameOf(number) === undefined);
    const prefixes = new Map(fresh.map(({ number, objectClass }) => [number, pseudonymPrefix(objectClass)]));
    const place = { recordingId: this.id, run: this.#run, seq };
    log.put(summaries, fresh.length === 0 ? new Map() : await this.#pseudonyms.of(place, prefixes));
  }

  #asEdited(chunk: AnalysisChunk): AnalysisChunk {
    const { layer } = this.#edited;
    return layer.isEmpty
      ? chunk
      : {
          ...chunk,
          observations: chunk.observations.map((row) => ({ ...row, track: layer.ownerOf(row.track, row.ordinal) })),
        };
  }

  #newLog(): TrackLog {
    const run = this.#run;
    return new TrackLog((summary, pseudonym) => ({
      ...summary,
      id: trackId(this.id, summary.number, run),
      recordingId: this.id,
      pseudonym,
    }));
  }
}
