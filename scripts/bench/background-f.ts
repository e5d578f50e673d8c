// How well the background model separates what moves from the scene, pixel by pixel, on a folder of the
// changedetection.net layout: tsx scripts/bench/background-f.ts FOLDER [--every N]

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { cleanMask } from '../../src/domain/motion/clean-mask.ts';
import { backgroundStep, CpuBackgroundModel } from '../../src/vision/ops/background.ts';
import { ToneProbe } from '../../src/vision/ops/tone.ts';
import { lumaGrid, subsampleLuma, type LumaGrid } from '../../src/vision/planes.ts';

/** Values of the truth pictures; everything else (outside, unknown) is left out. */
const STILL = 0;
const SHADOW = 50;
const MOVING = 255;

/** What the model says against the truth, over all scored pixels. */
export interface BackgroundScore {
  readonly precision: number;
  readonly recall: number;
  /** Harmonic mean of the two. */
  readonly f: number;
  /** Share of the truth's shadow pixels that were called moving. */
  readonly shadowCalled: number;
  /** Share of the truth's still pixels that were called moving. */
  readonly stillCalled: number;
  /** Pictures scored. */
  readonly pictures: number;
  /** Tone curve, model and cleaning together, milliseconds a picture. */
  readonly msPerPicture: number;
}

/** Raw pictures of a video or of numbered images, one byte a pixel. */
function readGray(args: readonly string[], filter: string): Uint8Array {
  return execFileSync('ffmpeg', ['-v', 'error', '-nostdin', ...args, '-vf', filter, '-f', 'rawvideo', '-'], {
    maxBuffer: 2 ** 31,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

function probe(path: string, entries: string): string[] {
  const args = ['-v', 'error', '-select_streams', 'v:0', '-show_entries', entries, '-of', 'csv=p=0', path];
  return execFileSync('ffprobe', args, { encoding: 'utf8' }).split('\n').filter(Boolean);
}

/** Presentation times in order, µs. */
function timesOf(path: string): number[] {
  return probe(path, 'packet=pts_time')
    .map((line) => Math.round(Number(line.replace(',', '')) * 1e6))
    .sort((a, b) => a - b);
}

/** First and last picture to score, from 1. */
function scoredRange(folder: string, pictures: number): readonly [number, number] {
  const path = join(folder, 'temporalROI.txt');
  const [from = 1, to = pictures] = existsSync(path) ? readFileSync(path, 'utf8').trim().split(/\s+/).map(Number) : [];
  return [from, Math.min(to, pictures)];
}

class Tally {
  readonly #called = new Map([STILL, SHADOW, MOVING].map((value) => [value, [0, 0] as [number, number]]));
  pictures = 0;

  add(mask: Uint8Array, truth: Uint8Array, width: number, { width: columns, step }: LumaGrid): void {
    const centre = step >> 1;
    this.pictures += 1;
    for (let index = 0; index < mask.length; index += 1) {
      const column = index % columns;
      const row = (index - column) / columns;
      const counts = this.#called.get(truth[(row * step + centre) * width + column * step + centre] ?? -1);
      if (counts !== undefined) {
        counts[mask[index] === 1 ? 1 : 0] += 1;
      }
    }
  }

  score(msPerPicture: number): BackgroundScore {
    const of = (value: number): readonly [number, number] => this.#called.get(value) ?? [0, 0];
    const [missed, right] = of(MOVING);
    const wrong = of(STILL)[1] + of(SHADOW)[1];
    const share = ([not, yes]: readonly [number, number]): number => yes / Math.max(1, yes + not);
    return {
      precision: right / Math.max(1, right + wrong),
      recall: right / Math.max(1, right + missed),
      f: (2 * right) / Math.max(1, 2 * right + wrong + missed),
      shadowCalled: share(of(SHADOW)),
      stillCalled: share(of(STILL)),
      pictures: this.pictures,
      msPerPicture,
    };
  }
}

/** Runs the model over every `every`-th picture of `folder`/video.mp4 and scores it against `folder`/groundtruth. */
export function scoreBackground(folder: string, every = 1): BackgroundScore {
  const path = join(folder, 'video.mp4');
  const [width = 0, height = 0] = (probe(path, 'stream=width,height')[0] ?? '').split(',').map(Number);
  const video = readGray(['-i', path], 'format=yuv420p,extractplanes=y');
  const truth = readGray(['-i', join(folder, 'groundtruth', 'gt%06d.png')], 'format=gray');
  const size = width * height;
  const pictures = Math.min(video.length, truth.length) / size;
  const times = timesOf(path);
  const [from, to] = scoredRange(folder, pictures);
  const grid = lumaGrid(width, height);
  const luma = new Uint8Array(grid.width * grid.height);
  const tone = new ToneProbe(luma.length);
  using model = new CpuBackgroundModel();
  const tally = new Tally();
  let ms = 0;
  for (let index = 0, before = 0; index < to; before = index, index += every) {
    subsampleLuma({ y: video.subarray(index * size, (index + 1) * size), yStride: width }, grid, luma);
    const start = performance.now();
    const [us, lastUs, firstUs] = [times[index] ?? 0, times[before] ?? 0, times[0] ?? 0];
    const step = backgroundStep(us - lastUs, us - firstUs);
    const mask = model.apply(luma, tone.next(luma, step), step);
    cleanMask(mask, grid.width);
    ms += performance.now() - start;
    if (index + 1 >= from) {
      tally.add(mask, truth.subarray(index * size, (index + 1) * size), width, grid);
    }
  }
  return tally.score((ms * every) / Math.max(1, to));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { every: { type: 'string' } } });
  const [folder] = positionals;
  if (folder === undefined) {
    throw new Error('usage: tsx scripts/bench/background-f.ts FOLDER [--every N]');
  }
  process.stdout.write(`${JSON.stringify(scoreBackground(folder, Number(values.every ?? 1)), null, 1)}\n`);
}
