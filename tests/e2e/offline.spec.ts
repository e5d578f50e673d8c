// The served shape lives on without its server, and its service worker lets nothing out.

import { clip, expect, test } from './support/fixtures.ts';

test.skip(({ shape }) => shape !== 'pwa', 'only the served shape has a server to lose');

test('analyses a recording with the server out of reach', async ({ app, page, context }) => {
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await context.setOffline(true);
  await page.reload();
  await app.startExercise([clip('vp9.webm')]);
  expect(await app.waitForPhase('vp9.webm', ['done', 'failed'])).toBe('done');
});

test('the service worker answers foreign requests itself, even without a policy', async ({ browser, trap, appUrl }) => {
  const context = await browser.newContext({ bypassCSP: true });
  const page = await context.newPage();
  await page.goto(appUrl);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  const before = trap.hits.length;
  const outcome = await page.evaluate(() =>
    fetch('http://foreign.example/', { mode: 'no-cors' }).then(
      () => 'sent',
      () => 'refused',
    ),
  );
  expect(outcome).toBe('refused');
  expect(trap.hits.slice(before)).toEqual([]);
  await context.close();
});
