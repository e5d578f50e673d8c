// What the detector sees of somebody who stands apart from all others, by the side of the tile that shows them.
// Command: tsx scripts/bench/lone-sides.ts VIDEO TRUTH WIDTHxHEIGHT EVERY
// TRUTH is a MOT file for VIDEO; every EVERYth picture is looked at. Recall at score 0.3, median score, mean IoU, median time.

import { readFileSync } from 'node:fs';
import { packMosaic, regionsToLookAt, toPicture } from '../../src/domain/detection/mosaic.ts';
import { grow, intersectionArea, iou, type Box } from '../../src/domain/geometry/box.ts';
import type { Planes } from '../../src/vision/planes.ts';
import { drawTile } from '../../src/vision/tiles.ts';
import { nodeDetector, pictures } from './engine-node.ts';
import { groupBy, parseMot } from './mot-rows.ts';

const SIDES = [96, 128, 160, 192, 224, 256];
const LEAST_HEIGHT = 16;
/** What comes nearer than this share of its size is company. */
const APART = 0.4;
const BETWEEN = 114;

interface Look {
  readonly score: number;
  readonly overlap: number;
  readonly ms: number;
}

const [video, truthFile, size, every] = process.argv.slice(2);
if (video === undefined || truthFile === undefined || size === undefined) {
  throw new Error('tsx scripts/bench/lone-sides.ts VIDEO TRUTH WIDTHxHEIGHT EVERY');
}
const [width = 0, height = 0] = size.split('x').map(Number);
const rows = groupBy(parseMot(readFileSync(truthFile, 'utf8')), ({ frame }) => frame);
const looks = new Map<number, Look[]>(SIDES.map((side) => [side, []]));
using detector = await nodeDetector();
let ordinal = 0;
for await (const planes of pictures({ args: ['-i', video], width, height, fps: 25 })) {
  ordinal += 1;
  const boxes = ordinal % Number(every ?? 25) === 0 ? (rows.get(ordinal) ?? []).map(({ box }) => box) : [];
  for (const box of boxes.filter((one) => one.h >= LEAST_HEIGHT && isAlone(one, boxes))) {
    for (const [side, seen] of looks) {
      seen.push(await look(planes, box, side));
    }
  }
}
for (const [side, seen] of looks) {
  const found = seen.filter(({ score }) => score >= 0.3);
  const overlap = found.reduce((sum, one) => sum + one.overlap, 0) / Math.max(1, found.length);
  const [score, ms] = [median(seen.map((one) => one.score)), median(seen.map((one) => one.ms))];
  const recall = found.length / Math.max(1, seen.length);
  console.log(
    `${side}: ${seen.length} looks, recall ${recall.toFixed(2)}, score ${score.toFixed(2)}, IoU ${overlap.toFixed(2)}, ${ms.toFixed(1)} ms`,
  );
}

function isAlone(box: Box, all: readonly Box[]): boolean {
  return all.every((other) => other === box || intersectionArea(grow(other, APART), grow(box, APART)) === 0);
}

async function look(planes: Planes, box: Box, side: number): Promise<Look> {
  const regions = regionsToLookAt([grow(box, 0.05)], width, height);
  const [tile] = packMosaic(regions, { sides: [side], loneSides: [] }, width, height);
  const raster = new Float32Array(side * side * 3).fill(BETWEEN);
  for (const place of tile?.placements ?? []) {
    drawTile(planes, place.source, place, { data: raster, stride: side, channels: 3 });
  }
  const started = performance.now();
  const raw = await detector.detect(raster, side, 0.05);
  const ms = performance.now() - started;
  let best: Look = { score: 0, overlap: 0, ms };
  for (const one of raw) {
    const at = tile && toPicture(one.box, tile);
    const overlap = at === undefined ? 0 : iou(at, box);
    if (overlap > 0.3 && one.score > best.score) {
      best = { score: one.score, overlap, ms };
    }
  }
  return best;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}
