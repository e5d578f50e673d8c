// Random clicks on the objects of a synopsis, in both shapes of the built app.

import { join } from 'node:path';
import * as v from 'valibot';
import { seededRandom } from '../../tests/reels/random.ts';
import { AppSession } from '../driver/app-session.ts';
import { Results } from '../driver/results.ts';
import { clickAtRandom } from '../driver/synopsis-clicks.ts';
import { withApp } from '../driver/with-app.ts';
import { FOOTAGE } from '../lib/setup.mjs';
import type { Check } from './check.ts';

const SEED = 20_261_122;
const CLICKS_A_PICTURE = 5;

/** `wanted` clicks, half of them in each shape: each opens a picture of which the object's box holds the point. */
export async function checkSynopsisClicks(wanted: number, log: (text: string) => void): Promise<Check[]> {
  const checks: Check[] = [];
  for (const shape of ['pwa', 'usb'] as const) {
    const { clicks, faults } = await withApp(shape, log, async (browser, url) => {
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, acceptDownloads: true });
      await page.goto(url);
      const session = new AppSession(page, log);
      await session.analyse({ file: join(FOOTAGE, 'vtest.mp4'), backend: 'auto' });
      const results = v.parse(Results, JSON.parse(await session.exportResults()));
      const plan = { clicks: Math.ceil(wanted / 2), clicksAPicture: CLICKS_A_PICTURE, random: seededRandom(SEED) };
      return clickAtRandom(page, results, plan);
    });
    faults.forEach(log);
    checks.push({
      what: `${clicks} random clicks on objects of a synopsis of vtest, ${shape === 'pwa' ? 'served' : 'file://'}`,
      measured: `${clicks - faults.length} open the original where the object's box holds the point`,
      wanted: 'all',
      aim: '',
      ok: clicks > 0 && faults.length === 0,
    });
  }
  return checks;
}
