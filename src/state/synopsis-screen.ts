// The canvas of a synopsis: as large as its pictures, painted anew only when what is seen changes.

import type { SynopsisPicture } from '../services/synopsis/film.ts';
import { openPainter } from '../services/synopsis/open-painter.ts';
import { NO_MARKS, type Painter, type PaintMarks } from '../services/synopsis/painter.ts';

/** Pixels of the canvas, its longer side: objects keep those of their recording when it is shown full screen. */
const LONGEST_SIDE = 1920;

/** Paints on a canvas from now on; `undefined`: it cannot be painted on. */
export type PaintOn = (canvas: HTMLCanvasElement) => Painter | undefined;

/** What is to be seen: a picture, and the size of its scene. */
export interface Seen {
  readonly picture: SynopsisPicture;
  readonly size: { readonly width: number; readonly height: number } | undefined;
}

export class SynopsisScreen {
  readonly #paintOn: PaintOn;
  #canvas: HTMLCanvasElement | undefined;
  #painter: Painter | undefined;
  #marks = NO_MARKS;
  #seen: Seen | undefined;

  constructor(paintOn: PaintOn = paintOnCanvas) {
    this.#paintOn = paintOn;
  }

  attach(canvas: HTMLCanvasElement | undefined): void {
    this.#painter?.[Symbol.dispose]();
    this.#canvas = canvas;
    this.#painter = canvas === undefined ? undefined : this.#paintOn(canvas);
    this.#paint();
  }

  mark(marks: PaintMarks): void {
    this.#marks = marks;
    this.#paint();
  }

  /** `undefined`: nothing is shown any more; the canvas keeps its last picture until the next one. */
  show(seen: Seen | undefined): void {
    const isSame = seen !== undefined && this.#seen !== undefined && isAlike(this.#seen.picture, seen.picture);
    this.#seen = seen;
    if (!isSame) {
      this.#paint();
    }
  }

  #paint(): void {
    if (this.#seen !== undefined && this.#painter !== undefined && this.#canvas !== undefined) {
      fit(this.#canvas, this.#seen.size);
      this.#painter.paint(this.#seen.picture, this.#marks);
    }
  }
}

function fit(canvas: HTMLCanvasElement, size: Seen['size']): void {
  if (size !== undefined) {
    const scale = Math.min(1, LONGEST_SIDE / Math.max(size.width, size.height));
    const [width, height] = [Math.round(size.width * scale), Math.round(size.height * scale)];
    if (canvas.width !== width || canvas.height !== height) {
      [canvas.width, canvas.height] = [width, height];
    }
  }
}

/** Two pictures look the same: the screen is renewed more often than pictures change. */
function isAlike(a: SynopsisPicture, b: SynopsisPicture): boolean {
  return (
    a.figures.length === b.figures.length &&
    a.background.length === b.background.length &&
    a.figures.every((figure, index) => figure.sprite === b.figures[index]?.sprite) &&
    a.background.every(
      ({ image, weight }, index) => image === b.background[index]?.image && weight === b.background[index].weight,
    )
  );
}

function paintOnCanvas(canvas: HTMLCanvasElement): Painter | undefined {
  const context = canvas.getContext('2d', { alpha: false });
  return context === null ? undefined : openPainter(context);
}
