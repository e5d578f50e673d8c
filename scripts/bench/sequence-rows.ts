// Rows on real footage, against published truth where it lies beside the repository, and against labels of our own.

import { readFileSync, rmSync, writeFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeBusyReel } from '../../tests/reels/busy.ts';
import { SCENE } from '../../tests/reels/cutouts.ts';
import { checkLabels, scaleRows, tracksOnStaticThings } from '../../tests/truth/checks.ts';
import { OBJECT_CLASSES } from '../../src/domain/detection/classes.ts';
import { ROOT } from '../lib/setup.mjs';
import { scoreBackground } from './background-f.ts';
import { measureResults, scoreColours } from './colours.ts';
import type { ColourAnswer } from './colours.ts';
import { footageOf, speedFigures, trackFigures } from './common-figures.ts';
import type { Measured } from './common-figures.ts';
import { analyseOnce } from './driver.ts';
import type { Run } from './driver.ts';
import type { Figures } from './figures.ts';
import { parseMot } from './mot-rows.ts';
import type { MotRow } from './mot-rows.ts';
import { measureSearch } from './search-footage.ts';
import { asH264, sequenceFolder } from './sequences.ts';
import { matchTracks } from './track-match.ts';

const GOP = 50;
const PERSONS = { dontCare: true, classes: [OBJECT_CLASSES.person] } as const;
const { car, truck, bus, motorcycle } = OBJECT_CLASSES;
const VEHICLES: readonly number[] = [car, truck, bus, motorcycle];
/** Pictures of the sequence that its truth covers. */
const HIGHWAY_FRAMES = [470, 1700] as const;

const labels = (name: string): MotRow[] => parseMot(readFileSync(join(ROOT, 'tests', 'truth', name), 'utf8'));
const truthOf = (folder: string): MotRow[] => parseMot(readFileSync(join(folder, 'gt.txt'), 'utf8'));

/** vtest at a size and pace: published truth when it is there, our own labels always. */
export function measureVtest(width: number, height: number, fps?: number): Measured {
  const run = analyseOnce(makeBusyReel({ width, height, gop: GOP, ...(fps === undefined ? {} : { fps }) }));
  const scale = (truth: readonly MotRow[]): MotRow[] => scaleRows(truth, width / SCENE.width, height / SCENE.height);
  const folder = sequenceFolder('PETS09-S2L1');
  const published = folder === undefined ? undefined : trackFigures(run, scale(truthOf(folder)), PERSONS);
  const { scores, unseen, falseTracks } = checkLabels(scale(labels('vtest-60.txt')), run.rows);
  const things = tracksOnStaticThings(run.rows, scale(labels('vtest-static.txt')));
  return {
    footage: footageOf(run),
    truth: folder === undefined ? 'own labels (published truth absent)' : 'PETS09-S2L1 and own labels',
    figures: {
      ...published?.figures,
      labelRecall: scores.recall,
      labelPrecision: scores.precision,
      onStaticThings: things.length,
      ...speedFigures(run),
    },
    notes: [
      ...(published === undefined ? [] : [countsOf(published.scores)]),
      `${unseen.length} of ${scores.truthBoxes} labelled persons not touched by any box, ${falseTracks.length} false tracks`,
    ],
  };
}

function countsOf({
  misses,
  falsePositives,
  switches,
  foundTracks,
  truthTracks,
}: ReturnType<typeof trackFigures>['scores']): string {
  return `${misses} misses, ${falsePositives} false boxes, ${switches} switches; ${foundTracks} tracks for ${truthTracks}`;
}

/** Cars on a motorway: whole tracks, and the background model against pixel masks. */
export function measureHighway(): Measured | undefined {
  const folder = sequenceFolder('CDnet-highway');
  if (folder === undefined) {
    return undefined;
  }
  const run = analyseOnce(join(folder, 'video.mp4'));
  const truth = truthOf(folder);
  const options = { dontCare: true, frames: HIGHWAY_FRAMES } as const;
  const all = matchTracks(truth, run.rows, options);
  const vehicles = matchTracks(truth, run.rows, { ...options, classes: VEHICLES });
  const tracks = trackFigures(run, truth, options);
  const background = scoreBackground(folder);
  return {
    footage: footageOf(run),
    truth: "CDnet-highway, frames 470–1700, don't-care rows",
    figures: {
      ...tracks.figures,
      trackRecall: 100 * all.recalled.share,
      trackPrecision: 100 * all.precise.share,
      vehicleRecall: 100 * vehicles.recalled.share,
      vehiclePrecision: 100 * vehicles.precise.share,
      backgroundF: background.f,
      ...speedFigures(run),
    },
    notes: [
      `not recalled: ${idsOrNone(all.recalled.bad)}; not precise: ${idsOrNone(all.precise.bad)}`,
      `background: precision ${background.precision.toFixed(3)}, recall ${background.recall.toFixed(3)}`,
    ],
  };
}

const idsOrNone = (ids: readonly number[]): string => (ids.length === 0 ? 'none' : ids.join(', '));

/** A street at eye level, long occlusions. */
export function measureStreet(): Measured | undefined {
  const folder = sequenceFolder('TUD-Stadtmitte');
  if (folder === undefined) {
    return undefined;
  }
  const run = runStreet(folder);
  const tracks = trackFigures(run, truthOf(folder), PERSONS);
  return {
    footage: footageOf(run),
    truth: 'TUD-Stadtmitte',
    figures: { ...tracks.figures, ...speedFigures(run) },
    notes: [countsOf(tracks.scores)],
  };
}

const runStreet = (folder: string): Run => analyseOnce(asH264(join(folder, 'video.mp4'), 'tud-stadtmitte'));

/** What is drawn to search by, on the yard and on the street. */
export function measureSearchIn(name: 'PETS09-S2L1' | 'TUD-Stadtmitte'): Measured | undefined {
  const folder = sequenceFolder(name);
  if (folder === undefined) {
    return undefined;
  }
  return measureSearch(name === 'PETS09-S2L1' ? runYard() : runStreet(folder), truthOf(folder), name);
}

/** Clothes as the app wrote them, both sequences together; the shades of vehicles apart. */
export function measureColours(): Measured | undefined {
  const yard = sequenceFolder('PETS09-S2L1');
  const street = sequenceFolder('TUD-Stadtmitte');
  const road = sequenceFolder('CDnet-highway');
  const clothes = [
    ...(yard === undefined ? [] : [{ name: 'PETS09-S2L1', answers: answersOf(yard, runYard()) }]),
    ...(street === undefined ? [] : [{ name: 'TUD-Stadtmitte', answers: answersOf(street, runStreet(street)) }]),
  ];
  if (clothes.length === 0) {
    return undefined;
  }
  const paint =
    road === undefined
      ? []
      : [{ name: 'CDnet-highway', answers: answersOf(road, analyseOnce(join(road, 'video.mp4'))) }];
  return {
    footage: clothes.map(({ name }) => name).join(' and '),
    truth: 'labels made by eye',
    figures: colourFigures(clothes.flatMap(({ answers }) => answers)),
    notes: [...clothes, ...paint].map(({ name, answers }) => `${name}: ${inWords(answers)}`),
  };
}

const runYard = (): Run => analyseOnce(makeBusyReel({ ...SCENE, gop: GOP }));

function answersOf(folder: string, run: Run): ColourAnswer[] {
  const scratch = mkdtempSync(join(tmpdir(), 'derush-colours-'));
  try {
    const path = join(scratch, 'results.json');
    writeFileSync(path, run.json);
    return measureResults(folder, path);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function colourFigures(answers: readonly ColourAnswer[]): Figures {
  const { named, right } = scoreColours(answers);
  return { coloursNamed: 100 * named, coloursRight: 100 * right };
}

function inWords(answers: readonly ColourAnswer[]): string {
  const { labels: count, named, right } = scoreColours(answers);
  return `${count} labels, ${(100 * named).toFixed(0)} % named, ${(100 * right).toFixed(0)} % of those right`;
}
