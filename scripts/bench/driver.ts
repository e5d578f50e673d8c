// Runs the headless driver on one file and reads what it says.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import * as v from 'valibot';
import { ROOT } from '../lib/setup.mjs';
import { parseMot } from './mot-rows.ts';
import type { MotRow } from './mot-rows.ts';

const SummarySchema = v.object({
  file: v.string(),
  width: v.number(),
  height: v.number(),
  framesDecoded: v.number(),
  durationS: v.number(),
  wallS: v.number(),
  realtimeFactor: v.number(),
  decodeOnlyWallS: v.number(),
  ratioToDecode: v.number(),
  backend: v.string(),
  detectorRuns: v.number(),
  tracks: v.number(),
  peakMemoryMB: v.number(),
  warnings: v.array(v.unknown()),
});

/** The part of the driver's last line that the bench reports. */
export type Summary = v.InferOutput<typeof SummarySchema>;

/** Analyses `file` with the built app and default settings. Throws when the driver fails. */
export function analyse(
  file: string,
  shape: 'pwa' | 'usb' = 'pwa',
): { readonly summary: Summary; readonly rows: readonly MotRow[] } {
  const scratch = mkdtempSync(join(tmpdir(), 'derush-bench-'));
  try {
    const mot = join(scratch, 'tracks.txt');
    const output = execFileSync('npm', ['run', '-s', 'analyse', '--', file, '--mot', mot, '--shape', shape], {
      cwd: ROOT,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
      maxBuffer: 2 ** 28,
    });
    const summary = v.parse(SummarySchema, JSON.parse(output.trim().split('\n').at(-1) ?? ''));
    return { summary: { ...summary, file: basename(file) }, rows: parseMot(readFileSync(mot, 'utf8')) };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
