// Search drawn on the picture with the keys alone, in the built app: who crosses a line, and who does not.

import { clip, expect, test } from './support/fixtures.ts';

test('a line drawn by keys parts the objects into those who cross it and those who do not', async ({ app, page }) => {
  await app.startExercise([clip('high-160.mp4')]);
  await app.waitForPhase('high-160.mp4', ['done']);
  await app.expectOrdinal(1);
  const all = await app.shownCount();
  expect(all).toBeGreaterThan(2);

  // From the middle of the picture up, across the way that most take.
  await page.keyboard.press('n');
  await page.keyboard.press('Enter');
  for (let press = 0; press < 8; press += 1) {
    await page.keyboard.press('Shift+ArrowUp');
  }
  await page.keyboard.press('Enter');
  const chip = page.getByTestId('drawn-count');
  await expect(chip).toHaveText(new RegExp(`^[1-9]\\d* sur ${all}$`));
  const crossing = Number.parseInt(await chip.innerText(), 10);
  expect(crossing).toBeLessThan(all);
  await expect.poll(() => app.shownCount()).toBe(crossing);

  await page.getByTestId('drawn-not').click();
  await expect.poll(() => app.shownCount()).toBe(all - crossing);
  await page.getByTestId('drawn-remove').click();
  await expect.poll(() => app.shownCount()).toBe(all);
});
