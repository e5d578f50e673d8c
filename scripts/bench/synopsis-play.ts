// A synopsis in the built app: from the click on its tab to its first picture, and how often it halts when it is played through.

import type { Page } from '@playwright/test';
import { makeBusyReel } from '../../tests/reels/busy.ts';
import { makeQuietReel } from '../../tests/reels/quiet.ts';
import { withApp } from '../driver/with-app.ts';
import type { Measured } from './common-figures.ts';

/** A film that does not end is a fault of its own: so many times its length is waited for, and a minute. */
const PATIENCE = 4;

/** The quiet reel of so many minutes; 60: the hour that must become a minute. */
export async function measureQuietSynopsis(minutes: number): Promise<Measured> {
  const { path } = await makeQuietReel({ minutes, width: 1920, height: 1080, gop: 50 });
  return measureSynopsisPlay(path, `${minutes} min, 1920×1080`);
}

/** People cross all the time. */
export async function measureBusySynopsis(): Promise<Measured> {
  return measureSynopsisPlay(makeBusyReel({ width: 1920, height: 1080, gop: 50 }), '1920×1080');
}

/** Analyses a file, then plays the synopsis of all its objects at true speed from beginning to end. */
async function measureSynopsisPlay(file: string, footage: string): Promise<Measured> {
  return withApp('usb', console.error, async (browser, url) => {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    page.setDefaultTimeout(0);
    await page.goto(url);
    await page.getByTestId('exercise-consent').click();
    await page.locator('input[type=file]').first().setInputFiles([file]);
    await page.locator('[data-testid=recording][data-phase=done]').waitFor();
    const start = performance.now();
    await page.getByTestId('tab-synopsis').click();
    await page.locator('[data-testid=synopsis-overlay][data-settled=true]').waitFor();
    const firstPictureS = (performance.now() - start) / 1000;
    const played = await playThrough(page);
    return {
      footage,
      truth: 'none',
      figures: { firstPictureS, stalls: played.stalls, stalledS: played.stalledMs / 1000 },
      notes: [`${played.objects} objects; film of ${played.clock}, played in ${played.wallS.toFixed(1)} s`],
    };
  });
}

interface Played {
  readonly stalls: number;
  readonly stalledMs: number;
  readonly wallS: number;
  readonly clock: string;
  readonly objects: string;
}

async function playThrough(page: Page): Promise<Played> {
  const picture = page.getByTestId('synopsis-picture');
  const clock = await page.getByTestId('synopsis-clock').innerText();
  const lengthS = secondsOf(clock.split('/')[1] ?? '');
  const start = performance.now();
  await page.getByTestId('synopsis-play').click();
  await page.waitForFunction(
    () => {
      const [at, length] = (document.querySelector('[data-testid=synopsis-clock]')?.textContent ?? '').split('/');
      return at !== undefined && at.trim() === length?.trim();
    },
    undefined,
    { polling: 100, timeout: (60 + PATIENCE * lengthS) * 1000 },
  );
  return {
    wallS: (performance.now() - start) / 1000,
    stalls: Number(await picture.getAttribute('data-stalls')),
    stalledMs: Number(await picture.getAttribute('data-stalled-ms')),
    clock: clock.split('/')[1]?.trim() ?? '',
    objects: (await page.getByTestId('tab-objects').innerText()).replaceAll(/\D/g, ''),
  };
}

/** Of `01:02` or `01:02:03`. */
function secondsOf(clock: string): number {
  return clock
    .trim()
    .split(':')
    .reduce((sum, part) => sum * 60 + Number(part), 0);
}
