// Random clicks on objects of a synopsis, in the built app: each must open the original on a picture of which the box of
// that very object, as the results file has it, holds the point that was clicked.

import type { Page } from '@playwright/test';
import type { Results } from './results.ts';

export interface ClickPlan {
  readonly clicks: number;
  /** Clicks on each picture; then another one is gone to. */
  readonly clicksAPicture: number;
  /** 0–1. */
  readonly random: () => number;
}

export interface ClickCount {
  readonly clicks: number;
  readonly faults: readonly string[];
}

/** Edges are soft: so far beyond its box an object is still seen, share of the picture's height. */
const SOFT_EDGE = 0.02;
const OPENS_MS = 10_000;
/** Points tried on a picture before another one is gone to: what is pointed at may stand behind another's hole. */
const TRIES = 40;

/** A recording was analysed, its objects are all in the synopsis, and the tab is open. */
export async function clickAtRandom(page: Page, results: Results, plan: ClickPlan): Promise<ClickCount> {
  const faults: string[] = [];
  let clicks = 0;
  while (clicks < plan.clicks) {
    await page.getByTestId('tab-synopsis').click();
    await seek(page, plan.random());
    for (let turn = 0, tries = 0; turn < plan.clicksAPicture && clicks < plan.clicks && tries < TRIES; tries += 1) {
      const point = await pointOnObject(page, plan.random);
      if (point !== undefined) {
        const fault = await clickOn(page, results, point);
        faults.push(...(fault === undefined ? [] : [`click ${clicks + 1}: ${fault}`]));
        [clicks, turn] = [clicks + 1, turn + 1];
        await page.getByTestId('tab-synopsis').click();
        await wholePicture(page);
      }
    }
  }
  return { clicks, faults };
}

interface Point {
  /** CSS pixels of the page. */
  readonly x: number;
  readonly y: number;
  /** Shares of the upright picture. */
  readonly shareX: number;
  readonly shareY: number;
  /** Number of the object that is pointed at, and the picture that it is told to be on. */
  readonly track: number;
  readonly ordinal: number;
}

async function seek(page: Page, share: number): Promise<void> {
  const slider = page.getByTestId('synopsis-seek');
  const most = Number(await slider.getAttribute('max'));
  await slider.evaluate((element, value) => {
    if (element instanceof HTMLInputElement) {
      element.value = String(value);
      element.dispatchEvent(new Event('input', { bubbles: true }));
    }
  }, share * most);
  await wholePicture(page);
}

async function wholePicture(page: Page): Promise<void> {
  await page.locator('[data-testid="synopsis-overlay"][data-settled="true"]').waitFor();
}

/** A random point of a random object that is really pointed at there. */
async function pointOnObject(page: Page, random: () => number): Promise<Point | undefined> {
  const figures = page.getByTestId('synopsis-figure');
  const count = await figures.count();
  const box = count === 0 ? null : await figures.nth(Math.floor(random() * count)).boundingBox();
  const frame = await page.getByTestId('synopsis-overlay').boundingBox();
  if (box === null || frame === null) {
    return undefined;
  }
  const [x, y] = [box.x + random() * box.width, box.y + random() * box.height];
  if (x <= frame.x || y <= frame.y || x >= frame.x + frame.width - 1 || y >= frame.y + frame.height - 1) {
    return undefined;
  }
  await page.mouse.move(x, y);
  const hand = page.getByTestId('synopsis-hand');
  const [track, ordinal] = [await hand.getAttribute('data-track'), await hand.getAttribute('data-ordinal')];
  return track === null || ordinal === null
    ? undefined
    : {
        ...{ x, y, shareX: (x - frame.x) / frame.width, shareY: (y - frame.y) / frame.height },
        ...{ track: Number(track), ordinal: Number(ordinal) },
      };
}

/** What is wrong with where the click led; `undefined`: nothing. */
async function clickOn(
  page: Page,
  results: Results,
  { x, y, shareX, shareY, track: number, ordinal }: Point,
): Promise<string | undefined> {
  await page.mouse.click(x, y);
  const selected = page.locator(`[data-testid="selected-track"][data-number="${number}"]`);
  const shown = page.locator(`[data-testid="readout"][data-ordinal="${ordinal}"]`);
  try {
    await Promise.all([selected.waitFor({ timeout: OPENS_MS }), shown.waitFor({ timeout: OPENS_MS })]);
  } catch {
    const [other, there] = await Promise.all([
      page.getByTestId('selected-track').evaluateAll(([first]) => first?.getAttribute('data-number') ?? 'none'),
      page.getByTestId('readout').evaluateAll(([first]) => first?.getAttribute('data-ordinal') ?? 'none'),
    ]);
    return `object ${number} on picture ${ordinal} was not opened: object ${other}, picture ${there}`;
  }
  const track = results.tracks.find(({ id }) => id === number);
  const [left, top, width, height] = track?.boxes[track.frames.indexOf(ordinal)] ?? [];
  if (left === undefined || top === undefined || width === undefined || height === undefined) {
    return `object ${number} is not on picture ${ordinal}`;
  }
  const { summary } = results;
  const [atX, atY, edge] = [shareX * summary.width, shareY * summary.height, SOFT_EDGE * summary.height];
  const isIn = atX >= left - edge && atX <= left + width + edge && atY >= top - edge && atY <= top + height + edge;
  return isIn
    ? undefined
    : `(${atX.toFixed(0)}, ${atY.toFixed(0)}) is not in the box ${[left, top, width, height].map(Math.round).join(' ')} of ${number} on ${ordinal}`;
}
