// A dossier of a million tracks of forty boxes: bytes on disk, and the time from the passphrase to the first page of a
// query after a restart of the browser. Everything is sealed by the vault and opened by it.

import { chromium, type BrowserContext } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import type * as v from 'valibot';
import { parse } from 'valibot';
import { CHROMIUM_ARGS, CHROMIUM_PATH } from '../lib/chromium.ts';
import { startServer } from '../lib/server.ts';
import { ROOT } from '../lib/setup.mjs';
import type { Measured } from './common-figures.ts';
import { FilledSchema, OpenedSchema, type Filled, type Opened } from './scale/figures.ts';

const PLAN = { tracks: 1_000_000, samples: 40, recordings: 10 };
/** Openings after the filling, each in a new browser. */
const OPENINGS = 3;

/** `tracks` is less only to try the row itself. */
export async function measureScale(tracks = PLAN.tracks): Promise<Measured> {
  const plan = { ...PLAN, tracks };
  const scratch = mkdtempSync(join(tmpdir(), 'derush-scale-'));
  const folder = join(scratch, 'page');
  try {
    await build({
      configFile: false,
      root: join(ROOT, 'scripts', 'bench', 'scale'),
      logLevel: 'warn',
      worker: { format: 'es' },
      build: { outDir: folder, emptyOutDir: true, target: 'es2023', modulePreload: false },
    });
    const server = await startServer({ folder, sample: '', port: 0 });
    const inPage = <S extends v.GenericSchema>(name: 'fill' | 'open', schema: S): Promise<v.InferOutput<S>> =>
      withBrowser(join(scratch, 'profile'), server.url, name, plan).then((told) => parse(schema, told));
    try {
      const filled = await inPage('fill', FilledSchema);
      const opened: Opened[] = [];
      for (let run = 0; run < OPENINGS; run += 1) {
        opened.push(await inPage('open', OpenedSchema));
      }
      return measured(plan, filled, opened);
    } finally {
      await server.close();
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Calls a function of the page in a browser of its own, on a profile that stays. */
async function withBrowser(profile: string, url: string, name: string, plan: typeof PLAN): Promise<unknown> {
  const options = { executablePath: CHROMIUM_PATH, args: [...CHROMIUM_ARGS] };
  const context: BrowserContext = await chromium.launchPersistentContext(profile, options);
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(0);
    await page.goto(url);
    await page.waitForFunction(() => Reflect.has(globalThis, 'derushScale'));
    return await page.evaluate(
      ([key, asked]) => {
        const scale: unknown = Reflect.get(globalThis, 'derushScale');
        const work: unknown = typeof scale === 'object' && scale !== null ? Reflect.get(scale, key) : undefined;
        return typeof work === 'function' ? (Reflect.apply(work, undefined, [asked]) as unknown) : undefined;
      },
      [name, plan] as const,
    );
  } finally {
    await context.close();
  }
}

function measured(plan: typeof PLAN, filled: Filled, opened: readonly Opened[]): Measured {
  const [typical] = opened.toSorted((a, b) => a.firstPageS - b.firstPageS).slice(Math.floor(opened.length / 2));
  if (typical?.tracks !== plan.tracks || typical.page === 0) {
    throw new Error(`${typical?.tracks ?? 0} of ${plan.tracks} tracks came back, ${typical?.page ?? 0} on the page`);
  }
  const { boxBytes, trackBytes } = filled;
  const { unlockS, readS, judgeMs, pageMs, countMs, firstPageS, found } = typical;
  return {
    footage: `${plan.tracks} tracks × ${plan.samples} boxes in ${plan.recordings} recordings, ${filled.chunks} chunks`,
    truth: 'the generator',
    figures: { boxBytes, trackBytes, firstPageS },
    notes: [
      `median of ${opened.length} openings in a new browser: ${unlockS.toFixed(2)} s to unlock and open, ` +
        `${readS.toFixed(2)} s to read and decrypt the index, ${judgeMs.toFixed(0)} ms to judge, ` +
        `${pageMs.toFixed(0)} ms to order by time and page, ${countMs.toFixed(0)} ms to count (${found} found)`,
      `written in ${filled.writeS.toFixed(0)} s, index built in ${filled.indexS.toFixed(1)} s`,
    ],
  };
}
