// One picture of a synopsis, painted by the canvas and by the GPU (SwiftShader): the same, and as it should be.

import { expect, it } from 'vitest';

import { defined } from '../../../src/base/assert.ts';
import { recordingId } from '../../../src/domain/ids.ts';
import { CanvasPainter } from '../../../src/services/synopsis/canvas-painter.ts';
import type { PlateShare, SynopsisFigure, SynopsisPicture } from '../../../src/services/synopsis/film.ts';
import { GpuPainter } from '../../../src/services/synopsis/gpu-painter.ts';
import { openPainter } from '../../../src/services/synopsis/open-painter.ts';
import { NO_MARKS, type Painter, type PaintContext, type PaintMarks } from '../../../src/services/synopsis/painter.ts';

const [WIDTH, HEIGHT] = [320, 192];
const CAMERA = recordingId('camera');
const MARKS: PaintMarks = { edgeOf: ({ row }) => (row === 1 ? '#7cc4ff' : undefined), isPointedAt: () => true };

async function device(): Promise<GPUDevice> {
  return defined(await navigator.gpu.requestAdapter(), 'adapter').requestDevice();
}

function plate(colour: string, weight: number): PlateShare {
  const canvas = new OffscreenCanvas(80, 48);
  const context = defined(canvas.getContext('2d') ?? undefined, 'context');
  context.fillStyle = colour;
  context.fillRect(0, 0, 80, 48);
  return { recordingId: CAMERA, us: weight, weight, image: canvas.transferToImageBitmap() };
}

/** A disc that fades at its rim, on the upright picture of the size of the canvas. */
function disc(row: number, x: number, y: number, size: number, colour: string): SynopsisFigure {
  const canvas = new OffscreenCanvas(size, size);
  const context = defined(canvas.getContext('2d') ?? undefined, 'context');
  const fade = context.createRadialGradient(size / 2, size / 2, size / 2 - 8, size / 2, size / 2, size / 2 - 4);
  fade.addColorStop(0, colour);
  fade.addColorStop(1, `${colour}00`);
  context.fillStyle = fade;
  context.fillRect(0, 0, size, size);
  const place = { x: x / WIDTH, y: y / HEIGHT, w: size / WIDTH, h: size / HEIGHT };
  const sprite = { track: row, x, y, width: size, height: size, image: canvas.transferToImageBitmap() };
  const names = {
    row,
    unit: row,
    recordingId: CAMERA,
    track: row,
    ordinal: 1,
    sourceUs: 0,
    part: 1,
    parts: 1,
    rate: 1,
  };
  return { ...names, sprite, place, box: place };
}

function aPicture(): SynopsisPicture {
  const figures = [disc(0, 40, 40, 96, '#cc2200'), disc(1, 90, 60, 80, '#22aa00')];
  return { timeUs: 0, background: [plate('#806040', 0.75), plate('#204060', 0.25)], figures };
}

interface Target {
  readonly context: PaintContext;
  readonly pixels: () => Uint8ClampedArray;
  readonly at: (x: number, y: number) => number[];
}

function target(): Target {
  const canvas = new OffscreenCanvas(WIDTH, HEIGHT);
  const context = defined(canvas.getContext('2d', { willReadFrequently: true }) ?? undefined, 'context');
  const pixels = (): Uint8ClampedArray => context.getImageData(0, 0, WIDTH, HEIGHT).data;
  return { context, pixels, at: (x, y) => [...pixels().slice(4 * (y * WIDTH + x), 4 * (y * WIDTH + x) + 3)] };
}

function near(actual: readonly number[], wanted: readonly number[], tolerance = 3): boolean {
  return wanted.every((value, index) => Math.abs(value - (actual[index] ?? -1000)) <= tolerance);
}

it('lays the objects over the weighted plates, the last in front, and edges those that are marked', () => {
  const { context, at } = target();
  using painter = new CanvasPainter(context);
  painter.paint(aPicture(), MARKS);
  expect(near(at(5, 5), [104, 88, 72]), 'three parts of one plate, one of the other').toBe(true);
  expect(near(at(80, 70), [0xcc, 0x22, 0])).toBe(true);
  expect(near(at(125, 100), [0x22, 0xaa, 0]), 'in front').toBe(true);
  // Just outside the disc, where its rim has faded.
  const edged = at(130, 64);
  painter.paint(aPicture(), NO_MARKS);
  expect((edged[2] ?? 0) - (at(130, 64)[2] ?? 0), 'edge').toBeGreaterThan(60);
  painter.paint({ ...aPicture(), background: [], figures: [] }, NO_MARKS);
  expect(near(at(125, 100), [0x4a, 0x4f, 0x57])).toBe(true);
});

it('is the same on the GPU', async () => {
  const picture = aPicture();
  const paint = (painter: Painter, pixels: () => Uint8ClampedArray): Uint8ClampedArray => {
    painter.paint(picture, MARKS);
    return pixels();
  };
  const [one, other] = [target(), target()];
  using canvas = new CanvasPainter(one.context);
  using gpu = new GpuPainter(await device(), other.context);
  const [wanted, actual] = [paint(canvas, one.pixels), paint(gpu, other.pixels)];
  const differences = wanted.map((value, index) => Math.abs(value - (actual[index] ?? 0))).toSorted();
  expect(differences.at(-1)).toBeLessThanOrEqual(24);
  expect(differences[Math.floor(differences.length * 0.99)]).toBeLessThanOrEqual(3);
  expect(paint(gpu, other.pixels), 'again, with the textures at hand').toEqual(actual);
});

it('goes on with the canvas when the GPU is lost', async () => {
  const { context, at } = target();
  const lost = await device();
  using painter = openPainter(context, () => Promise.resolve(lost));
  painter.paint(aPicture(), NO_MARKS);
  await new Promise((resolve) => setTimeout(resolve));
  painter.paint(aPicture(), NO_MARKS);
  expect(near(at(80, 70), [0xcc, 0x22, 0])).toBe(true);
  lost.destroy();
  await lost.lost;
  context.clearRect(0, 0, WIDTH, HEIGHT);
  painter.paint(aPicture(), NO_MARKS);
  expect(near(at(80, 70), [0xcc, 0x22, 0])).toBe(true);
});
