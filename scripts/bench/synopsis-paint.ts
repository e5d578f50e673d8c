// The pictures of a synopsis at 1080p with fifteen objects, painted by the canvas in a browser without a GPU.

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
import { PaintedSchema, type Painted, type PaintPlan } from './synopsis-paint/figures.ts';

const PLAN: PaintPlan = { pictures: 100, objects: 15, width: 100, height: 250 };

export async function measureSynopsisPaint(plan = PLAN): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'derush-paint-'));
  try {
    await build({
      configFile: false,
      root: join(ROOT, 'scripts', 'bench', 'synopsis-paint'),
      logLevel: 'warn',
      build: { outDir: folder, emptyOutDir: true, target: 'es2023', modulePreload: false },
    });
    const server = await startServer({ folder, sample: '', port: 0 });
    try {
      return measured(plan, await painted(server.url, plan));
    } finally {
      await server.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function painted(url: string, plan: PaintPlan): Promise<Painted> {
  const browser = await chromium.launch({ executablePath: CHROMIUM_PATH, args: [...CHROMIUM_ARGS] });
  try {
    const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
    page.setDefaultTimeout(0);
    page.on('pageerror', (error) => {
      console.error(error.message);
    });
    await page.goto(url);
    await page.waitForFunction(() => Reflect.has(globalThis, 'derushPaint'));
    const told = await page.evaluate((asked) => {
      const bench: unknown = Reflect.get(globalThis, 'derushPaint');
      const work: unknown = typeof bench === 'object' && bench !== null ? Reflect.get(bench, 'paint') : undefined;
      return typeof work === 'function' ? (Reflect.apply(work, undefined, [asked]) as unknown) : undefined;
    }, plan);
    return parse(PaintedSchema, told);
  } finally {
    await browser.close();
  }
}

function measured(plan: PaintPlan, { frameMs, ownMs }: Painted): Measured {
  const [frame, own] = [median(frameMs), median(ownMs)];
  const slowest = Math.max(...frameMs).toFixed(0);
  // The mean too: what is left to be drawn later is paid for by a picture now and then.
  const mean = frameMs.reduce((sum, ms) => sum + ms, 0) / frameMs.length;
  return {
    footage: `${plan.objects} objects of ${plan.width}×${plan.height} on 1920×1080, ${frameMs.length} pictures`,
    truth: 'the generator',
    figures: { paintFrameMs: frame },
    notes: [
      `${(1000 / mean).toFixed(1)} pictures a second in all; the page itself ${own.toFixed(1)} ms a picture; slowest ${slowest} ms`,
    ],
  };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
