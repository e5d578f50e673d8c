// Pictures of the page with which a journal is verified: a good one, then one with a changed entry.

import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { anExport } from '../../tests/builders/journal-files.ts';
import { ROOT } from '../lib/setup.mjs';
import type { Camera } from './camera.ts';

const ENTRIES = 40;
const CHANGED = 7;

const asFile = (name: string, text: string): { name: string; mimeType: string; buffer: Buffer } => ({
  name,
  mimeType: name.endsWith('.json') ? 'application/json' : 'text/html',
  buffer: Buffer.from(text, 'utf8'),
});

/** The page speaks both languages at once: one set of pictures is enough. */
export async function shootVerifier(page: Page, camera: Camera): Promise<void> {
  const good = await anExport(ENTRIES);
  const changed = good.entries.map((entry) => (entry.seq === CHANGED ? { ...entry, motive: 'autre motif' } : entry));
  for (const scheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    const suffix = scheme === 'light' ? '-light' : '';
    const open = (): Promise<unknown> => page.goto(pathToFileURL(join(ROOT, 'dist-usb', 'verifier.html')).href);
    await open();
    await camera.shoot(page, `verifier${suffix}`);
    await page
      .locator('#files')
      .setInputFiles([asFile('dossier.derush-journal.json', good.text), asFile('rapport.html', good.report)]);
    await page.locator('tbody tr').first().waitFor();
    await camera.shoot(page, `verifier-good${suffix}`);
    await open();
    await page.locator('#files').setInputFiles([asFile('dossier.derush-journal.json', good.withEntries(changed))]);
    await page.locator('tr.broken').waitFor();
    await camera.shoot(page, `verifier-broken${suffix}`);
  }
}
