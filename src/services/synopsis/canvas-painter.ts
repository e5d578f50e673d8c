// Paints with a 2D context: everywhere, and for what is exported.

import type { PlateShare, SynopsisFigure, SynopsisPicture } from './film-types.ts';
import {
  AROUND,
  edgeWidth,
  NO_PLATE,
  plateOpacities,
  type PaintContext,
  type Painter,
  type PaintMarks,
} from './painter.ts';

export class CanvasPainter implements Painter {
  readonly #context: PaintContext;
  /** The mixed background at the size of the canvas: plates are smaller, and a mix lasts for many pictures. */
  #mix: OffscreenCanvas | undefined;
  #mixKey = '';
  /** Where the edge of an object is made. */
  #scratch: OffscreenCanvas | undefined;

  constructor(context: PaintContext) {
    this.#context = context;
  }

  paint({ background, figures }: SynopsisPicture, marks: PaintMarks): void {
    const { width, height } = this.#context.canvas;
    this.#context.globalAlpha = 1;
    this.#context.globalCompositeOperation = 'source-over';
    if (background.length === 0) {
      this.#context.fillStyle = NO_PLATE;
      this.#context.fillRect(0, 0, width, height);
    } else {
      this.#context.drawImage(this.#mixed(background, width, height), 0, 0);
    }
    for (const figure of figures) {
      this.#figure(figure, marks);
    }
  }

  [Symbol.dispose](): void {
    this.#mix = undefined;
    this.#scratch = undefined;
    this.#mixKey = '';
  }

  #figure(figure: SynopsisFigure, marks: PaintMarks): void {
    const { width, height } = this.#context.canvas;
    const { place, sprite } = figure;
    const [x, y, w, h] = [place.x * width, place.y * height, place.w * width, place.h * height];
    const colour = marks.edgeOf(figure);
    if (colour !== undefined) {
      const radius = edgeWidth(width, marks.isPointedAt(figure));
      const [wide, high] = [Math.ceil(w) + 2 * radius, Math.ceil(h) + 2 * radius];
      const edge = this.#edge(sprite.image, { w, h, radius, wide, high }, colour);
      this.#context.drawImage(edge, 0, 0, wide, high, x - radius, y - radius, wide, high);
    }
    this.#context.drawImage(sprite.image, x, y, w, h);
  }

  /** The object in one colour, grown on all sides. */
  #edge(image: ImageBitmap, size: EdgeSize, colour: string): OffscreenCanvas {
    const { w, h, radius, wide, high } = size;
    const scratch = this.#scratch ?? new OffscreenCanvas(wide, high);
    this.#scratch = scratch;
    [scratch.width, scratch.height] = [Math.max(scratch.width, wide), Math.max(scratch.height, high)];
    const context = scratch.getContext('2d');
    if (context !== null) {
      context.globalCompositeOperation = 'source-over';
      context.clearRect(0, 0, scratch.width, scratch.height);
      for (const [x, y] of AROUND) {
        context.drawImage(image, radius * (1 + x), radius * (1 + y), w, h);
      }
      context.globalCompositeOperation = 'source-in';
      context.fillStyle = colour;
      context.fillRect(0, 0, scratch.width, scratch.height);
    }
    return scratch;
  }

  #mixed(background: readonly PlateShare[], width: number, height: number): OffscreenCanvas {
    const key = [width, height, ...background.map(({ recordingId, us, weight }) => `${recordingId} ${us} ${weight}`)];
    const mix = this.#mix ?? new OffscreenCanvas(width, height);
    const context = mix.getContext('2d', { alpha: false });
    if (context !== null && this.#mixKey !== key.join()) {
      [mix.width, mix.height] = [width, height];
      context.imageSmoothingQuality = 'high';
      const opacities = plateOpacities(background);
      background.forEach(({ image }, index) => {
        context.globalAlpha = opacities[index] ?? 1;
        context.drawImage(image, 0, 0, width, height);
      });
      this.#mixKey = key.join();
    }
    this.#mix = mix;
    return mix;
  }
}

interface EdgeSize {
  readonly w: number;
  readonly h: number;
  readonly radius: number;
  readonly wide: number;
  readonly high: number;
}
