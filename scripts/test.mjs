// `npm test`: installs what is missing, makes the test footage, runs every stage, and ends with the names of the tests that
// failed and one line of counts.

import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureFootage } from './footage.mjs';
import { playwrightFailures, toldFailures, vitestFailures } from './lib/failures.mjs';
import { attemptAside, attemptMeanwhile, runAsScript } from './lib/process.mjs';
import { CHROMIUM, ensureModules, FFMPEG, FONTS, installPackages, ROOT } from './lib/setup.mjs';
import { ensureModels } from './models.mjs';

const REPORTS = join(ROOT, 'test-results');

function prepare() {
  ensureModules();
  const missing = installPackages([CHROMIUM, FFMPEG, FONTS]);
  if (missing.length > 0) {
    throw new Error(
      `Missing programs. Install them as root, then run "npm test" again:\n  apt-get install ${missing.join(' ')}`,
    );
  }
  ensureModels();
  ensureFootage();
}

const npx = (args, env = {}) =>
  attemptMeanwhile('npx', ['--no-install', ...args], { cwd: ROOT, env: { ...process.env, ...env } });

function readReport(name) {
  const path = join(REPORTS, name);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}

/** A stage that is one check. */
const check = (name, ok) => ({ name, passed: ok ? 1 : 0, failed: ok ? 0 : 1, failures: [] });

/** A check of the source: it needs one core, and knows no clock. */
const inspect = (name, args) => async () =>
  check(name, await attemptAside('npx', ['--no-install', ...args], { cwd: ROOT, env: process.env }));

/** A stage of tests: a run that fails without naming a failed test still counts as one failure. */
const counted = (name, ok, passed, failed, failures) => ({
  name,
  passed,
  failed: ok ? failed : Math.max(failed, 1),
  failures,
});

async function vitest(project) {
  const report = `${project}.json`;
  const ok = await npx([
    ...['vitest', 'run', '--project', project, '--reporter=default', '--reporter=json'],
    `--outputFile.json=${join(REPORTS, report)}`,
  ]);
  const told = readReport(report) ?? {};
  return counted(project, ok, told.numPassedTests ?? 0, told.numFailedTests ?? 0, vitestFailures(told, ROOT));
}

async function playwright() {
  const report = 'e2e.json';
  const ok = await npx(['playwright', 'test', '--reporter=list,json'], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: join(REPORTS, report),
  });
  const told = readReport(report) ?? {};
  const { expected = 0, unexpected = 0, flaky = 0 } = told.stats ?? {};
  return counted('e2e', ok, expected, unexpected + flaky, playwrightFailures(told));
}

/** Two rows side by side: lint takes as long as all the rest. */
const INSPECTIONS = [
  [inspect('lint', ['eslint', '.', '--max-warnings=0'])],
  [
    inspect('format', ['prettier', '--check', '--log-level=warn', '.']),
    inspect('types of the page', ['tsc', '-p', 'tsconfig.json']),
    inspect('types of the workers', ['tsc', '-p', 'tsconfig.worker.json']),
    inspect('svelte-check', ['svelte-check', '--tsconfig', './tsconfig.json', '--output', 'human']),
    inspect('unused code', ['knip']),
  ],
];

/** One page at a time, which often waits: the inspections go behind them, on what they leave of the cores. */
const IN_BROWSER = [() => vitest('browser'), () => vitest('disk'), () => vitest('gpu')];

/** In order: what needs the build comes after it. Both cores are busy all the time. */
const ON_BUILD = [
  async () => check('build', await attemptMeanwhile('npm', ['run', '--silent', 'build'], { cwd: ROOT })),
  async () => check('bundle scan', await npx(['tsx', 'scripts/scan-bundle.ts'])),
  playwright,
  () => vitest('accuracy'),
];

/** Runs a stage, and says what came of it. */
async function told(stage) {
  const start = Date.now();
  const result = await stage();
  console.error(
    `${result.name}: ${result.passed} passed, ${result.failed} failed, ${Math.round((Date.now() - start) / 1000)} s`,
  );
  return result;
}

async function inTurn(stages) {
  const results = [];
  for (const stage of stages) {
    results.push(await told(stage));
  }
  return results;
}

async function main() {
  prepare();
  rmSync(REPORTS, { recursive: true, force: true });
  mkdirSync(REPORTS, { recursive: true });
  const unit = await told(() => vitest('unit'));
  const beside = await Promise.all([...INSPECTIONS, IN_BROWSER].map(inTurn));
  const results = [unit, ...beside.flat(), ...(await inTurn(ON_BUILD))];
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  for (const { name, failures } of results.filter((result) => result.failed > 0)) {
    console.error(toldFailures(name, failures).join('\n'));
  }
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
  process.exitCode = sum('failed') === 0 ? 0 : 1;
}

runAsScript(import.meta.url, main);
