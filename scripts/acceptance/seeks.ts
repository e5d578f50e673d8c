// Random seeks in the reader, picture by picture against ffmpeg: the browser test of them, at its full count.

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { ROOT } from '../lib/setup.mjs';
import type { Check } from './check.ts';

const TEST = 'tests/browser/media/seeks.test.ts';

/** What is read of the report of Vitest. */
const ReportSchema = v.object({
  testResults: v.array(
    v.object({
      assertionResults: v.array(
        v.object({
          title: v.string(),
          status: v.string(),
          meta: v.object({
            seeks: v.optional(v.object({ asked: v.number(), faults: v.array(v.string()) })),
          }),
        }),
      ),
    }),
  ),
});

/** At least `wanted` seeks over all clips; one line for each clip. */
export function checkSeeks(wanted: number, log: (text: string) => void): Check[] {
  execFileSync(process.execPath, ['scripts/footage.mjs'], { cwd: ROOT, stdio: ['ignore', 2, 2] });
  const scratch = mkdtempSync(join(tmpdir(), 'derush-seeks-'));
  try {
    const report = join(scratch, 'seeks.json');
    spawnSync(
      'npx',
      ['--no-install', 'vitest', 'run', '--project', 'browser', TEST, '--reporter=json', `--outputFile=${report}`],
      {
        cwd: ROOT,
        stdio: ['ignore', 2, 2],
        env: { ...process.env, DERUSH_SEEKS: String(wanted) },
      },
    );
    const { testResults } = v.parse(ReportSchema, JSON.parse(readFileSync(report, 'utf8')));
    return testResults
      .flatMap(({ assertionResults }) => assertionResults)
      .map(({ title, status, meta: { seeks } }): Check => {
        seeks?.faults.forEach(log);
        const right = seeks === undefined ? 0 : seeks.asked - seeks.faults.length;
        return {
          what: `${seeks?.asked ?? 0} random seeks, ${title}`,
          measured: seeks === undefined ? status : `${right} exact, the whole luma plane`,
          wanted: 'all',
          aim: '',
          ok: status === 'passed' && right > 0,
        };
      });
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
