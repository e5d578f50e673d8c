// A synopsis leaves the built app as a film: three files that belong together, and that ffmpeg plays.

import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { saveFilm } from './support/film.ts';
import { clip, expect, test } from './support/fixtures.ts';

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
  const { path: film, mapPath, sumsPath, map } = await saveFilm(page, info);
  expect(hashOf(readFileSync(film))).toBe(map.film.sha256);
  const sums = readFileSync(sumsPath, 'utf8').trimEnd().split('\n');
  expect(sums).toEqual([
    `${map.film.sha256}  ${map.film.file}`,
    `${hashOf(readFileSync(mapPath))}  ${map.film.file.replace(/\.\w+$/, '.json')}`,
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
