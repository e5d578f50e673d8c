// The interface on a million objects in ten recordings: the first page of a search, the counts of its chips, tasks that
// hold the page up, and the timeline under the wheel.

import { svelte } from '@sveltejs/vite-plugin-svelte';
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
import { ReviewedSchema, type Reviewed } from './review-desk/figures.ts';

const PLAN = { tracks: 1_000_000, samples: 1, recordings: 10 };
const VIEWPORT = { width: 1440, height: 900 };

/** `tracks` is less only to try the row itself. */
export async function measureReviewDesk(tracks = PLAN.tracks): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'derush-review-'));
  try {
    await build({
      configFile: false,
      root: join(ROOT, 'scripts', 'bench', 'review-desk'),
      logLevel: 'warn',
      plugins: [svelte({ configFile: join(ROOT, 'svelte.config.js') })],
      define: { __BUILD_SHA256__: JSON.stringify('') },
      worker: { format: 'es' },
      build: { outDir: folder, emptyOutDir: true, target: 'es2023', modulePreload: false },
    });
    const server = await startServer({ folder, sample: '', port: 0 });
    try {
      return measured({ ...PLAN, tracks }, await reviewed(server.url, { ...PLAN, tracks }));
    } finally {
      await server.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function reviewed(url: string, plan: typeof PLAN): Promise<Reviewed> {
  const browser = await chromium.launch({ executablePath: CHROMIUM_PATH, args: [...CHROMIUM_ARGS] });
  try {
    const page = await browser.newPage({ viewport: VIEWPORT });
    page.setDefaultTimeout(0);
    page.on('pageerror', (error) => {
      console.error(error.message);
    });
    await page.goto(url);
    await page.waitForFunction(() => Reflect.has(globalThis, 'derushReview'));
    const told = await page.evaluate((asked) => {
      const desk: unknown = Reflect.get(globalThis, 'derushReview');
      const work: unknown = typeof desk === 'object' && desk !== null ? Reflect.get(desk, 'review') : undefined;
      return typeof work === 'function' ? (Reflect.apply(work, undefined, [asked]) as unknown) : undefined;
    }, plan);
    return parse(ReviewedSchema, told);
  } finally {
    await browser.close();
  }
}

function measured(plan: typeof PLAN, { tracks, found, firstPageMs, countsMs, longTasks, zoomMs }: Reviewed): Measured {
  if (tracks !== plan.tracks) {
    throw new Error(`${tracks} of ${plan.tracks} objects`);
  }
  const longest = Math.max(0, ...longTasks);
  const zoomFrame = median(zoomMs);
  return {
    footage: `${plan.tracks} objects in ${plan.recordings} recordings of ten cameras, on the whole interface`,
    truth: 'the generator',
    figures: {
      firstPageMs: median(firstPageMs),
      countsMs: median(countsMs),
      longestTaskMs: longest,
      zoomFrameMs: zoomFrame,
    },
    notes: [
      `${found.length} choices; first page ${list(firstPageMs)} ms; counts ${list(countsMs)} ms; found ${list(found)}`,
      `${longTasks.length} tasks over 50 ms: ${list(longTasks)} ms`,
      `zoom: ${zoomMs.length} frames, median ${zoomFrame.toFixed(1)} ms, slowest ${Math.max(...zoomMs).toFixed(0)} ms`,
    ],
  };
}

const list = (values: readonly number[]): string => values.map((value) => value.toFixed(0)).join(' ');

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
