// The built app, driven through its own interface and nothing else.

import type { Locator, Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { DriverArguments } from './arguments.ts';
import type { WorkState } from './worker-killer.ts';

const POLL_MS = 1000;
const ENDED = new Set(['done', 'failed', 'cancelled']);

/** A recording of which nothing could be read; the message is one line. */
export class UnreadableError extends Error {}

export class AppSession {
  readonly #page: Page;
  readonly #log: (text: string) => void;

  constructor(page: Page, log: (text: string) => void) {
    this.#page = page;
    this.#log = log;
  }

  /** Opens an Exercice with the file, and waits until the analysis has ended. */
  async analyse({ file, backend }: Pick<DriverArguments, 'file' | 'backend'>): Promise<void> {
    const page = this.#page;
    await page.getByTestId('exercise-consent').check();
    if (backend !== 'auto') {
      // The choice is made in the workbench and holds for what comes next: an empty file opens the door first.
      await this.#give({ name: 'vide', mimeType: '', buffer: Buffer.alloc(0) });
      await this.#chooseBackend(backend);
    }
    await this.#give(file);
    await this.#waitForEnd(basename(file));
  }

  /** Whether the analysis of a file has begun and goes on; what a worker-killer asks. */
  async workState(file: string): Promise<WorkState> {
    const row = this.#row(basename(file));
    const phase = (await row.count()) === 0 ? '' : ((await row.getAttribute('data-phase')) ?? '');
    return ENDED.has(phase) ? 'ended' : phase === 'analysing' ? 'working' : 'waiting';
  }

  async #give(file: string | { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
    await this.#page.getByTestId('file-input').first().setInputFiles(file);
    await this.#page.getByTestId('workbench').waitFor();
  }

  async #chooseBackend(backend: string): Promise<void> {
    await this.#page.getByTestId('open-diagnostic').click();
    await this.#page.getByTestId('backend-select').selectOption(backend);
    await this.#closeDialog();
  }

  async #closeDialog(): Promise<void> {
    await this.#page.keyboard.press('Escape');
    await this.#page.getByTestId('backend-select').waitFor({ state: 'hidden' });
  }

  #row(name: string): Locator {
    return this.#page.locator(`[data-testid="recording"][data-name=${JSON.stringify(name)}]`);
  }

  async #waitForEnd(name: string): Promise<void> {
    const row = this.#row(name);
    await row.waitFor();
    let said = '';
    for (;;) {
      const phase = (await row.getAttribute('data-phase')) ?? '';
      const text = (await row.innerText()).replaceAll(/\s+/g, ' ').slice(0, 160);
      if (text !== said) {
        said = text;
        this.#log(text);
      }
      if (ENDED.has(phase)) {
        break;
      }
      await this.#page.waitForTimeout(POLL_MS);
    }
    if ((await row.getAttribute('data-phase')) !== 'done') {
      throw new UnreadableError(`${name}: ${await this.#reason(row, said)}`);
    }
    await row.getByTestId('recording-choose').click();
  }

  /** Code and words of each alert of a recording, on one line. */
  async #reason(row: Locator, otherwise: string): Promise<string> {
    const alerts = await row.getByTestId('alert').all();
    const reasons = alerts.map(async (alert) => {
      const words = (await alert.innerText()).replaceAll(/\s+/g, ' ').trim();
      return `${(await alert.getAttribute('data-code')) ?? ''}: ${words}`;
    });
    return alerts.length === 0 ? otherwise : (await Promise.all(reasons)).join(' | ');
  }

  /** The results file that the app exports. */
  async exportResults(): Promise<string> {
    const download = this.#page.waitForEvent('download');
    await this.#page.getByTestId('export-results').click();
    return readFile(await (await download).path(), 'utf8');
  }

  /** Seconds that decoding alone takes; `undefined` when the app says it cannot. */
  async measureDecodeOnly(): Promise<number | undefined> {
    await this.#page.getByTestId('open-diagnostic').click();
    await this.#page.getByTestId('measure-decode').first().click();
    const result = this.#page.getByTestId('decode-only-result').first();
    // As long as it takes: a recording may last for hours.
    await result.waitFor({ timeout: 0 });
    const seconds = Number(await result.getAttribute('data-wall-s'));
    return Number.isFinite(seconds) && seconds > 0 ? seconds : undefined;
  }
}
