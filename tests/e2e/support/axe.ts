// What a machine can see of accessibility on the page as it stands.

import type { Page } from '@playwright/test';
import axe from 'axe-core';

/** Rules of WCAG 2.2 A and AA that are broken in a serious or critical way, one line an element. */
export async function seriousProblems(page: Page): Promise<string[]> {
  // Colours on their way to another theme are nobody's. A transition of what is out of sight may never end.
  await page.evaluate(async () => {
    const endless = (animation: Animation): boolean => animation.effect?.getComputedTiming().iterations === Infinity;
    const ends = document.getAnimations().flatMap((one) => (endless(one) ? [] : [one.finished]));
    await Promise.race([Promise.allSettled(ends), new Promise((resolve) => setTimeout(resolve, 600))]);
  });
  if (!(await page.evaluate(() => 'axe' in window))) {
    await page.evaluate(axe.source);
  }
  return page.evaluate(async () => {
    // Nothing is fetched: what the page loaded is what is looked at.
    const { violations } = await window.axe.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
      preload: false,
    });
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${id}: ${help}: ${target.join(' ')}`));
  });
}
