// Every state of the review desk that is photographed: no serious fault of accessibility, in dark on one shape and in
// light on the other; every control within reach at 200 % and at 1280 × 720; nothing that moves for a person who wants no motion.

import type { Page } from '@playwright/test';
import { visitDesk, prepareDesk, type DeskCamera } from '../../scripts/screens/desk.ts';
import { outOfReach } from '../../scripts/screens/reach.ts';
import { seriousProblems } from './support/axe.ts';
import { clip, expect, test } from './support/fixtures.ts';

const CAMERAS: readonly DeskCamera[] = [
  { name: 'baseline-160.mp4', camera: 'Entrée nord', time: '140000', gap: '00:03:14' },
  { name: 'vp9.webm', camera: 'Parking', time: '140006', gap: '' },
];
const WHOLE = { width: 1440, height: 900 };
/** 1440 × 900 at 200 %, and the smallest window that is not zoomed. */
const SMALL = [
  { width: 720, height: 450 },
  { width: 1280, height: 720 },
];
/** What lies under something else, or beyond what any scrolling shows; words cut short are looked at on pictures. */
const IS_LOST = / (?:outside the window|under \w+ “.*”) at -?\d+, -?\d+$/;
/** Where a line that goes by itself lies over others. */
const PASSING: ReadonlySet<string> = new Set(['tray-notice', 'tray', 'undo']);
/** What WCAG takes for no motion, seconds. */
const STILL_S = 0.01;

/** Elements that would move or fade, one line each. */
function moving(page: Page): Promise<string[]> {
  return page.evaluate((most) => {
    const lines = document.getAnimations().map((animation) => `animation ${animation.playState}`);
    for (const element of document.querySelectorAll('*')) {
      for (const part of ['', '::before', '::after', '::backdrop']) {
        const style = getComputedStyle(element, part === '' ? undefined : part);
        const times = [style.transitionDuration, style.transitionDelay, style.animationDuration].flatMap((list) =>
          list.split(',').map((time) => Number.parseFloat(time) * (time.trim().endsWith('ms') ? 0.001 : 1)),
        );
        if (style.display !== 'none' && times.some((time) => time > most)) {
          lines.push(`${element.tagName.toLowerCase()}.${element.className} ${part}`);
        }
      }
    }
    return lines;
  }, STILL_S);
}

test('nothing to reproach on the review desk, whole, small, at 200 % and without motion', async ({
  themedApp: app,
  page,
}) => {
  page.setDefaultTimeout(15_000);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await app.startExercise(CAMERAS.map(({ name }) => clip(name)));
  await prepareDesk(page, CAMERAS);
  const seen: string[] = [];
  await visitDesk(page, async (_, screen) => {
    seen.push(screen);
    expect.soft(await seriousProblems(page), screen).toEqual([]);
    expect.soft(await moving(page), `${screen}, without motion`).toEqual([]);
    for (const size of PASSING.has(screen) ? [] : SMALL) {
      await page.setViewportSize(size);
      const lost = (await outOfReach(page)).filter((remark) => IS_LOST.test(remark));
      expect.soft(lost, `${screen}, ${size.width} wide`).toEqual([]);
    }
    await page.setViewportSize(WHOLE);
  });
  expect(seen.length).toBeGreaterThan(18);
});
