// An analysis whose workers die now and then: what it ends with.

import type { Browser } from '@playwright/test';
import * as v from 'valibot';
import { AppSession } from './app-session.ts';
import { Results } from './results.ts';
import { killWorkers } from './worker-killer.ts';
import type { KillPlan } from './worker-killer.ts';

export interface KilledRun {
  readonly results: Results;
  /** Workers that died at work. */
  readonly kills: number;
}

/** Analyses a file in a fresh profile; `plan` `undefined`: nobody is killed. */
export async function analyseKilled(
  browser: Browser,
  url: string,
  file: string,
  plan: KillPlan | undefined,
): Promise<KilledRun> {
  const context = await browser.newContext({ acceptDownloads: true, viewport: { width: 1440, height: 900 } });
  try {
    const page = await context.newPage();
    await page.goto(url);
    const session = new AppSession(page, () => undefined);
    const [, kills] = await Promise.all([
      session.analyse({ file, backend: 'wasm' }),
      plan === undefined ? 0 : killWorkers(page, plan, () => session.workState(file)),
    ]);
    return { results: v.parse(Results, JSON.parse(await session.exportResults())), kills };
  } finally {
    await context.close();
  }
}
