// The whole way without a pointer.

import type { Page } from '@playwright/test';
import { clip, expect, test } from './support/fixtures.ts';

/** Tabs until the focused element is, contains, or labels the element of this test id. */
async function tabTo(page: Page, testId: string, limit = 60): Promise<void> {
  for (let i = 0; i < limit; i += 1) {
    await page.keyboard.press('Tab');
    const reached = await page.evaluate((id) => {
      const focused = document.activeElement;
      const labelled = focused instanceof HTMLLabelElement ? focused.control : undefined;
      return [focused, labelled].some((element) => element?.closest(`[data-testid="${id}"]`) != null);
    }, testId);
    if (reached) {
      return;
    }
  }
  throw new Error(`${testId} is not reached in ${limit} tabs`);
}

test('from the first screen to a stepped frame with the keyboard alone', async ({ app, page }) => {
  await tabTo(page, 'exercise-consent');
  await page.keyboard.press('Space');
  await expect(page.getByTestId('exercise-consent')).toBeChecked();
  const chooser = page.waitForEvent('filechooser');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await (await chooser).setFiles([clip('high-160.mp4')]);
  await expect(page.getByTestId('workbench')).toBeVisible();
  await expect(app.tracks.first()).toBeVisible({ timeout: 90_000 });
  await tabTo(page, 'track', 120);
  const wanted = await page.evaluate(() =>
    document.activeElement?.closest('[data-testid="track"]')?.getAttribute('data-ordinal'),
  );
  await page.keyboard.press('Enter');
  await app.expectOrdinal(Number(wanted));
  await page.keyboard.press('ArrowRight');
  await app.expectOrdinal(Number(wanted) + 1);
});
