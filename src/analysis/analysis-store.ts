// What one pass writes, and what an interrupted one has left to go on from.

import { APP_VERSION } from '../base/version.ts';
import type { AnalysisRequest, CameraAccount } from '../contracts/analysis.ts';
import type { BackendName } from '../contracts/model.ts';
import { parametersOf } from '../domain/settings/sensitivity.ts';
import type { AnalysisRunRecord, CaseRepository, ChunkWrite, PassState } from '../storage/case-repository.ts';
import { packCheckpoint, unpackCheckpoint, type Checkpoint } from './checkpoint.ts';
import { chooseDetector, type ChosenDetector } from './choose-detector.ts';

/** Access of one pass to its results and to its own state. */
export class AnalysisStore {
  readonly #repository: CaseRepository;
  readonly #request: AnalysisRequest;

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
      return { chosen, checkpoint: unpackCheckpoint(bytes) };
    }
    await this.#repository.clearAnalysis(recordingId);
    await this.#repository.writeRun(recordingId, run);
    return { chosen, checkpoint: undefined };
  }

  /** Writes what happened since the last commit together with the state to go on from: both or neither. */
  async commit(pending: ChunkWrite | undefined, checkpoint: Checkpoint, account: CameraAccount): Promise<void> {
    await this.#write(pending, { checkpoint: packCheckpoint(checkpoint), account });
  }

  /** The last commit: the working state goes, what was found and what it is worth stay. */
  async end(pending: ChunkWrite | undefined, account: CameraAccount): Promise<void> {
    await this.#write(pending, { checkpoint: undefined, account });
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
    },
    appVersion: APP_VERSION,
    startedAt: new Date().toISOString(),
  };
}
