// The scoreboard: accuracy and speed of the built app from the same runs, row by row, into docs/bench/.
// Command: npm run bench -- [--only pets,highway,…] [--minutes 10]

import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from '../lib/setup.mjs';
import { FOLDER, readBoard } from './board.ts';
import type { BenchRow } from './figures.ts';
import { readHistory, withRun } from './history.ts';
import type { Occasion } from './history.ts';
import { secondCoreWorth } from './machine.ts';
import { DEFAULT_ROWS, measureRow, ROWS, rowsOf } from './measure.ts';
import { formatPage } from './page.ts';
import { formatReport } from './report.ts';

function git(...args: readonly string[]): string {
  return execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' }).trim();
}

function occasion(): Occasion {
  const isChanged = git('status', '--porcelain', '--', 'src', 'workers', 'public') !== '';
  return {
    date: new Date().toISOString().slice(0, 10),
    commit: `${git('rev-parse', '--short', 'HEAD')}${isChanged ? '+' : ''}`,
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
  };
}

/** A ratio to decode-only is bounded by what two threads at once can do here: said beside it. */
async function machineNotes({ figures }: Pick<BenchRow, 'figures'>): Promise<string[]> {
  if (figures.ratioToDecode === undefined) {
    return [];
  }
  const worth = (await secondCoreWorth()).toFixed(2);
  return [`right after it, two threads at once did ${worth} × the work of one alone (2 on two whole cores)`];
}

/** Rows of the last run that this one did not measure stay on the board. */
function withEarlier(rows: readonly BenchRow[]): BenchRow[] {
  const known = new Map<string, BenchRow>(readBoard().map((row) => [row.id, row]));
  rows.forEach((row) => known.set(row.id, row));
  return Object.keys(ROWS).flatMap((id) => known.get(id) ?? []);
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', default: [...DEFAULT_ROWS, 'gpu'].join(',') },
      minutes: { type: 'string', default: '10' },
    },
  });
  const now = occasion();
  const when = `${now.date}, ${now.commit}`;
  const rows: BenchRow[] = [];
  for (const id of values.only.split(',').flatMap(rowsOf)) {
    console.error(`bench: ${id}`);
    const row = await measureRow(id, Number(values.minutes));
    rows.push({ ...row, notes: [...row.notes, ...(await machineNotes(row))], when });
  }
  mkdirSync(FOLDER, { recursive: true });
  const historyPath = join(FOLDER, 'history.json');
  const history = withRun(readHistory(historyPath), now, rows);
  const board = withEarlier(rows);
  const head = `# Scoreboard\n\`npm run bench\`, ${now.date}, ${now.commit}, ${now.cpu}, ${now.cores} cores.\n\n`;
  writeFileSync(historyPath, JSON.stringify(history));
  writeFileSync(join(FOLDER, 'results.json'), JSON.stringify({ ...now, rows: board }));
  writeFileSync(join(FOLDER, 'results.md'), head + formatReport(board));
  writeFileSync(join(FOLDER, 'index.html'), formatPage(board, history, now));
  execFileSync('npx', ['--no-install', 'prettier', '--write', '--log-level=warn', FOLDER], { cwd: ROOT });
  console.log(formatReport(rows));
  process.exitCode = rows.some(({ state }) => state === 'failed') ? 1 : 0;
}

await main();
