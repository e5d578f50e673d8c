// Runs the headless driver on one file and reads what it says.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import * as v from 'valibot';
import { Results } from '../driver/results.ts';
import { ROOT } from '../lib/setup.mjs';
import { frameTimesUs } from './frame-times.ts';
import { parseMot } from './mot-rows.ts';
import type { MotRow } from './mot-rows.ts';

const SummarySchema = v.object({
  file: v.string(),
  width: v.number(),
  height: v.number(),
  framesDecoded: v.number(),
  durationS: v.number(),
  wallS: v.number(),
  triageS: v.number(),
  realtimeFactor: v.number(),
  decodeOnlyWallS: v.number(),
  ratioToDecode: v.number(),
  backend: v.string(),
  detectorRuns: v.number(),
  tracks: v.number(),
  peakMemoryMB: v.number(),
  warnings: v.array(v.looseObject({ code: v.string() })),
});

/** The part of the driver's last line that the bench reports. */
export type Summary = v.InferOutput<typeof SummarySchema>;

/** One analysis of one file by the built app. */
export interface Run {
  readonly summary: Summary;
  readonly rows: readonly MotRow[];
  readonly results: Results;
  /** The results as the app wrote them. */
  readonly json: string;
  /** Presentation time of each frame, as ffprobe tells it. */
  readonly timesUs: readonly number[];
}

/** Analyses `file` with the built app and default settings. Throws when the driver fails. */
export function analyse(file: string, shape: 'pwa' | 'usb' = 'pwa'): Run {
  const scratch = mkdtempSync(join(tmpdir(), 'derush-bench-'));
  try {
    const mot = join(scratch, 'tracks.txt');
    const json = join(scratch, 'results.json');
    const wanted = [file, '--mot', mot, '--json', json, '--shape', shape];
    const output = execFileSync('npm', ['run', '-s', 'analyse', '--', ...wanted], {
      cwd: ROOT,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
      maxBuffer: 2 ** 28,
    });
    const summary = v.parse(SummarySchema, JSON.parse(output.trim().split('\n').at(-1) ?? ''));
    const text = readFileSync(json, 'utf8');
    return {
      summary: { ...summary, file: basename(file) },
      rows: parseMot(readFileSync(mot, 'utf8')),
      results: v.parse(Results, JSON.parse(text)),
      json: text,
      timesUs: frameTimesUs(file),
    };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

const done = new Map<string, Run>();

/** {@link analyse}, once per file and process: rows that look at the same file share the run. */
export function analyseOnce(file: string): Run {
  const run = done.get(file) ?? analyse(file);
  done.set(file, run);
  return run;
}
