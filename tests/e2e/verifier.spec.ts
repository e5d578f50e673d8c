// The page with which a magistrate checks a journal: in its own window, beside the application and without it.

import type { Page } from '@playwright/test';
import axe from 'axe-core';
import { formatAnchor } from '../../src/domain/journal/anchor.ts';
import { anExport } from '../builders/journal-files.ts';
import { expect, test } from './support/fixtures.ts';

const good = await anExport(40);
const NAME = 'dossier.derush-journal.json';

const asFile = (name: string, text: string): { name: string; mimeType: string; buffer: Buffer } => ({
  name,
  mimeType: name.endsWith('.json') ? 'application/json' : 'text/html',
  buffer: Buffer.from(text, 'utf8'),
});

/** What is wrong for WCAG 2.2 A and AA, one line a rule. */
async function problems(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const { violations } = await window.axe.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
      preload: false,
    });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
  });
}

let hitsBefore = 0;
test.beforeEach(async ({ page, appUrl, watch, trap }) => {
  // Tests of one worker share the trap.
  hitsBefore = trap.hits.length;
  expect(watch.violations).toEqual([]);
  await page.goto(new URL('verifier.html', appUrl).href);
});

test.afterEach(({ watch, trap }) => {
  expect(watch.violations, 'content security policy violations').toEqual([]);
  expect(watch.errors, 'uncaught errors').toEqual([]);
  expect(watch.foreignRequests, 'requests beyond the page').toEqual([]);
  expect(trap.hits.slice(hitsBefore), 'traffic').toEqual([]);
});

test('L19 says that a good journal is intact, with its report, and shows its entries', async ({ page }) => {
  await page.locator('#files').setInputFiles([asFile(NAME, good.text), asFile('rapport.html', good.report)]);
  await expect(page.locator('#status')).toHaveText('Journal intact');
  await expect(page.locator('tbody tr')).toHaveCount(40);
  await expect(page.getByText('Document intact')).toBeVisible();
  await expect(page.getByText(/Établi par le logiciel à l’entrée n° 39/)).toBeVisible();
  await expect(page.getByText(/Repère 38\/[0-9a-f]{16}.*concorde/)).toBeVisible();
});

test('L19 names the entry of a tampered journal, and marks its line', async ({ page }) => {
  const changed = good.entries.map((entry) => (entry.seq === 7 ? { ...entry, motive: 'autre motif' } : entry));
  await page.locator('#files').setInputFiles([asFile(NAME, good.withEntries(changed))]);
  await expect(page.locator('#status')).toHaveText(/Journal altéré à l’entrée n° 7.*entrée modifiée/);
  await expect(page.locator('tr.broken')).toHaveCount(1);
  await expect(page.locator('tr.broken th')).toHaveText('7');
});

test('L19 sees by a mark from paper, typed by keyboard alone, that the end was cut off', async ({ page }) => {
  const text = good
    .withEntries(good.entries.slice(0, 30))
    .replace(/"anchors": \[[^\]]*\]/, '"anchors": []')
    .replace(/"checkpoints": \[[^\]]*\]/, '"checkpoints": []');
  await page.locator('#files').setInputFiles([asFile(NAME, text)]);
  await expect(page.locator('#status')).toHaveText('Journal intact');
  await page.locator('#files').focus();
  await page.keyboard.press('Tab');
  await page.keyboard.type(formatAnchor(good.entries[35] ?? { seq: 0, hash: '' }));
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.locator('#status')).toHaveText('Journal tronqué après l’entrée n° 30');
});

test('L19 takes a file for text, never for markup, and refuses what is no journal', async ({ page }) => {
  const hostile = '<img src=x onerror=alert(1)>';
  const entries = good.entries.map((entry) => (entry.seq === 3 ? { ...entry, role: hostile } : entry));
  await page.locator('#files').setInputFiles([asFile(NAME, good.withEntries(entries)), asFile('x.json', '{')]);
  await expect(page.locator('#status')).toHaveText(/entrée n° 3/);
  await expect(page.getByText(hostile)).toBeVisible();
  expect(await page.locator('main img').count()).toBe(0);
  await expect(page.getByText('il ne peut pas être lu')).toBeVisible();
});

for (const scheme of ['dark', 'light'] as const) {
  test(`L19 can be read by everybody in the ${scheme} scheme`, async ({ page, context, appUrl }) => {
    await page.close();
    // The page lets no script in: the auditor comes in with the page, before its policy.
    const audited = await context.newPage();
    await audited.addInitScript(axe.source);
    await audited.emulateMedia({ colorScheme: scheme });
    await audited.goto(new URL('verifier.html', appUrl).href);
    const changed = good.entries.filter(({ seq }) => seq !== 12);
    expect(await problems(audited)).toEqual([]);
    await audited
      .locator('#files')
      .setInputFiles([asFile(NAME, good.withEntries(changed)), asFile('r.html', good.report)]);
    await expect(audited.locator('#status')).toHaveText(/entrée n° 12.*supprimée/);
    expect(await problems(audited)).toEqual([]);
  });
}
