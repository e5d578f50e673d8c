// Calibrates the envelope: the engine on vtest made smaller, slower, darker and noisier; recall by height of person.
// Command: tsx scripts/bench/envelope.ts [--only scale,grid,rate,light] [--name part-of-a-name]; prints one JSON line a variant.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { iou } from '../../src/domain/geometry/box.ts';
import { scaleRows } from '../../tests/truth/checks.ts';
import { ROOT } from '../lib/setup.mjs';
import { analyseInNode, nodeDetector } from './engine-node.ts';
import { groupBy, parseMot, type MotRow } from './mot-rows.ts';

const SIZE = { width: 768, height: 576, fps: 10 } as const;
/** A box on somebody overlaps by so much; looser than a score's, because the question is whether they were seen. */
const SEEN_IOU = 0.3;
/** Upper ends of the bins of height, pixels of the variant. */
const BINS = [12, 16, 20, 24, 28, 32, 40, 48, 64, 96, 192];

interface Variant {
  readonly part: 'scale' | 'grid' | 'rate' | 'light';
  readonly name: string;
  readonly scale?: number;
  /** Every so many pictures, and the first of them. */
  readonly every?: number;
  readonly offset?: number;
  readonly filter?: string;
  /** Size of a larger grey picture in whose corner the scene stands: coarser grid, same objects. */
  readonly canvas?: readonly [number, number];
}

const dark = (contrast: number, noise: number, scale = 1): Variant => ({
  part: 'light',
  name: `contrast ${contrast} noise ${noise}${scale === 1 ? '' : ` scale ${scale}`}`,
  scale,
  // Levels from 16 up, as a camera at night gives them; then the noise of its amplifier.
  filter: `lutyuv=y='16+(val-16)*${contrast}',noise=c0s=${noise}:c0f=t`,
});

const slow = (every: number): Variant[] =>
  [...new Set([0, Math.floor(every / 3), Math.floor((2 * every) / 3)])].map((offset) => ({
    part: 'rate',
    name: `every ${every}`,
    every,
    offset,
  }));

/** Steps 3, 5 and 10 of the motion grid. */
const CANVASES = [
  [1152, 864],
  [1920, 1080],
  [3840, 2160],
] as const;

const VARIANTS: readonly Variant[] = [
  ...[1, 0.5, 0.35, 0.25].map((scale): Variant => ({ part: 'scale', name: `scale ${scale}`, scale })),
  ...CANVASES.flatMap((canvas) =>
    [1, 0.5].map((scale): Variant => ({ part: 'grid', name: `${scale} in ${canvas.join('x')}`, scale, canvas })),
  ),
  ...[2, 3, 5, 10].flatMap(slow),
  ...[dark(0.5, 0), dark(0.25, 0), dark(0.15, 0), dark(0.5, 12), dark(0.25, 12), dark(0.15, 12), dark(0.25, 24)],
  // People of 17 to 75 pixels: the scene at full size has next to none under 48.
  ...[dark(0.5, 0, 0.5), dark(0.25, 0, 0.5), dark(0.5, 12, 0.5)],
];

const even = (value: number): number => 2 * Math.round(value / 2);

function footageOf({ scale = 1, every = 1, offset = 0, filter, canvas }: Variant): Parameters<typeof analyseInNode>[1] {
  const width = even(SIZE.width * scale);
  const height = even(SIZE.height * scale);
  const filters = [
    `select='eq(mod(n,${every}),${offset})'`,
    ...(filter === undefined ? [] : [filter]),
    `scale=${width}:${height}:flags=area`,
    ...(canvas === undefined ? [] : [`pad=${canvas.join(':')}:0:0:gray`]),
  ].map((text) => text.replaceAll(/,(?=[^']*'[^']*(?:'[^']*'[^']*)*$)/g, '\\,'));
  const input = ['-i', join(ROOT, '.cache', 'footage', 'vtest.mp4'), '-fps_mode', 'passthrough'];
  const [canvasWidth, canvasHeight] = canvas ?? [width, height];
  return {
    args: [...input, '-vf', filters.join(',')],
    ...{ width: canvasWidth, height: canvasHeight, fps: SIZE.fps / every },
  };
}

/** Seen and labelled persons of each bin of height. */
function recallByHeight(labels: readonly MotRow[], rows: readonly MotRow[]): Record<string, readonly [number, number]> {
  const found = groupBy(
    rows.filter(({ classNumber }) => classNumber === 1),
    ({ frame }) => frame,
  );
  const bins: Record<string, [number, number]> = {};
  for (const { frame, box, conf } of labels) {
    // Nobody has moved yet on the first picture.
    if (conf === 0 || frame <= 1) {
      continue;
    }
    const bin = (bins[String(BINS.find((most) => box.h <= most) ?? 'more')] ??= [0, 0]);
    bin[1] += 1;
    bin[0] += (found.get(frame) ?? []).some((row) => iou(row.box, box) >= SEEN_IOU) ? 1 : 0;
  }
  return bins;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { only: { type: 'string', default: 'scale,grid,rate,light' }, name: { type: 'string', default: '' } },
  });
  const parts = values.only.split(',');
  const labels = parseMot(readFileSync(join(ROOT, 'tests', 'truth', 'vtest-60.txt'), 'utf8'));
  using detector = await nodeDetector();
  for (const variant of VARIANTS.filter(({ part, name }) => parts.includes(part) && name.includes(values.name))) {
    const { every = 1, offset = 0, scale = 1 } = variant;
    const { rows, analyser } = await analyseInNode(detector, footageOf(variant));
    // Rows in the ordinals of the whole recording.
    const whole = rows.map((row) => ({ ...row, frame: (row.frame - 1) * every + offset + 1 }));
    const kept = labels.filter(({ frame }) => (frame - 1) % every === offset);
    const bins = recallByHeight(scaleRows(kept, scale, scale), whole);
    const seen = Object.values(bins).reduce((sum, [hit]) => sum + hit, 0);
    const all = Object.values(bins).reduce((sum, [, count]) => sum + count, 0);
    const tracks = new Set(rows.map(({ id }) => id)).size;
    const recall = Number((seen / Math.max(1, all)).toFixed(3));
    const envelope = analyser.camera.meter.envelope();
    const events = analyser.camera.scene.events.map(({ kind }) => kind);
    console.log(
      JSON.stringify({ ...variant, recall, seen, all, tracks, runs: analyser.detectorRuns, bins, events, envelope }),
    );
  }
}

await main();
