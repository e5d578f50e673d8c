// Paints the pictures of a synopsis; what all painters have in common.

import type { PlateShare, SynopsisFigure, SynopsisPicture } from './film-types.ts';

/** What is told of the objects by their edges. */
export interface PaintMarks {
  /** Colour of an edge along the object's own outline, as CSS writes it; `undefined`: none. */
  readonly edgeOf: (figure: SynopsisFigure) => string | undefined;
  /** Objects that are pointed at have a wider one. */
  readonly isPointedAt: (figure: SynopsisFigure) => boolean;
}

export const NO_MARKS: PaintMarks = { edgeOf: () => undefined, isPointedAt: () => false };

/** The 2D context of a canvas on screen or off it. The size of the canvas is that of the picture. */
export type PaintContext = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** Paints over the whole of one canvas: the background, then the objects back to front. */
export interface Painter extends Disposable {
  /** Keeps nothing of the picture's bitmaps open after it returns. */
  paint(picture: SynopsisPicture, marks: PaintMarks): void;
}

/** Under objects whose scene was not kept: no colour that a scene would have. */
export const NO_PLATE = '#4a4f57';

/** Width of an edge in pixels of the canvas, so that it looks the same on every size of picture. */
export function edgeWidth(canvasWidth: number, isPointedAt: boolean): number {
  return Math.max(1, Math.round((canvasWidth / 640) * (isPointedAt ? 1.5 : 1)));
}

/** Opacity with which each plate is laid over those before it, so that the whole is their weighted mean. */
export function plateOpacities(background: readonly PlateShare[]): readonly number[] {
  let sum = 0;
  return background.map(({ weight }) => {
    sum += weight;
    return weight / sum;
  });
}

/** Steps around a pixel at which an edge looks for the object. */
export const AROUND: readonly (readonly [number, number])[] = Array.from({ length: 8 }, (_, step) => [
  Math.cos((step * Math.PI) / 4),
  Math.sin((step * Math.PI) / 4),
]);
