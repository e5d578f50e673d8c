// Adjustments are for the eye: drawn by the GPU as the formula says, said on the picture, and nowhere else.

import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { AS_RECORDED, type Adjustment } from '../../../src/ui/player/adjustments.svelte.ts';
import { PictureAdjuster } from '../../../src/ui/player/picture-adjuster.ts';
import { aFakeRecording } from '../../builders/fake-recording.ts';
import { openWorkbench } from './open-app.ts';

const WIDTH = 24;
const HEIGHT = 10;

/** A picture of pixels that all differ. */
function aPicture(): { readonly canvas: HTMLCanvasElement; readonly pixels: Uint8ClampedArray } {
  const canvas = document.createElement('canvas');
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const context = canvas.getContext('2d', { alpha: false });
  const image = new ImageData(WIDTH, HEIGHT);
  for (let index = 0; index < WIDTH * HEIGHT; index += 1) {
    image.data.set([index, (index * 7) % 256, (index * 53) % 256, 255], index * 4);
  }
  context?.putImageData(image, 0, 0);
  return { canvas, pixels: image.data };
}

/** The formula in plain numbers. */
function expected(pixels: Uint8ClampedArray, { brightness, contrast, gamma, sharpness }: Adjustment): number[] {
  const clamp = (value: number): number => Math.min(1, Math.max(0, value));
  const at = (x: number, y: number, channel: number): number =>
    (pixels[(clampTo(y, HEIGHT) * WIDTH + clampTo(x, WIDTH)) * 4 + channel] ?? 0) / 255;
  const all: number[] = [];
  for (let y = 0; y < HEIGHT; y += 1) {
    for (let x = 0; x < WIDTH; x += 1) {
      for (let channel = 0; channel < 3; channel += 1) {
        const around = at(x - 1, y, channel) + at(x + 1, y, channel) + at(x, y - 1, channel) + at(x, y + 1, channel);
        const here = at(x, y, channel);
        const open = clamp(here + sharpness * (here - around / 4)) ** (1 / gamma);
        all.push(clamp((open - 0.5) * contrast + 0.5 + brightness) * 255);
      }
    }
  }
  return all;
}

const clampTo = (value: number, size: number): number => Math.min(size - 1, Math.max(0, value));

function drawn(source: HTMLCanvasElement, adjustment: Adjustment): number[] {
  const canvas = document.createElement('canvas');
  using adjuster = PictureAdjuster.on(canvas);
  expect(adjuster?.draw(source, adjustment)).toBe(true);
  const copy = document.createElement('canvas');
  copy.width = WIDTH;
  copy.height = HEIGHT;
  const context = copy.getContext('2d');
  context?.drawImage(canvas, 0, 0);
  return [...(context?.getImageData(0, 0, WIDTH, HEIGHT).data ?? [])].filter((_, index) => index % 4 !== 3);
}

describe('PictureAdjuster', () => {
  it.each<[string, Adjustment]>([
    ['nothing', AS_RECORDED],
    ['brightness', { ...AS_RECORDED, brightness: 0.3 }],
    ['contrast', { ...AS_RECORDED, contrast: 2 }],
    ['gamma', { ...AS_RECORDED, gamma: 2.2 }],
    ['sharpness', { ...AS_RECORDED, sharpness: 1.5 }],
    ['all', { brightness: -0.1, contrast: 1.4, gamma: 0.6, sharpness: 0.5 }],
  ])('draws %s as the formula says', (_, adjustment) => {
    const { canvas, pixels } = aPicture();
    const wanted = expected(pixels, adjustment);
    const seen = drawn(canvas, adjustment);
    expect(seen).toHaveLength(wanted.length);
    expect(Math.max(...seen.map((value, index) => Math.abs(value - (wanted[index] ?? 0))))).toBeLessThan(1.6);
  });
});

const canvasOf = (testid: string): HTMLCanvasElement => {
  const element = page.getByTestId(testid).element();
  if (!(element instanceof HTMLCanvasElement)) {
    throw new TypeError(`${testid} is not a canvas`);
  }
  return element;
};

const pixelsOf = (): readonly number[] => {
  const canvas = canvasOf('picture');
  return [...(canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [])];
};

describe('on the picture', () => {
  async function openOn() {
    const session = await openWorkbench({ 'a.mp4': aFakeRecording(), 'b.mp4': aFakeRecording() });
    session.advance(0);
    await expect.poll(() => canvasOf('picture').dataset['ordinal']).toBe('1');
    return session;
  }

  it('is set by keyboard, said on the picture, and leaves the pixels of the recording alone', async () => {
    await openOn();
    const before = pixelsOf();
    await userEvent.keyboard('a');
    await expect.element(page.getByTestId('view-controls-panel')).toBeVisible();
    const slider = page.getByTestId('adjust-gamma').element();
    if (slider instanceof HTMLElement) {
      slider.focus();
    }
    await userEvent.keyboard('{ArrowRight}{ArrowRight}');
    await expect
      .element(page.getByTestId('adjusted-words'))
      .toHaveTextContent('Image ajustée – pour l’affichage seulement');
    await expect.element(page.getByTestId('adjusted')).toBeVisible();
    expect(pixelsOf()).toEqual(before);
    // Frame by frame it stays, above the frame on screen.
    await userEvent.keyboard('{Escape}{ArrowRight}');
    await expect.poll(() => canvasOf('picture').dataset['ordinal']).toBe('2');
    await expect.element(page.getByTestId('view-controls-panel')).not.toBeInTheDocument();
    expect(canvasOf('adjusted').getBoundingClientRect()).toEqual(canvasOf('picture').getBoundingClientRect());
    await expect.element(page.getByTestId('adjusted-words')).toBeVisible();
    await userEvent.keyboard('{Shift>}a{/Shift}');
    await expect.element(page.getByTestId('adjusted')).not.toBeInTheDocument();
    await expect.element(page.getByTestId('adjusted-words')).not.toBeInTheDocument();
  });

  it('belongs to its recording', async () => {
    const session = await openOn();
    session.advance(1000);
    session.advance(0);
    await page.getByTestId('view-controls').click();
    await page.getByTestId('adjust-contrast').fill('2');
    await expect.element(page.getByTestId('adjusted-words')).toBeVisible();
    await page.getByTestId('recording-choose').nth(1).click();
    await expect.element(page.getByTestId('adjusted-words')).not.toBeInTheDocument();
    await page.getByTestId('recording-choose').nth(0).click();
    await expect.element(page.getByTestId('adjusted-words')).toBeVisible();
  });
});
