// The whole pass over a recording, in the page: decoded, seen, stored, accounted for.

import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { AnalysisCore } from '../../../src/analysis/analysis-core.ts';
import { defined } from '../../../src/base/assert.ts';
import {
  USUAL_SETTINGS,
  type AnalysisProgress,
  type AnalysisResult,
  type TrackSummary,
} from '../../../src/contracts/analysis.ts';
import type { ModelBytes } from '../../../src/contracts/model.ts';
import type { CoverageSpan } from '../../../src/domain/footage/coverage.ts';
import { caseId, recordingId, sha256 } from '../../../src/domain/ids.ts';
import { streamFrames } from '../../../src/media/frame-stream.ts';
import { MediaFile } from '../../../src/media/media-file.ts';
import { CaseRepository } from '../../../src/storage/case-repository.ts';
import type { AnalysisChunk } from '../../../src/storage/chunk-codec.ts';
import { DerushDatabase, wipeCase } from '../../../src/storage/database.ts';
import { createCaseKey } from '../../../src/storage/envelope.ts';
import { KeySealer } from '../../../src/storage/key-sealer.ts';
import { TrackIndex } from '../../../src/storage/track-index.ts';
import { readModel, readWasm } from '../../builders/app-files.ts';
import { openFootage } from '../../builders/footage.ts';

const CASE = caseId('analysis-test');
let model: ModelBytes;
let wasm: ArrayBuffer;
let key: CryptoKey;
let core: AnalysisCore;

beforeAll(async () => {
  [model, wasm] = await Promise.all([readModel(), readWasm()]);
});
afterEach(async () => {
  const database = new DerushDatabase();
  await wipeCase(database, CASE);
  database.close();
});
beforeEach(async () => {
  key = await createCaseKey();
  core = new AnalysisCore();
});

async function analyse(
  name: string,
  onProgress: (progress: AnalysisProgress) => void = () => undefined,
): Promise<AnalysisResult> {
  using media = await MediaFile.open(await openFootage(name));
  const { port1, port2 } = new MessageChannel();
  const streaming = streamFrames(media, port1, new AbortController());
  const request = {
    caseId: CASE,
    recordingId: recordingId(name),
    recordingSha256: sha256('0'.repeat(64)),
    info: media.info,
    table: media.table,
    frames: port2,
    settings: USUAL_SETTINGS,
    backend: 'wasm' as const,
    model,
    wasm,
    licence: { kind: 'exercise' } as const,
    grant: { kind: 'key', key } as const,
  };
  const result = await core.analyse(request, onProgress);
  await streaming;
  return result;
}

/** Every chunk of a recording, under the key of the case. */
async function chunksOf(name: string): Promise<AnalysisChunk[]> {
  const database = new DerushDatabase();
  try {
    const repository = new CaseRepository(database, CASE, new KeySealer(key));
    const chunks: AnalysisChunk[] = [];
    for (
      let chunk = await repository.readChunk(name, 0);
      chunk !== undefined;
      chunk = await repository.readChunk(name, chunks.length)
    ) {
      chunks.push(chunk);
    }
    return chunks;
  } finally {
    database.close();
  }
}

/** Objects of a recording as its index has them, and of how many stored records that is. */
async function indexedTracks(name: string): Promise<{ readonly records: number; readonly numbers: number[] }> {
  const database = new DerushDatabase();
  try {
    const records = await database.trackIndex.where('recordingId').equals(name).count();
    const [columns] = await new TrackIndex(database, CASE, new KeySealer(key)).read([name]);
    return { records, numbers: [...(columns?.number ?? [])].sort((a, b) => a - b) };
  } finally {
    database.close();
  }
}

function expectPartition(spans: readonly CoverageSpan[], frames: number): void {
  let next = 1;
  for (const { fromOrdinal, toOrdinal } of spans) {
    expect(fromOrdinal).toBe(next);
    next = toOrdinal + 1;
  }
  expect(next).toBe(frames + 1);
}

describe('the analysis of a whole file', () => {
  it('accounts for every frame, follows people, and stores what it found', { timeout: 120_000 }, async () => {
    const told: AnalysisProgress[] = [];
    const result = await analyse('baseline-160.mp4', (progress) => told.push(progress));
    expect(result).toMatchObject({
      framesDecoded: 160,
      framesDeclared: 160,
      backend: 'wasm',
      cancelled: false,
      alerts: [],
    });
    expect(result.tracks).toBeGreaterThan(0);
    const numbers = Array.from({ length: result.tracks }, (_, track) => track + 1);
    expect(await indexedTracks('baseline-160.mp4')).toEqual({ records: 1, numbers });
    expect(result.detectorRuns).toBeGreaterThan(0);
    expectPartition(result.coverage, 160);
    expect(result.coverage.map(({ state }) => state)).not.toContain('failed');
    expect(result.coverage.map(({ state }) => state)).not.toContain('waiting');

    const chunks = await chunksOf('baseline-160.mp4');
    expect(chunks.map(({ seq }) => seq)).toEqual(chunks.map((_, index) => index));
    expect(chunks.flatMap(({ coverage }) => coverage)).toEqual(result.coverage);
    const summaries = new Map<number, TrackSummary>();
    chunks.flatMap((chunk) => chunk.summaries).forEach((summary) => summaries.set(summary.number, summary));
    expect([...summaries.keys()].sort((a, b) => a - b)).toEqual(
      Array.from({ length: result.tracks }, (_, index) => index + 1),
    );

    const database = new DerushDatabase();
    const repository = new CaseRepository(database, CASE, new KeySealer(key));
    for (const [number, summary] of summaries) {
      const rows = chunks.flatMap(({ observations }) => observations).filter(({ track }) => track === number);
      // On every frame from the first sight to the last, once, in order.
      const { firstOrdinal, lastOrdinal } = summary;
      expect(rows.map(({ ordinal }) => ordinal)).toEqual(
        Array.from({ length: lastOrdinal - firstOrdinal + 1 }, (_, index) => firstOrdinal + index),
      );
      expect(rows.filter(({ origin }) => origin === 'detected')).toHaveLength(summary.detections);
      expect([summary.firstUs, summary.lastUs]).toEqual([(firstOrdinal - 1) * 100_000, (lastOrdinal - 1) * 100_000]);
      expect(rows.map(({ ordinal }) => ordinal)).toContain(summary.bestOrdinal);
      const crop = defined(await repository.readCrop('baseline-160.mp4', number), 'crop');
      const picture = await createImageBitmap(new Blob([crop.bytes], { type: crop.type }));
      expect(picture.width * picture.height).toBeGreaterThan(100);
    }
    expect(await repository.readRun('baseline-160.mp4')).toMatchObject({ model: 'centernet', backend: 'wasm' });
    const { coverage: looked, scenes, sceneEvents, envelope, ...end } = result;
    expect(envelope?.smallestPerson).toBeGreaterThan(0);
    expect(await repository.readSearch('baseline-160.mp4')).toEqual({
      coverage: looked,
      scenes,
      sceneEvents,
      envelope,
      end,
    });
    database.close();

    const last = defined(told.at(-1), 'last progress');
    expect(last).toMatchObject({
      framesDone: 160,
      framesTotal: 160,
      processedUs: 15_900_000,
      totalUs: 15_900_000,
      tracks: result.tracks,
    });
    expect(last.realtimeFactor).toBeCloseTo(15.9 / last.wallS, 6);
    for (const { coverage } of told) {
      expectPartition(coverage, 160);
    }
  });

  it('of a picture stored on its side gives boxes in stored pixels', { timeout: 120_000 }, async () => {
    const result = await analyse('rotated-90.mp4');
    expect(result).toMatchObject({ framesDecoded: 160, alerts: [] });
    expectPartition(result.coverage, 160);
    for (const { box } of (await chunksOf('rotated-90.mp4')).flatMap(({ observations }) => observations)) {
      expect(box.x + box.w).toBeGreaterThan(0);
      expect(box.x).toBeLessThan(768);
      expect(box.y).toBeLessThan(576);
    }
  });
});

describe('holding and ending', () => {
  it(
    'stops between two frames, goes on where it stopped, and ends where it is told to',
    { timeout: 120_000 },
    async () => {
      const told: number[] = [];
      let paused: Promise<void> | undefined;
      const running = analyse('baseline-160.mp4', ({ framesDone }) => {
        told.push(framesDone);
        if (framesDone > 10) {
          paused ??= core.setPaused(true);
        }
      });
      while (paused === undefined) {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      await paused;
      await new Promise((resolve) => setTimeout(resolve, 700));
      const held = told.at(-1);
      await new Promise((resolve) => setTimeout(resolve, 700));
      expect(told.at(-1)).toBe(held);
      await core.setPaused(false);
      await new Promise((resolve) => setTimeout(resolve, 400));
      await core.cancel();
      const result = await running;
      expect(result.cancelled).toBe(true);
      expect(result.framesDecoded).toBeGreaterThan(held ?? 0);
      expect(result.framesDecoded).toBeLessThan(160);
      expectPartition(result.coverage, 160);
      expect(result.coverage.at(-1)).toMatchObject({ state: 'waiting', toOrdinal: 160 });
      expect(result.alerts).toEqual([]);
      expect((await chunksOf('baseline-160.mp4')).flatMap(({ coverage }) => coverage)).toEqual(result.coverage);
    },
  );
});

describe('the analysis of a damaged file', () => {
  it('names what is missing by ordinals and times, and the next file is read whole', { timeout: 120_000 }, async () => {
    const cut = await analyse('cut-faststart.mp4');
    expect(cut).toMatchObject({ framesDecoded: 84, framesDeclared: 160 });
    expectPartition(cut.coverage, 160);
    expect(cut.coverage.at(-1)).toMatchObject({ state: 'failed', fromOrdinal: 85, toOrdinal: 160 });
    expect(cut.alerts.find(({ code }) => code === 'DATA_MISSING')?.facts).toEqual({
      declared: 160,
      present: 84,
      fromOrdinal: 85,
      toOrdinal: 160,
      fromUs: 8_400_000,
      toUs: 15_900_000,
    });
    expect(cut.tracks).toBeGreaterThan(0);
    await expect(analyse('moov-missing.mp4')).rejects.toMatchObject({ code: 'MOOV_MISSING' });
    expect(await analyse('vfr.mp4')).toMatchObject({ cancelled: false, alerts: [] });
  });

  it('names broken spans that are the ordinals that did not come out', { timeout: 120_000 }, async () => {
    const result = await analyse('flipped-bytes.mp4');
    expectPartition(result.coverage, 160);
    const failed = result.coverage.filter(({ state }) => state === 'failed');
    const lost = failed.reduce((sum, { fromOrdinal, toOrdinal }) => sum + toOrdinal - fromOrdinal + 1, 0);
    expect(lost).toBe(160 - result.framesDecoded);
    expect(lost).toBeGreaterThan(0);
    const named = result.alerts.filter(({ code }) => code === 'SPAN_FAILED');
    expect(named.map(({ facts }) => [facts['fromOrdinal'], facts['toOrdinal']])).toEqual(
      failed.map(({ fromOrdinal, toOrdinal }) => [fromOrdinal, toOrdinal]),
    );
  });
});
