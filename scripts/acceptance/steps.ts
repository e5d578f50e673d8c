// One picture back, in the built app: from the key that goes down to the picture on screen.

import type { Page } from '@playwright/test';
import { makeQuietReel } from '../../tests/reels/quiet.ts';
import { seededRandom } from '../../tests/reels/random.ts';
import { AppSession } from '../driver/app-session.ts';
import { withApp } from '../driver/with-app.ts';
import type { Check } from './check.ts';

const SEED = 20_261_122;
const LEAPS = 12;
/** More than a group of pictures: each leap is followed back over one key frame at least. */
const STEPS = 60;
const MEDIAN_MS = 80;
const P95_MS = 400;

/** Steps back after random leaps over a reel of closed groups of 50, 1920×1080. */
export async function checkSteps(log: (text: string) => void): Promise<Check[]> {
  const { path: file } = await makeQuietReel({ minutes: 1, width: 1920, height: 1080, gop: 50 });
  const times = await withApp('pwa', log, async (browser, url) => {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(url);
    await new AppSession(page, log).analyse({ file, backend: 'auto' });
    return stepsBack(page);
  });
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.ceil(share * sorted.length) - 1] ?? NaN;
  const line = (name: string, value: number, most: number): Check => ({
    what: `${times.length} steps back after ${LEAPS} leaps, 1080p, groups of 50: ${name}`,
    measured: `${value.toFixed(0)} ms`,
    wanted: `≤ ${most} ms`,
    aim: '',
    ok: value <= most,
  });
  log(`slowest: ${at(1).toFixed(0)} ms`);
  return [line('median', at(0.5), MEDIAN_MS), line('95 of 100', at(0.95), P95_MS)];
}

async function stepsBack(page: Page): Promise<number[]> {
  const random = seededRandom(SEED);
  const readout = page.getByTestId('readout');
  const total = Number(
    /\/\D*([\d\s]+)$/.exec(await page.getByTestId('readout-frame').innerText())?.[1]?.replaceAll(/\D/g, ''),
  );
  const times: number[] = [];
  for (let leap = 0; leap < LEAPS; leap += 1) {
    const ordinal = STEPS + 1 + Math.floor(random() * (total - STEPS));
    await page.getByTestId('jump').click();
    await page.keyboard.type(String(ordinal));
    await page.keyboard.press('Enter');
    await readout.and(page.locator(`[data-ordinal="${ordinal}"]`)).waitFor();
    for (let step = 1; step <= STEPS; step += 1) {
      times.push(await page.evaluate(pressBack, ordinal - step));
    }
  }
  return times;
}

/** In the page: milliseconds from the key to the picture of `ordinal`. */
function pressBack(ordinal: number): Promise<number> {
  const readout = document.querySelector('[data-testid="readout"]');
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const observer = new MutationObserver(() => {
      if (readout?.getAttribute('data-ordinal') === String(ordinal)) {
        observer.disconnect();
        resolve(performance.now() - started);
      }
    });
    if (readout === null) {
      reject(new Error('no readout'));
      return;
    }
    observer.observe(readout, { attributes: true });
    for (const kind of ['keydown', 'keyup']) {
      document.body.dispatchEvent(new KeyboardEvent(kind, { key: 'ArrowLeft', code: 'ArrowLeft', bubbles: true }));
    }
  });
}
