// The whole way without a pointer.

import { clip, expect, test } from './support/fixtures.ts';
import { tabTo } from './support/focus.ts';

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
