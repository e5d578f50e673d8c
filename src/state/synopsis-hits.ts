// Which object of a picture of a synopsis a person points at, and which one stands beside another.

import type { SynopsisFigure } from '../services/synopsis/film.ts';
import type { Box } from '../domain/geometry/box.ts';

export type { SynopsisFigure };

/** How opaque a sprite is at a pixel of its bitmap, 0–255. */
export type OpacityAt = (image: ImageBitmap, x: number, y: number) => number;

/** From here on somebody sees a pixel as part of the object. */
const SEEN = 64;

/**
 * The front-most object of which a pixel is at a point of the upright picture (shares of it); else the one in whose box
 * the point lies, the smallest first: who points beside a thin leg means it all the same.
 */
export function figureAt(
  figures: readonly SynopsisFigure[],
  x: number,
  y: number,
  opacityAt: OpacityAt,
): SynopsisFigure | undefined {
  const touched = figures.findLast(({ place, sprite: { image } }) => {
    if (!isWithin(place, x, y)) {
      return false;
    }
    const across = Math.min(image.width - 1, Math.floor(((x - place.x) / place.w) * image.width));
    const down = Math.min(image.height - 1, Math.floor(((y - place.y) / place.h) * image.height));
    return opacityAt(image, across, down) >= SEEN;
  });
  return touched ?? smallest(figures.filter(({ box }) => isWithin(box, x, y)));
}

export type Heading = 'left' | 'right' | 'up' | 'down';

/** The nearest object in a direction; the one at the other side where there is none. */
export function besideFigure(
  figures: readonly SynopsisFigure[],
  from: SynopsisFigure,
  heading: Heading,
): SynopsisFigure | undefined {
  const here = centreOf(from.box);
  let [best, least]: [SynopsisFigure | undefined, number] = [undefined, Infinity];
  for (const figure of figures) {
    const there = centreOf(figure.box);
    const [dx, dy] = [there.x - here.x, there.y - here.y];
    const [along, aside] = heading === 'left' || heading === 'right' ? [dx, dy] : [dy, dx];
    const ahead = heading === 'left' || heading === 'up' ? -along : along;
    // Twice as far as wide: what lies ahead goes before what lies beside.
    const cost = ahead > 0 ? ahead + 2 * Math.abs(aside) : 8 + ahead + 0.1 * Math.abs(aside);
    if (figure !== from && cost < least) {
      [best, least] = [figure, cost];
    }
  }
  return best;
}

function isWithin({ x, y, w, h }: Box, atX: number, atY: number): boolean {
  return atX >= x && atX < x + w && atY >= y && atY < y + h;
}

function smallest(figures: readonly SynopsisFigure[]): SynopsisFigure | undefined {
  return figures.toSorted((a, b) => a.box.w * a.box.h - b.box.w * b.box.h)[0];
}

function centreOf({ x, y, w, h }: Box): { readonly x: number; readonly y: number } {
  return { x: x + w / 2, y: y + h / 2 };
}
