// What one pass writes, and what an interrupted one has left to go on from.

import { APP_VERSION } from '../base/version.ts';
import type { AnalysisEnd, AnalysisRequest, CameraAccount } from '../contracts/analysis.ts';
import type { BackendName } from '../contracts/model.ts';
import { parametersOf } from '../domain/settings/sensitivity.ts';
import type { AnalysisRunRecord, CaseRepository, ChunkWrite, PassState } from '../storage/case-repository.ts';
import { packCheckpoint, unpackCheckpoint, type Checkpoint } from './checkpoint.ts';
import { chooseDetector, type ChosenDetector } from './choose-detector.ts';
import type { PendingWrite } from './chunk-assembler.ts';
import { scopeText } from './scope-bounds.ts';
import { scopeFilter, without, type ScopeFilter } from './scope-filter.ts';

/** Access of one pass to its results and to its own state. */
export class AnalysisStore {
  readonly #repository: CaseRepository;
  readonly #request: AnalysisRequest;
  #scope: ScopeFilter | undefined;

  constructor(repository: CaseRepository, request: AnalysisRequest) {
    this.#repository = repository;
    this.#request = request;
  }

  /**
   * The detector to look with, and where to go on. Only the very same run goes on: same file, build, model,
   * backend and settings. Whatever else lies there of this recording is deleted, and the pass starts at the first picture.
   */
  async begin(): Promise<{ readonly chosen: ChosenDetector; readonly checkpoint: Checkpoint | undefined }> {
    const { recordingId } = this.#request;
    const before = await this.#repository.readRun(recordingId);
    const bytes = before === undefined ? undefined : await this.#repository.readCheckpoint(recordingId);
    const backend = before === undefined || bytes === undefined ? this.#request.backend : choiceOf(before.backend);
    const chosen = await chooseDetector({ ...this.#request, backend });
    const run = describeRun(this.#request, chosen);
    if (before !== undefined && bytes !== undefined && isSameRun(before, run)) {
      const checkpoint = unpackCheckpoint(bytes);
      this.#scope = scopeFilter(this.#request, checkpoint.scope);
      return { chosen, checkpoint };
    }
    this.#scope = scopeFilter(this.#request);
    await this.#repository.clearAnalysis(recordingId);
    await this.#repository.writeRun(recordingId, run);
    return { chosen, checkpoint: undefined };
  }

  /** Writes what happened since the last commit together with the state to go on from: both or neither. */
  async commit(
    pending: PendingWrite | undefined,
    checkpoint: Omit<Checkpoint, 'scope'>,
    account: CameraAccount,
  ): Promise<void> {
    const write = this.#within(pending);
    const state = packCheckpoint({ ...checkpoint, scope: this.#scope?.snapshot() });
    await this.#write(write, { checkpoint: state, account });
  }

  /** The last commit: the working state goes; what was found, what it is worth and how it ended stay. Gives the end. */
  async end(
    pending: PendingWrite | undefined,
    account: CameraAccount,
    ended: Omit<AnalysisEnd, 'outOfScope'>,
  ): Promise<AnalysisEnd> {
    const write = this.#within(pending);
    const withdrawn = this.#scope?.withdrawn() ?? new Set<number>();
    if (withdrawn.size > 0) {
      await this.#repository.purgeTracks(this.#request.recordingId, withdrawn);
    }
    // Counted to the last object only now.
    const end = { ...ended, outOfScope: this.#scope?.counts };
    await this.#write(write && without(write, withdrawn), { checkpoint: undefined, account, end });
    return end;
  }

  #within(pending: PendingWrite | undefined): ChunkWrite | undefined {
    if (pending === undefined) {
      return undefined;
    }
    const { over, ...write } = pending;
    return this.#scope === undefined ? write : this.#scope.take(write, over);
  }

  async #write(pending: ChunkWrite | undefined, state: PassState): Promise<void> {
    const { recordingId } = this.#request;
    await (pending === undefined
      ? this.#repository.writeState(recordingId, state)
      : this.#repository.writeChunk(recordingId, pending, state));
  }
}

function choiceOf(backend: string): AnalysisRequest['backend'] {
  return backend === ('wasm' satisfies BackendName) ? 'wasm' : 'webgpu';
}

function isSameRun(a: AnalysisRunRecord, b: AnalysisRunRecord): boolean {
  const other = new Map(Object.entries(b).map(([name, value]) => [name, JSON.stringify(value)]));
  return Object.entries(a).every(([name, value]) => name === 'startedAt' || other.get(name) === JSON.stringify(value));
}

function describeRun(request: AnalysisRequest, { backend }: ChosenDetector): AnalysisRunRecord {
  const { entry } = request.model;
  const { sensitivity, masks } = request.settings;
  const scope = scopeText(request);
  return {
    recordingSha256: request.recordingSha256,
    model: entry.id,
    modelVersion: entry.version,
    modelSha256: entry.files.map(({ sha256 }) => sha256),
    backend,
    parameters: {
      sensitivity,
      engine: { ...parametersOf(sensitivity) },
      masks: masks.map((corners) => corners.map(({ x, y }) => ({ x, y }))),
      ...(scope === undefined ? {} : { scope }),
    },
    appVersion: APP_VERSION,
    startedAt: new Date().toISOString(),
  };
}
