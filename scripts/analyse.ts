// `npm run -s analyse -- FILE …`: analyses one file with the built app in Chromium, with its default settings.
// Logs go to stderr; the last line of stdout is one JSON object (docs/driver.md).

import { chromium, type Browser } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import * as v from 'valibot';
import { AppSession } from './driver/app-session.ts';
import { readArguments, type DriverArguments } from './driver/arguments.ts';
import { MemoryMeter } from './driver/memory.ts';
import { motRows, Results, summaryLine } from './driver/results.ts';
import { CHROMIUM_ARGS, CHROMIUM_PATH } from './lib/chromium.ts';
import { startServer } from './lib/server.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** A browser goes on growing for a moment after its first page. */
const BLANK_PAGE_MS = 3000;

const log = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

function ensureBuild(): void {
  if (['dist', 'dist-usb'].some((folder) => !existsSync(join(ROOT, folder, 'index.html')))) {
    log('building');
    execFileSync(process.execPath, ['scripts/models.mjs'], { cwd: ROOT, stdio: ['ignore', 2, 2] });
    execFileSync('npm', ['run', '--silent', 'build'], { cwd: ROOT, stdio: ['ignore', 2, 2] });
  }
}

async function driveApp(browser: Browser, url: string, wanted: DriverArguments): Promise<string> {
  const context = await browser.newContext({ acceptDownloads: true, viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await setTimeout(BLANK_PAGE_MS);
  using memory = new MemoryMeter();
  await page.goto(url);
  const session = new AppSession(page, log);
  await session.analyse(wanted);
  const text = await session.exportResults();
  const results = v.parse(Results, JSON.parse(text));
  const { peakMb } = memory;
  if (wanted.json !== undefined) {
    writeFileSync(wanted.json, text);
  }
  if (wanted.mot !== undefined) {
    writeFileSync(wanted.mot, motRows(results));
  }
  log('decoding once more, and nothing else');
  const decodeOnlyWallS = await session.measureDecodeOnly();
  return summaryLine(results, { decodeOnlyWallS, peakMemoryMB: peakMb });
}

async function main(): Promise<void> {
  const wanted = readArguments(process.argv.slice(2));
  const file = resolve(wanted.file);
  if (!existsSync(file)) {
    throw new Error(`${wanted.file}: no such file`);
  }
  ensureBuild();
  const server = await startServer({ folder: join(ROOT, 'dist'), sample: '', port: 0 });
  const browser = await chromium.launch({ executablePath: CHROMIUM_PATH, args: [...CHROMIUM_ARGS] });
  try {
    const usbPage = pathToFileURL(join(ROOT, 'dist-usb', 'index.html')).href;
    const line = await driveApp(browser, wanted.shape === 'usb' ? usbPage : server.url, { ...wanted, file });
    process.stdout.write(`${line}\n`);
  } finally {
    await browser.close();
    await server.close();
  }
}

main().catch((error: unknown) => {
  log((error instanceof Error ? error.message : String(error)).split('\n')[0] ?? 'failed');
  process.exitCode = 1;
});
