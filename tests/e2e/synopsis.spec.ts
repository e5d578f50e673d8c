// The synopsis in the built app: told before it is shown, played, and a way back to the original from every object.

import * as v from 'valibot';
import { AppSession } from '../../scripts/driver/app-session.ts';
import { Results } from '../../scripts/driver/results.ts';
import { clickAtRandom } from '../../scripts/driver/synopsis-clicks.ts';
import { seededRandom } from '../reels/random.ts';
import { clip, expect, test } from './support/fixtures.ts';

/** The rest of the fifty are in the component test, and a thousand in `npm run acceptance -- --report synopsis`. */
const CLICKS = 6;

test('objects shown together lead back to the very picture on which each was', async ({ app, page }) => {
  await app.startExercise([clip('high-160.mp4')]);
  await app.waitForPhase('high-160.mp4', ['done']);
  const results = v.parse(Results, JSON.parse(await new AppSession(page, () => undefined).exportResults()));

  await page.keyboard.press('F9');
  await expect(page.getByTestId('synopsis-length')).toHaveText(/^≈ .+ pour 16.s$/);
  const all = results.tracks.length;
  await expect(page.getByTestId('synopsis-coverage')).toHaveText(`${all} sur ${all} objets`);
  await expect(page.getByTestId('synopsis-mark')).toContainText('Montage non chronologique');
  await expect(page.getByTestId('synopsis-overlay')).toHaveAttribute('data-settled', 'true');

  const seek = page.getByTestId('synopsis-seek');
  await page.keyboard.press('Space');
  await expect.poll(async () => Number(await seek.getAttribute('data-us'))).toBeGreaterThan(300_000);
  await page.keyboard.press('k');

  const plan = { clicks: CLICKS, clicksAPicture: 3, random: seededRandom(20_261_122) };
  expect((await clickAtRandom(page, results, plan)).faults).toEqual([]);
});
