// One recording on its way through the workbench: its state, and what is read of its results.

import type {
  AnalysisProgress,
  AnalysisSettings,
  MotionRegion,
  Observation,
  TrackSummary,
} from '../contracts/analysis.ts';
import type { Alert } from '../contracts/errors.ts';
import type { OpenedMedia } from '../contracts/media.ts';
import type { RecordingState, TrackState } from '../contracts/session.ts';
import { pseudonymPrefix } from '../domain/detection/classes.ts';
import { trackId, type RecordingId } from '../domain/ids.ts';
import type { CaseRepository } from '../storage/case-repository.ts';
import type { AnalysisChunk } from '../storage/chunk-codec.ts';
import { MotionLog } from './motion-log.ts';
import { RecordingReader } from './recording-reader.ts';

/** Gives the next pseudonym of a case: numbers run through the case, one row per kind. */
export type NextPseudonym = (prefix: string) => string;

/** Mutable holder of an immutable {@link RecordingState}. */
export class Recording {
  readonly file: File;
  readonly reader: RecordingReader;
  /** What opening the file gave; `undefined` until then. */
  opened: OpenedMedia | undefined;
  #state: RecordingState;
  /** Analyses of this recording up to now: objects of one are never taken for those of another. */
  #run = 1;
  #chunksRead = 0;
  #reading: Promise<void> = Promise.resolve();
  readonly #motion = new MotionLog();
  readonly #nextPseudonym: NextPseudonym;
  readonly #onChange: () => void;

  constructor(
    id: RecordingId,
    file: File,
    settings: AnalysisSettings,
    nextPseudonym: NextPseudonym,
    onChange: () => void,
  ) {
    this.file = file;
    this.reader = new RecordingReader(file);
    this.#nextPseudonym = nextPseudonym;
    this.#onChange = onChange;
    this.#state = {
      id,
      name: file.name,
      path: file.webkitRelativePath === '' ? file.name : file.webkitRelativePath,
      sizeBytes: file.size,
      phase: 'waiting',
      queuePlace: undefined,
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
      tracks: [],
      alerts: [],
    };
  }

  get state(): RecordingState {
    return this.#state;
  }

  get id(): RecordingId {
    return this.#state.id;
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
    this.#run += 1;
    this.#chunksRead = 0;
    this.#motion.restart();
    const isSameView = JSON.stringify(settings.masks) === JSON.stringify(this.#state.settings.masks);
    this.update({
      look: undefined,
      firstLook: isSameView ? this.#state.firstLook : undefined,
      phase: 'waiting',
      settings,
      progress: undefined,
      result: undefined,
      coverage: [],
      tracks: [],
      alerts: this.opened?.alerts ?? [],
    });
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
    const summaries: TrackSummary[] = [];
    let chunk = await repository.readChunk(this.id, this.#chunksRead);
    for (; chunk !== undefined; chunk = await repository.readChunk(this.id, this.#chunksRead)) {
      this.#chunksRead += 1;
      summaries.push(...chunk.summaries);
      this.#motion.add(chunk);
    }
    if (summaries.length > 0) {
      this.update({ tracks: this.#merge(summaries) });
    }
  }

  /** Boxes of one object, in order. */
  async observations(repository: CaseRepository, track: number): Promise<Observation[]> {
    const rows: Observation[] = [];
    for await (const chunk of this.chunks(repository)) {
      for (const { track: owner, ...row } of chunk.observations) {
        if (owner === track) {
          rows.push(row);
        }
      }
    }
    return rows.sort((a, b) => a.ordinal - b.ordinal);
  }

  /** What moved on the picture that the analysis watched last at or before an ordinal; `undefined` when it has not been there. */
  async motionAt(repository: CaseRepository, ordinal: number): Promise<readonly MotionRegion[] | undefined> {
    return this.#motion.at(ordinal, (seq) => repository.readChunk(this.id, seq));
  }

  /** Every chunk written so far. */
  async *chunks(repository: CaseRepository): AsyncGenerator<AnalysisChunk, void, unknown> {
    for (let seq = 0; ; seq += 1) {
      const chunk = await repository.readChunk(this.id, seq);
      if (chunk === undefined) {
        return;
      }
      yield chunk;
    }
  }

  #merge(summaries: readonly TrackSummary[]): TrackState[] {
    const tracks = new Map(this.#state.tracks.map((track) => [track.number, track]));
    for (const summary of summaries) {
      const known = tracks.get(summary.number);
      const prefix = pseudonymPrefix(summary.objectClass);
      // A pseudonym once shown stays, also when the vote on the class turns later.
      const pseudonym = known?.pseudonym ?? this.#nextPseudonym(prefix);
      tracks.set(summary.number, {
        ...summary,
        id: trackId(this.id, summary.number, this.#run),
        recordingId: this.id,
        pseudonym,
      });
    }
    return [...tracks.values()].sort((a, b) => a.firstUs - b.firstUs || a.number - b.number);
  }
}
