// The end of a dossier through the screens alone, in both shapes (dark in one, light in the other): what is decided, what is refused and where that is
// mended, its documents, its closing, its erasure, and what stands at the door afterwards.

import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page, TestInfo } from '@playwright/test';
import { seriousProblems } from './support/axe.ts';
import { CONTROL_PASSPHRASE, DIRECTOR, Door, RECORD, REFERENT } from './support/door.ts';
import { clip, expect, test } from './support/fixtures.ts';
import type { Workbench } from './support/workbench.ts';

const NUMBER = '2026/00418';
const KEPT = 'hall.mp4';
const ERASED = 'cour.webm';
const FACTS = { procedureNumber: NUMBER, qualification: 'Vol', placeAndDate: 'Lyon, cette nuit' };
const PROVENANCE = { pvReference: 'PV 418/3', holder: 'Syndic', place: '12 rue des Lilas' };
const TODAY = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'short', timeZone: 'Europe/Paris' });

test.describe.configure({ timeout: 120_000 });
test.use({ actionTimeout: 20_000 });

async function expectClean(page: Page, screen: string): Promise<void> {
  expect.soft(await seriousProblems(page), screen).toEqual([]);
}

async function fill(page: Page, fields: Readonly<Record<string, string>>, prefix = 'field-'): Promise<void> {
  for (const [field, text] of Object.entries(fields)) {
    await page.getByTestId(`${prefix}${field}`).fill(text);
  }
}

test('L06 L08 L11 L15 L18 a dossier is closed, erased, and leaves its certificate', async ({
  themedApp: app,
  page,
}, info) => {
  const at = (testid: string) => page.getByTestId(testid);
  const door = new Door(page);
  const controlKey = await begin(door, info);
  const [key, hall] = await create(app, info);
  const found = await decide(app);
  await exportOne(page);
  await endSession(page);

  await at('open-case').click();
  await at('share-file').setInputFiles(key);
  await at('share-open').click();
  await expect(at('dossier-bar')).toBeVisible({ timeout: 30_000 });
  await app.waitForPhase(KEPT, ['done']);
  await app.choose(KEPT);
  await expect(app.tracks).toHaveCount(found - 1);
  await eraseRecording(app);
  await mendReport(app, hall);
  await drawUp(page);
  await suspend(page);
  await closeAndErase(page, info);

  await at('leave-dossier').click();
  await expect(at('case-desk')).toBeVisible();
  await expect(at('case-row')).toHaveCount(0);
  await door.lock();
  await door.unlockControl(controlKey, CONTROL_PASSPHRASE, 'MAGISTRAT_230_24');
  await at('tab-papers').click();
  await at('read-certificate').click();
  await expect(at('certificate-text')).toContainText(NUMBER);
  await expect(at('certificate-text')).toContainText('clôture : classement');
  await expectClean(page, 'certificate at the door');
});

/** Installs, adds the director and lets them in; where the control key was saved. */
async function begin(door: Door, info: TestInfo): Promise<string> {
  await door.stand();
  await door.fillInstallation(RECORD, REFERENT, CONTROL_PASSPHRASE);
  const download = await door.install();
  const path = info.outputPath('control-key');
  await download.saveAs(path);
  await door.addDirector(DIRECTOR, RECORD.authority);
  await door.lock();
  await door.unlock(DIRECTOR);
  return path;
}

/** A flagrance of today with two recordings, analysed; its key, and the file of the one that is kept. */
async function create(app: Workbench, info: TestInfo): Promise<readonly [key: string, hall: string]> {
  const { page } = app;
  const at = (testid: string) => page.getByTestId(testid);
  await at('create-case').click();
  await page.locator('[data-value="FLAGRANCE"]').click();
  await fill(page, FACTS);
  await at('field-flagranceFrom-time').fill('0000');
  await at('field-noContraryDecision').check();
  await expect(at('missing')).toHaveAttribute('data-count', '0');
  await expectClean(page, 'form');
  await at('case-submit').click();
  const share = page.waitForEvent('download');
  await at('share-save').click();
  const key = info.outputPath('key');
  await (await share).saveAs(key);
  await at('share-done').click();
  await expect(at('dossier-bar')).toBeVisible();

  const folder = info.outputPath('footage');
  mkdirSync(folder);
  const paths = [KEPT, ERASED].map((name) => join(folder, name));
  copyFileSync(clip('brief-60.mp4'), paths[0] ?? '');
  copyFileSync(clip('vp9.webm'), paths[1] ?? '');
  await at('file-input').first().setInputFiles(paths);
  await expect(at('provenance')).toBeVisible();
  await fill(page, PROVENANCE);
  await at('take-proposals').click();
  await expectClean(page, 'provenance');
  await at('provenance-save').click();
  for (const name of [KEPT, ERASED]) {
    expect(await app.waitForPhase(name, ['done', 'failed', 'cancelled'])).toBe('done');
  }
  return [key, paths[0] ?? ''];
}

/** By keyboard: retains one object without saying what is seen, dismisses another. How many there were. */
async function decide(app: Workbench): Promise<number> {
  const { page } = app;
  const review = page.getByTestId('review');
  await app.choose(KEPT);
  const found = await app.tracks.count();
  expect(found).toBeGreaterThan(1);
  await app.tracks.first().click();
  await page.keyboard.press('Enter');
  await expect(review).toHaveAttribute('data-state', 'RETAINED');
  await page.keyboard.press(']');
  await expect(review).toHaveAttribute('data-state', 'PROPOSED');
  await page.keyboard.press('x');
  await page.keyboard.press('1');
  await expect(review).toHaveAttribute('data-state', 'DISMISSED');
  await expectClean(page, 'workbench');
  return found;
}

/** A picture leaves, and the journal says why. */
async function exportOne(page: Page): Promise<void> {
  const at = (testid: string) => page.getByTestId(testid);
  await page.keyboard.press('s');
  await expect(at('motive-text')).toBeFocused();
  await expectClean(page, 'motive');
  await page.keyboard.type('joint au PV 418/8');
  const still = page.waitForEvent('download');
  await page.keyboard.press('Enter');
  expect((await still).suggestedFilename()).toMatch(/^DOSSIER_image-\d{6}\.png$/);
  await page.keyboard.press('h');
  await expect(at('dossier-journal')).toContainText('joint au PV 418/8');
  await expectClean(page, 'journal');
  await leave(page, 'dossier-journal');
}

/** A key that comes before a dialog is gone is for the dialog. */
async function leave(page: Page, dialog: string): Promise<void> {
  await page.keyboard.press('Escape');
  await expect(page.getByTestId(dialog)).toHaveCount(0);
}

async function endSession(page: Page): Promise<void> {
  const at = (testid: string) => page.getByTestId(testid);
  await page.keyboard.press('Shift+Q');
  await expect(at('purge-warning')).toHaveText(/^1 objet écarté va être effacé/);
  await expectClean(page, 'closing');
  await at('end-session').click();
  await expect(at('ending')).toBeVisible({ timeout: 30_000 });
  await expectClean(page, 'session ended');
  await at('leave-dossier').click();
}

/** CPP 230-23: one recording goes, the dossier stays. */
async function eraseRecording(app: Workbench): Promise<void> {
  const { page } = app;
  const at = (testid: string) => page.getByTestId(testid);
  await page.keyboard.press('Shift+P');
  await at('act-order').click();
  await at('act-target').selectOption({ label: `Enregistrement ${ERASED}` });
  await fill(page, { day: TODAY.format(), reference: 'D 11' }, 'act-');
  await expect(at('act-note')).toBeDisabled();
  await at('act-confirm').check();
  await expectClean(page, 'order');
  await at('act-note').click();
  await expect(at('acts-noted')).toContainText('Effacer');
  await expect(at('certificate').getByText('Certificat d’effacement partiel').first()).toBeVisible();
  await expectClean(page, 'certificate of a part');
  await leave(page, 'procedure');
  await expect(app.recording(ERASED)).toHaveCount(0);
  await expect(app.recording(KEPT)).toBeVisible();
}

/** A report is refused; each thing that it lacks leads to its field, and is filled in there. */
async function mendReport(app: Workbench, hall: string): Promise<void> {
  const { page } = app;
  const at = (testid: string) => page.getByTestId(testid);
  const lack = (code: string) => page.locator(`[data-testid="refusal-code"][data-code="${code}"]`);
  const ask = async (): Promise<void> => {
    await at('open-documents').click();
    await at('document-REPORT').click();
    await at('document-issue').click();
  };
  await ask();
  await expect(lack('RECORDING_HASH_AFTER')).toBeVisible({ timeout: 30_000 });
  await expectClean(page, 'refused report');
  await lack('FINDING').getByRole('button').first().click();
  await expect(at('documents')).toBeHidden();
  await expect(at('finding')).toBeFocused();
  await page.keyboard.type('Sort par la porte de gauche');
  await page.keyboard.press('Enter');
  await expect(at('review')).toHaveAttribute('data-state', 'RETAINED');
  await ask();
  await expect(lack('RECORDING_HASH_AFTER')).toBeVisible({ timeout: 30_000 });
  await expect(lack('FINDING')).toHaveCount(0);
  await lack('RECORDING_HASH_AFTER').getByRole('button').first().click();
  await expect(app.recording(KEPT).getByTestId('give-again')).toBeFocused();
  await app.recording(KEPT).getByTestId('give-again-input').setInputFiles(hall);
  await expect(app.recording(KEPT).getByTestId('give-again')).toBeHidden();
}

/** M1, M2 of both sessions, report: what closing waits for leads to each. */
async function drawUp(page: Page): Promise<void> {
  const at = (testid: string) => page.getByTestId(testid);
  const lack = (code: string) => at('closing').locator(`[data-code="${code}"]`).getByRole('button').first();
  const issue = async (code: string): Promise<void> => {
    await page.keyboard.press('Shift+Q');
    await lack(code).click();
    await expect(at(`document-${code}`)).toBeFocused();
    await expect(at(`document-${code}`)).toHaveAttribute('aria-selected', 'true');
    await at('document-issue').click();
  };
  await page.keyboard.press('Shift+Q');
  await lack('SESSION_END').click();
  await expect(at('end-use')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(at('step-session')).toHaveAttribute('data-done', 'true');
  await leave(page, 'closing');
  await issue('M1');
  await expect(at('document-preview')).toBeVisible({ timeout: 30_000 });
  await leave(page, 'documents');
  await issue('M2');
  await expect(at('document-preview')).toBeVisible({ timeout: 30_000 });
  await expect(at('document-M2')).toContainText('À établir');
  await expect(at('document-issue')).toHaveText('Établir de nouveau');
  await at('document-issue').click();
  await expect(at('document-M2')).toContainText('Établie le');
  await leave(page, 'documents');
  await issue('REPORT');
  await expect(at('document-preview').getByText('Sort par la porte de gauche').first()).toBeVisible({
    timeout: 60_000,
  });
  await expectClean(page, 'report');
  await leave(page, 'documents');
}

async function suspend(page: Page): Promise<void> {
  const at = (testid: string) => page.getByTestId(testid);
  await page.keyboard.press('Shift+P');
  await fill(page, { day: TODAY.format(), reference: 'D 13' }, 'act-');
  await at('act-note').click();
  await expect(at('dossier-bar')).toHaveAttribute('data-state', 'SUSPENDED');
  await leave(page, 'procedure');
  await expectClean(page, 'suspended');
}

async function closeAndErase(page: Page, info: TestInfo): Promise<void> {
  const at = (testid: string) => page.getByTestId(testid);
  await page.keyboard.press('Shift+Q');
  await at('closing').locator('[data-code="REPORT_JOINED"]').getByRole('button').first().click();
  await expect(at('closing-cote')).toBeFocused();
  await page.keyboard.type('D 12');
  await at('join-report').click();
  await expect(at('step-joined')).toHaveAttribute('data-done', 'true');
  await at('closing-event').selectOption('CLASSEMENT');
  await at('close-case').click();
  await expect(at('dossier-bar')).toHaveAttribute('data-state', 'CLOSED');
  await expect(at('erase')).toBeDisabled();
  await at('closing-confirm').check();
  await expectClean(page, 'closed');
  await at('erase').click();
  await expect(at('certificate').getByText(NUMBER)).toBeVisible({ timeout: 30_000 });
  await expect(at('left-to-do')).toContainText('Détruire la clé de dossier');
  await expectClean(page, 'certificate');
  await expectPrinted(page);
  const saved = page.waitForEvent('download');
  await at('save-certificate').click();
  const download = await saved;
  expect(download.suggestedFilename()).toMatch(/^derush-certificate-[0-9a-f]{8}\.html$/);
  await download.saveAs(info.outputPath('certificate.html'));
}

/** On paper: the whole certificate, and nothing beside it. */
async function expectPrinted(page: Page): Promise<void> {
  const at = (testid: string) => page.getByTestId(testid);
  await page.emulateMedia({ media: 'print' });
  await expect(at('leave-dossier')).toBeHidden();
  await expect(at('workbench')).toBeHidden();
  const paper = at('certificate').getByTestId('document-preview');
  const isWhole = await paper.evaluate(({ scrollHeight, clientHeight }) => scrollHeight <= clientHeight);
  expect(isWhole).toBe(true);
  await page.emulateMedia({ media: 'screen' });
}
