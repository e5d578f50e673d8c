// Pictures of the workbench inside a dossier, its dialogs, and what is seen of it from without.

import type { Page } from '@playwright/test';
import { DIRECTOR } from '../../tests/e2e/support/door.ts';
import { footage, type Camera } from './camera.ts';

const CLIPS = ['baseline-160.mp4', 'high-160.mp4', 'vp9.webm'];
const FIRST = '[data-testid="recording"]';

/** From the key of the dossier to one object retained. */
export async function shootReview(page: Page, camera: Camera): Promise<void> {
  const at = (testid: string) => page.getByTestId(testid);
  const download = page.waitForEvent('download');
  await at('share-save').click();
  await download;
  await at('share-done').click();
  await at('dossier-bar').waitFor();
  await camera.shoot(page, 'dossier-empty');
  await at('open-documents').click();
  await at('document-REPORT').click();
  await at('document-issue').click();
  await at('refusal').first().waitFor();
  await camera.shoot(page, 'document-refused', { light: true });
  await closeDialog(page);
  await at('file-input').first().setInputFiles(CLIPS.map(footage));
  await at('provenance').waitFor();
  await camera.shoot(page, 'provenance', { light: true, tall: true });
  await at('field-pvReference').fill('PV 2026/417/3');
  await at('field-holder').fill('Syndic des Lilas');
  await at('field-place').fill('12 rue des Lilas');
  await at('take-proposals').click();
  await camera.shoot(page, 'provenance-filled');
  await at('provenance-save').click();
  await at('provenance').waitFor({ state: 'hidden' });
  await page.waitForFunction(
    () => document.querySelectorAll('[data-testid="recording"]:not([data-phase="done"])').length === 0,
    undefined,
    { timeout: 170_000 },
  );
  await page.locator(FIRST).first().getByTestId('recording-choose').click();
  await at('track').nth(1).click();
  await at('dismiss').click();
  await camera.shoot(page, 'dossier-motives');
  await at('motives').getByRole('button').first().click();
  await at('track').nth(0).click();
  await at('finding').fill('Sort par la porte de gauche');
  await camera.shoot(page, 'dossier-proposed');
  await at('retain').click();
  await page.locator('[data-testid="review"][data-state="RETAINED"]').waitFor();
  await camera.shoot(page, 'dossier-retained', { light: true, tall: true });
}

export async function shootDialogs(page: Page, camera: Camera): Promise<void> {
  const at = (testid: string) => page.getByTestId(testid);
  await at('open-documents').click();
  await camera.shoot(page, 'documents-none');
  await at('document-issue').click();
  await at('document-preview').waitFor({ timeout: 30_000 });
  await camera.shoot(page, 'documents', { light: true });
  await at('view-text').click();
  await camera.shoot(page, 'documents-text');
  await closeDialog(page);
  await at('open-procedure').click();
  await camera.shoot(page, 'acts');
  await at('act-order').click();
  await camera.shoot(page, 'acts-order', { light: true });
  await closeDialog(page);
  await at('open-closing').click();
  await camera.shoot(page, 'closing', { light: true });
  await closeDialog(page);
  await at('track').nth(0).click();
  await at('track')
    .nth(1)
    .click({ modifiers: ['Control'] });
  await page.keyboard.press('Shift+H');
  await at('same-object').waitFor();
  await camera.shoot(page, 'statement', { light: true });
  await closeDialog(page);
  await page.keyboard.press('h');
  await at('dossier-journal').waitFor();
  await camera.shoot(page, 'dossier-journal');
  await closeDialog(page);
}

/** Locked, open elsewhere, and left at its end. */
export async function shootLeaving(page: Page, camera: Camera): Promise<void> {
  const at = (testid: string) => page.getByTestId(testid);
  await at('lock').click();
  await at('locked').waitFor();
  await camera.shoot(page, 'locked', { light: true });
  const second = await page.context().newPage();
  await second.goto(page.url());
  await second.getByTestId('open-door').click();
  await second.getByTestId('elsewhere').waitFor();
  await camera.shoot(second, 'elsewhere');
  await second.close();
  await at('locked-registration').fill(DIRECTOR.number);
  await at('locked-passphrase').fill(DIRECTOR.passphrase);
  await at('unlock').click();
  await at('dossier-bar').waitFor({ timeout: 30_000 });
  await at('open-closing').click();
  await at('end-session').click();
  await at('ending').waitFor({ timeout: 30_000 });
  await camera.shoot(page, 'ending');
  await at('leave-dossier').click();
}

/** A dialog that is still closing takes the keys of the workbench. */
async function closeDialog(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await page.locator('dialog[open]').waitFor({ state: 'hidden' });
}
