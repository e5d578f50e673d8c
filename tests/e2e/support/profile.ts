// A browser with a profile on disk, opened and closed as a person does; what it saves, it saves under its real name.

import { chromium, type BrowserContext, type LaunchOptions, type Page } from '@playwright/test';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export class Profile implements Disposable {
  readonly #scratch = mkdtempSync(join(tmpdir(), 'derush-profile-'));
  readonly folder = join(this.#scratch, 'profile');
  readonly downloads = join(this.#scratch, 'downloads');
  readonly #options: LaunchOptions;

  constructor(options: LaunchOptions) {
    this.#options = options;
    mkdirSync(this.downloads);
  }

  async open(): Promise<{ readonly context: BrowserContext; readonly page: Page }> {
    const context = await chromium.launchPersistentContext(this.folder, {
      ...this.#options,
      ...{ locale: 'fr-FR', timezoneId: 'Europe/Paris', viewport: { width: 1440, height: 900 } },
    });
    const page = context.pages()[0] ?? (await context.newPage());
    // Without this the test's own browser would keep downloads elsewhere, under names of its own.
    const client = await context.newCDPSession(page);
    await client.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: this.downloads });
    return { context, page };
  }

  /** A scratch folder beside the profile. */
  folderOf(name: string): string {
    const path = join(this.#scratch, name);
    mkdirSync(path, { recursive: true });
    return path;
  }

  [Symbol.dispose](): void {
    rmSync(this.#scratch, { recursive: true, force: true });
  }
}
