// Kills workers of the app while it works, at moments that a seed fixes: what a crash or a lack of memory does.

import type { Page } from '@playwright/test';

export interface KillPlan {
  /** Kills that are wanted; fewer come when the work ends before. */
  readonly most: number;
  /** Least and greatest time from one kill to the next, milliseconds. */
  readonly gapMs: readonly [least: number, most: number];
  /** Uniform numbers in 0–1. */
  readonly random: () => number;
}

/** `waiting`: not begun; `working`: workers may die; `ended`: nothing is left to disturb. */
export type WorkState = 'waiting' | 'working' | 'ended';

/** Kills until enough died or the work has ended; how many died at work. */
export async function killWorkers(
  page: Page,
  { most, gapMs: [least, greatest], random }: KillPlan,
  stateOf: () => Promise<WorkState>,
): Promise<number> {
  let kills = 0;
  while (kills < most && (await stateOf()) !== 'ended') {
    await page.waitForTimeout(least + (greatest - least) * random());
    const workers = page.workers();
    const victim = workers[Math.floor(random() * workers.length)];
    if (victim === undefined || (await stateOf()) !== 'working') {
      continue;
    }
    const hasDied = await victim
      .evaluate(() => {
        setTimeout(() => {
          throw new Error('killed');
        });
      })
      .then(
        () => true,
        // It ended by itself in the meantime.
        () => false,
      );
    kills += hasDied && (await stateOf()) === 'working' ? 1 : 0;
  }
  return kills;
}
