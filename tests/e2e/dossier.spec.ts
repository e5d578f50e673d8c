// A dossier from the first use of the machine to the next day, through the screens alone, in both shapes.

import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page, TestInfo } from '@playwright/test';
import { seriousProblems } from './support/axe.ts';
import { CONTROL_PASSPHRASE, DIRECTOR, Door, RECORD, REFERENT } from './support/door.ts';
import { framesByFfmpeg } from './support/ffmpeg.ts';
import { saveFilm } from './support/film.ts';
import { clip, expect, test } from './support/fixtures.ts';
import { Steps } from './support/steps.ts';
import { Workbench } from './support/workbench.ts';

const NUMBER = '2026/00417';
/** Three cameras, one small recording each: names as a recorder gives them. */
const CAMERAS = [
  { name: 'hall_20260310_140000.mp4', from: 'brief-60.mp4' },
  { name: 'quai_20260310_140000.mp4', from: 'high-160.mp4' },
  { name: 'cour_20260310_140000.webm', from: 'vp9.webm' },
];

test.describe.configure({ timeout: 300_000 });

async function expectClean(page: Page, screen: string): Promise<void> {
  expect.soft(await seriousProblems(page), screen).toEqual([]);
}

function footage(folder: string): string[] {
  mkdirSync(folder, { recursive: true });
  return CAMERAS.map(({ name, from }) => {
    const path = join(folder, name);
    copyFileSync(clip(from), path);
    return path;
  });
}

/** What the person does from the desk to the first analysis, by keyboard: a flagrance of today. */
async function create(page: Page, steps: Steps): Promise<void> {
  const at = (testid: string) => page.getByTestId(testid);
  await steps.press('n');
  await steps.field('framework', at('field-framework'));
  await steps.press('ArrowRight');
  await expect(page.locator('[data-value="FLAGRANCE"]')).toHaveAttribute('aria-checked', 'true');
  await steps.field('procedureNumber', at('field-procedureNumber'));
  await steps.write(NUMBER);
  await steps.field('flagranceFrom', at('field-flagranceFrom-time'));
  await steps.type('0000');
  await steps.field('qualification', at('field-qualification'));
  await steps.write('Vol avec effraction');
  await steps.field('placeAndDate', at('field-placeAndDate'));
  await steps.write('12 rue des Lilas, Lyon, cette nuit');
  await steps.field('noContraryDecision', at('field-noContraryDecision'));
  await steps.press('Space');
  await expectClean(page, 'form');
  await expect(at('missing')).toHaveAttribute('data-count', '0');
  await steps.press('Control+Enter');
  await expect(at('share-screen')).toBeVisible({ timeout: 30_000 });
  await expectClean(page, 'key of the dossier');
}

test('L01 L02 L05 a dossier goes from the installation to the next day', async ({ app, page, watch, shape }, info) => {
  const at = (testid: string) => page.getByTestId(testid);
  const door = new Door(page);
  await door.stand();
  await door.fillInstallation(RECORD, REFERENT, CONTROL_PASSPHRASE);
  await expectClean(page, 'installation');
  await door.install();
  await expectClean(page, 'desk of the référent');
  await door.addDirector(DIRECTOR, RECORD.authority);
  await door.lock();
  await expectClean(page, 'unlocking');
  await door.unlock(DIRECTOR);
  await expectClean(page, 'desk');

  const steps = new Steps(page);
  await create(page, steps);
  const share = page.waitForEvent('download');
  await steps.press('Enter');
  const key = info.outputPath('key');
  await (await share).saveAs(key);
  await steps.reach('continue', at('share-done'));
  await steps.press('Enter');
  await expect(at('dossier-bar')).toBeVisible();
  await expect(at('dossier-number')).toHaveText(NUMBER);
  const paths = footage(info.outputPath('footage'));
  await steps.give(at('file-input').first(), paths);
  await expect(at('provenance')).toBeVisible();
  await provenance(page, steps);
  await app.waitForPhase(CAMERAS[0]?.name ?? '', ['looking', 'analysing', 'done']);
  info.annotations.push({ type: 'steps', description: steps.summary() });
  console.log(`creating a dossier: ${steps.summary()}`);
  await info.attach('steps', { body: steps.log.join('\n') });
  expect(steps.fields.length).toBeLessThanOrEqual(14);
  expect(steps.keystrokes).toBeLessThanOrEqual(60);
  expect(steps.seconds).toBeLessThanOrEqual(120);

  for (const { name } of CAMERAS) {
    expect(await app.waitForPhase(name, ['done', 'failed', 'cancelled'])).toBe('done');
  }
  const found = await review(app);
  if (shape === 'usb') {
    // Once: in the shape that forbids more.
    await exportFilm(page, info, found);
  }
  await mention(page);
  await at('lock').click();
  await expect(at('locked')).toBeVisible();
  expect(await page.locator('body').innerText()).not.toContain('effraction');
  await expectClean(page, 'locked');
  await at('locked-registration').fill(DIRECTOR.number);
  await at('locked-passphrase').fill(DIRECTOR.passphrase);
  await at('unlock').click();
  await expect(at('dossier-bar')).toBeVisible({ timeout: 30_000 });
  await app.choose(CAMERAS[0]?.name ?? '');

  await at('open-closing').click();
  await expect(at('purge-warning')).toContainText('1');
  await expectClean(page, 'end of the session');
  await at('end-session').click();
  await expect(at('ending')).toBeVisible({ timeout: 30_000 });
  await at('leave-dossier').click();
  const [url, context] = [page.url(), page.context()];
  await page.close();
  expect(watch.errors).toEqual([]);

  const next = await context.newPage();
  await reopen(next, url, key, paths, found);
});

async function provenance(page: Page, steps: Steps): Promise<void> {
  const at = (testid: string) => page.getByTestId(testid);
  await expectClean(page, 'provenance');
  await steps.field('pvReference', at('field-pvReference'));
  await steps.write('PV 2026/417/3');
  await steps.field('holder', at('field-holder'));
  await steps.write('Syndic des Lilas');
  await steps.field('place', at('field-place'));
  await steps.write('12 rue des Lilas');
  await steps.field('camera', at('take-proposals'));
  await steps.press('Enter');
  await steps.press('Enter');
  await expect(at('provenance')).toBeHidden();
}

/** Retains one object, dismisses another; how many there were on the first camera. */
async function review(app: Workbench): Promise<number> {
  const { page } = app;
  const at = (testid: string) => page.getByTestId(testid);
  await app.choose(CAMERAS[0]?.name ?? '');
  const found = await app.tracks.count();
  expect(found).toBeGreaterThan(1);
  await app.tracks.nth(0).click();
  await at('finding').fill('Sort par la porte de gauche');
  await at('retain').click();
  await expect(at('review')).toHaveAttribute('data-state', 'RETAINED');
  await app.tracks.nth(1).click();
  await at('dismiss').click();
  await at('motives').getByRole('button').first().click();
  await expect(at('review')).toHaveAttribute('data-state', 'DISMISSED');
  await expectClean(page, 'review');
  return found;
}

/** A synopsis of the first camera leaves the dossier: whoever was not retained is unrecognisable in it, and said to be. */
async function exportFilm(page: Page, info: TestInfo, found: number): Promise<void> {
  const at = (testid: string) => page.getByTestId(testid);
  await page.keyboard.press('F9');
  await expect(at('synopsis-export')).toBeEnabled();
  await page.keyboard.press('Control+s');
  await expect(at('motive-text')).toBeFocused();
  await page.keyboard.type('joint au PV 418/9');
  await page.keyboard.press('Enter');
  const { path, map } = await saveFilm(page, info);
  await at('dialog-close').click();
  await expect(at('film')).toBeHidden();
  expect(map.caseNumber).toBe(NUMBER);
  expect(map.objects.length).toBe(found);
  expect(map.masking).toEqual({ on: true, objects: found - 1 });
  for (const { state, masked, pieces } of map.objects) {
    expect(masked).toBe(state !== 'RETAINED');
    const masks = pieces.flatMap((piece) => piece.masks);
    const shown = pieces.flatMap((piece) => piece.pictures);
    expect(shown.length).toBeGreaterThan(0);
    if (masked) {
      expect(new Set(masks.map(([us]) => us))).toEqual(new Set(shown.map(([us]) => us)));
    }
  }
  expect(framesByFfmpeg(path, map.film.pictures, 1, map.film)).toHaveLength(1);
}

async function mention(page: Page): Promise<void> {
  const at = (testid: string) => page.getByTestId(testid);
  await at('open-documents').click();
  await at('document-M1').click();
  await at('document-issue').click();
  await expect(at('view-text')).toBeVisible({ timeout: 30_000 });
  await at('view-text').click();
  await expect(at('document-text')).toContainText(NUMBER);
  await expect(at('document-text')).toContainText('230-20');
  await expectClean(page, 'documents');
  await page.keyboard.press('Escape');
  await expect(at('documents')).toBeHidden();
}

/** The next day: the results are there before any file is, then the file is given again. */
async function reopen(page: Page, url: string, key: string, paths: readonly string[], found: number): Promise<void> {
  const at = (testid: string) => page.getByTestId(testid);
  const app = new Workbench(page);
  await page.goto(url);
  const door = new Door(page);
  await door.stand();
  await door.unlock(DIRECTOR);
  await expect(at('case-row')).toHaveCount(1);
  await at('open-case').click();
  await at('share-file').setInputFiles(key);
  await at('share-open').click();
  await expect(at('dossier-bar')).toBeVisible({ timeout: 30_000 });
  const name = CAMERAS[0]?.name ?? '';
  await app.waitForPhase(name, ['done']);
  await app.choose(name);
  // The dismissed one went with its session.
  await expect(app.tracks).toHaveCount(found - 1);
  await app
    .recording(name)
    .getByTestId('give-again-input')
    .setInputFiles(paths[0] ?? '');
  await expect(app.recording(name).getByTestId('give-again')).toBeHidden();
  await app.tracks.first().click();
  await expect(app.picture).toHaveAttribute('data-ordinal', /^\d+$/);
  await expect(at('review')).toHaveAttribute('data-state', 'RETAINED');

  const second = await page.context().newPage();
  await second.goto(url);
  await second.getByTestId('open-door').click();
  await expect(second.getByTestId('elsewhere')).toBeVisible();
  expect(await second.locator('body').innerText()).not.toContain(NUMBER);
  await expectClean(second, 'open elsewhere');
}
