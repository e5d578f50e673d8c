// A synopsis that leaves the app: its three files, saved, and what the file beside the film says.

import { readFileSync } from 'node:fs';
import type { Download, Page, TestInfo } from '@playwright/test';
import * as v from 'valibot';
import { expect } from './fixtures.ts';

const MapSchema = v.object({
  schema: v.literal('derush-synopsis-1'),
  notice: v.string(),
  caseNumber: v.nullable(v.string()),
  film: v.object({ file: v.string(), sha256: v.string(), width: v.number(), height: v.number(), pictures: v.number() }),
  masking: v.object({ on: v.boolean(), objects: v.number() }),
  recordings: v.array(v.object({ name: v.string(), sha256: v.string() })),
  objects: v.array(
    v.object({
      state: v.picklist(['PROPOSED', 'RETAINED', 'DISMISSED']),
      masked: v.boolean(),
      pieces: v.array(
        v.object({
          /** Film time, ordinal, presentation time, box. */
          pictures: v.array(v.array(v.number())),
          /** Film time, part of the picture. */
          masks: v.array(v.array(v.number())),
        }),
      ),
    }),
  ),
});

export interface SavedFilm {
  readonly path: string;
  readonly mapPath: string;
  readonly sumsPath: string;
  readonly map: v.InferOutput<typeof MapSchema>;
}

/** Saves what the dialog of a finished export offers. */
export async function saveFilm(page: Page, info: TestInfo): Promise<SavedFilm> {
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
  const map = v.parse(MapSchema, JSON.parse(readFileSync(path('.json'), 'utf8')));
  return { path: files.get('.mp4') ?? path('.webm'), mapPath: path('.json'), sumsPath: path('.sha256'), map };
}
