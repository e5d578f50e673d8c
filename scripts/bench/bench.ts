// Measures the built app: accuracy and speed on vtest, on the quiet reel and on the busy reel.
// Command: npm run bench -- [--only pets,quiet,standing,busy,memory] [--minutes 10]

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
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
import { formatReport } from './report.ts';
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

async function measureQuiet(name: string, minutes: number, isStanding = false): Promise<Measured> {
  const reel = await makeQuietReel({ minutes, ...FULL, gop: GOP, isStanding });
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
async function measure(part: string, minutes: number): Promise<Measured[]> {
  switch (part) {
    case 'pets':
      return [measureVtest('vtest', SCENE.width, SCENE.height)];
    case 'quiet':
      return [await measureQuiet(`quiet, ${minutes} min`, minutes)];
    case 'standing':
      return [await measureQuiet('standing for 30 s', 1, true)];
    case 'busy':
      return [measureVtest('busy', FULL.width, FULL.height)];
    case 'memory':
      return [await measureQuiet('quiet, 5 min', 5), await measureQuiet('quiet, 60 min', 60)];
    default:
      throw new Error(`No part called ${part}: pets, quiet, standing, busy, memory`);
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', default: 'pets,quiet,standing,busy' },
      minutes: { type: 'string', default: '10' },
    },
  });
  const results: Measured[] = [];
  for (const part of values.only.split(',')) {
    console.error(`bench: ${part}`);
    results.push(...(await measure(part, Number(values.minutes))));
  }
  const report = formatReport(results);
  const folder = join(ROOT, 'docs', 'bench');
  mkdirSync(folder, { recursive: true });
  const machine = { cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length, node: process.version };
  const date = new Date().toISOString().slice(0, 10);
  writeFileSync(join(folder, 'results.json'), JSON.stringify({ date, machine, results }));
  const head = `# Bench\n\`npm run bench\`, ${date}, ${machine.cpu}, ${machine.cores} cores.\n\n`;
  writeFileSync(join(folder, 'results.md'), head + report);
  execFileSync('npx', ['--no-install', 'prettier', '--write', '--log-level=warn', folder], { cwd: ROOT });
  console.log(report);
}

await main();
