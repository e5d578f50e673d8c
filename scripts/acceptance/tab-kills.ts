// Tabs that die while a dossier is written and analysed: real services, a real browser, its profile on disk. After each
// death another tab opens what is left, and looks at all of it.

import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import * as v from 'valibot';
import { build } from 'vite';
import { seededRandom } from '../../tests/reels/random.ts';
import { Results } from '../driver/results.ts';
import { trackDifferences } from '../driver/same-tracks.ts';
import { CHROMIUM_ARGS, CHROMIUM_PATH } from '../lib/chromium.ts';
import { startServer } from '../lib/server.ts';
import { FOOTAGE, ROOT } from '../lib/setup.mjs';
import { servedAppFiles } from '../vite/app-files.ts';
import type { Check } from './check.ts';
import { EndedSchema, ToldSchema, type Life } from './tab-kills/told.ts';

/** Any; fixed, so that the moments of a run can be tried again. */
const SEED = 20_261_123;
/** A life may take so much longer than the one that nobody disturbed before it is said to hang. */
const MOST_MS = 240_000;
/** Lives may also end by themselves; so many more are lived before the count is given up. */
const MOST_LIVES = 3;

/** Kills `wanted` tabs; each line of `faults` is something that a later tab found wrong. */
export async function checkTabKills(wanted: number, log: (text: string) => void): Promise<Check[]> {
  const scratch = mkdtempSync(join(tmpdir(), 'derush-tabs-'));
  const folder = join(scratch, 'page');
  try {
    await buildPage(folder);
    const server = await startServer({ folder, sample: '', port: 0 });
    const options = { executablePath: CHROMIUM_PATH, args: [...CHROMIUM_ARGS] };
    const context = await chromium.launchPersistentContext(join(scratch, 'profile'), options);
    try {
      return [checkOf(wanted, await new Tabs(context, server.url, log).killMany(wanted))];
    } finally {
      await context.close();
      await server.close();
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function checkOf(wanted: number, { kills, cases, faults }: Tabs): Check {
  return {
    what: `${wanted} tab kills of a dossier at random moments`,
    measured: `${kills} kills over ${cases} analyses: ${faults.length === 0 ? 'journals verify, nothing half-written, same tracks' : faults.join('; ')}`,
    wanted: 'vault opens, journals verify, nothing half-written, same tracks',
    aim: '',
    ok: kills >= wanted && faults.length === 0,
  };
}

async function buildPage(folder: string): Promise<void> {
  await build({
    configFile: false,
    root: join(ROOT, 'scripts', 'acceptance', 'tab-kills'),
    publicDir: join(ROOT, 'public'),
    logLevel: 'warn',
    plugins: [servedAppFiles(ROOT)],
    worker: { format: 'es' },
    build: { outDir: folder, emptyOutDir: true, target: 'es2023', modulePreload: false, assetsInlineLimit: 0 },
  });
}

/** What a life ended with: results, a kill, or something that was found wrong. */
type End = { readonly results: Results } | 'killed' | Error;

class Tabs {
  readonly faults: string[] = [];
  kills = 0;
  /** Analyses that came to their end. */
  cases = 0;
  readonly #context: BrowserContext;
  readonly #url: string;
  readonly #log: (text: string) => void;
  readonly #random = seededRandom(SEED);
  readonly #finished: string[] = [];
  #caseId: string | undefined;
  #written = 0;

  constructor(context: BrowserContext, url: string, log: (text: string) => void) {
    this.#context = context;
    this.#url = url;
    this.#log = log;
  }

  async killMany(wanted: number): Promise<this> {
    const first = await this.#open();
    await call(first, 'install');
    await first.close();
    const start = performance.now();
    const undisturbed = await this.#live(undefined);
    if (undisturbed instanceof Error || undisturbed === 'killed') {
      this.faults.push(`undisturbed: ${String(undisturbed)}`);
      return this;
    }
    const spanMs = performance.now() - start;
    for (let lives = 0; this.#isShort(wanted) && lives < wanted * MOST_LIVES; lives += 1) {
      const end = await this.#live(this.kills < wanted ? this.#random() * spanMs : undefined);
      this.#judge(end, undisturbed.results);
    }
    return this;
  }

  /** The analysis that the last kill has left is followed to its end too. */
  #isShort(wanted: number): boolean {
    return this.kills < wanted || this.#caseId !== undefined;
  }

  #judge(end: End, undisturbed: { readonly tracks: Results['tracks'] } & Results): void {
    if (end instanceof Error) {
      this.faults.push(`after ${this.kills} kills: ${end.message.split('\n')[0] ?? ''}`);
      this.#forget();
    } else if (end !== 'killed') {
      this.cases += 1;
      const differences = trackDifferences(undisturbed, end.results);
      if (JSON.stringify(end.results.coverage) !== JSON.stringify(undisturbed.coverage)) {
        differences.push('another coverage');
      }
      this.faults.push(...differences.map((text) => `analysis ${this.cases}: ${text}`));
      this.#log(`analysis ${this.cases} ended after ${this.kills} kills, ${differences.length} differences`);
    }
  }

  /** The next life begins a case of its own. */
  #forget(): void {
    if (this.#caseId !== undefined) {
      this.#finished.push(this.#caseId);
    }
    this.#caseId = undefined;
    this.#written = 0;
  }

  /** `killAfterMs`: after the journals were verified; `undefined`: the tab lives until its analysis has ended. */
  async #live(killAfterMs: number | undefined): Promise<End> {
    const page = await this.#open();
    const death = new Promise<'killed'>((resolve) =>
      page.once('crash', () => {
        resolve('killed');
      }),
    );
    await page.exposeFunction('derushTold', (told: unknown) => {
      this.#onTold(page, v.parse(ToldSchema, told), killAfterMs);
    });
    await page.locator('input').setInputFiles(join(FOOTAGE, 'baseline-160.mp4'));
    const life: Life = { finished: this.#finished, written: this.#written };
    const lived = call(page, 'live', life).then(
      (ended) => {
        const { results } = v.parse(EndedSchema, ended);
        this.#forget();
        return { results: v.parse(Results, JSON.parse(results)) };
      },
      (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
    );
    const hung = setTimeout(MOST_MS, new Error(`a tab hung for ${MOST_MS / 1000} s`), { ref: false });
    // A death makes the call fail too: it is looked at first.
    const end = await Promise.race([
      death,
      lived.then((end) => (end instanceof Error ? orKilled(death, end) : end)),
      hung,
    ]);
    if (end === 'killed') {
      this.kills += 1;
      this.#log(`${this.kills} kills`);
    }
    await page.close();
    return end;
  }

  #onTold(page: Page, told: v.InferOutput<typeof ToldSchema>, killAfterMs: number | undefined): void {
    if (told.kind === 'verified' && killAfterMs !== undefined) {
      void setTimeout(killAfterMs).then(() => kill(this.#context, page));
    } else if (told.kind === 'opened') {
      this.#caseId = told.caseId;
    } else if (told.kind === 'written') {
      this.#written = told.count;
    }
  }

  async #open(): Promise<Page> {
    const page = await this.#context.newPage();
    page.setDefaultTimeout(0);
    await page.goto(this.#url);
    await page.waitForFunction(() => Reflect.has(globalThis, 'derushTab'));
    return page;
  }
}

/** A call that failed because its tab died, or because something is wrong? The event of a death may come a little later. */
function orKilled(death: Promise<'killed'>, error: Error): Promise<End> {
  return Promise.race([death, setTimeout(1000, error)]);
}

/** The process of the tab dies without a word, its workers with it. A tab that has ended before is left alone. */
async function kill(context: BrowserContext, page: Page): Promise<void> {
  if (!page.isClosed()) {
    const client = await context.newCDPSession(page);
    // The answer never comes: whoever would give it is dead.
    void client.send('Page.crash').catch(() => undefined);
  }
}

function call(page: Page, name: 'install' | 'live', life?: Life): Promise<unknown> {
  return page.evaluate(
    ([key, asked]) => {
      const tab: unknown = Reflect.get(globalThis, 'derushTab');
      const work: unknown = typeof tab === 'object' && tab !== null ? Reflect.get(tab, key) : undefined;
      return typeof work === 'function' ? (Reflect.apply(work, undefined, [asked]) as unknown) : undefined;
    },
    [name, life] as const,
  );
}
