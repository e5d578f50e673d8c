// `npm run -s analyse -- FILE …`: analyses one file with the built app in Chromium, with its default settings.
// Logs go to stderr; the last line of stdout is one JSON object (docs/driver.md).

import type { Browser } from '@playwright/test';
import { existsSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import * as v from 'valibot';
import { AppSession } from './driver/app-session.ts';
import { readArguments, type DriverArguments } from './driver/arguments.ts';
import { MemoryMeter } from './driver/memory.ts';
import { motRows, Results, summaryLine } from './driver/results.ts';
import { withApp } from './driver/with-app.ts';

/** A browser goes on growing for a moment after its first page. */
const BLANK_PAGE_MS = 3000;

const log = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

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
  const line = await withApp(wanted.shape, log, (browser, url) => driveApp(browser, url, { ...wanted, file }));
  process.stdout.write(`${line}\n`);
}

main().catch((error: unknown) => {
  log((error instanceof Error ? error.message : String(error)).split('\n')[0] ?? 'failed');
  process.exitCode = 1;
});
