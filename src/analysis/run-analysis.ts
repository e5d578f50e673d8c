// The full pass over one recording: every frame decoded, seen, accounted for; results stored as they come.

import type { AnalysisListener, AnalysisRequest, AnalysisResult } from '../contracts/analysis.ts';
import type { Alert } from '../contracts/errors.ts';
import type { Box } from '../domain/geometry/box.ts';
import { CpuBackgroundModel, type BackgroundModel } from '../vision/ops/background.ts';
import { GpuBackgroundModel } from '../vision/ops/background-gpu.ts';
import { currentGpuDevice } from '../vision/backend.ts';
import { FrameReader } from '../vision/frame-reader.ts';
import { toStored } from '../vision/rotate.ts';
import { AnalysisStore } from './analysis-store.ts';
import { openCase } from './open-case.ts';
import type { ChosenDetector } from './choose-detector.ts';
import { ChunkAssembler } from './chunk-assembler.ts';
import { Committer } from './committer.ts';
import { failureAlerts } from './failure-alerts.ts';
import { FrameFeed } from './frame-feed.ts';
import { indexTracks } from './index-tracks.ts';
import { ProgressMeter } from './progress-meter.ts';
import { sceneAlerts } from './scene-alerts.ts';
import { SceneAnalyser } from './scene-analyser.ts';

/** How the caller holds or ends a pass. */
export interface RunControl {
  readonly signal: AbortSignal;
  /** Resolves at once, or when the pass may go on. */
  readonly mayContinue: () => Promise<void>;
}

/**
 * Runs a request to its end, from the last commit of an interrupted pass when there is one.
 * Rejects with an `AppError` when nothing could be read or stored.
 */
export async function runAnalysis(
  request: AnalysisRequest,
  control: RunControl,
  onProgress: AnalysisListener,
): Promise<AnalysisResult> {
  using open = openCase(request);
  const store = new AnalysisStore(open.repository, request);
  const { chosen, checkpoint } = await store.begin();
  using detector = chosen.detector;
  using background = createBackground(chosen);
  const scene = new SceneAnalyser(detector, background, checkpoint?.scene, request.settings);
  const { rotation, width, height } = request.info;
  const toCoded = (box: Box): Box => toStored(box, rotation, width, height);
  const assembler = new ChunkAssembler(request.table, toCoded, checkpoint?.assembler, scene.tracker.all);
  const meter = new ProgressMeter(request.table, chosen.backend, onProgress, checkpoint?.wallS);
  const start = { afterOrdinal: checkpoint?.ordinal ?? 0 };
  using feed = new FrameFeed(request.frames, width * height * 1.5, start);
  using reader = new FrameReader(chosen.backend === 'webgpu' ? currentGpuDevice() : undefined);
  const pass = { request, store, feed, reader, scene, assembler, meter, control };
  const framesDecoded = await analyseFrames(pass, checkpoint?.framesDecoded ?? 0);
  const coverage = assembler.coverage.spans();
  const { account } = scene.camera;
  const end = await store.end(await assembler.take(), account, {
    framesDecoded,
    framesDeclared: request.info.framesDeclared,
    wallS: meter.wallS,
    warmupS: chosen.warmupS,
    backend: chosen.backend,
    detectorRuns: scene.detectorRuns,
    tracks: scene.tracker.count,
    cancelled: control.signal.aborted,
    alerts: [
      ...chosen.alerts,
      ...readerAlerts(reader),
      ...failures(request, coverage, framesDecoded, feed, control),
      ...sceneAlerts(account),
    ],
  });
  meter.finish(framesDecoded, scene, assembler.coverage);
  const alerts = [...end.alerts, ...(await indexTracks(open.index, request.recordingId))];
  return { ...end, ...account, coverage, alerts };
}

interface Pass {
  readonly request: AnalysisRequest;
  readonly store: AnalysisStore;
  readonly feed: FrameFeed;
  readonly reader: FrameReader;
  readonly scene: SceneAnalyser;
  readonly assembler: ChunkAssembler;
  readonly meter: ProgressMeter;
  readonly control: RunControl;
}

/** Analyses what the decoder sends until the end or a cancel; returns the number of frames decoded. */
async function analyseFrames(pass: Pass, decodedBefore: number): Promise<number> {
  const { request, store, feed, reader, scene, assembler, meter, control } = pass;
  const { info, table } = request;
  let framesDecoded = decodedBefore;
  meter.start();
  const committer = new Committer();
  for await (const { passed, ordinal, frame } of feed.frames()) {
    const us = table.us[ordinal - 1] ?? 0;
    passOver(assembler, passed);
    try {
      if (scene.passesOver(us)) {
        assembler.passOver(ordinal);
      } else {
        const reading = reader.open(frame, info.rotation);
        await assembler.add(await scene.next(reading, ordinal, us), reading, ordinal, us);
        feed.wantedFromUs = scene.wantedFromUs;
      }
    } finally {
      frame.close();
    }
    framesDecoded += passed.length + 1;
    if (committer.isDue) {
      const pending = await assembler.take();
      const { wallS } = meter;
      const state = { scene: await scene.snapshot(), assembler: assembler.snapshot() };
      const { account } = scene.camera;
      committer.begin(store.commit(pending, { ordinal, us, framesDecoded, wallS, ...state }, account));
    }
    meter.report(framesDecoded, ordinal, scene, assembler.coverage);
    await control.mayContinue();
    if (control.signal.aborted) {
      break;
    }
  }
  framesDecoded += feed.end?.passed.length ?? 0;
  passOver(assembler, feed.end?.passed ?? []);
  await committer.settle();
  assembler.end(scene.tracker.finish());
  assembler.finish();
  assembler.coverage.end(control.signal.aborted ? 'waiting' : 'failed');
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

function readerAlerts({ problem }: FrameReader): Alert[] {
  return problem === undefined ? [] : [{ code: 'GPU_FRAMES_REFUSED', severity: 'info', facts: { message: problem } }];
}
