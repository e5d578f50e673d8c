// The full pass over one recording: every frame decoded, seen, accounted for; results stored as they come.

import { APP_VERSION } from '../base/version.ts';
import type { AnalysisListener, AnalysisRequest, AnalysisResult } from '../contracts/analysis.ts';
import type { Alert } from '../contracts/errors.ts';
import { CaseRepository } from '../storage/case-repository.ts';
import { DerushDatabase } from '../storage/database.ts';
import { CpuBackgroundModel, type BackgroundModel } from '../vision/ops/background.ts';
import { GpuBackgroundModel } from '../vision/ops/background-gpu.ts';
import { currentGpuDevice } from '../vision/backend.ts';
import { PlaneReader } from '../vision/planes.ts';
import { rotatePlanes, toStored } from '../vision/rotate.ts';
import { chooseDetector, type ChosenDetector } from './choose-detector.ts';
import { ChunkAssembler } from './chunk-assembler.ts';
import { failureAlerts } from './failure-alerts.ts';
import { FrameFeed } from './frame-feed.ts';
import { ProgressMeter } from './progress-meter.ts';
import { SceneAnalyser } from './scene-analyser.ts';

/** Wall time between two commits, ms: a thumbnail appears soon, the disk is not worn. */
const COMMIT_EVERY_MS = 1_500;

/** How the caller holds or ends a pass. */
export interface RunControl {
  readonly signal: AbortSignal;
  /** Resolves at once, or when the pass may go on. */
  readonly mayContinue: () => Promise<void>;
}

/** Runs a request to its end. Rejects with an `AppError` when nothing could be read or stored. */
export async function runAnalysis(
  request: AnalysisRequest,
  control: RunControl,
  onProgress: AnalysisListener,
): Promise<AnalysisResult> {
  const chosen = await chooseDetector(request);
  using database = disposable(new DerushDatabase());
  const repository = new CaseRepository(database.value, request.caseId, request.key);
  await repository.writeRun(request.recordingId, describeRun(request, chosen));
  using detector = chosen.detector;
  using background = createBackground(chosen);
  const scene = new SceneAnalyser(detector, background);
  const { rotation, width, height } = request.info;
  const assembler = new ChunkAssembler(request.table, (box) => toStored(box, rotation, width, height));
  const meter = new ProgressMeter(request.table, chosen.backend, onProgress);
  using feed = new FrameFeed(request.frames, width * height * 1.5);
  const framesDecoded = await analyseFrames({ request, feed, scene, assembler, meter, control }, async () => {
    const pending = await assembler.take();
    if (pending !== undefined) {
      await repository.writeChunk(request.recordingId, pending.chunk, pending.crops);
    }
  });
  const coverage = assembler.coverage.spans();
  return {
    framesDecoded,
    framesDeclared: request.info.framesDeclared,
    wallS: meter.wallS,
    warmupS: chosen.warmupS,
    backend: chosen.backend,
    detectorRuns: scene.detectorRuns,
    tracks: scene.tracker.count,
    cancelled: control.signal.aborted,
    coverage,
    alerts: [...chosen.alerts, ...failures(request, coverage, framesDecoded, feed, control)],
  };
}

interface Pass {
  readonly request: AnalysisRequest;
  readonly feed: FrameFeed;
  readonly scene: SceneAnalyser;
  readonly assembler: ChunkAssembler;
  readonly meter: ProgressMeter;
  readonly control: RunControl;
}

/** Analyses what the decoder sends until the end or a cancel; returns the number of frames decoded. */
async function analyseFrames(pass: Pass, commit: () => Promise<void>): Promise<number> {
  const { request, feed, scene, assembler, meter, control } = pass;
  const { info, table } = request;
  const reader = new PlaneReader();
  let framesDecoded = 0;
  let committedAt = performance.now();
  meter.start();
  for await (const { passed, ordinal, frame } of feed.frames()) {
    const us = table.us[ordinal - 1] ?? 0;
    passOver(assembler, passed);
    try {
      const planes = rotatePlanes(await reader.read(frame), info.rotation);
      assembler.add(await scene.next(planes, ordinal, us), planes, ordinal, us);
    } finally {
      frame.close();
    }
    framesDecoded += passed.length + 1;
    if (performance.now() - committedAt > COMMIT_EVERY_MS) {
      await commit();
      committedAt = performance.now();
    }
    meter.report(framesDecoded, ordinal, scene, assembler.coverage);
    await control.mayContinue();
    if (control.signal.aborted) {
      break;
    }
  }
  framesDecoded += feed.end?.passed.length ?? 0;
  passOver(assembler, feed.end?.passed ?? []);
  assembler.end(scene.tracker.finish());
  assembler.coverage.end(control.signal.aborted ? 'waiting' : 'failed');
  await commit();
  meter.finish(framesDecoded, scene, assembler.coverage);
  return framesDecoded;
}

function passOver(assembler: ChunkAssembler, ordinals: readonly number[]): void {
  for (const ordinal of ordinals) {
    assembler.passOver(ordinal);
  }
}

function failures(
  { info, table }: AnalysisRequest,
  coverage: AnalysisResult['coverage'],
  framesDecoded: number,
  feed: FrameFeed,
  control: RunControl,
): Alert[] {
  const decodable = table.us.length;
  return failureAlerts(coverage, {
    framesDecoded,
    framesExpected: control.signal.aborted ? framesDecoded : decodable,
    framesDeclared: info.framesDeclared,
    dataEndsAtOrdinal: feed.end?.dataEndsAtOrdinal,
  });
}

function createBackground({ backend }: ChosenDetector): BackgroundModel {
  const device = backend === 'wasm' ? undefined : currentGpuDevice();
  return device === undefined ? new CpuBackgroundModel() : new GpuBackgroundModel(device);
}

function describeRun(request: AnalysisRequest, { backend }: ChosenDetector): Parameters<CaseRepository['writeRun']>[1] {
  const { entry } = request.model;
  return {
    recordingSha256: request.recordingSha256,
    model: entry.id,
    modelVersion: entry.version,
    modelSha256: entry.files.map(({ sha256 }) => sha256),
    backend,
    appVersion: APP_VERSION,
    startedAt: new Date().toISOString(),
  };
}

function disposable<T extends { close(): void }>(value: T): Disposable & { readonly value: T } {
  return {
    value,
    [Symbol.dispose]: () => {
      value.close();
    },
  };
}
