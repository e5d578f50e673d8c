// The table of docs/requirements.md against the last run of the tests: id → decided behaviour → tests → passed or not.
// Command: npm run requirements (after `npm test`; without a report of the unit tests, it runs them)

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { collectOutcomes, rowsOf, standingOf, type Outcome } from './lib/requirements.ts';
import { ROOT } from './lib/setup.mjs';

const REPORTS = join(ROOT, 'test-results');
const reportOf = (name: string): string => join(REPORTS, `${name}.json`);
const MOST_SHOWN = 8;
const NAMES = ['unit', 'browser', 'accuracy', 'e2e'] as const;

function runUnitTests(): void {
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${reportOf('unit')}`];
  spawnSync('npx', ['--no-install', 'vitest', 'run', '--project', 'unit', ...reporters], {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}

/** Every test that failed, and enough of the others: the matrix of rights alone has hundreds. */
function shown(tests: readonly Outcome[]): readonly Outcome[] {
  const failed = tests.filter(({ passed }) => !passed);
  return [...failed, ...tests.filter(({ passed }) => passed).slice(0, MOST_SHOWN)];
}

function main(): void {
  if (!existsSync(reportOf('unit')) || process.argv.includes('--run')) {
    runUnitTests();
  }
  const present = NAMES.filter((name) => existsSync(reportOf(name)));
  const outcomes: readonly Outcome[] = present.flatMap((name) =>
    collectOutcomes(JSON.parse(readFileSync(reportOf(name), 'utf8')), name),
  );
  const rows = rowsOf(readFileSync(join(ROOT, 'docs', 'requirements.md'), 'utf8'));
  const standings = rows.map((row) => standingOf(row, outcomes));
  for (const { row, tests, verdict } of standings) {
    console.log(`${row.id}  ${verdict}  ${row.behaviour}`);
    for (const { name, passed } of shown(tests)) {
      console.log(`       ${passed ? '✓' : '✗'} ${name}`);
    }
    if (tests.length > shown(tests).length) {
      console.log(`       … ${tests.length} tests in all`);
    }
    if (row.reason !== undefined) {
      console.log(`       ${row.reason}`);
    }
  }
  const count = (verdict: string): number => standings.filter((standing) => standing.verdict === verdict).length;
  console.error(`reports read: ${present.join(', ')}`);
  const open = standings.filter(({ verdict }) => verdict === 'NO TEST' || verdict === 'FAILED');
  console.error(
    `${count('passed')} passed, ${count('FAILED')} failed, ${count('NO TEST')} without test, ${count('paper')} not software`,
  );
  console.error(open.length === 0 ? 'requirements met' : `not met: ${open.map(({ row }) => row.id).join(', ')}`);
  process.exitCode = open.length === 0 ? 0 : 1;
}

main();
