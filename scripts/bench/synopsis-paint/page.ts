// Paints pictures of a synopsis with the painter of the canvas: every object with pixels of its own on every picture, over two
// plates whose shares change a few times a second.

import { recordingId } from '../../../src/domain/ids.ts';
import { CanvasPainter } from '../../../src/services/synopsis/canvas-painter.ts';
import type { SynopsisFigure, SynopsisPicture } from '../../../src/services/synopsis/film.ts';
import type { Painted, PaintPlan } from './figures.ts';

const CAMERA = recordingId('camera');
const PLATE = { width: 960, height: 540 };
/** Pictures between two backgrounds: three a second. */
const BACKGROUND_STAYS = 8;

/** The next picture of the page was painted. */
function painted(): Promise<number> {
  return new Promise((resume) => {
    requestAnimationFrame(() => {
      // The frame is painted after its callbacks: the next task comes behind it.
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        resume(performance.now());
      };
      port2.postMessage(undefined);
    });
  });
}

function contextOf(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  const context = canvas.getContext('2d');
  if (context === null) {
    throw new Error('no 2D context');
  }
  return context;
}

/** A coarse pattern, so that nothing can be painted as one colour. */
function patterned(canvas: OffscreenCanvas, hue: number): OffscreenCanvasRenderingContext2D {
  const context = contextOf(canvas);
  for (let y = 0; y < canvas.height; y += 8) {
    for (let x = 0; x < canvas.width; x += 8) {
      context.fillStyle = `hsl(${hue + ((x * y) % 40)} 40% ${30 + ((x + y) % 32)}%)`;
      context.fillRect(x, y, 8, 8);
    }
  }
  return context;
}

function plate(hue: number): ImageBitmap {
  const canvas = new OffscreenCanvas(PLATE.width, PLATE.height);
  patterned(canvas, hue);
  return canvas.transferToImageBitmap();
}

/** An upright ellipse that fades at its rim. */
function cutOut({ width, height }: PaintPlan, hue: number): ImageBitmap {
  const canvas = new OffscreenCanvas(width, height);
  const context = patterned(canvas, hue);
  const radius = width / 2;
  context.globalCompositeOperation = 'destination-in';
  context.setTransform(1, 0, 0, height / width, 0, 0);
  const fade = context.createRadialGradient(radius, radius, radius * 0.9, radius, radius, radius);
  fade.addColorStop(0, '#000');
  fade.addColorStop(1, '#0000');
  context.fillStyle = fade;
  context.fillRect(0, 0, width, width);
  return canvas.transferToImageBitmap();
}

function figure(plan: PaintPlan, row: number, time: number): SynopsisFigure {
  const { width, height } = plan;
  const [x, y] = [(row * 257 + time * 3) % (1920 - width), (row * 131) % (1080 - height)];
  const place = { x: x / 1920, y: y / 1080, w: width / 1920, h: height / 1080 };
  const sprite = { track: row, x, y, width, height, image: cutOut(plan, row * 24) };
  const names = { row, unit: row, recordingId: CAMERA, track: row, ordinal: time, sourceUs: 0 };
  return { ...names, part: 1, parts: 1, rate: 1, sprite, place, box: place };
}

async function paint(plan: PaintPlan): Promise<Painted> {
  const context = document.querySelector<HTMLCanvasElement>('#picture')?.getContext('2d', { alpha: false });
  if (context === null || context === undefined) {
    throw new Error('no canvas');
  }
  const plates = [plate(80), plate(220)];
  const pictures = Array.from({ length: plan.pictures }, (_, time): SynopsisPicture => {
    const share = 0.25 + ((Math.floor(time / BACKGROUND_STAYS) % 32) + 1) / 64;
    const background = plates.map((image, us) => ({
      recordingId: CAMERA,
      us,
      weight: us === 0 ? share : 1 - share,
      image,
    }));
    return {
      timeUs: time,
      background,
      figures: Array.from({ length: plan.objects }, (_, row) => figure(plan, row, time)),
    };
  });
  using painter = new CanvasPainter(context);
  const marks = { edgeOf: () => undefined, isPointedAt: () => false };
  const told: Painted = { frameMs: [], ownMs: [] };
  let before = await painted();
  for (const picture of pictures) {
    const start = performance.now();
    painter.paint(picture, marks);
    told.ownMs.push(performance.now() - start);
    const now = await painted();
    told.frameMs.push(now - before);
    before = now;
  }
  return told;
}

Reflect.set(globalThis, 'derushPaint', { paint });
