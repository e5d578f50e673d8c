// The parts that bench and acceptance measure, each on the built app with default settings.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeBusyReel } from '../../tests/reels/busy.ts';
import { SCENE } from '../../tests/reels/cutouts.ts';
import { makeQuietReel } from '../../tests/reels/quiet.ts';
import { frameUs, readReelTruth } from '../../tests/reels/truth.ts';
import { checkCrossings, checkLabels, scaleRows, tracksOnStaticThings } from '../../tests/truth/checks.ts';
import { ROOT } from '../lib/setup.mjs';
import { analyse } from './driver.ts';
import { evaluateTracks } from './mot-eval.ts';
import { parseMot } from './mot-rows.ts';
import type { MotRow } from './mot-rows.ts';
import type { Measured } from './report.ts';

const PUBLISHED = join(ROOT, '..', 'shared', 'footage', 'PETS09-S2L1', 'gt.txt');
const PERSON = 1;
const GOP = 50;
const FULL = { width: 1920, height: 1080 } as const;

const readTruth = (name: string): MotRow[] => parseMot(readFileSync(join(ROOT, 'tests', 'truth', name), 'utf8'));

/** vtest at a size: published truth when it lies beside the repository, our own labels always. */
function measureVtest(name: string, width: number, height: number): Measured {
  const { summary, rows } = analyse(makeBusyReel({ width, height, gop: GOP, as25: false }));
  const scale = (truth: readonly MotRow[]): MotRow[] => scaleRows(truth, width / SCENE.width, height / SCENE.height);
  const published = existsSync(PUBLISHED) ? parseMot(readFileSync(PUBLISHED, 'utf8')) : undefined;
  return {
    name,
    summary,
    truth: published === undefined ? 'own labels' : 'PETS09-S2L1 and own labels',
    ...(published === undefined
      ? {}
      : { scores: evaluateTracks(scale(published), rows, { dontCare: true, classes: [PERSON] }) }),
    labels: checkLabels(scale(readTruth('vtest-60.txt')), rows),
    onStaticThings: tracksOnStaticThings(rows, scale(readTruth('vtest-static.txt'))),
  };
}

async function measureQuiet(name: string, minutes: number, { isStanding = false, gop = GOP } = {}): Promise<Measured> {
  const reel = await makeQuietReel({ minutes, ...FULL, gop, isStanding });
  const { summary, rows } = analyse(reel.path);
  return {
    name,
    summary,
    truth: 'reel',
    scores: evaluateTracks(parseMot(readFileSync(reel.motPath, 'utf8')), rows, { dontCare: true, classes: [PERSON] }),
    crossings: checkCrossings(readReelTruth(reel.path).crossings, rows, frameUs),
  };
}

/** The parts of the bench, by the name that `--only` takes. Memory of the hour is long and only made when asked for. */
export async function measure(part: string, minutes: number): Promise<Measured[]> {
  switch (part) {
    case 'pets':
      return [measureVtest('vtest', SCENE.width, SCENE.height)];
    case 'quiet':
      return [await measureQuiet(`quiet, ${minutes} min`, minutes)];
    case 'gop250':
      return [await measureQuiet(`quiet, GOP 250, ${minutes} min`, minutes, { gop: 250 })];
    case 'standing':
      return [await measureQuiet('standing for 30 s', 1, { isStanding: true })];
    case 'busy':
      return [measureVtest('busy', FULL.width, FULL.height)];
    case 'memory':
      return [await measureQuiet('quiet, 5 min', 5), await measureQuiet('quiet, 60 min', 60)];
    default:
      throw new Error(`No part called ${part}: pets, quiet, gop250, standing, busy, memory`);
  }
}
