// Takes the pictures: every screen in each size, and what a picture alone does not say: whether something is out of reach.

import { copyFileSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { ROOT } from '../lib/setup.mjs';
import { outOfReach } from './reach.ts';

export const SIZES = [
  { width: 1440, height: 900 },
  { width: 1280, height: 720 },
] as const;
/** 1440 × 900 at 200 %: half of the room, the same letters. */
const ZOOMED = { width: 720, height: 450 } as const;
/** All pictures; those that a reader needs are copied beside the README. */
const FOLDER = join(ROOT, '.cache', 'screens');
const KEPT_FOLDER = join(ROOT, 'docs', 'screens');
const MOST_BYTES = 120 * 1024;
const QUALITIES = [82, 70, 58, 46, 36];

export interface Shot {
  /** Also in light. */
  readonly light?: boolean;
  /** Also in the whole length of what scrolls in it. */
  readonly tall?: boolean;
}

export class Camera {
  readonly #kept: ReadonlySet<string>;
  readonly #language: string;
  /** What was seen out of reach, one line each. */
  readonly remarks: string[] = [];

  /** `kept`: pictures for the docs, by name, language, width: `workbench-fr-1440`. */
  constructor(language: string, kept: ReadonlySet<string>) {
    this.#language = language;
    this.#kept = kept;
    mkdirSync(FOLDER, { recursive: true });
    mkdirSync(KEPT_FOLDER, { recursive: true });
  }

  async shoot(page: Page, screen: string, { light = false, tall = false }: Shot = {}): Promise<void> {
    const name = `${screen}-${this.#language}`;
    await page.waitForTimeout(250);
    for (const size of SIZES) {
      await page.setViewportSize(size);
      await this.#take(page, `${name}-${size.width}`);
      await this.#look(page, `${name}-${size.width}`);
    }
    if (light) {
      await setTheme(page, 'light');
      await this.#take(page, `${name}-${SIZES[1].width}-light`);
      await setTheme(page, 'dark');
    }
    if (tall) {
      await page.setViewportSize({ width: SIZES[1].width, height: 2000 });
      await this.#take(page, `${name}-tall`);
    }
    await page.setViewportSize(ZOOMED);
    await this.#take(page, `${name}-zoomed`);
    await this.#look(page, `${name}-zoomed`);
    await page.setViewportSize(SIZES[0]);
  }

  async #look(page: Page, name: string): Promise<void> {
    this.remarks.push(...(await outOfReach(page)).map((remark) => `${name}: ${remark}`));
  }

  async #take(page: Page, name: string): Promise<void> {
    await page.waitForTimeout(250);
    const path = join(FOLDER, `${name}.jpg`);
    for (const quality of QUALITIES) {
      await page.screenshot({ path, type: 'jpeg', quality });
      if (statSync(path).size <= MOST_BYTES) {
        break;
      }
    }
    if (this.#kept.has(name)) {
      copyFileSync(path, join(KEPT_FOLDER, `${name}.jpg`));
    }
  }
}

/** Path of a clip of the test footage. */
export const footage = (name: string): string => join(ROOT, '.cache', 'footage', name);

/** By its button, so that what is drawn follows; under a dialog for the page alone. */
async function setTheme(page: Page, theme: 'dark' | 'light'): Promise<void> {
  const button = page.getByTestId('theme');
  if ((await page.locator('dialog[open]').count()) === 0 && (await button.count()) === 1) {
    await button.click();
    return;
  }
  await page.evaluate((chosen) => {
    document.documentElement.dataset['theme'] = chosen;
  }, theme);
}
