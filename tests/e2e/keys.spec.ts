// Keys that a person gives to commands, in the built app: bound, kept over a new start, given back.

import type { Page } from '@playwright/test';
import { clip, expect, test } from './support/fixtures.ts';

/** `[` as AZERTY types it on Windows, which reports AltGr as Ctrl + Alt; QWERTY sends the sign alone. */
async function pressAltGr(page: Page, key: string): Promise<void> {
  await page.evaluate((typed) => {
    const keys = { key: typed, ctrlKey: true, altKey: true, modifierAltGraph: true, bubbles: true, cancelable: true };
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', keys));
    document.activeElement?.dispatchEvent(new KeyboardEvent('keyup', keys));
  }, key);
}

const row = (page: Page, id: string) => page.getByTestId(`keys-${id}`);

test('a key that is bound is obeyed, shown, kept over a new start, and given back', async ({ app, page }) => {
  await app.startExercise([clip('high-160.mp4')]);
  await app.expectOrdinal(1);
  await page.keyboard.press('?');
  await row(page, 'stepForward').getByTestId('change-keys').click();
  await page.keyboard.press('F2');
  await expect(row(page, 'stepForward').locator('kbd').first()).toHaveText('F2');

  // Taken: said with the name of the other command, and swapped.
  await row(page, 'boxes').getByTestId('change-keys').click();
  await page.keyboard.press('t');
  await expect(row(page, 'boxes')).toContainText('Traces sur l’image');
  await row(page, 'boxes').getByTestId('swap-keys').click();
  await expect(row(page, 'trails').locator('kbd')).toHaveText('B');

  // A sign is one key, whichever keyboard types it.
  await row(page, 'stepBack').getByTestId('change-keys').click();
  await pressAltGr(page, '{');
  await expect(row(page, 'stepBack').locator('kbd').first()).toHaveText('{');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('help')).toBeHidden();

  await page.keyboard.press('F2');
  await app.expectOrdinal(2);
  await page.keyboard.press('{');
  await app.expectOrdinal(1);
  await expect(page.getByTestId('step-forward')).toContainText('F2');

  await page.reload();
  await app.startExercise([clip('high-160.mp4')]);
  await app.expectOrdinal(1);
  await page.keyboard.press('F2');
  await app.expectOrdinal(2);
  await pressAltGr(page, '{');
  await app.expectOrdinal(1);

  await page.keyboard.press('?');
  await page.getByTestId('restore-all-keys').click();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('help')).toBeHidden();
  await page.keyboard.press('ArrowRight');
  await app.expectOrdinal(2);
});

test('the pane that one is in explains itself', async ({ app, page }) => {
  await app.startExercise([clip('high-160.mp4')]);
  await app.expectOrdinal(1);
  await page.keyboard.press('F1');
  await expect(page.getByTestId('pane-help').locator('[data-pane="player"] p')).toHaveCount(4);
  await page.keyboard.press('Escape');
  await page.getByTestId('jump').click();
  await page.keyboard.press('F1');
  await expect(page.getByTestId('pane-help')).toBeVisible();
});
