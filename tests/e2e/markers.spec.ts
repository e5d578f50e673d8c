// What a dossier leaves in the profile of the browser: nothing that was typed, no name of a file, once it is locked.

import { copyFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { Door } from './support/door.ts';
import { clip, expect, test } from './support/fixtures.ts';
import { Profile } from './support/profile.ts';
import { filesUnder, searchProfile } from './support/profile-search.ts';
import { Workbench } from './support/workbench.ts';

test.describe.configure({ timeout: 240_000 });

/** Words that stand nowhere but where this test puts them. */
const RECORD = {
  service: 'Qzxservice',
  controller: 'Qzxcontroller',
  dpo: 'Qzxdelegate',
  receipt: 'Qzxreceipt',
  aipdVersion: 'Qzxassessment',
  authority: 'Qzxauthority',
};
const REFERENT = {
  label: 'Qzxreferent',
  number: 'Qzx900017',
  passphrase: 'Qzxlampe carton vallon grenier biscuit fenêtre ruisseau',
};
const DIRECTOR = { label: 'Qzxdirector', number: 'Qzx900018', passphrase: 'Qzxhorloge-42-Marmite' };
const CONTROL = 'Qzxcolline marteau oiseau tiroir plume sentier ombre';
/** Into the form of the dossier: a preliminary enquiry asks for the magistrate. */
const FACTS = {
  procedureNumber: 'Qzx2026/00731',
  qualification: 'Qzxqualification',
  placeAndDate: 'Qzxstreet',
  magistrateName: 'Qzxmagistrate',
  magistrateCourt: 'Qzxcourt',
  reference: 'Qzxauthorisation',
};
const PROVENANCE = { pvReference: 'Qzxreport', holder: 'Qzxholder', place: 'Qzxplace' };
const CAMERA = 'Qzxcamera';
const FINDING = 'Qzxfinding';
const APPRECIATION = 'Qzxappreciation';
const FOLDER = 'Qzxfolder';
const FILE = 'Qzxfile_20260310.mp4';
const MARKERS = [
  ...Object.values(RECORD),
  ...[REFERENT, DIRECTOR].flatMap(({ label, number, passphrase }) => [
    label,
    number,
    passphrase.split(/[ -]/)[0] ?? '',
  ]),
  ...[CONTROL.split(' ')[0] ?? '', ...Object.values(FACTS), ...Object.values(PROVENANCE)],
  ...[CAMERA, FINDING, APPRECIATION, FOLDER, FILE],
];

/** Where Chromium keeps its history of downloads, and what goes on of them. */
const DOWNLOADS = /^Default\/(?:History(?:-journal)?|shared_proto_db\/.*)$/;
/** The app itself, as the browser keeps it. */
const OWN_FILES = /^Default\/(?:Cache|Code Cache|Service Worker)\//;

async function fill(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [field, text] of Object.entries(fields)) {
    await page.getByTestId(`field-${field}`).fill(text);
  }
}

/** Creates the dossier, and saves its key as a file. */
async function create(page: Page): Promise<void> {
  const at = (testid: string) => page.getByTestId(testid);
  await at('create-case').click();
  await page.locator('[data-value="PRELIMINAIRE"]').click();
  await fill(page, FACTS);
  await at('field-authorisedAt-time').fill('0000');
  await expect(at('missing')).toHaveAttribute('data-count', '0');
  await at('case-submit').click();
  await at('share-save').click();
  await at('share-done').click();
  await expect(at('dossier-bar')).toBeVisible();
}

/** Gives the recording, has it analysed, retains an object with words of the person's own. */
async function work(app: Workbench, path: string): Promise<void> {
  const { page } = app;
  const at = (testid: string) => page.getByTestId(testid);
  await at('file-input').first().setInputFiles(path);
  await expect(at('provenance')).toBeVisible();
  await fill(page, PROVENANCE);
  await page.locator('[data-testid^="field-camera-"]').first().fill(CAMERA);
  await at('provenance-save').click();
  expect(await app.waitForPhase(FILE, ['done', 'failed', 'cancelled'])).toBe('done');
  await app.choose(FILE);
  await app.tracks.first().click();
  await at('finding').fill(FINDING);
  await at('appreciation').fill(APPRECIATION);
  await at('retain').click();
  await expect(at('review')).toHaveAttribute('data-state', 'RETAINED');
}

/** Everything that a person may save of it, for real; the names under which it lies. */
async function save(app: Workbench, profile: Profile): Promise<readonly string[]> {
  const { page } = app;
  const at = (testid: string) => page.getByTestId(testid);
  const before = readdirSync(profile.downloads).length;
  await at('export-results').first().click();
  await at('motive-text').fill('joint au PV 12');
  await page.keyboard.press('Enter');
  await at('open-documents').click();
  await at('document-M1').click();
  await at('document-issue').click();
  await at('document-html').click();
  await expect.poll(() => finished(profile).length).toBe(before + 2);
  await page.keyboard.press('Escape');
  return finished(profile);
}

const finished = ({ downloads }: Profile): string[] =>
  readdirSync(downloads).filter((name) => !name.endsWith('.crdownload') && !name.startsWith('.'));

test('L32 nothing of a dossier stands in clear in the profile once it is locked', async ({ launchOptions, appUrl }) => {
  using profile = new Profile(launchOptions);
  const path = join(profile.folderOf(FOLDER), FILE);
  copyFileSync(clip('brief-60.mp4'), path);
  const { context, page } = await profile.open();
  await page.goto(appUrl);
  await new Door(page).prepare(RECORD, { referent: REFERENT, director: DIRECTOR, control: CONTROL });
  await create(page);
  const app = new Workbench(page);
  await work(app, path);
  const names = await save(app, profile);
  expect(names.length).toBeGreaterThanOrEqual(4);
  await page.getByTestId('lock').click();
  await expect(page.getByTestId('locked')).toBeVisible();
  await context.close();

  expect(MARKERS.length).toBeGreaterThanOrEqual(20);
  // What was saved says it in clear, outside of the profile: the markers do reach the documents.
  const saved = names.map((name) => readFileSync(join(profile.downloads, name), 'utf8')).join('\n');
  expect(saved).toContain(FACTS.procedureNumber);
  expect(searchProfile(profile.folder, MARKERS)).toEqual([]);
  // No name under which something is saved says anything of the case. The browser keeps the name in its history of
  // downloads, as the certificate of erasure says; those that are always the same stand in the app's own files too.
  expect(names.filter((name) => MARKERS.some((marker) => name.includes(marker)))).toEqual([]);
  const places = new Set(searchProfile(profile.folder, names).map(({ file }) => file));
  expect([...places].filter((file) => !DOWNLOADS.test(file) && !OWN_FILES.test(file))).toEqual([]);
});

test('the search finds words that a page has left in clear, packed or not', async ({ launchOptions, appUrl }) => {
  using profile = new Profile(launchOptions);
  const words = [
    'QZX-kept-in-storage',
    'QZX-kept-in-a-record',
    'QZX-kept-in-a-long-record',
    'QZX-kept-by-download.txt',
  ];
  const { context, page } = await profile.open();
  await page.goto(appUrl);
  await page.evaluate(async ([stored = '', short = '', long = '', name = '']) => {
    localStorage.setItem('control', stored);
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('control');
      request.onupgradeneeded = () => request.result.createObjectStore('words', { autoIncrement: true });
      request.onsuccess = () => {
        resolve(request.result);
      };
      request.onerror = () => {
        reject(new Error('control'));
      };
    });
    const transaction = database.transaction('words', 'readwrite');
    transaction.objectStore('words').add(short);
    transaction.objectStore('words').add({ text: `${'filler that packs well '.repeat(9000)}${long}` });
    await new Promise((resolve) => {
      transaction.oncomplete = resolve;
    });
    database.close();
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob(['control']));
    link.download = name;
    link.click();
  }, words);
  await expect.poll(() => readdirSync(profile.downloads)).toContain(words[3]);
  await context.close();
  const found = new Set(searchProfile(profile.folder, words).map(({ word }) => word));
  expect(filesUnder(profile.folder).length).toBeGreaterThan(10);
  expect([...found].sort()).toEqual([...words].sort());
});
