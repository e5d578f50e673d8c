// Pictures of the screens for docs/screens: French and English, 1440 × 900 and 1280 × 720.
// Command: npm run screens (after a build and the test footage; vtest is the only footage shown)

import { chromium, type Page } from '@playwright/test';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CHROMIUM_ARGS, CHROMIUM_PATH } from './lib/chromium.ts';
import { ROOT } from './lib/setup.mjs';

const FOLDER = join(ROOT, 'docs', 'screens');
const SIZES = [
  { width: 1440, height: 900 },
  { width: 1280, height: 720 },
] as const;
const footage = (name: string): string => join(ROOT, '.cache', 'footage', name);

async function start(page: Page, files: readonly string[]): Promise<void> {
  await page.getByTestId('exercise-consent').check();
  await page
    .getByTestId('file-input')
    .first()
    .setInputFiles([...files]);
  await page.getByTestId('workbench').waitFor();
}

async function waitForAll(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    [...document.querySelectorAll<HTMLElement>('[data-testid="recording"]')].every((row) =>
      ['done', 'failed'].includes(row.dataset['phase'] ?? ''),
    ),
  );
}

async function shoot(page: Page, name: string): Promise<void> {
  await page.waitForTimeout(500);
  for (const size of SIZES) {
    await page.setViewportSize(size);
    await page.waitForTimeout(300);
    const path = join(FOLDER, `${name}-${size.width}.jpg`);
    await page.screenshot({ path, type: 'jpeg', quality: 82 });
  }
  await page.setViewportSize(SIZES[0]);
}

async function shootLanguage(page: Page, language: 'fr' | 'en'): Promise<void> {
  const open = async (): Promise<void> => {
    await page.goto(pathToFileURL(join(ROOT, 'dist-usb', 'index.html')).href);
    await page.getByTestId(`locale-${language}`).click();
  };
  await open();
  await shoot(page, `first-${language}`);
  await start(page, [footage('vtest.mp4')]);
  await page.getByTestId('track').nth(5).waitFor({ timeout: 120_000 });
  await page.getByTestId('track').nth(3).click();
  await page.keyboard.press('t');
  await shoot(page, `analysing-${language}`);
  await page.waitForSelector('[data-testid="recording"][data-phase="done"]', { timeout: 300_000 });
  // What the last object unfolds leaves little room for tiles: all of them again.
  await page.keyboard.press('Escape');
  await page.getByTestId('track').nth(10).click();
  await shoot(page, `review-${language}`);
  await page.getByTestId('settings-of').click();
  await page.getByTestId('add-zone').click();
  await shoot(page, `settings-${language}`);
  await page.keyboard.press('Escape');
  await open();
  await start(page, ['cut-faststart.mp4', 'mpeg4-part2.mp4', 'moov-missing.mp4'].map(footage));
  await waitForAll(page);
  await page.getByTestId('track').nth(2).click();
  await shoot(page, `damaged-${language}`);
}

mkdirSync(FOLDER, { recursive: true });
const browser = await chromium.launch({ executablePath: CHROMIUM_PATH, args: [...CHROMIUM_ARGS] });
try {
  const page = await browser.newPage({ viewport: SIZES[0] });
  page.setDefaultTimeout(120_000);
  await shootLanguage(page, 'fr');
  await shootLanguage(page, 'en');
} finally {
  await browser.close();
}
