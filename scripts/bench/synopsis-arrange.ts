// Synopses arranged in the browser: how long they last, what they cost, and whether the page goes on meanwhile.

import { chromium } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'valibot';
import { build } from 'vite';
import { CHROMIUM_ARGS, CHROMIUM_PATH } from '../lib/chromium.ts';
import { startServer } from '../lib/server.ts';
import { ROOT } from '../lib/setup.mjs';
import type { Measured } from './common-figures.ts';
import { ArrangedSchema, type Arranged, type ArrangePlan } from './synopsis-arrange/figures.ts';
import { SETS, type SetName, type TubeSet } from './synopsis/sets.ts';

const RUNS = 5;
/** Of sets of so many objects or more, 3 are enough. */
const MANY = 5000;

/** `undefined`: what the set is made of is not on this machine. */
export async function measureArranging(name: SetName): Promise<Measured | undefined> {
  const set = SETS[name]();
  if (set === undefined) {
    return undefined;
  }
  const folder = mkdtempSync(join(tmpdir(), 'derush-arrange-'));
  try {
    await build({
      configFile: false,
      root: join(ROOT, 'scripts', 'bench', 'synopsis-arrange'),
      logLevel: 'warn',
      worker: { format: 'es' },
      build: { outDir: folder, emptyOutDir: true, target: 'es2023', modulePreload: false },
    });
    const server = await startServer({ folder, sample: '', port: 0 });
    try {
      return measured(set, await arranged(server.url, planOf(set)));
    } finally {
      await server.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function planOf({ tubes, footageUs }: TubeSet): ArrangePlan {
  const packed = ({ buffer, byteOffset, byteLength }: Float64Array | Float32Array | Uint32Array): string =>
    Buffer.from(buffer, byteOffset, byteLength).toString('base64');
  const { fromUs, toUs, key, starts, boxes } = tubes;
  return {
    tubes: {
      ...{ fromUs: packed(fromUs), toUs: packed(toUs), key: packed(key) },
      ...{ starts: packed(starts), boxes: packed(boxes) },
    },
    ...{ footageUs, runs: key.length < MANY ? RUNS : 3 },
  };
}

async function arranged(url: string, plan: ArrangePlan): Promise<Arranged> {
  const browser = await chromium.launch({ executablePath: CHROMIUM_PATH, args: [...CHROMIUM_ARGS] });
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(0);
    page.on('pageerror', (error) => {
      console.error(error.message);
    });
    await page.goto(url);
    await page.waitForFunction(() => Reflect.has(globalThis, 'derushArrange'));
    const told = await page.evaluate((asked) => {
      const bench: unknown = Reflect.get(globalThis, 'derushArrange');
      const work: unknown = typeof bench === 'object' && bench !== null ? Reflect.get(bench, 'arranged') : undefined;
      return typeof work === 'function' ? (Reflect.apply(work, undefined, [asked]) as unknown) : undefined;
    }, plan);
    return parse(ArrangedSchema, told);
  } finally {
    await browser.close();
  }
}

function measured({ name, tubes, footageUs }: TubeSet, told: Arranged): Measured {
  if (told.coverage !== 1 || told.strictOverlap !== 0) {
    throw new Error(`coverage ${told.coverage}, covered where nobody may be ${told.strictOverlap}`);
  }
  const objectS = tubes.fromUs.reduce((sum, from, row) => sum + ((tubes.toUs[row] ?? 0) - from) / 1e6, 0);
  const longest = Math.max(0, ...told.longTasks);
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
  return {
    footage: `${name}: ${told.objects} objects, ${objectS.toFixed(0)} s of them in ${(footageUs / 60e6).toFixed(0)} min`,
    truth: 'the definitions of the decision record',
    figures: {
      synopsisS: told.lengthS,
      covered: 100 * told.overlap,
      disorder: 100 * told.disorder,
      arrangeS: median(told.arrangeMs) / 1000,
      rearrangeS: median(told.againMs) / 1000,
      longestTaskMs: longest,
    },
    notes: [
      `everybody ×${told.pace} (15 at once at their own pace: ${(objectS / 15).toFixed(0)} s at least); ` +
        `${told.density.toFixed(1)} at once, ${told.peak} at most; ${told.pieces} pieces; worst step ${percent(told.worstOverlap)} covered`,
      `nobody covered: ${told.strictLengthS.toFixed(1)} s; fifteen at once even where fewer do: ${told.fullLengthS.toFixed(1)} s, ${told.fullPeak} at most`,
      `median of ${told.arrangeMs.length} runs; every tenth object goes and comes back: ${told.againMs.length} runs`,
    ],
  };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
