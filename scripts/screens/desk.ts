// Pictures of the review desk: search, cameras on one clock, search in a zone, figures, layers, tray, keys.

import type { Page } from '@playwright/test';
import { footage } from './camera.ts';

/** What is done with each state of the desk once it stands. */
export type Visit = (page: Page, screen: string) => Promise<void>;

/** A recording, its camera, and what its recorder shows at the first frame. */
export interface DeskCamera {
  readonly name: string;
  readonly camera: string;
  readonly time: string;
  readonly gap: string;
}

/** The first one is looked at; those that only `DESK_FILES` names keep no clock. */
export const DESK_CAMERAS: readonly DeskCamera[] = [
  { name: 'vtest.mp4', camera: 'Entrée nord', time: '140000', gap: '00:03:14' },
  { name: 'high-160.mp4', camera: 'Parking', time: '140006', gap: '00:03:14' },
  { name: 'baseline-160.mp4', camera: 'Quai', time: '140312', gap: '' },
];
export const DESK_FILES: readonly string[] = [
  ...DESK_CAMERAS.map(({ name }) => name),
  'vp9.webm',
  'rotated-90.mp4',
].map(footage);

const at = (page: Page, testid: string) => page.getByTestId(testid);
const row = (page: Page, name: string) => page.locator(`[data-testid="recording"][data-name="${name}"]`);

/** In an Exercice that has the recordings: waits for their objects, and sets their clocks. */
export async function prepareDesk(page: Page, cameras: readonly DeskCamera[]): Promise<void> {
  await page.waitForFunction(
    () =>
      document.querySelectorAll('[data-testid="recording"]:not([data-phase="done"]):not([data-phase="failed"])')
        .length === 0,
    undefined,
    { timeout: 300_000 },
  );
  for (const { name, camera, time, gap } of cameras) {
    await row(page, name).getByTestId('recording-choose').click();
    await row(page, name).getByTestId('place-of').click();
    await at(page, 'field-placeCamera').fill(camera);
    await at(page, 'field-placeStart-date').fill('21/11/2026');
    await at(page, 'field-placeStart-time').fill(time);
    await at(page, 'field-placeOffset').fill(gap);
    await at(page, 'place-save').click();
    await at(page, 'place').waitFor({ state: 'detached' });
  }
  await row(page, cameras[0]?.name ?? '')
    .getByTestId('recording-choose')
    .click();
  await at(page, 'track').first().waitFor();
}

/** Corners of a drawing, as shares of the picture. */
async function draw(page: Page, tool: string, corners: readonly (readonly [number, number])[]): Promise<void> {
  await at(page, tool).click();
  const box = await at(page, 'picture').boundingBox();
  for (const [x, y] of corners) {
    await page.mouse.click((box?.x ?? 0) + x * (box?.width ?? 0), (box?.y ?? 0) + y * (box?.height ?? 0));
  }
}

const ON_THE_WAY = [
  [0.36, 0.42],
  [0.66, 0.38],
  [0.74, 0.66],
  [0.36, 0.72],
] as const;

async function visitSearch(page: Page, visit: Visit): Promise<void> {
  await visit(page, 'objects-found');
  await at(page, 'track').nth(3).click();
  await page.keyboard.press('t');
  await visit(page, 'object-chosen');
  await page.keyboard.press('Escape');
  await at(page, 'class-chip').first().click();
  await draw(page, 'draw-zone', ON_THE_WAY);
  await page.keyboard.press('Enter');
  await at(page, 'drawn-count').waitFor();
  // What one class unfolds hides the chips and the drawing: they are what is shown.
  await at(page, 'attribute-criteria').evaluate((details) => {
    details.removeAttribute('open');
  });
  await at(page, 'search-chips').scrollIntoViewIfNeeded();
  await visit(page, 'search');
  await at(page, 'add-set').click();
  await at(page, 'attribute-criteria').evaluate((details) => {
    details.setAttribute('open', '');
  });
  await at(page, 'upper-chip').first().click();
  await at(page, 'chip-not').last().click();
  await visit(page, 'search-or');
  await at(page, 'reset-criteria').click();
}

async function visitClock(page: Page, visit: Visit): Promise<void> {
  await at(page, 'scope-all').click();
  // Recordings without a clock stand below those that have one.
  const edge = page.locator('[role="separator"].bottom');
  await edge.focus();
  for (let press = 0; press < 8; press += 1) {
    await page.keyboard.press('ArrowUp');
  }
  await at(page, 'timeline')
    .locator('h3')
    .evaluateAll(([title]) => {
      title?.scrollIntoView();
    });
  await visit(page, 'timeline-clock');
  await edge.dblclick();
  await at(page, 'time-criteria').locator('summary').click();
  await at(page, 'hours-day').click();
  await visit(page, 'hours');
  await at(page, 'reset-criteria').click();
  await page.keyboard.press('y');
  await at(page, 'sync-picture').first().waitFor();
  await visit(page, 'cameras');
  await at(page, 'sync-choose').click();
  await visit(page, 'cameras-choice');
  await page.keyboard.press('Escape');
  await page.keyboard.press('y');
  await at(page, 'scope-one').click();
}

async function visitMotion(page: Page, visit: Visit): Promise<void> {
  await draw(page, 'motion-open', ON_THE_WAY);
  await page.keyboard.press('Enter');
  await visit(page, 'motion-question');
  await at(page, 'motion-passages').click();
  await at(page, 'motion-all').click();
  await at(page, 'motion-start').click();
  await at(page, 'motion-least-share').fill('0.06');
  await at(page, 'motion-moment').first().waitFor({ timeout: 60_000 });
  await at(page, 'motion-stop').waitFor({ state: 'detached', timeout: 60_000 });
  await visit(page, 'motion');
  await at(page, 'motion-close').click();
}

async function visitFigures(page: Page, visit: Visit): Promise<void> {
  await at(page, 'tab-figures').click();
  await at(page, 'bar').first().waitFor();
  await visit(page, 'figures');
  await at(page, 'tab-original').click();
  await page.keyboard.press('Shift+C');
  await at(page, 'heat-legend').waitFor();
  await visit(page, 'heat');
  for (let more = 0; more < 3; more += 1) {
    await page.keyboard.press('Shift+C');
  }
}

async function visitTray(page: Page, visit: Visit): Promise<void> {
  await at(page, 'tab-tray').click();
  await visit(page, 'tray-empty');
  await at(page, 'tab-original').click();
  await at(page, 'track').nth(2).click();
  await page.keyboard.press('m');
  await page.keyboard.press('Shift+E');
  await visit(page, 'tray-notice');
  await at(page, 'tab-tray').click();
  await at(page, 'tray-item').nth(1).waitFor();
  await visit(page, 'tray');
  await at(page, 'tab-objects').click();
  await at(page, 'track').nth(0).click();
  await at(page, 'track')
    .nth(2)
    .click({ modifiers: ['Control'] });
  await visit(page, 'objects');
  await page.keyboard.press('Escape');
  await at(page, 'tab-original').click();
  await at(page, 'track').nth(2).click();
  await page.keyboard.press('Enter');
  await page.locator('[data-testid="review"][data-state="RETAINED"]').waitFor();
  await page.keyboard.press('Control+z');
  await at(page, 'undo-notice').waitFor();
  await visit(page, 'undo');
  await at(page, 'undo-notice').waitFor({ state: 'detached' });
}

/** A dialog that is still closing takes the keys of the workbench. */
async function closeDialog(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await page.locator('dialog[open]').waitFor({ state: 'hidden' });
}

async function visitHelp(page: Page, visit: Visit): Promise<void> {
  for (const [key, screen] of [
    ['?', 'keys'],
    ['Control+k', 'palette'],
    ['F1', 'help'],
  ] as const) {
    await page.keyboard.press(key);
    await page.locator('dialog[open]').waitFor();
    await visit(page, screen);
    await closeDialog(page);
  }
  await at(page, 'place-of').first().click();
  await at(page, 'place').waitFor();
  await visit(page, 'place');
  await closeDialog(page);
}

/** The views that shorten: in order, together, and along time. */
async function visitOverviews(page: Page, visit: Visit): Promise<void> {
  await at(page, 'tab-condensed').click();
  await at(page, 'condensed-length').waitFor();
  await visit(page, 'condensed');
  await at(page, 'tab-synopsis').click();
  const settled = page.locator('[data-testid="synopsis-overlay"][data-settled="true"]');
  await settled.waitFor();
  const bar = await at(page, 'synopsis-seek').boundingBox();
  await at(page, 'synopsis-seek').click({ position: { x: 0.4 * (bar?.width ?? 0), y: 0.5 * (bar?.height ?? 0) } });
  await settled.waitFor();
  await visit(page, 'synopsis');
  await page.keyboard.press('F8');
  await visit(page, 'synopsis-list');
  await page.keyboard.press('F8');
  await at(page, 'tab-objects').click();
  await at(page, 'objects-sheet').click();
  await at(page, 'sheet-row').first().waitFor();
  await visit(page, 'sheet');
  await at(page, 'objects-grid').click();
  await at(page, 'tab-original').click();
}

/** Every state of the desk, one after the other; it is left as it was found, but for the tray. */
export async function visitDesk(page: Page, visit: Visit): Promise<void> {
  await visitSearch(page, visit);
  await visitClock(page, visit);
  await visitOverviews(page, visit);
  await visitMotion(page, visit);
  await visitFigures(page, visit);
  await visitTray(page, visit);
  await visitHelp(page, visit);
}
