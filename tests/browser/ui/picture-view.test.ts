// Looking closer: what is under the cursor stays there, the overlay stays on the picture, the pixels stay those of the file.

import { expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { aFakeRecording, aFakeTrack, type FakeRecording } from '../../builders/fake-recording.ts';
import { openWorkbench } from './open-app.ts';

function canvas(testid: string): HTMLCanvasElement {
  const element = page.getByTestId(testid).element();
  if (!(element instanceof HTMLCanvasElement)) {
    throw new TypeError(`${testid} is not a canvas`);
  }
  return element;
}

const rect = (testid = 'picture'): DOMRect => canvas(testid).getBoundingClientRect();

async function openOn(parts: Partial<FakeRecording> = {}) {
  const session = await openWorkbench({ 'a.mp4': aFakeRecording(parts) });
  session.advance(0);
  await expect.poll(() => canvas('picture').dataset['ordinal']).toBe('1');
  return session;
}

/** What lies at a place of the screen, as shares of the picture as it is shown. */
function under(x: number, y: number): { readonly x: number; readonly y: number } {
  const { left, top, width, height } = rect();
  return { x: (x - left) / width, y: (y - top) / height };
}

function wheel(x: number, y: number, deltaY: number): void {
  canvas('picture').dispatchEvent(
    new WheelEvent('wheel', { clientX: x, clientY: y, deltaY, bubbles: true, cancelable: true }),
  );
}

it.each([0, 90] as const)('zooms by wheel to the cursor, turned by %d° too', async (rotation) => {
  await openOn({ media: { rotation } });
  const whole = rect();
  const at = { x: whole.left + whole.width * 0.3, y: whole.top + whole.height * 0.6 };
  // Large enough to cover the stage, then further.
  wheel(at.x, at.y, -1100);
  await expect.poll(() => rect().width).toBeGreaterThan(whole.width * 2);
  const before = under(at.x, at.y);
  const width = rect().width;
  wheel(at.x, at.y, -400);
  await expect.poll(() => rect().width).toBeGreaterThan(width * 1.3);
  expect(under(at.x, at.y).x).toBeCloseTo(before.x, 3);
  expect(under(at.x, at.y).y).toBeCloseTo(before.y, 3);
  wheel(at.x, at.y, 5000);
  await expect.poll(() => rect().width).toBeCloseTo(whole.width, 0);
  await expect.element(page.getByTestId('scale')).not.toBeInTheDocument();
});

it('zooms, shows the native size and fits again by keyboard, and says the scale', async () => {
  await openOn({ media: { width: 960, height: 540 } });
  const whole = rect();
  await userEvent.keyboard('1');
  await expect.element(page.getByTestId('scale')).toHaveTextContent('1:1');
  await expect.poll(() => rect().width * devicePixelRatio).toBeCloseTo(960, 0);
  await userEvent.keyboard('++');
  await expect.element(page.getByTestId('scale')).toHaveTextContent(/^200\s%$/);
  await userEvent.keyboard('-');
  await expect.element(page.getByTestId('scale')).toHaveTextContent(/^141\s%$/);
  await userEvent.keyboard('0');
  await expect.element(page.getByTestId('scale')).not.toBeInTheDocument();
  expect(rect().width).toBeCloseTo(whole.width, 0);
  // The canvas itself keeps the pixels of the frame at every scale.
  expect([canvas('picture').width, canvas('picture').height]).toEqual([960, 540]);
});

it('moves the enlarged picture with the hand and with Alt and the arrows, never past its edges', async () => {
  await openOn();
  const stage = canvas('picture').parentElement?.getBoundingClientRect() ?? rect();
  await userEvent.keyboard('{+}{+}{+}{+}{+}{+}');
  await expect.poll(() => rect().width).toBeGreaterThan(stage.width * 2);
  const start = rect();
  let isDown = false;
  const hand = (type: string, x: number): void => {
    isDown = type === 'pointerdown' || (isDown && type !== 'pointerup');
    const place = { clientX: x, clientY: 300, button: 0, buttons: isDown ? 1 : 0, pointerId: 1, bubbles: true };
    canvas('picture').dispatchEvent(new PointerEvent(type, place));
  };
  // A pointer that only the test knows cannot be captured.
  const capture = vi.spyOn(HTMLElement.prototype, 'setPointerCapture').mockReturnValue(undefined);
  hand('pointerdown', 600);
  hand('pointermove', 560);
  hand('pointerup', 560);
  hand('pointermove', 100);
  capture.mockRestore();
  await expect.poll(() => rect().left).toBeCloseTo(start.left - 40, 0);
  await userEvent.keyboard('{Alt>}{ArrowRight}{/Alt}');
  await expect.poll(() => rect().left).toBeCloseTo(start.left - 40 - stage.width / 4, 0);
  for (let press = 0; press < 20; press += 1) {
    await userEvent.keyboard('{Alt>}{ArrowUp}{/Alt}');
  }
  await expect.poll(() => rect().top).toBeCloseTo(stage.top, 0);
});

it('shows the picture whole with Escape, and unselects with the next', async () => {
  const session = await openOn({ tracks: [aFakeTrack({ firstOrdinal: 1, lastOrdinal: 40 })] });
  session.advance(60);
  await page.getByTestId('track').click();
  await userEvent.keyboard('++');
  await expect.element(page.getByTestId('scale')).toBeVisible();
  await userEvent.keyboard('{Escape}');
  await expect.element(page.getByTestId('scale')).not.toBeInTheDocument();
  await expect.element(page.getByTestId('track')).toHaveAttribute('aria-pressed', 'true');
  await userEvent.keyboard('{Escape}');
  await expect.element(page.getByTestId('track')).toHaveAttribute('aria-pressed', 'false');
});

it.each([0, 180] as const)('keeps boxes on what they frame at every scale, turned by %d°', async (rotation) => {
  const box = { x: 130, y: 80, w: 40, h: 70 };
  const tracks = [aFakeTrack({ firstOrdinal: 1, lastOrdinal: 40, boxAt: () => box })];
  const session = await openOn({ tracks, media: { rotation } });
  session.advance(100);
  /** Lowest ink of the overlay, as a share of the shown picture; the name stands above the box. */
  const lowest = (): number => {
    const overlay = canvas('overlay');
    const data = overlay.getContext('2d')?.getImageData(0, 0, overlay.width, overlay.height).data ?? [];
    const row = Math.floor(data.findLastIndex((value, index) => index % 4 === 3 && value > 100) / 4 / overlay.width);
    const { top, height } = rect('overlay');
    return under(0, top + ((row + 1) / overlay.height) * height).y;
  };
  const { height } = canvas('picture');
  const expected = rotation === 0 ? (box.y + box.h) / height : 1 - box.y / height;
  await expect.poll(() => Math.abs(lowest() - expected)).toBeLessThan(3 / rect().height);
  await userEvent.keyboard('++');
  await expect.element(page.getByTestId('scale')).toBeVisible();
  await expect.poll(() => Math.abs(lowest() - expected)).toBeLessThan(3 / rect().height);
});
