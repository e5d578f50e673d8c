// Measures the built app: accuracy and speed on vtest, on the quiet reel and on the busy reel.
// Command: npm run bench -- [--only pets,quiet,gop250,standing,busy,memory] [--minutes 10]

import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from '../lib/setup.mjs';
import { measure } from './measure.ts';
import { formatReport } from './report.ts';
import type { Measured } from './report.ts';

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
