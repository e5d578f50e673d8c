// The door of the dossiers through its screens, in both shapes (dark in one, light in the other): the installation, the desk of the référent, and the way
// of the control: its key's file, its passphrase, then to read, to order, to leave.

import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { JOURNAL_FILE_SUFFIX, readJournalFile } from '../../src/contracts/journal-file.ts';
import { seriousProblems } from './support/axe.ts';
import { CONTROL_PASSPHRASE, DIRECTOR, Door, RECORD, REFERENT } from './support/door.ts';
import { clip, expect, test } from './support/fixtures.ts';

test.use({ actionTimeout: 15_000 });

const NUMBER = '2026/00932';
const FACTS = 'Vol avec effraction';

async function expectClean(page: Page, screen: string): Promise<void> {
  expect.soft(await seriousProblems(page), screen).toEqual([]);
}

/** What a button saves, as text, under a name that ends so. */
async function saved(page: Page, testid: string, end: string): Promise<string> {
  const waiting = page.waitForEvent('download');
  await page.getByTestId(testid).click();
  const download = await waiting;
  expect(download.suggestedFilename().replace(/^[^.]*/, '')).toBe(end);
  return readFileSync(await download.path(), 'utf8');
}

test('L16 L17 L20 L21 L34 the installation, the référent and the control', async ({
  themedApp: app,
  page,
  watch,
}, info) => {
  const at = (testid: string) => page.getByTestId(testid);
  const key = info.outputPath('control.key');
  const door = new Door(page);
  await door.stand();
  await expectClean(page, 'installation, empty');
  await expect(at('install')).toBeDisabled();
  await door.fillInstallation(RECORD, REFERENT, CONTROL_PASSPHRASE);
  await expect(at('install')).toBeEnabled();
  const saving = await door.install(() => expectClean(page, 'control key'));
  await saving.saveAs(key);

  await users(page, door);
  await record(page);
  await journals(page);
  await statutes(page);
  await papers(page);
  await door.lock();
  await expectClean(page, 'unlocking');

  await door.unlock(DIRECTOR);
  await expectClean(page, 'desk of the directeur');
  await create(page);
  await leave(page);
  await door.lock();

  await control(page, door, key);
  await cnil(page, door, key);

  await door.unlock(REFERENT);
  await deadlines(page);
  await door.lock();
  await at('leave-door').click();
  await expect(at('door-case')).toBeVisible();
  expect(app.page).toBe(page);
  expect(watch.errors).toEqual([]);
});

/** Added, suspended, back with another habilitation. */
async function users(page: Page, door: Door): Promise<void> {
  const at = (testid: string) => page.getByTestId(testid);
  await at('add-user').click();
  await expectClean(page, 'new user');
  await at('user-form').getByRole('button').last().click();
  await door.addDirector(DIRECTOR, RECORD.authority);
  const director = page.locator('[data-testid="user-row"][data-role="DIRECTEUR_ENQUETE"]');
  await director.getByTestId('suspend-user').click();
  await expect(director).toHaveAttribute('data-state', 'suspended');
  await expectClean(page, 'users');
  await director.getByTestId('renew-user').click();
  await expect(at('renew-dialog')).toBeVisible();
  await expectClean(page, 'habilitation');
  await at('renew-go').click();
  await expect(director).toHaveAttribute('data-state', 'valid');
  await at('change-passphrase').click();
  await expect(at('passphrase-dialog')).toBeVisible();
  await expectClean(page, 'passphrase');
  await page.keyboard.press('Escape');
}

async function record(page: Page): Promise<void> {
  const at = (testid: string) => page.getByTestId(testid);
  await page.keyboard.press('1');
  await expect(at('software-verdict')).toContainText('✓');
  await at('record-auto-lock').selectOption({ index: 2 });
  await at('record-save').click();
  await expect(at('record-pane').getByRole('status')).toBeVisible();
  await expectClean(page, 'record');
}

/** That of the installation: who did what since, and the file that another program verifies. */
async function journals(page: Page): Promise<void> {
  const at = (testid: string) => page.getByTestId(testid);
  await page.keyboard.press('4');
  await expect(at('journal-verdict')).toHaveAttribute('data-intact', 'true');
  await expect(at('journal-entry').first()).toBeVisible();
  await expectClean(page, 'journals');
  const read = readJournalFile(await saved(page, 'export-journal', JOURNAL_FILE_SUFFIX));
  expect(read.malformed).toEqual([]);
  expect(read.chain).toBe('installation');
  expect(read.entries.length).toBeGreaterThanOrEqual(await at('journal-entry').count());
  expect(JSON.stringify(read)).not.toContain(DIRECTOR.number);
}

async function statutes(page: Page): Promise<void> {
  const at = (testid: string) => page.getByTestId(testid);
  await page.keyboard.press('5');
  const before = await at('statutes-count').innerText();
  await at('statute-row').first().getByRole('checkbox').check();
  await expect(at('statutes-count')).not.toHaveText(before);
  await expectClean(page, 'texts');
}

/** The control file: what was configured, nothing of any case. */
async function papers(page: Page): Promise<void> {
  const at = (testid: string) => page.getByTestId(testid);
  await page.keyboard.press('6');
  await at('issue-control-file').click();
  await expect(at('control-file-text')).toContainText(RECORD.service);
  await expect(at('control-file-hash')).toContainText(/[0-9a-f]{64}/);
  expect(await saved(page, 'save-control-file', '.html')).toContain(RECORD.controller);
  expect(await saved(page, 'save-control-pdf', '.pdf')).toMatch(/^%PDF-/);
  await expectClean(page, 'papers');
}

/** A flagrance of today, without a key of its own. */
async function create(page: Page): Promise<void> {
  const at = (testid: string) => page.getByTestId(testid);
  await at('create-case').click();
  await page.locator('[data-value="FLAGRANCE"]').click();
  await at('field-procedureNumber').fill(NUMBER);
  await at('field-flagranceFrom-time').fill('00:00');
  await at('field-qualification').fill(FACTS);
  await at('field-placeAndDate').fill('12 rue des Lilas, Lyon, cette nuit');
  await at('field-noContraryDecision').click();
  await at('field-share').click();
  await expectClean(page, 'form');
  await at('case-submit').click();
  await expect(at('dossier-bar')).toBeVisible({ timeout: 30_000 });
}

async function leave(page: Page): Promise<void> {
  await page.getByTestId('open-closing').click();
  await page.getByTestId('end-session').click();
  await expect(page.getByTestId('ending')).toBeVisible();
  await page.getByTestId('leave-dossier').click();
  await expect(page.getByTestId('case-row')).toHaveCount(1);
}

/** The magistrate in charge: in with file and passphrase only, reads, orders, leaves. */
async function control(page: Page, door: Door, key: string): Promise<void> {
  const at = (testid: string) => page.getByTestId(testid);
  await door.unlockControl(key, 'colline marteau oiseau tiroir plume sentier pluie', 'MAGISTRAT_SAISI');
  await expect(page.locator('[data-testid="alert"][data-code="PASSPHRASE_WRONG"]')).toBeVisible({ timeout: 30_000 });
  await expectClean(page, 'unlocking of the control');
  await at('control-unlock-passphrase').fill(CONTROL_PASSPHRASE);
  await at('unlock-control').click();
  await expect(at('control-desk')).toBeVisible({ timeout: 30_000 });
  await expect(at('create-case')).toHaveCount(0);
  await expect(at('tab-journals')).toHaveCount(0);
  await expectClean(page, 'desk of the control');

  await at('open-case').click();
  await expect(at('dossier-number')).toHaveText(NUMBER, { timeout: 30_000 });
  await expect(at('dossier-bar')).toHaveAttribute('data-state', 'AUTHORISED');
  await at('file-input').setInputFiles(clip('brief-60.mp4'));
  await expect(at('refusal').first()).toBeVisible();
  await expect(at('recording')).toHaveCount(0);
  await expectClean(page, 'dossier of the control');
  await at('open-procedure').click();
  await at('act-order').click();
  await at('act-order-kind').selectOption('RECTIFY');
  await at('act-target').selectOption('case/qualification');
  await at('act-day').fill(new Date().toLocaleDateString('fr-FR', { timeZone: 'Europe/Paris' }));
  await at('act-reference').fill('cote 31');
  await at('act-note').click();
  await expect(at('acts-noted')).toContainText('cote 31');
  await expectClean(page, 'orders');
  await page.keyboard.press('Escape');
  await leave(page);
  await door.lock();
}

/** The CNIL: configuration and journals, that of the case among them; every access of the control stands in it. */
async function cnil(page: Page, door: Door, key: string): Promise<void> {
  const at = (testid: string) => page.getByTestId(testid);
  await door.unlockControl(key, CONTROL_PASSPHRASE, 'CNIL');
  await expect(at('control-desk')).toBeVisible({ timeout: 30_000 });
  await page.keyboard.press('2');
  await at('journal-chain').selectOption({ index: 1 });
  await expect(at('journal-verdict')).toHaveAttribute('data-intact', 'true');
  const kinds = at('journal-entry')
    .filter({ hasText: 'contrôle' })
    .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-kind')));
  expect(await kinds).toEqual(['case-closed', 'case-command', 'case-opened']);
  await expect(at('journals-pane')).not.toContainText(FACTS);
  await page.keyboard.press('3');
  await at('issue-control-file').click();
  await expect(at('control-file-text')).toContainText(RECORD.service);
  await expect(at('control-file-text')).not.toContainText(NUMBER);
  await door.lock();
}

/** The référent sees that there is a case, and when it ends; never which. */
async function deadlines(page: Page): Promise<void> {
  const at = (testid: string) => page.getByTestId(testid);
  await page.keyboard.press('3');
  await expect(at('clock-good')).toBeVisible();
  await expect(at('deadline-row')).toHaveCount(1);
  await expect(page.locator('body')).not.toContainText(NUMBER);
  await expectClean(page, 'deadlines');
}
