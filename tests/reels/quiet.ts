// The quiet reel: an empty yard, and once a minute somebody crosses it for five seconds.
// Command: npm run reel:quiet -- [--minutes 60] [--size 1920x1080] [--gop 50] [--standing] [--source vtest.avi] [--out folder]

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { ensureSample, ROOT } from '../../scripts/lib/setup.mjs';
import { loadCutouts } from './cutouts.ts';
import { ffmpeg } from './ffmpeg.ts';
import { makeStage, renderMinute } from './minute.ts';
import type { Stage } from './minute.ts';
import { crossingOfMinute, DISTINCT_MINUTES, FPS, FRAMES_PER_MINUTE, STANDING_VISIT } from './plan.ts';
import type { Visit } from './plan.ts';
import { ensurePlate, readScene, readView } from './plate.ts';
import { SeenBoxSchema, toCrossing, writeReelTruth } from './truth.ts';
import type { ReelTruth, SeenBox } from './truth.ts';

export interface QuietOptions {
  /** Length, 1 to 60. Minutes after the tenth repeat the first ten, as copies of the stream. */
  readonly minutes: number;
  /** Even, 16:9. */
  readonly width: number;
  readonly height: number;
  /** Frames from key frame to key frame; divides 1,500. */
  readonly gop: number;
  /** Another reel, of one minute: somebody comes, stands for 30 s, and goes. */
  readonly isStanding?: boolean;
  /** vtest.avi; taken from Debian's package when absent. */
  readonly source?: string;
  /** Output folder; `.cache/reels` when absent. */
  readonly folder?: string;
}

/** A reel that was made. */
export interface Reel {
  readonly path: string;
  /** MOT rows and crossings beside it. */
  readonly motPath: string;
  readonly crossingsPath: string;
  readonly seconds: number;
  readonly bitsPerSecond: number;
}

/** Makes the reel, or finds it made by this very program. */
export async function makeQuietReel(options: QuietOptions): Promise<Reel> {
  const { minutes, width, height, gop } = options;
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > 60 || FRAMES_PER_MINUTE % gop !== 0) {
    throw new Error('minutes must be 1 to 60, gop must divide 1500');
  }
  if (options.isStanding === true && minutes !== 1) {
    throw new Error('the standing reel lasts one minute');
  }
  if (width * 9 !== height * 16 || width % 32 !== 0) {
    throw new Error('size must be 16:9, its width a multiple of 32');
  }
  const folder = options.folder ?? join(ROOT, '.cache', 'reels');
  mkdirSync(join(folder, 'parts'), { recursive: true });
  const name = `${options.isStanding === true ? 'standing' : 'quiet'}-${width}x${height}-gop${gop}`;
  const prefix = join(folder, 'parts', `${name}-${recipe()}`);
  const count = Math.min(minutes, DISTINCT_MINUTES);
  const parts = await makeParts(prefix, count, options, folder);
  const path = join(folder, `${name}-${minutes}min.mp4`);
  joinMinutes(
    parts.map(({ video }) => video),
    minutes,
    path,
  );
  return writeTruth(path, options, prefix);
}

interface Part {
  readonly video: string;
  readonly boxes: string;
}

async function makeParts(prefix: string, count: number, options: QuietOptions, folder: string): Promise<Part[]> {
  const parts = Array.from({ length: count }, (_, k): Part => partOf(prefix, k));
  let stage: Stage | undefined;
  for (const [minute, part] of parts.entries()) {
    if (existsSync(part.boxes)) {
      continue;
    }
    const start = performance.now();
    stage ??= openStage(options.width, options.height, folder, options.source);
    const unfinished = `${part.video}.part`;
    const visit = visitOf(options, minute);
    const [seen = []] = await renderMinute(stage, {
      minute: options.isStanding === true ? CLOUDLESS_MINUTE : minute,
      visits: [visit],
      gop: options.gop,
      path: unfinished,
    });
    renameSync(unfinished, part.video);
    writeFileSync(part.boxes, JSON.stringify(seen));
    console.error(`minute ${minute + 1} of ${count}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
  }
  return parts;
}

/** Minute of the reel whose light the standing reel has. */
const CLOUDLESS_MINUTE = 2;

const visitOf = (options: QuietOptions, minute: number): Visit =>
  options.isStanding === true ? STANDING_VISIT : crossingOfMinute(minute);

const partOf = (prefix: string, minute: number): Part => ({
  video: `${prefix}-${minute}.mp4`,
  boxes: `${prefix}-${minute}.json`,
});

/** The scene and the people of drawn reels, at a size. `source`: vtest.avi; taken from Debian's package when absent. */
export function openStage(width: number, height: number, folder: string, source = ensureSample()): Stage {
  const plate = ensurePlate(source, folder);
  return makeStage(readView(plate, width, height), loadCutouts(source, readScene(plate)));
}

/** What the pictures of a minute depend on. */
const RECIPE = ['compose', 'cutouts', 'ffmpeg', 'matte', 'minute', 'plan', 'plate', 'quiet', 'random'];

/** Changes with the program that draws, so that a reel of an older program is never taken for a new one. */
export function recipe(own: readonly string[] = []): string {
  const hash = createHash('sha256');
  for (const file of [...[...RECIPE, ...own].map((name) => `${name}.ts`), 'cutouts.json']) {
    hash.update(readFileSync(join(import.meta.dirname, file)));
  }
  return hash.digest('hex').slice(0, 8);
}

/** Joins minutes, from the first again after the last, without touching the pictures: a copy of the stream. */
export function joinMinutes(videos: readonly string[], minutes: number, path: string): void {
  const list = `${path}.txt`;
  const lines = Array.from({ length: minutes }, (_, k) => `file '${videos[k % videos.length] ?? ''}'`);
  writeFileSync(list, lines.join('\n') + '\n');
  const unfinished = `${path}.part`;
  ffmpeg(['-f', 'concat', '-safe', '0', '-i', list, '-c', 'copy', '-movflags', '+faststart', '-f', 'mp4', unfinished]);
  renameSync(unfinished, path);
}

const readBoxes = (part: Part): readonly SeenBox[] =>
  v.parse(v.array(SeenBoxSchema), JSON.parse(readFileSync(part.boxes, 'utf8')));

function writeTruth(path: string, options: QuietOptions, prefix: string): Reel {
  const { minutes, width, height } = options;
  const crossings = Array.from({ length: minutes }, (_, minute) => {
    const boxes = readBoxes(partOf(prefix, minute % DISTINCT_MINUTES));
    return toCrossing(minute + 1, visitOf(options, minute).name, boxes, minute * FRAMES_PER_MINUTE);
  });
  const truth: ReelTruth = { width, height, fps: FPS, frames: minutes * FRAMES_PER_MINUTE, crossings };
  const seconds = minutes * 60;
  return {
    path,
    ...writeReelTruth(path, truth),
    seconds,
    bitsPerSecond: Math.round((8 * statSync(path).size) / seconds),
  };
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string' },
      standing: { type: 'boolean', default: false },
      size: { type: 'string', default: '1920x1080' },
      gop: { type: 'string', default: '50' },
      source: { type: 'string' },
      out: { type: 'string' },
    },
  });
  const [width = NaN, height = NaN] = values.size.split('x').map(Number);
  const reel = await makeQuietReel({
    minutes: Number(values.minutes ?? (values.standing ? 1 : 60)),
    isStanding: values.standing,
    width,
    height,
    gop: Number(values.gop),
    ...(values.source === undefined ? {} : { source: values.source }),
    ...(values.out === undefined ? {} : { folder: values.out }),
  });
  console.log(JSON.stringify(reel));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await main();
}
