// The passes over one recording at a time, in an analysis worker that lives while there is work.

import { shape } from '#shape';
import * as Comlink from 'comlink';

import type {
  AnalysisListener,
  AnalysisProgress,
  AnalysisRequest,
  AnalysisResult,
  AnalysisWorkerApi,
} from '../contracts/analysis.ts';
import { AppError, toAppError } from '../contracts/errors.ts';
import type { FirstLookProgress } from '../contracts/first-look.ts';
import type { Journal } from '../contracts/journal.ts';
import type { OpenedMedia } from '../contracts/media.ts';
import type { BackendChoice, ModelBytes } from '../contracts/model.ts';
import type { SealerGrant } from '../contracts/sealer.ts';
import type { CaseId } from '../domain/ids.ts';
import type { CaseRepository } from '../storage/case-repository.ts';
import { readWasm } from './app-files.ts';
import type { CasePolicy } from './case-policy.ts';
import type { Prepared } from './preparation.ts';
import { phaseAfter, type Recording } from './recording.ts';
import { spawnReader } from './recording-reader.ts';
import { WorkerClient } from './worker-client.ts';

/**
 * A pass that loses its workers this often without getting further has failed. On a busy laptop a worker can die two or
 * three times before its first commit; a picture that kills it every time is known after five.
 */
const MOST_LOSSES = 5;

/** What the passes over a recording work with. */
export interface AnalystContext {
  readonly caseId: CaseId;
  readonly policy: CasePolicy;
  readonly journal: Journal;
  readonly repository: CaseRepository;
  readonly backend: () => BackendChoice;
  /** The detector that looks, as chosen when an analysis starts. */
  readonly detector: () => Promise<ModelBytes>;
}

/** What every job on a recording says of itself. */
type Job = Pick<AnalysisRequest, 'caseId' | 'recordingId' | 'recordingSha256' | 'licence'>;

/** Takes the first look and the full pass; a lost worker is replaced. */
export class Analyst implements Disposable {
  readonly #context: AnalystContext;
  readonly #isCancelled: (recording: Recording) => boolean;
  #isDisposed = false;
  #analysis: WorkerClient<AnalysisWorkerApi> | undefined;

  constructor(context: AnalystContext, isCancelled: (recording: Recording) => boolean) {
    this.#context = context;
    this.#isCancelled = isCancelled;
  }

  /** Rejects with an `AppError` when nothing could be read or stored. */
  async analyse(recording: Recording, { hash, opened }: Prepared): Promise<void> {
    const { caseId, policy, journal, backend, detector } = this.#context;
    const choice = backend();
    const [model, wasm] = await Promise.all([detector(), readWasm()]);
    this.#throwIfCancelled(recording);
    const licence = await policy.licence(recording.id);
    const job = { caseId, recordingId: recording.id, recordingSha256: hash, licence };
    if (recording.state.firstLook === undefined) {
      await this.#look(recording, opened, job);
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
    const { info, table } = opened;
    const request = { ...job, info, table, settings, backend: choice, model, wasm };
    const read = await this.#follower(recording);
    const listener = Comlink.proxy((progress: AnalysisProgress) => {
      recording.progress(progress);
      void read().catch((error: unknown) => {
        recording.alert(toAppError(error).toAlert());
      });
    });
    const result = await this.#resumable(recording, () => this.#pass(recording, opened, request, listener));
    await read();
    await journal.append({
      kind: 'analysis-ended',
      recordingId: recording.id,
      tracks: result.tracks,
      cancelled: result.cancelled,
    });
    recording.alert(...result.alerts);
    recording.update({ result, coverage: result.coverage, phase: phaseAfter(result) });
    await policy.ended(recording);
  }

  /** Reads what a pass has stored; when it did not go on where the one before was left, what that gave is forgotten. */
  async #follower(recording: Recording): Promise<() => Promise<void>> {
    const { policy, repository } = this.#context;
    const startedAt = async (): Promise<string | undefined> => (await repository.readRun(recording.id))?.startedAt;
    if (recording.state.tracks.length === 0) {
      return () => policy.catchUp(recording);
    }
    const before = await startedAt();
    let checking: Promise<void> | undefined;
    const check = async (): Promise<void> => {
      if ((await startedAt()) !== before) {
        recording.startsOver();
      }
    };
    return async () => {
      if (policy.mayShow()) {
        checking ??= check();
        await checking;
      }
      await policy.catchUp(recording);
    };
  }

  async setPaused(paused: boolean): Promise<void> {
    await this.#analysis?.call((remote) => remote.setPaused(paused));
  }

  /** Ends what runs after its present frame. */
  async cancel(): Promise<void> {
    await this.#analysis?.call((remote) => remote.cancel());
  }

  /** The network and its memory go with the worker; the next file pays a fraction of a second to have them back. */
  rest(): void {
    this.#analysis?.[Symbol.dispose]();
    this.#analysis = undefined;
  }

  [Symbol.dispose](): void {
    this.#isDisposed = true;
    this.rest();
  }

  /** The first look. One that fails costs itself and nothing more: it is told, and the full pass goes on. */
  async #look(recording: Recording, opened: OpenedMedia, job: Job): Promise<void> {
    recording.update({ phase: 'looking' });
    const { info, table } = opened;
    const listener = Comlink.proxy((look: FirstLookProgress) => {
      recording.update({ look });
    });
    // Workers of its own: what they leave behind after an hour of footage weighs on memory, and goes with them.
    using decoder = spawnReader();
    try {
      await decoder.call((remote) => remote.open(recording.file, opened));
      const { port1: sending, port2: looks } = new MessageChannel();
      const { masks } = recording.state.settings;
      const grant = await this.#context.policy.grant();
      const request = { ...job, info, table, masks, grant, looks };
      const looking = this.#analysisClient().call((remote) =>
        remote.firstLook(Comlink.transfer(request, [looks, ...portsOf(grant)]), listener),
      );
      const serving = decoder.call((remote) => remote.look(Comlink.transfer(sending, [sending])));
      recording.update({ firstLook: await Promise.race([looking, serving.then(() => looking)]) });
    } catch (error) {
      const { code } = toAppError(error);
      if (!this.#isCancelled(recording) && !this.#isDisposed) {
        recording.alert({ code: 'FIRST_LOOK_FAILED', severity: 'info', facts: { reason: code } });
      }
    } finally {
      this.rest();
    }
  }

  /** Joins the worker that decodes to the worker that looks; the pass ends when either does. */
  async #pass(
    recording: Recording,
    opened: OpenedMedia,
    request: Omit<AnalysisRequest, 'frames' | 'grant'>,
    listener: AnalysisListener,
  ): Promise<AnalysisResult> {
    using decoder = await recording.reader.share(opened);
    // Asked for while no worker was busy with this recording: nothing was there to interrupt.
    this.#throwIfCancelled(recording);
    const { port1: sending, port2: frames } = new MessageChannel();
    const grant = await this.#context.policy.grant();
    const analysis = this.#analysisClient().call((remote) =>
      remote.analyse(Comlink.transfer({ ...request, frames, grant }, [frames, ...portsOf(grant)]), listener),
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
        if (!isLost || losses >= MOST_LOSSES || this.#isDisposed || this.#isCancelled(recording)) {
          throw error;
        }
        this.rest();
        await this.#context.journal.append({ kind: 'analysis-resumed', recordingId: recording.id });
        if (!recording.state.alerts.some(({ code }) => code === 'ANALYSIS_RESUMED')) {
          recording.alert({ code: 'ANALYSIS_RESUMED', severity: 'info', facts: {} });
        }
      }
    }
  }

  #throwIfCancelled(recording: Recording): void {
    if (this.#isCancelled(recording)) {
      throw new AppError('INTERNAL', { message: 'cancelled' });
    }
  }

  #analysisClient(): WorkerClient<AnalysisWorkerApi> {
    this.#analysis ??= new WorkerClient<AnalysisWorkerApi>(shape.spawnWorker('analysis'));
    return this.#analysis;
  }
}

function portsOf(grant: SealerGrant): MessagePort[] {
  return grant.kind === 'port' ? [grant.port] : [];
}

/** Loads a model in a worker of its own and runs it once there. Fails with MODEL_REFUSED. */
export async function tryModel(model: ModelBytes): Promise<void> {
  const wasm = await readWasm();
  using client = new WorkerClient<AnalysisWorkerApi>(shape.spawnWorker('analysis'));
  await client.call((remote) => remote.tryModel(model, wasm));
}
