// Speed, time left and coverage of a pass, told twice a second at first, once a second later: painting is not free on two cores.

import type { AnalysisListener } from '../contracts/analysis.ts';
import type { BackendName } from '../contracts/model.ts';
import type { CoverageBuilder } from '../domain/footage/coverage-builder.ts';
import type { FrameTable } from '../domain/footage/frame.ts';
import type { SceneAnalyser } from './scene-analyser.ts';

const REPORT_EVERY_MS = 1_000;
/** At the start somebody waits for the first object. */
const REPORT_EVERY_MS_AT_START = 500;
const START_MS = 8_000;

/** Measures one pass from its first packet on. */
export class ProgressMeter {
  readonly #table: FrameTable;
  readonly #backend: BackendName;
  readonly #listener: AnalysisListener;
  readonly #spentS: number;
  #startedAt = 0;
  #reportedAt = 0;
  #endedAt: number | undefined;

  /** `spentS`: wall seconds of an earlier part of the same pass. */
  constructor(table: FrameTable, backend: BackendName, listener: AnalysisListener, spentS = 0) {
    this.#spentS = spentS;
    this.#table = table;
    this.#backend = backend;
    this.#listener = listener;
  }

  start(): void {
    this.#startedAt = performance.now();
  }

  /** Seconds of wall clock since the start, up to the end when it has ended. */
  get wallS(): number {
    return this.#spentS + ((this.#endedAt ?? performance.now()) - this.#startedAt) / 1000;
  }

  report(framesDone: number, ordinal: number, scene: SceneAnalyser, coverage: CoverageBuilder): void {
    const now = performance.now();
    const everyMs = now - this.#startedAt < START_MS ? REPORT_EVERY_MS_AT_START : REPORT_EVERY_MS;
    if (now - this.#reportedAt >= everyMs) {
      this.#reportedAt = now;
      this.#tell(framesDone, ordinal, scene, coverage);
    }
  }

  finish(framesDone: number, scene: SceneAnalyser, coverage: CoverageBuilder): void {
    this.#endedAt = performance.now();
    const spans = coverage.spans();
    const last = spans.findLast(({ state }) => state !== 'waiting')?.toOrdinal ?? 0;
    this.#tell(framesDone, last, scene, coverage);
  }

  #tell(framesDone: number, ordinal: number, scene: SceneAnalyser, coverage: CoverageBuilder): void {
    const times = this.#table.us;
    const first = times[0] ?? 0;
    const processedUs = (times[Math.max(0, ordinal - 1)] ?? first) - first;
    const totalUs = (times[times.length - 1] ?? first) - first;
    const wallS = this.wallS;
    const realtimeFactor = wallS > 0 ? processedUs / 1e6 / wallS : 0;
    this.#listener({
      framesDone,
      framesTotal: times.length,
      processedUs,
      totalUs,
      wallS,
      realtimeFactor,
      etaS: realtimeFactor > 0 ? (totalUs - processedUs) / 1e6 / realtimeFactor : undefined,
      backend: this.#backend,
      detectorRuns: scene.detectorRuns,
      tracks: scene.tracker.count,
      coverage: coverage.spans(),
      ...scene.camera.account,
    });
  }
}
