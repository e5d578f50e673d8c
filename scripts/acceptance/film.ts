// The exported synopsis against its recordings: the browser test of it, at its full count.

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { ROOT } from '../lib/setup.mjs';
import type { Check } from './check.ts';

const TEST = 'tests/browser/services/synopsis-export.test.ts';
const LEAST_LIKENESS = 0.9;
const MOST_LIKE_PLATE = 0.5;
/** What encoding changes of a correlation. */
const SAME = 0.05;

const LikenessSchema = v.object({ toRecording: v.number(), toPlate: v.number(), recordingToPlate: v.number() });
/** What is read of the report of Vitest. */
const ReportSchema = v.object({
  testResults: v.array(
    v.object({
      assertionResults: v.array(v.object({ meta: v.object({ film: v.optional(v.array(LikenessSchema)) }) })),
    }),
  ),
});

/** `wanted` random objects on random pictures of a film, each over the pixels of its own mask. */
export function checkFilm(wanted: number, log: (text: string) => void): Check[] {
  execFileSync(process.execPath, ['scripts/footage.mjs'], { cwd: ROOT, stdio: ['ignore', 2, 2] });
  const scratch = mkdtempSync(join(tmpdir(), 'derush-film-'));
  try {
    const report = join(scratch, 'film.json');
    spawnSync(
      'npx',
      ['--no-install', 'vitest', 'run', '--project', 'browser', TEST, '--reporter=json', `--outputFile=${report}`],
      { cwd: ROOT, stdio: ['ignore', 2, 2], env: { ...process.env, DERUSH_FILM_PICTURES: String(wanted) } },
    );
    const { testResults } = v.parse(ReportSchema, JSON.parse(readFileSync(report, 'utf8')));
    const found = testResults
      .flatMap(({ assertionResults }) => assertionResults)
      .flatMap(({ meta }) => meta.film ?? []);
    log(`${found.length} pictures compared`);
    return checksOf(found, wanted);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function checksOf(found: readonly v.InferOutput<typeof LikenessSchema>[], wanted: number): Check[] {
  const least = Math.min(...found.map(({ toRecording }) => toRecording));
  const apart = found.filter(({ recordingToPlate }) => recordingToPlate < MOST_LIKE_PLATE - SAME);
  const most = Math.max(...apart.map(({ toPlate }) => toPlate));
  const alike = found.filter((one) => !apart.includes(one));
  const worst = Math.max(0, ...alike.map(({ toPlate, recordingToPlate }) => toPlate - recordingToPlate));
  const isWhole = found.length >= wanted;
  return [
    {
      what: `${found.length} random objects on pictures of an exported synopsis, inside their masks: correlation with the recording`,
      measured: `at least ${least.toFixed(3)}`,
      wanted: `≥ ${LEAST_LIKENESS}`,
      aim: '',
      ok: isWhole && least >= LEAST_LIKENESS,
    },
    {
      what: `those ${apart.length} of them that the recording itself tells from the plate: correlation with the plate`,
      measured: `at most ${most.toFixed(3)}`,
      wanted: `< ${MOST_LIKE_PLATE}`,
      aim: '',
      ok: isWhole && most < MOST_LIKE_PLATE,
    },
    {
      what: `the other ${alike.length}, which look like the ground in the recording too: how much more they do in the film`,
      measured: `at most ${worst.toFixed(3)}`,
      wanted: `≤ ${SAME}`,
      aim: '',
      ok: isWhole && worst <= SAME,
    },
  ];
}
