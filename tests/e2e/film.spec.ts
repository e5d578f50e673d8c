// A synopsis leaves the built app as a film: three files that belong together, and that ffmpeg plays.

import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import type { Download } from '@playwright/test';
import { clip, expect, test } from './support/fixtures.ts';

const MapSchema = v.object({
  schema: v.literal('derush-synopsis-1'),
  notice: v.string(),
  film: v.object({ file: v.string(), sha256: v.string(), width: v.number(), height: v.number(), pictures: v.number() }),
  recordings: v.array(v.object({ name: v.string(), sha256: v.string() })),
  objects: v.array(v.object({ pieces: v.array(v.object({ pictures: v.array(v.array(v.number())) })) })),
});

const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

test('a synopsis is exported as a film that plays, with its mapping and the hashes of both', async ({
  app,
  page,
  shape,
}, info) => {
  // Once: in the shape that forbids more; the film is written by the same worker in both.
  test.skip(shape === 'pwa');
  await app.startExercise([clip('high-160.mp4')]);
  await app.waitForPhase('high-160.mp4', ['done']);
  await page.keyboard.press('F9');
  await expect(page.getByTestId('synopsis-export')).toBeEnabled();

  await page.keyboard.press('Control+s');
  await expect(page.getByTestId('film-progress')).toBeVisible();
  await page.getByTestId('film-cancel').click();
  await expect(page.getByTestId('film')).toBeHidden();
  await page.getByTestId('synopsis-export').click();
  await expect(page.getByTestId('film-done')).toBeVisible({ timeout: 60_000 });

  const downloads: Download[] = [];
  page.on('download', (download) => downloads.push(download));
  await page.getByTestId('film-save-all').click();
  await expect.poll(() => downloads.length).toBe(3);
  const files = new Map<string, string>();
  for (const download of downloads) {
    const name = download.suggestedFilename();
    files.set(name.slice(name.lastIndexOf('.')), info.outputPath(name));
    await download.saveAs(info.outputPath(name));
  }
  const path = (end: string): string => files.get(end) ?? '';
  const film = files.get('.mp4') ?? path('.webm');
  const map = v.parse(MapSchema, JSON.parse(readFileSync(path('.json'), 'utf8')));
  expect(hashOf(readFileSync(film))).toBe(map.film.sha256);
  const sums = readFileSync(path('.sha256'), 'utf8').trimEnd().split('\n');
  expect(sums).toEqual([
    `${map.film.sha256}  ${map.film.file}`,
    `${hashOf(readFileSync(path('.json')))}  ${map.film.file.replace(/\.\w+$/, '.json')}`,
  ]);
  expect(map.notice).toBe('EXERCICE – sans valeur procédurale');
  expect(map.objects.every(({ pieces }) => pieces.some(({ pictures }) => pictures.length > 0))).toBe(true);

  // Every picture decodes.
  const probe = [
    '-v',
    'error',
    '-count_frames',
    '-show_entries',
    'stream=width,height,nb_read_frames',
    '-of',
    'csv=p=0',
  ];
  const said = execFileSync('ffprobe', [...probe, film], { encoding: 'utf8' }).trim();
  expect(said).toBe(`${map.film.width},${map.film.height},${map.film.pictures}`);

  await page.getByTestId('dialog-close').click();
  await page.keyboard.press('h');
  await expect(page.getByTestId('journal')).toContainText('Synopsis exporté');
});
