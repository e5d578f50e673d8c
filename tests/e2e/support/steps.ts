// What a task asks of a person: fields, keystrokes, free text, and the time that the keystroke-level model gives it.
// Card, Moran, Newell 1980, "The keystroke-level model for user performance time with interactive systems".

import { expect, type Locator, type Page } from '@playwright/test';

/** Seconds: a key (average typist, 40 words a minute), pointing, a button of the mouse, hand to the mouse or back, a thought. */
const SECONDS = { key: 0.28, point: 1.1, button: 0.1, home: 0.4, think: 1.35 } as const;
/** Tab stops between two fields that are looked for before the way is said to be lost. */
const MOST_STOPS = 40;

export class Steps {
  readonly #page: Page;
  readonly fields: string[] = [];
  readonly log: string[] = [];
  /** Everything but free text: keys, digits, clicks. */
  keystrokes = 0;
  freeCharacters = 0;
  #seconds = 0;

  constructor(page: Page) {
    this.#page = page;
  }

  get seconds(): number {
    return Math.round(this.#seconds);
  }

  /** A field that the person has to fill in: thought about once, reached by Tab. */
  async field(name: string, target: Locator): Promise<void> {
    this.fields.push(name);
    this.#seconds += SECONDS.think;
    await this.reach(name, target);
  }

  /** Presses Tab until the focus stands in it. */
  async reach(name: string, target: Locator): Promise<void> {
    await expect(target).toBeVisible();
    for (let stops = 0; stops <= MOST_STOPS; stops += 1) {
      if (await target.evaluate((element) => element.contains(document.activeElement))) {
        this.log.push(`${name}: ${stops} × Tab`);
        return;
      }
      await this.press('Tab');
    }
    throw new Error(`${name} is not reached by Tab`);
  }

  async press(key: string): Promise<void> {
    this.keystrokes += 1;
    this.#seconds += SECONDS.key;
    await this.#page.keyboard.press(key);
  }

  /** Words of the person's own: not counted as keystrokes, but they take their time. */
  async write(text: string): Promise<void> {
    this.freeCharacters += text.length;
    this.#seconds += text.length * SECONDS.key;
    await this.#page.keyboard.type(text);
  }

  /** Digits of a date, of an hour. */
  async type(text: string): Promise<void> {
    this.keystrokes += text.length;
    this.#seconds += text.length * SECONDS.key;
    await this.#page.keyboard.type(text);
  }

  /** Hand to the mouse, a click, and back. */
  async click(target: Locator): Promise<void> {
    this.keystrokes += 1;
    this.#seconds += SECONDS.think + 2 * SECONDS.home + SECONDS.point + 2 * SECONDS.button;
    await target.click();
  }

  /** Files drawn into the window, or picked: taken, carried, let go. */
  async give(input: Locator, paths: readonly string[]): Promise<void> {
    this.keystrokes += 2;
    this.#seconds += SECONDS.think + 2 * SECONDS.home + 3 * SECONDS.point + 2 * SECONDS.button;
    await input.setInputFiles([...paths]);
  }

  summary(): string {
    return `${this.fields.length} fields, ${this.keystrokes} keystrokes, ${this.freeCharacters} characters of free text, ${this.seconds} s`;
  }
}
