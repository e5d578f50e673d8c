// The app as its user meets it. Specs speak through this page object, never through selectors of their own.

import { expect, type Locator, type Page } from '@playwright/test';

/** Pixels of the player, RGB, at a stated size. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly rgb: Buffer;
}

export class Workbench {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Opens an Exercice with these files, through the picker. */
  async startExercise(paths: readonly string[]): Promise<void> {
    await this.page.getByTestId('exercise-consent').check();
    await this.addFiles(paths);
    await expect(this.page.getByTestId('workbench')).toBeVisible();
  }

  async addFiles(paths: readonly string[]): Promise<void> {
    await this.page
      .getByTestId('file-input')
      .first()
      .setInputFiles([...paths]);
  }

  recording(name: string): Locator {
    return this.page.locator(`[data-testid="recording"][data-name="${name}"]`);
  }

  /** Makes a recording the current one. */
  async choose(name: string): Promise<void> {
    await this.recording(name).getByTestId('recording-choose').click();
  }

  /** Waits until a recording reached one of these phases; returns which. */
  async waitForPhase(name: string, phases: readonly string[], timeout = 120_000): Promise<string> {
    const row = this.recording(name);
    await expect(row).toHaveAttribute('data-phase', new RegExp(`^(?:${phases.join('|')})$`), { timeout });
    return (await row.getAttribute('data-phase')) ?? '';
  }

  alert(code: string): Locator {
    return this.page.locator(`[data-testid="alert"][data-code="${code}"]`);
  }

  get tracks(): Locator {
    return this.page.getByTestId('track');
  }

  /** How many objects the list says that it shows. */
  async shownCount(): Promise<number> {
    return Number.parseInt(await this.page.getByTestId('result-count').innerText(), 10);
  }

  get picture(): Locator {
    return this.page.getByTestId('picture');
  }

  /** Waits until the player has painted this ordinal. */
  async expectOrdinal(ordinal: number): Promise<void> {
    await expect(this.picture).toHaveAttribute('data-ordinal', String(ordinal));
  }

  async ordinal(): Promise<number> {
    return Number(await this.picture.getAttribute('data-ordinal'));
  }

  /** What the player's canvas holds now, brought to the given size. */
  async readPicture(width: number, height: number): Promise<Picture> {
    const base64 = await this.picture.evaluate(
      (element, size) => {
        if (!(element instanceof HTMLCanvasElement)) {
          throw new Error('the picture is not a canvas');
        }
        const context = new OffscreenCanvas(size.width, size.height).getContext('2d');
        if (context === null) {
          throw new Error('no 2d context');
        }
        context.drawImage(element, 0, 0, size.width, size.height);
        const { data } = context.getImageData(0, 0, size.width, size.height);
        let text = '';
        for (let i = 0; i < data.length; i += 4) {
          text += String.fromCharCode(data[i] ?? 0, data[i + 1] ?? 0, data[i + 2] ?? 0);
        }
        return btoa(text);
      },
      { width, height },
    );
    return { width, height, rgb: Buffer.from(base64, 'base64') };
  }
}
