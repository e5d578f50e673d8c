// What a machine can see of accessibility, on each screen: in dark on one shape, in light on the other.

import type { Page } from '@playwright/test';
import axe from 'axe-core';
import { clip, expect, test } from './support/fixtures.ts';

declare global {
  interface Window {
    readonly axe: typeof axe;
  }
}

/** Rules of WCAG 2.2 A and AA. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What is wrong on the page as it stands, one line an element. */
async function problems(page: Page): Promise<string[]> {
  // Colours on their way to another theme are nobody's.
  await page.waitForTimeout(300);
  await page.evaluate(axe.source);
  return page.evaluate(async (tags) => {
    // Nothing is fetched: what the page loaded is what is looked at.
    const { violations } = await window.axe.run({ runOnly: tags, preload: false });
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${help}: ${target.join(' ')}: ${failureSummary ?? ''}`),
    );
  }, TAGS);
}

test('nothing to reproach from the first screen to the settings', async ({ themedApp: app, page }) => {
  expect.soft(await problems(page), 'first screen').toEqual([]);
  await app.startExercise([clip('baseline-160.mp4'), clip('vp9.webm')]);
  await expect(app.recording('baseline-160.mp4')).toHaveAttribute('data-phase', 'analysing', { timeout: 30_000 });
  expect.soft(await problems(page), 'analysing').toEqual([]);
  await expect(app.tracks.first()).toBeVisible({ timeout: 90_000 });
  await app.waitForPhase('vp9.webm', ['done']);
  await app.choose('baseline-160.mp4');
  await app.tracks.first().click();
  await page.getByTestId('why').locator('summary').click();
  expect.soft(await problems(page), 'review').toEqual([]);
  await page.getByTestId('tab-objects').click();
  expect.soft(await problems(page), 'objects').toEqual([]);
  await app.recording('baseline-160.mp4').getByTestId('settings-of').click();
  await page.getByTestId('add-zone').click();
  await expect(page.getByTestId('zone-corner')).toHaveCount(4);
  expect.soft(await problems(page), 'settings').toEqual([]);
});
