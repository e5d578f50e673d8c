// Workers that die while a recording is analysed: the analysis ends all the same, with the same tracks.

import * as v from 'valibot';
import { Results } from '../../scripts/driver/results.ts';
import { trackDifferences } from '../../scripts/driver/same-tracks.ts';
import { killWorkers } from '../../scripts/driver/worker-killer.ts';
import { AppSession } from '../../scripts/driver/app-session.ts';
import { seededRandom } from '../reels/random.ts';
import { clip, expect, test } from './support/fixtures.ts';

const FILE = clip('baseline-160.mp4');

test('two killed workers change nothing in the tracks', async ({ browser, appUrl }) => {
  const analyse = async (kills: number): Promise<{ readonly died: number; readonly results: Results }> => {
    const context = await browser.newContext({ acceptDownloads: true });
    const page = await context.newPage();
    await page.goto(appUrl);
    const session = new AppSession(page, () => undefined);
    const plan = { most: kills, gapMs: [300, 1500], random: seededRandom(7) } as const;
    const [, died] = await Promise.all([
      session.analyse({ file: FILE, backend: 'wasm' }),
      killWorkers(page, plan, () => session.workState(FILE)),
    ]);
    const results = v.parse(Results, JSON.parse(await session.exportResults()));
    await context.close();
    return { died, results };
  };
  const undisturbed = await analyse(0);
  const disturbed = await analyse(2);
  expect(undisturbed.results.tracks.length).toBeGreaterThan(0);
  expect(disturbed.died).toBe(2);
  expect(disturbed.results.warnings.map(({ code }) => code)).toContain('ANALYSIS_RESUMED');
  expect(trackDifferences(undisturbed.results, disturbed.results)).toEqual([]);
});
