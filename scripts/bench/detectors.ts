// The models of the allow-list side by side: boxes of single pictures, tracks of the whole pipeline, time of one run.
// Command: tsx scripts/bench/detectors.ts VIDEO TRUTH [--every N] [--vehicles] [--fps F] [--frames A-B] [--tracks]
// TRUTH is a MOT file for VIDEO. Regions are those of the truth, packed as the product packs what moves; --tracks runs
// the pipeline on every picture instead. Without arguments: milliseconds of one run for each model and side.

import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { packMosaic, regionsToLookAt, suppress, toPicture, type Tile } from '../../src/domain/detection/mosaic.ts';
import { isObjectClass } from '../../src/domain/detection/classes.ts';
import { classGroup } from '../../src/domain/tracking/track.ts';
import type { Detector, RawDetection } from '../../src/vision/detector.ts';
import type { Planes } from '../../src/vision/planes.ts';
import { drawTile } from '../../src/vision/tiles.ts';
import { scoreDetector, type ScoredPicture } from './detector-score.ts';
import { allowList, analyseInNode, nodeDetector } from './engine-node.ts';
import { evaluateTracks } from './mot-eval.ts';
import { groupBy, parseMot, type MotRow } from './mot-rows.ts';
import { yuvFrames } from './yuv-frames.ts';

const SAME_OBJECT = 0.6;
const LEAST_SCORE = 0.1;
const TIMED_RUNS = 25;
const SIDES = [192, 256, 320, 384, 416, 512];

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    every: { type: 'string', default: '10' },
    fps: { type: 'string', default: '10' },
    frames: { type: 'string' },
    vehicles: { type: 'boolean', default: false },
    tracks: { type: 'boolean', default: false },
  },
});

const [video, truthFile] = positionals;
const ids = allowList().models.map(({ id }) => id);
if (video === undefined || truthFile === undefined) {
  await timeModels();
} else {
  if (!existsSync(video)) {
    throw new Error(`${video} does not exist`);
  }
  const truth = parseMot(readFileSync(truthFile, 'utf8'));
  for (const id of ids) {
    using detector = await nodeDetector(id);
    console.log(
      id,
      JSON.stringify(await (values.tracks ? tracks(detector, video, truth) : boxes(detector, video, truth))),
    );
  }
}

async function timeModels(): Promise<void> {
  for (const id of ids) {
    using detector = await nodeDetector(id);
    for (const side of SIDES) {
      const raster = new Float32Array(side * side * 3).fill(114);
      const times: number[] = [];
      for (let run = 0; run < TIMED_RUNS; run += 1) {
        const started = performance.now();
        await detector.detect(raster, side, 0.2);
        times.push(performance.now() - started);
      }
      times.sort((a, b) => a - b);
      console.log(
        `${id} ${side}: median ${(times[TIMED_RUNS >> 1] ?? 0).toFixed(1)} ms, least ${(times[0] ?? 0).toFixed(1)} ms`,
      );
    }
  }
}

async function boxes(detector: Detector, file: string, truth: readonly MotRow[]): Promise<unknown> {
  const rows = groupBy(truth, ({ frame }) => frame);
  const pictures: ScoredPicture[] = [];
  const runs = new Map<number, number>();
  for await (const { ordinal, planes } of yuvFrames(file)) {
    const there = rows.get(ordinal) ?? [];
    if (ordinal % Number(values.every) !== 1 % Number(values.every) || there.length === 0) {
      continue;
    }
    const regions = regionsToLookAt(
      there.map(({ box }) => box),
      planes.width,
      planes.height,
    );
    const tiles = packMosaic(regions, detector, planes.width, planes.height);
    tiles.forEach(({ side }) => runs.set(side, (runs.get(side) ?? 0) + 1));
    const found = await look(detector, planes, tiles);
    pictures.push({ truth: there.map(({ box, conf }) => ({ box, counts: conf > 0 })), found });
  }
  return { ...scoreDetector(pictures), pictures: pictures.length, runs: Object.fromEntries(runs) };
}

async function look(detector: Detector, planes: Planes, tiles: readonly Tile[]): Promise<RawDetection[]> {
  const group = values.vehicles ? classGroup('car') : classGroup('person');
  const found: RawDetection[] = [];
  for (const tile of tiles) {
    const raster = new Float32Array(tile.side * tile.side * 3).fill(114);
    for (const place of tile.placements) {
      drawTile(planes, place.source, place, { data: raster, stride: tile.side, channels: 3 });
    }
    for (const detection of await detector.detect(raster, tile.side, LEAST_SCORE)) {
      const box = toPicture(detection.box, tile);
      if (box !== undefined && isObjectClass(detection.objectClass) && classGroup(detection.objectClass) === group) {
        found.push({ ...detection, box });
      }
    }
  }
  return suppress(found, SAME_OBJECT, () => true);
}

async function tracks(detector: Detector, file: string, truth: readonly MotRow[]): Promise<unknown> {
  const frames = yuvFrames(file);
  const first = await frames.next();
  if (first.done === true) {
    throw new Error(`${file} has no picture`);
  }
  const { width, height } = first.value.planes;
  // Lets ffmpeg go: it would wait to be read for ever.
  await frames.return();
  const started = performance.now();
  const footage = { args: ['-i', file], width, height, fps: Number(values.fps) };
  const { rows, analyser } = await analyseInNode(detector, footage);
  const seconds = (performance.now() - started) / 1000;
  const [from = 1, to = Infinity] = (values.frames ?? '').split('-').filter(Boolean).map(Number);
  const within = ({ frame }: MotRow): boolean => frame >= from && frame <= to;
  const wanted = values.vehicles ? 3 : 1;
  const found = rows.filter((row) => within(row) && row.classNumber === wanted);
  const result = evaluateTracks(truth.filter(within), found, { dontCare: true });
  return { ...result, runs: analyser.detectorRuns, seconds };
}
