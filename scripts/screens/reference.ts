// The reference task of the guide: four people by a lamp post, one of whom is described.

import type { Page } from '@playwright/test';
import { makeLampReel } from '../../tests/reels/lamp.ts';
import type { Camera } from './camera.ts';
import { start } from './exercise.ts';

/** Around the foot of the lamp post, shares of the picture. */
const FROM = { x: 0.44, y: 0.7 };
const TO = { x: 0.62, y: 0.95 };

/** `open` leads to the first screen, in the language of the pictures. */
export async function shootReference(page: Page, camera: Camera, open: () => Promise<void>): Promise<void> {
  const reel = await makeLampReel();
  await open();
  await start(page, [reel]);
  await page.waitForSelector('[data-testid="recording"][data-phase="done"]', { timeout: 120_000 });
  await page.locator('[data-testid="class-chip"][data-class="person"]').click();
  await page.locator('[data-testid="upper-chip"][data-word="red"]').click();
  await page.locator('[data-testid="entered-chip"][data-word="left"]').click();
  await page.getByTestId('draw-zone').click();
  const box = await page.getByTestId('drawn-layer').boundingBox();
  if (box === null) {
    throw new Error('nothing to draw on');
  }
  await page.mouse.move(box.x + FROM.x * box.width, box.y + FROM.y * box.height);
  await page.mouse.down();
  await page.mouse.move(box.x + TO.x * box.width, box.y + TO.y * box.height);
  await page.mouse.up();
  await page.getByTestId('zone-stay').click();
  await page.keyboard.press(']');
  await camera.shoot(page, 'reference');
}
