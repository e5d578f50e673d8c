// The full counts of acceptance, too long for every test run; the report is kept in docs/acceptance/.
// Command: npm run acceptance -- [--only pets,standing,quiet,gop250,memory]

import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measure } from './bench/measure.ts';
import type { Measured } from './bench/report.ts';
import { ROOT } from './lib/setup.mjs';

/** One line of the report. */
interface Check {
  readonly what: string;
  readonly measured: string;
  readonly wanted: string;
  readonly ok: boolean;
}

const MINUTES = 10;
const PARTS = ['pets', 'standing', 'quiet', 'gop250', 'memory'] as const;

const atLeast = (what: string, value: number | undefined, floor: number): Check => ({
  what,
  measured: value === undefined ? 'no truth at hand' : value.toFixed(2),
  wanted: `≥ ${floor}`,
  ok: value !== undefined && value >= floor,
});

function crossings({ name, crossings: found }: Measured): Check {
  const right = found?.crossings.filter(({ ok }) => ok).length ?? 0;
  const all = found?.crossings.length ?? 0;
  const measured = `${right} of ${all}, ${found?.others.length ?? 0} other tracks`;
  return { what: `${name}: crossings within 0.5 s`, measured, wanted: 'all, 0 other tracks', ok: found?.ok === true };
}

function pets([result]: readonly Measured[]): Check[] {
  const things = result?.onStaticThings?.length ?? Infinity;
  return [
    atLeast('vtest, published truth: MOTA', result?.scores?.mota, 80),
    atLeast('vtest, published truth: IDF1', result?.scores?.idf1, 72),
    { what: 'vtest: tracks on things that never move', measured: String(things), wanted: '0', ok: things === 0 },
  ];
}

function memory([short, long]: readonly Measured[]): Check[] {
  const ratio = (long?.summary.peakMemoryMB ?? Infinity) / (short?.summary.peakMemoryMB ?? 1);
  const megabytes = [short, long].map((result) => result?.summary.peakMemoryMB.toFixed(0)).join(' → ');
  const what = 'peak memory of the hour against five minutes';
  const check = { what, measured: `${ratio.toFixed(2)} (${megabytes} MB)`, wanted: '≤ 1.2', ok: ratio <= 1.2 };
  return [...(long === undefined ? [] : [crossings(long)]), check];
}

async function checksOf(part: string): Promise<Check[]> {
  const results = await measure(part, MINUTES);
  switch (part) {
    case 'pets':
      return pets(results);
    case 'memory':
      return memory(results);
    case 'standing':
      return results.map(crossings);
    default:
      return results.flatMap((result) => [
        crossings(result),
        atLeast(`${result.name}: ratio to decode only`, result.summary.ratioToDecode, 0.5),
      ]);
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { only: { type: 'string', default: PARTS.join(',') } } });
  const checks: Check[] = [];
  for (const part of values.only.split(',')) {
    console.error(`acceptance: ${part}`);
    checks.push(...(await checksOf(part)));
  }
  const rows = checks.map(
    ({ what, measured, wanted, ok }) => `| ${what} | ${measured} | ${wanted} | ${ok ? 'yes' : '**no**'} |`,
  );
  const date = new Date().toISOString().slice(0, 10);
  const machine = `${cpus()[0]?.model ?? 'unknown'}, ${cpus().length} cores`;
  const head = `# Acceptance: the main job\n\`npm run acceptance\`, ${date}, ${machine}.\n\n| what | measured | wanted | met |\n| --- | --- | --- | --- |\n`;
  const folder = join(ROOT, 'docs', 'acceptance');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'main-job.md'), `${head}${rows.join('\n')}\n`);
  console.log(rows.join('\n'));
  process.exitCode = checks.every(({ ok }) => ok) ? 0 : 1;
}

await main();
