// What a dossier leaves in the profile of the browser: nothing that was typed, no name of a file, once it is locked.

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './support/fixtures.ts';
import { Profile } from './support/profile.ts';
import { filesUnder, searchProfile } from './support/profile-search.ts';

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
  expect(filesUnder(profile.folder).map((path) => join(path)).length).toBeGreaterThan(10);
  expect([...found].sort()).toEqual([...words].sort());
});
