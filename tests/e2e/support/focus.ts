// Where the keyboard stands.

import { expect, type Page } from '@playwright/test';

/** Tabs until the focused element is, contains, or labels the element of this test id. */
export async function tabTo(page: Page, testId: string, limit = 60): Promise<void> {
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

/** Something has the focus, and its outline shows which. */
export async function expectFocusShown(page: Page, after: string): Promise<void> {
  const shown = (): Promise<string> =>
    page.evaluate(() => {
      const focused = document.activeElement;
      if (focused === null || focused === document.body) {
        return 'nothing has the focus';
      }
      const { outlineStyle, outlineWidth } = getComputedStyle(focused);
      const isOutlined = focused.matches(':focus-visible') && outlineStyle !== 'none' && outlineWidth !== '0px';
      return isOutlined ? 'shown' : `no outline: ${focused.outerHTML.slice(0, 120)}`;
    });
  await expect.poll(shown, { message: `the focus after: ${after}`, timeout: 5000 }).toBe('shown');
}
