// The full pass over one recording: every frame decoded, seen, accounted for; results stored as they come.

import { APP_VERSION } from '../base/version.ts';
import type { AnalysisListener, AnalysisRequest, AnalysisResult } from '../contracts/analysis.ts';
import type { Alert } from '../contracts/errors.ts';
import { decodeAll, type DecodeReport } from '../media/decode.ts';
import { MediaFile } from '../media/media-file.ts';
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
  using media = await MediaFile.open(request.file, request.opened);
  const chosen = await chooseDetector(request);
  using database = disposable(new DerushDatabase());
  const repository = new CaseRepository(database.value, request.caseId, request.key);
  await repository.writeRun(request.recordingId, describeRun(request, chosen));
  using detector = chosen.detector;
  using background = createBackground(chosen);
  const scene = new SceneAnalyser(detector, background);
  const { rotation, width, height } = media.info;
  const assembler = new ChunkAssembler(media.table, (box) => toStored(box, rotation, width, height));
  const meter = new ProgressMeter(media.table, chosen.backend, onProgress);
  const report: DecodeReport = { restarts: 0, dataEndsAt: undefined };
  const framesDecoded = await analyseFrames({ media, scene, assembler, meter, report, control }, async () => {
    const pending = await assembler.take();
    if (pending !== undefined) {
      await repository.writeChunk(request.recordingId, pending.chunk, pending.crops);
    }
  });
  const coverage = assembler.coverage.snapshot();
  return {
    framesDecoded,
    framesDeclared: media.info.framesDeclared,
    wallS: meter.wallS,
    warmupS: chosen.warmupS,
    backend: chosen.backend,
    detectorRuns: scene.detectorRuns,
    tracks: scene.tracker.count,
    cancelled: control.signal.aborted,
    coverage,
    alerts: [...chosen.alerts, ...failures(media, coverage, framesDecoded, report, control)],
  };
}

interface Pass {
  readonly media: MediaFile;
  readonly scene: SceneAnalyser;
  readonly assembler: ChunkAssembler;
  readonly meter: ProgressMeter;
  readonly report: DecodeReport;
  readonly control: RunControl;
}

/** Decodes and analyses until the end or a cancel; returns the number of frames decoded. */
async function analyseFrames(pass: Pass, commit: () => Promise<void>): Promise<number> {
  const { media, scene, assembler, meter, report, control } = pass;
  const reader = new PlaneReader();
  let framesDecoded = 0;
  let committedAt = performance.now();
  meter.start();
  for await (const { ordinal, frame } of decodeAll(media, report, control.signal)) {
    const us = media.table.us[ordinal - 1] ?? 0;
    try {
      if (scene.passesOver(us)) {
        assembler.passOver(ordinal);
      } else {
        const planes = rotatePlanes(await reader.read(frame), media.info.rotation);
        assembler.add(await scene.next(planes, ordinal, us), planes, ordinal, us);
      }
    } finally {
      frame.close();
    }
    framesDecoded += 1;
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
  assembler.end(scene.tracker.finish());
  assembler.coverage.end(control.signal.aborted ? 'waiting' : 'failed');
  await commit();
  meter.finish(framesDecoded, scene, assembler.coverage);
  return framesDecoded;
}

function failures(
  media: MediaFile,
  coverage: AnalysisResult['coverage'],
  framesDecoded: number,
  report: DecodeReport,
  control: RunControl,
): Alert[] {
  const dataEnds = report.dataEndsAt === undefined ? undefined : firstMissing(media, report.dataEndsAt);
  const decodable = media.table.us.length;
  return failureAlerts(coverage, {
    framesDecoded,
    framesExpected: control.signal.aborted ? framesDecoded : decodable,
    framesDeclared: media.info.framesDeclared,
    dataEndsAtOrdinal: dataEnds,
  });
}

/** First ordinal, in presentation order, whose packet lies behind the end of the data. */
function firstMissing(media: MediaFile, decodeIndex: number): number | undefined {
  const missing = media.index.ordinalOf.subarray(decodeIndex).filter((ordinal) => ordinal > 0);
  return missing.length === 0 ? undefined : missing.reduce((least, ordinal) => Math.min(least, ordinal), Infinity);
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
