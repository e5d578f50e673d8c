// The default view by keyboard, on a selection of one object: what is before it is gone over, and said; nothing is shown
// in another order. Then the same objects over time.

import { clip, expect, test } from './support/fixtures.ts';

const NAME = 'baseline-160.mp4';
/** Watched before an object appears, at the usual notch, s. */
const BEFORE_S = 2;

test('goes over dead time in order, says how long it is, and lays objects along time', async ({ app, page }) => {
  await app.startExercise([clip(NAME)]);
  await app.waitForPhase(NAME, ['done']);
  await expect(page.getByTestId('tab-condensed')).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByTestId('condensed-strip')).toContainText(/en entier/);

  const times = await app.tracks.evaluateAll((tiles) =>
    tiles.map((tile) => Number(/00:00:(\d\d)/.exec(tile.textContent)?.[1] ?? 0)),
  );
  const later = times.findIndex((time) => time > 2 * BEFORE_S);
  const startS = (times[later] ?? 0) - BEFORE_S;
  expect(startS).toBeGreaterThan(0);
  await app.tracks.nth(later).click({ modifiers: ['Control'] });
  await expect(page.getByTestId('condensed-strip')).toContainText('1 objet choisi');
  await expect(page.getByTestId('condensed-length')).toHaveText(/^.+ s pour .+ s$/);

  await page.keyboard.press('Space');
  await expect(page.getByTestId('condensed-leap')).toContainText(
    `passées · 00:00:00 → 00:00:${String(startS).padStart(2, '0')}`,
  );
  const seconds: number[] = [];
  for (let look = 0; look < 8; look += 1) {
    const said = await page.getByTestId('readout').innerText();
    seconds.push(Number(/00:00:(\d\d,\d{3})/.exec(said)?.[1]?.replace(',', '.')));
    await page.waitForTimeout(100);
  }
  expect(seconds.at(-1)).toBeGreaterThan(startS);
  expect(seconds).toEqual(seconds.toSorted((a, b) => a - b));
  await page.keyboard.press('k');

  await page.keyboard.press('Escape');
  await page.keyboard.press('Shift+F4');
  await expect(page.getByTestId('sheet-row').first()).toBeVisible();
  const first = page.getByTestId('sheet').getByTestId('track').first();
  await first.focus();
  await page.keyboard.press('ArrowRight');
  await expect(first).not.toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('tab-original')).toHaveAttribute('aria-selected', 'true');
});
