// Colours against labels made by eye: with the boxes of the truth, or as the product wrote them.
// Command: tsx scripts/bench/colours.ts FOLDER [--video FILE] [--results OUT.json]
// FOLDER holds gt.txt and attributes.csv (`id,upper,lower` or `id,shade`); --results takes the driver's JSON instead
// of sampling with the truth's boxes, and matches its tracks to the truth.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import * as v from 'valibot';

import { tallies as emptyTallies, type ColourTallies } from '../../src/domain/attributes/colour-tally.ts';
import { nameClothes, namePaint } from '../../src/domain/attributes/name-colours.ts';
import { iou } from '../../src/domain/geometry/box.ts';
import { classOfNumber } from '../../src/domain/detection/classes.ts';
import { sampleColours } from '../../src/analysis/sample-colours.ts';
import { SceneColours } from '../../src/analysis/scene-colours.ts';
import { groupBy, parseMot, type MotRow } from './mot-rows.ts';
import { yuvFrames } from './yuv-frames.ts';

/** Time between two pictures that are sampled, µs: the pace of the detector. */
const EVERY_US = 200_000;
/** Score that a truth box stands for, and one that the truth marks "don't care". */
const SEEN = 0.8;
const UNSURE = 0.1;
/** What each shade of a vehicle may be called. */
const SHADES: Readonly<Record<string, readonly string[]>> = {
  light: ['white', 'grey'],
  dark: ['black', 'grey', 'blue', 'green'],
};

/** A label and what was said. */
export interface ColourAnswer {
  readonly id: number;
  readonly surface: 'upper' | 'lower' | 'vehicle';
  /** Any of these is right. */
  readonly truth: readonly string[];
  /** Names, the greatest share first; empty = undetermined. */
  readonly said: readonly string[];
}

/** Shares over all labels that are sure. */
export interface ColourScore {
  readonly labels: number;
  /** Share of the labels to which a colour was said. */
  readonly named: number;
  /** Share of the named ones whose first colour is right. */
  readonly right: number;
  /** Share of the named ones of which one of the two colours is right. */
  readonly rightAny: number;
}

type Said = ReadonlyMap<number, Readonly<Record<ColourAnswer['surface'], readonly string[]>>>;

/** Samples `video` with the boxes of the truth in `folder` and compares with its labels. */
export async function measureColours(folder: string, video = join(folder, 'video.mp4')): Promise<ColourAnswer[]> {
  const truth = parseMot(readFileSync(join(folder, 'gt.txt'), 'utf8'));
  return compare(folder, await sampleTruth(truth, video));
}

/** Compares what the driver's JSON says of the tracks that match the truth best. */
export function measureResults(folder: string, json: string): ColourAnswer[] {
  const truth = parseMot(readFileSync(join(folder, 'gt.txt'), 'utf8'));
  return compare(folder, matchResults(truth, v.parse(resultsSchema, JSON.parse(readFileSync(json, 'utf8')))));
}

export function scoreColours(answers: readonly ColourAnswer[]): ColourScore {
  const named = answers.filter(({ said }) => said.length > 0);
  const isRight = (words: readonly string[], truth: readonly string[]): boolean =>
    words.some((word) => truth.includes(word));
  const share = (part: number, whole: number): number => (whole > 0 ? part / whole : 0);
  return {
    labels: answers.length,
    named: share(named.length, answers.length),
    right: share(named.filter(({ said, truth }) => isRight(said.slice(0, 1), truth)).length, named.length),
    rightAny: share(named.filter(({ said, truth }) => isRight(said, truth)).length, named.length),
  };
}

async function sampleTruth(truth: readonly MotRow[], video: string): Promise<Said> {
  const byFrame = groupBy(truth, ({ frame }) => frame);
  const tallies = new Map<number, ColourTallies>(truth.map(({ id }) => [id, emptyTallies()]));
  const scene = new SceneColours();
  let lastUs = -Infinity;
  for await (const { ordinal, us, planes } of yuvFrames(video)) {
    if (us - lastUs < EVERY_US) {
      continue;
    }
    lastUs = us;
    const rows = byFrame.get(ordinal) ?? [];
    scene.watch(
      planes,
      us,
      rows.map(({ box }) => box),
    );
    const sights = rows.map(({ id, box, conf, classNumber }) => ({
      objectClass: classOfNumber(classNumber) ?? ('person' as const),
      box,
      // The boxes of vehicles come without a confidence.
      score: conf > 0 || classNumber !== 1 ? SEEN : UNSURE,
      tallies: tallies.get(id) ?? emptyTallies(),
    }));
    sampleColours(planes, sights, scene);
  }
  return new Map(
    [...tallies].map(([id, { upper, lower, vehicle }]) => [
      id,
      {
        upper: nameClothes(upper).map(({ name }) => name),
        lower: nameClothes(lower).map(({ name }) => name),
        vehicle: namePaint(vehicle).map(({ name }) => name),
      },
    ]),
  );
}

const names = v.optional(v.array(v.object({ name: v.string() })), []);
const resultsSchema = v.object({
  tracks: v.array(
    v.object({
      frames: v.array(v.number()),
      boxes: v.array(v.tuple([v.number(), v.number(), v.number(), v.number()])),
      attributes: v.object({ upper: names, lower: names, vehicle: names }),
    }),
  ),
});

/** Of the tracks that cover a truth object, the one that does so on most frames speaks for it. */
function matchResults(truth: readonly MotRow[], { tracks }: v.InferOutput<typeof resultsSchema>): Said {
  const byFrame = groupBy(truth, ({ frame }) => frame);
  const best = new Map<number, { readonly frames: number; readonly track: (typeof tracks)[number] }>();
  for (const track of tracks) {
    const frames = new Map<number, number>();
    track.boxes.forEach(([x, y, w, h], index) => {
      const here = byFrame.get(track.frames[index] ?? 0) ?? [];
      const hit = here.find(({ box }) => iou(box, { x, y, w, h }) >= 0.5);
      if (hit !== undefined) {
        frames.set(hit.id, (frames.get(hit.id) ?? 0) + 1);
      }
    });
    for (const [id, count] of frames) {
      if (count > (best.get(id)?.frames ?? 0)) {
        best.set(id, { frames: count, track });
      }
    }
  }
  const words = (colours: readonly { readonly name: string }[]): string[] => colours.map(({ name }) => name);
  return new Map(
    [...best].map(([id, { track }]) => {
      const { upper, lower, vehicle } = track.attributes;
      return [id, { upper: words(upper), lower: words(lower), vehicle: words(vehicle) }];
    }),
  );
}

/** Every sure label of the folder with what was said to it. */
function compare(folder: string, said: Said): ColourAnswer[] {
  const lines = readFileSync(join(folder, 'attributes.csv'), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'));
  const surfaces: readonly ColourAnswer['surface'][] = (lines[0] ?? '').includes('shade')
    ? ['vehicle']
    : ['upper', 'lower'];
  return lines.slice(1).flatMap((line) => {
    const [id, ...labels] = line.split(',');
    return surfaces.flatMap((surface, column) => {
      const label = labels[column] ?? '?';
      if (label === '?') {
        return [];
      }
      const truth = label.split('+').flatMap((word) => SHADES[word] ?? [word]);
      return [{ id: Number(id), surface, truth, said: said.get(Number(id))?.[surface] ?? [] }];
    });
  });
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { video: { type: 'string' }, results: { type: 'string' } },
    allowPositionals: true,
  });
  const [folder] = positionals;
  if (folder === undefined || !existsSync(join(folder, 'attributes.csv'))) {
    throw new Error('colours: a folder with gt.txt and attributes.csv');
  }
  const answers =
    values.results === undefined ? await measureColours(folder, values.video) : measureResults(folder, values.results);
  for (const { id, surface, truth, said } of answers) {
    const mark = said.length === 0 ? '–' : said.slice(0, 1).some((word) => truth.includes(word)) ? '=' : '≠';
    console.log(
      [String(id).padStart(4), surface.padEnd(7), mark, truth.join('+').padEnd(24), said.join(', ')].join(' '),
    );
  }
  console.log(JSON.stringify(scoreColours(answers)));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await main();
}
