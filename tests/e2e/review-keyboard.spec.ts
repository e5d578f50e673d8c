// The whole review without a pointer: in an Exercice in one shape, in a dossier in the other. After each act the
// focus is somewhere, and its outline shows where.

import { copyFileSync } from 'node:fs';
import type { Page, TestInfo } from '@playwright/test';
import { Door } from './support/door.ts';
import { clip, expect, test } from './support/fixtures.ts';
import { expectFocusShown, tabTo } from './support/focus.ts';
import type { Workbench } from './support/workbench.ts';

const NAME = 'cour.mp4';
const FACTS = { procedureNumber: '2026/00512', qualification: 'Vol', placeAndDate: 'Lyon, cette nuit' };
const PROVENANCE = { pvReference: 'PV 512/3', holder: 'Syndic', place: '12 rue des Lilas' };
/** Stops of the Tab key from one end of the workbench to the other, and more. */
const MOST_STOPS = 200;

test.describe.configure({ timeout: 120_000 });

/** The person at the keyboard: every act is looked at. */
class Hand {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      await this.#page.keyboard.press(key);
    }
    await expectFocusShown(this.#page, keys.join(' '));
  }

  async reach(testid: string): Promise<void> {
    await tabTo(this.#page, testid, MOST_STOPS);
    await expectFocusShown(this.#page, `Tab to ${testid}`);
  }

  async write(text: string): Promise<void> {
    await this.#page.keyboard.type(text);
  }
}

function footage(info: TestInfo): string {
  const path = info.outputPath(NAME);
  copyFileSync(clip('high-160.mp4'), path);
  return path;
}

async function openExercise(page: Page, path: string): Promise<void> {
  await tabTo(page, 'exercise-consent');
  await page.keyboard.press('Space');
  const chooser = page.waitForEvent('filechooser');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await (await chooser).setFiles([path]);
}

/** The door and the forms have their own keyboard test. */
async function openDossier(page: Page, path: string): Promise<void> {
  const at = (testid: string) => page.getByTestId(testid);
  const fill = async (fields: Readonly<Record<string, string>>): Promise<void> => {
    for (const [field, text] of Object.entries(fields)) {
      await at(`field-${field}`).fill(text);
    }
  };
  await new Door(page).prepare();
  await at('create-case').click();
  await page.locator('[data-value="FLAGRANCE"]').click();
  await fill(FACTS);
  await at('field-flagranceFrom-time').fill('0000');
  await at('field-noContraryDecision').check();
  await at('case-submit').click();
  const share = page.waitForEvent('download');
  await at('share-save').click();
  await share;
  await at('share-done').click();
  await at('file-input').first().setInputFiles([path]);
  await expect(at('provenance')).toBeVisible();
  await fill(PROVENANCE);
  await page.getByRole('button', { name: 'Reprendre « cour »' }).click();
  await page.keyboard.press('Enter');
  await expect(at('provenance')).toBeHidden();
}

async function choose(app: Workbench, hand: Hand): Promise<void> {
  const chips = app.page.getByTestId('search-chip');
  const all = await app.shownCount();
  expect(all).toBeGreaterThan(2);
  await hand.reach('class-chip');
  await hand.press('Space');
  await expect(chips).toContainText('Personne');
  await hand.reach('size-chip');
  await hand.press('Space');
  await expect(chips).toHaveCount(2);
  await hand.reach('chip-drop');
  await hand.press('Enter');
  await expect(chips).toHaveCount(1);
  await expectFocusShown(app.page, 'a chip that goes');
  expect(await app.shownCount()).toBeGreaterThan(2);
}

/** Seen and not, retained, dismissed with a motive, and taken back. */
async function decide(app: Workbench, hand: Hand): Promise<void> {
  const { page } = app;
  const review = page.getByTestId('review');
  const selected = page.locator('[data-testid="track"][aria-pressed="true"]').first();
  await hand.reach('track');
  const focused = page.locator('[data-testid="track"]:focus');
  const ordinal = Number(await focused.getAttribute('data-ordinal'));
  await hand.press('Enter');
  await app.expectOrdinal(ordinal);
  await expect(selected).toHaveAttribute('data-seen', 'true');
  const first = await selected.getAttribute('data-track-id');
  await hand.press('r');
  await expect(selected).toHaveAttribute('data-seen', 'false');
  await hand.press('r');
  await hand.press('Shift+N');
  await expect(selected).not.toHaveAttribute('data-track-id', first ?? '');
  await hand.press('Enter');
  await expect(review).toHaveAttribute('data-state', 'RETAINED');
  await hand.press('Shift+N');
  await expect(review).toHaveAttribute('data-state', 'PROPOSED');
  await hand.press('x');
  await hand.press('1');
  await expect(review).toHaveAttribute('data-state', 'DISMISSED');
  await hand.press('Control+z');
  await expect(review).toHaveAttribute('data-state', 'PROPOSED');
  await hand.press('Control+Shift+Z');
  await expect(review).toHaveAttribute('data-state', 'DISMISSED');
  // The same with the buttons, which go, or rest, once they were pressed.
  await hand.reach('undo');
  await hand.press('Enter');
  await expect(review).toHaveAttribute('data-state', 'PROPOSED');
  await hand.reach('dismiss');
  await hand.press('Enter');
  await hand.reach('motives');
  await hand.press('Enter');
  await expect(review).toHaveAttribute('data-state', 'DISMISSED');
  await expectFocusShown(page, 'motives that go');
  await hand.reach('retain');
  await hand.press('Enter');
  await expect(review).toHaveAttribute('data-state', 'RETAINED');
  await expectFocusShown(page, 'a button that rests');
}

/** A frame, a clip and an object; said, ordered, and in a dossier ticked for the report. */
async function putAside(app: Workbench, hand: Hand, hasReport: boolean): Promise<void> {
  const { page } = app;
  const at = (testid: string) => page.getByTestId(testid);
  const items = at('tray-item');
  await hand.press('m');
  await expect(at('tray-count')).toHaveText('1');
  const from = await app.ordinal();
  await hand.press('i', 'ArrowRight', 'ArrowRight');
  await app.expectOrdinal(from + 2);
  await hand.press('o', 'e');
  await expect(at('tray-count')).toHaveText('2');
  await hand.press('Shift+I', 'Shift+E');
  await expect(at('tray-count')).toHaveText('3');
  await hand.press('q');
  await expect(items).toHaveCount(3);
  await hand.reach('tray-open');
  const id = (await items.first().getAttribute('data-id')) ?? '';
  const row = page.locator(`[data-testid="tray-item"][data-id="${id}"]`);
  await hand.press('Alt+ArrowDown');
  await expect(items.nth(1)).toHaveAttribute('data-id', id);
  await expect(row.getByTestId('tray-open')).toBeFocused();
  await hand.reach('tray-finding');
  await expect(row.getByTestId('tray-finding')).toBeFocused();
  await hand.write('Pose un sac au pied du mur');
  await hand.press('Enter');
  if (hasReport) {
    await hand.reach('tray-tick');
    await hand.press('Space');
    await expect(row.getByTestId('tray-tick')).toBeChecked();
  } else {
    await expect(at('tray-tick')).toHaveCount(0);
  }
  await hand.reach('tray-remove');
  await hand.press('Enter');
  await expect(items).toHaveCount(2);
  await expect(items.nth(1).getByTestId('tray-open')).toBeFocused();
  await hand.press('Enter');
  await expect(at('tab-original')).toHaveAttribute('aria-selected', 'true');
  await expectFocusShown(page, 'the tray that goes');
}

/** A bar and its list, a cell of the map and those who passed there. */
async function lookAtFigures(app: Workbench, hand: Hand): Promise<void> {
  const { page } = app;
  const at = (testid: string) => page.getByTestId(testid);
  await hand.press('Shift+F');
  await hand.reach('bar');
  const count = Number(await page.locator('[data-testid="bar"]:focus').getAttribute('data-count'));
  await hand.press('Enter');
  await expect(at('tab-objects')).toHaveAttribute('aria-selected', 'true');
  await expect.poll(() => app.shownCount()).toBe(count);
  await expectFocusShown(page, 'figures that go');

  await hand.press('Shift+C');
  await hand.reach('heat-layer');
  await expect(at('heat-layer')).toHaveAttribute('data-objects', /\d/);
  await hand.press('ArrowRight', 'Shift+ArrowDown', 'Enter');
  await expect(at('drawn-chip')).toHaveCount(1);
  await hand.press('Enter');
  await expect(at('drawn-chip')).toHaveCount(0);
  for (let press = 0; press < 4 && (await at('heat-layer').isVisible()); press += 1) {
    await page.keyboard.press('Shift+C');
  }
  await expect(at('heat-layer')).toBeHidden();
  await expectFocusShown(page, 'a map that goes');
}

/** A zone drawn by arrows, who passed in it, and the frame of the first. */
async function searchMotion(app: Workbench, hand: Hand): Promise<void> {
  const { page } = app;
  const at = (testid: string) => page.getByTestId(testid);
  const times = (count: number, key: string): string[] => Array.from({ length: count }, () => key);
  await hand.press('Shift+Z', ...times(8, 'Shift+ArrowLeft'), ...times(4, 'Shift+ArrowUp'), 'Enter');
  await hand.press(...times(16, 'Shift+ArrowRight'), 'Enter', ...times(8, 'Shift+ArrowDown'), 'Enter');
  await hand.press(...times(16, 'Shift+ArrowLeft'), 'Enter', 'Enter');
  await expect(at('motion-zone')).toBeVisible();
  await hand.reach('motion-passages');
  await hand.press('Space');
  await hand.reach('motion-all');
  await hand.press('Space');
  await hand.reach('motion-start');
  await hand.press('Enter');
  await expect(at('motion-count')).toBeVisible();
  await expectFocusShown(page, 'a search that ends');
  // Whoever passes fills little of so large a zone.
  await hand.reach('motion-least-share');
  await hand.press('Home');
  await expect(at('motion-moment').first()).toBeVisible();
  await hand.reach('motion-moment');
  const ordinal = Number(await page.locator('[data-testid="motion-moment"]:focus').getAttribute('data-ordinal'));
  await hand.press('Enter');
  await app.expectOrdinal(ordinal);
  await hand.reach('motion-close');
  await hand.press('Enter');
  await expect(at('motion-drawer')).toBeHidden();
  await expectFocusShown(page, 'a drawer that closes');
}

async function findHelp(page: Page, hand: Hand, journal: string): Promise<void> {
  const at = (testid: string) => page.getByTestId(testid);
  await hand.press('?');
  await expect(at('help')).toBeVisible();
  await hand.reach('sheet-search');
  await hand.press('Escape');
  await expect(at('help')).toBeHidden();
  await expectFocusShown(page, 'the help sheet');
  await hand.press('Control+k');
  await expect(at('palette-field')).toBeFocused();
  await hand.write('journal');
  await hand.press('Enter');
  await expect(at(journal)).toBeVisible();
  await hand.reach('dialog-close');
  await hand.press('Enter');
  await expect(at(journal)).toBeHidden();
  await expectFocusShown(page, 'the journal');
}

test('the whole review by keyboard, and the focus never lost', async ({ app, page, shape }, info) => {
  const hand = new Hand(page);
  const isDossier = shape === 'usb';
  await (isDossier ? openDossier : openExercise)(page, footage(info));
  await app.waitForPhase(NAME, ['done']);
  await app.expectOrdinal(1);
  await expectFocusShown(page, 'the footage');
  await choose(app, hand);
  await decide(app, hand);
  await putAside(app, hand, isDossier);
  await lookAtFigures(app, hand);
  await searchMotion(app, hand);
  await findHelp(page, hand, isDossier ? 'dossier-journal' : 'journal');
});
