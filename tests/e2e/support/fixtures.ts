// Fixtures of the end-to-end tests: the built app in the shape of the project, watched from the first byte to the last.

import { test as base, expect, type LaunchOptions } from '@playwright/test';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { CHROMIUM_ARGS, CHROMIUM_PATH } from '../../../scripts/lib/chromium.ts';
import { startServer, type RunningServer } from '../../../scripts/lib/server.ts';
import { NetworkTrap } from './network-trap.ts';
import { Watch } from './watch.ts';
import { Workbench } from './workbench.ts';

export const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** Path of a clip of the test footage. */
export const clip = (name: string): string => join(ROOT, '.cache', 'footage', name);

/** Path of a generated reel (`make-reels.ts`). */
export const reel = (name: string): string => join(ROOT, '.cache', 'reels', name);

export interface E2eOptions {
  shape: 'pwa' | 'usb';
}

interface WorkerFixtures extends E2eOptions {
  trap: NetworkTrap;
  server: RunningServer | undefined;
  appUrl: string;
  launchOptions: LaunchOptions;
}

interface TestFixtures {
  watch: Watch;
  /** The app, opened; the test fails at its end if anything unclean was seen. */
  app: Workbench;
  /** The app in the dark theme on one shape, in the light one on the other: what a screen looks like does not depend on the shape. */
  themedApp: Workbench;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  shape: ['pwa', { option: true, scope: 'worker' }],
  trap: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the fixtures needed from this pattern.
    async ({}, use) => {
      const trap = new NetworkTrap();
      await trap.listen();
      await use(trap);
      trap.close();
    },
    { scope: 'worker' },
  ],
  server: [
    async ({ shape }, use) => {
      const server =
        shape === 'pwa'
          ? await startServer({ folder: join(ROOT, 'dist'), sample: clip('vtest.mp4'), port: 0 })
          : undefined;
      await use(server);
      await server?.close();
    },
    { scope: 'worker' },
  ],
  appUrl: [
    async ({ server }, use) => {
      await use(server?.url ?? pathToFileURL(join(ROOT, 'dist-usb', 'index.html')).href);
    },
    { scope: 'worker' },
  ],
  launchOptions: [
    async ({ trap }, use) => {
      // Every name leads to the trap; only the address of the app itself is left alone.
      const rules = `--host-resolver-rules=MAP * 127.0.0.1:${trap.port}, EXCLUDE 127.0.0.1`;
      await use({
        executablePath: CHROMIUM_PATH,
        args: [...CHROMIUM_ARGS, rules, '--allow-loopback-in-peer-connection'],
      });
    },
    { scope: 'worker' },
  ],
  watch: async ({ context, appUrl }, use) => {
    const watch = new Watch(appUrl);
    await watch.attach(context);
    await use(watch);
  },
  app: async ({ page, watch, trap, appUrl }, use) => {
    const hitsBefore = trap.hits.length;
    await page.goto(appUrl);
    await use(new Workbench(page));
    expect(watch.violations, 'content security policy violations').toEqual([]);
    expect(watch.errors, 'uncaught errors').toEqual([]);
    expect(watch.foreignRequests, 'requests beyond the app').toEqual([]);
    expect(trap.hits.slice(hitsBefore), 'traffic').toEqual([]);
  },
  themedApp: async ({ app, page, shape }, use) => {
    if (shape === 'usb') {
      await page.getByTestId('theme').click();
    }
    await expect(page.locator('html')).toHaveAttribute('data-theme', shape === 'usb' ? 'light' : 'dark');
    await use(app);
  },
});

export { expect };
