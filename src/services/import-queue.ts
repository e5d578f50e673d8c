// From a picked file to its results: hash, open, analyse, one recording after the other.
// A recording that fails says why and makes room for the next.

import { shape } from '#shape';
import * as Comlink from 'comlink';

import type {
  AnalysisListener,
  AnalysisRequest,
  AnalysisResult,
  AnalysisSettings,
  AnalysisWorkerApi,
} from '../contracts/analysis.ts';
import { AppError, toAppError } from '../contracts/errors.ts';
import type { FirstLookProgress } from '../contracts/first-look.ts';
import type { Journal } from '../contracts/journal.ts';
import type { BackendChoice, ModelBytes } from '../contracts/model.ts';
import type { OpenedMedia, ReaderWorkerApi } from '../contracts/media.ts';
import type { CaseId } from '../domain/ids.ts';
import type { CaseRepository } from '../storage/case-repository.ts';
import { readWasm } from './app-files.ts';
import { modelRefused } from './own-detector.ts';
import { Preparations, type Prepared } from './preparation.ts';
import type { Recording } from './recording.ts';
import { WorkerClient } from './worker-client.ts';

/** A pass that loses its workers this often without getting further has failed. */
const MOST_LOSSES = 3;

/** What the queue works with. */
export interface QueueContext {
  readonly caseId: CaseId;
  readonly key: CryptoKey;
  readonly journal: Journal;
  readonly repository: CaseRepository;
  readonly recordings: readonly Recording[];
  readonly backend: () => BackendChoice;
  /** The detector that looks, as chosen when an analysis starts. */
  readonly detector: () => Promise<ModelBytes>;
}

/** Runs recordings in order of arrival, unless another order is asked for. Its workers live while there is work. */
export class ImportQueue implements Disposable {
  readonly #context: QueueContext;
  readonly #waiting: Recording[] = [];
  readonly #cancelled = new WeakSet<Recording>();
  #current: Recording | undefined;
  #isDisposed = false;
  readonly #preparations: Preparations;
  #analysis: WorkerClient<AnalysisWorkerApi> | undefined;

  constructor(context: QueueContext) {
    this.#context = context;
    this.#preparations = new Preparations(context.journal, context.recordings);
  }

  add(recording: Recording): void {
    this.#waiting.push(recording);
    this.#number();
    void this.#pump();
  }

  /** Recordings that wait for their turn, the next one first. */
  get waiting(): readonly Recording[] {
    return this.#waiting;
  }

  /** Gives a waiting recording another place, 1 = the next one. */
  move(recording: Recording, place: number): void {
    if (this.#withdraw(recording)) {
      this.#waiting.splice(Math.max(0, place - 1), 0, recording);
      this.#number();
    }
  }

  /** Hashes and opens a waiting recording before its turn: from then on its pictures can be looked at. */
  async prepare(recording: Recording): Promise<void> {
    if (recording !== this.#current && !this.#waiting.includes(recording)) {
      return;
    }
    try {
      await this.#preparations.of(recording);
      if (this.#waiting.includes(recording)) {
        recording.update({ phase: 'waiting' });
      }
    } catch (error) {
      if (this.#withdraw(recording)) {
        await this.#fail(recording, toAppError(error));
      }
    }
  }

  /** Analyses again, next of all, what has ended and could be opened. What it gave is forgotten. */
  again(recording: Recording, settings: AnalysisSettings): void {
    this.#cancelled.delete(recording);
    recording.restart(settings);
    this.#waiting.unshift(recording);
    this.#number();
    void this.#pump();
  }

  async setPaused(recording: Recording, paused: boolean): Promise<void> {
    const wanted = paused ? 'analysing' : 'paused';
    if (recording === this.#current && recording.state.phase === wanted) {
      await this.#analysis?.call((remote) => remote.setPaused(paused));
      recording.update({ phase: paused ? 'paused' : 'analysing' });
    }
  }

  async cancel(recording: Recording): Promise<void> {
    if (this.#withdraw(recording)) {
      this.#preparations.drop(recording);
      recording.update({ phase: 'cancelled' });
      return;
    }
    if (recording !== this.#current) {
      return;
    }
    this.#cancelled.add(recording);
    if (recording.state.phase === 'hashing' || recording.state.phase === 'opening') {
      this.#preparations.drop(recording);
      return;
    }
    await this.#analysis?.call((remote) => remote.cancel());
  }

  [Symbol.dispose](): void {
    this.#isDisposed = true;
    this.#waiting.length = 0;
    this.#preparations[Symbol.dispose]();
    this.#dropAnalysis();
  }

  async #pump(): Promise<void> {
    if (this.#current !== undefined) {
      return;
    }
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) {
      this.#current = next;
      next.update({ queuePlace: undefined });
      this.#number();
      await this.#process(next);
    }
    this.#current = undefined;
    // The network and its memory go with the worker; the next file pays a fraction of a second to have them back.
    this.#dropAnalysis();
  }

  async #process(recording: Recording): Promise<void> {
    try {
      await this.#analyse(recording, await this.#preparations.of(recording));
    } catch (error) {
      await this.#fail(recording, toAppError(error));
    }
  }

  /** Loads a model in the analysis worker and runs it once there. Fails with MODEL_REFUSED. */
  async tryModel(model: ModelBytes): Promise<void> {
    const wasm = await readWasm();
    using client = new WorkerClient<AnalysisWorkerApi>(shape.spawnWorker('analysis'));
    await client.call((remote) => remote.tryModel(model, wasm));
  }

  async #analyse(recording: Recording, { hash, opened }: Prepared): Promise<void> {
    const { caseId, key, journal, repository, backend, detector } = this.#context;
    const choice = backend();
    const [model, wasm] = await Promise.all([detector(), readWasm()]);
    this.#throwIfCancelled(recording);
    // Held over both passes: the packets of an hour are handed on once. What fails here fails again in the full pass.
    using decoder = await recording.reader.share(opened).catch(() => undefined);
    if (recording.state.firstLook === undefined) {
      await this.#look(recording, opened, decoder?.client);
    }
    this.#throwIfCancelled(recording);
    // From here on they are the settings of this analysis.
    const { settings } = recording.state;
    await journal.append({
      kind: 'analysis-started',
      recordingId: recording.id,
      model: model.entry.id,
      backend: choice,
      settings,
    });
    recording.update({ phase: 'analysing' });
    const request = {
      caseId,
      recordingId: recording.id,
      recordingSha256: hash,
      info: opened.info,
      table: opened.table,
      settings,
      backend: choice,
      model,
      wasm,
      key,
    };
    const listener = Comlink.proxy((progress: Parameters<Recording['progress']>[0]) => {
      recording.progress(progress);
      void recording.readNewChunks(repository).catch((error: unknown) => {
        recording.alert(toAppError(error).toAlert());
      });
    });
    const result = await this.#resumable(recording, () => this.#pass(recording, opened, request, listener));
    await recording.readNewChunks(repository);
    await journal.append({
      kind: 'analysis-ended',
      recordingId: recording.id,
      tracks: result.tracks,
      cancelled: result.cancelled,
    });
    recording.alert(...result.alerts);
    // Not one picture came out: that is a file that could not be read, whatever its index promises.
    const ended = result.framesDecoded === 0 ? 'failed' : 'done';
    recording.update({ result, coverage: result.coverage, phase: result.cancelled ? 'cancelled' : ended });
  }

  /** The first look. One that fails costs itself and nothing more: it is told, and the full pass goes on. */
  async #look(
    recording: Recording,
    opened: OpenedMedia,
    decoder: WorkerClient<ReaderWorkerApi> | undefined,
  ): Promise<void> {
    if (decoder === undefined) {
      return;
    }
    const { caseId, key } = this.#context;
    recording.update({ phase: 'looking' });
    const { info, table } = opened;
    const listener = Comlink.proxy((look: FirstLookProgress) => {
      recording.update({ look });
    });
    try {
      const { port1: sending, port2: looks } = new MessageChannel();
      const { masks } = recording.state.settings;
      const request = { caseId, recordingId: recording.id, info, table, masks, key, looks };
      const looking = this.#analysisClient().call((remote) =>
        remote.firstLook(Comlink.transfer(request, [looks]), listener),
      );
      const serving = decoder.call((remote) => remote.look(Comlink.transfer(sending, [sending])));
      recording.update({ firstLook: await Promise.race([looking, serving.then(() => looking)]) });
    } catch (error) {
      const { code } = toAppError(error);
      if (code === 'WORKER_LOST') {
        this.#dropAnalysis();
      }
      if (!this.#cancelled.has(recording) && !this.#isDisposed) {
        recording.alert({ code: 'FIRST_LOOK_FAILED', severity: 'info', facts: { reason: code } });
      }
    }
  }

  /** Joins the worker that decodes to the worker that looks; the pass ends when either does. */
  async #pass(
    recording: Recording,
    opened: OpenedMedia,
    request: Omit<AnalysisRequest, 'frames'>,
    listener: AnalysisListener,
  ): Promise<AnalysisResult> {
    using decoder = await recording.reader.share(opened);
    // Asked for while no worker was busy with this recording: nothing was there to interrupt.
    this.#throwIfCancelled(recording);
    const { port1: sending, port2: frames } = new MessageChannel();
    const analysis = this.#analysisClient().call((remote) =>
      remote.analyse(Comlink.transfer({ ...request, frames }, [frames]), listener),
    );
    const stream = decoder.client.call((remote) => remote.stream(Comlink.transfer(sending, [sending])));
    if (recording.state.phase === 'paused') {
      void this.#analysisClient().call((remote) => remote.setPaused(true));
    }
    return await Promise.race([analysis, stream.then(() => analysis)]);
  }

  /** Runs a pass again when a worker dies: it goes on at its last commit. */
  async #resumable(recording: Recording, pass: () => Promise<AnalysisResult>): Promise<AnalysisResult> {
    let furthest = -1;
    for (let losses = 0; ;) {
      try {
        return await pass();
      } catch (error) {
        const reached = recording.state.progress?.framesDone ?? 0;
        losses = reached > furthest ? 1 : losses + 1;
        furthest = Math.max(furthest, reached);
        const isLost = toAppError(error).code === 'WORKER_LOST';
        if (!isLost || losses >= MOST_LOSSES || this.#isDisposed || this.#cancelled.has(recording)) {
          throw error;
        }
        this.#dropAnalysis();
        await this.#context.journal.append({ kind: 'analysis-resumed', recordingId: recording.id });
        if (!recording.state.alerts.some(({ code }) => code === 'ANALYSIS_RESUMED')) {
          recording.alert({ code: 'ANALYSIS_RESUMED', severity: 'info', facts: {} });
        }
      }
    }
  }

  async #fail(recording: Recording, error: AppError): Promise<void> {
    if (error.code === 'WORKER_LOST') {
      this.#dropAnalysis();
    }
    if (this.#cancelled.has(recording)) {
      recording.update({ phase: 'cancelled' });
      return;
    }
    const isStarted = recording.state.phase === 'analysing' || recording.state.phase === 'paused';
    const kind = isStarted ? 'analysis-failed' : 'recording-refused';
    await this.#context.journal.append({ kind, recordingId: recording.id, code: error.code });
    if (error.code === 'MODEL_REFUSED') {
      await this.#context.journal.append(modelRefused(error));
    }
    recording.alert(error.toAlert());
    recording.update({ phase: 'failed' });
  }

  /** Takes a recording out of those that wait; `false` when it does not. */
  #withdraw(recording: Recording): boolean {
    const index = this.#waiting.indexOf(recording);
    if (index < 0) {
      return false;
    }
    this.#waiting.splice(index, 1);
    recording.update({ queuePlace: undefined });
    this.#number();
    return true;
  }

  /** Tells each waiting recording its place. */
  #number(): void {
    this.#waiting.forEach((recording, index) => {
      if (recording.state.queuePlace !== index + 1) {
        recording.update({ queuePlace: index + 1 });
      }
    });
  }

  #throwIfCancelled(recording: Recording): void {
    if (this.#cancelled.has(recording)) {
      throw new AppError('INTERNAL', { message: 'cancelled' });
    }
  }

  #analysisClient(): WorkerClient<AnalysisWorkerApi> {
    this.#analysis ??= new WorkerClient<AnalysisWorkerApi>(shape.spawnWorker('analysis'));
    return this.#analysis;
  }

  #dropAnalysis(): void {
    this.#analysis?.[Symbol.dispose]();
    this.#analysis = undefined;
  }
}
