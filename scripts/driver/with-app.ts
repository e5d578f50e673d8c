// A browser with the built app at hand, in either shape; everything is closed afterwards.

import { chromium, type Browser } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { CHROMIUM_ARGS, CHROMIUM_PATH } from '../lib/chromium.ts';
import { startServer } from '../lib/server.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

function ensureBuild(log: (text: string) => void): void {
  if (['dist', 'dist-usb'].some((folder) => !existsSync(join(ROOT, folder, 'index.html')))) {
    log('building');
    execFileSync(process.execPath, ['scripts/models.mjs'], { cwd: ROOT, stdio: ['ignore', 2, 2] });
    execFileSync('npm', ['run', '--silent', 'build'], { cwd: ROOT, stdio: ['ignore', 2, 2] });
  }
}

/** Builds when the build is missing, starts server and browser, and gives the address of the app in `shape`. */
export async function withApp<T>(
  shape: 'pwa' | 'usb',
  log: (text: string) => void,
  use: (browser: Browser, url: string) => Promise<T>,
): Promise<T> {
  ensureBuild(log);
  const server = await startServer({ folder: join(ROOT, 'dist'), sample: '', port: 0 });
  try {
    const browser = await chromium.launch({ executablePath: CHROMIUM_PATH, args: [...CHROMIUM_ARGS] });
    try {
      const usbPage = pathToFileURL(join(ROOT, 'dist-usb', 'index.html')).href;
      return await use(browser, shape === 'usb' ? usbPage : server.url);
    } finally {
      await browser.close();
    }
  } finally {
    await server.close();
  }
}
