// Which object of a synopsis is meant.

import { describe, expect, it } from 'vitest';
import type { SynopsisFigure } from '../../../src/services/synopsis/film.ts';
import type { Box } from '../../../src/domain/geometry/box.ts';
import { recordingId } from '../../../src/domain/ids.ts';
import { besideFigure, figureAt } from '../../../src/state/synopsis-hits.ts';

/** A bitmap of ten by ten pixels, as far as pointing at it goes. */
const image = (): ImageBitmap => ({ width: 10, height: 10, close: () => undefined });

/** An object that fills its box, and whose sprite is a tenth of the picture wider on every side. */
function figure(row: number, box: Box): SynopsisFigure {
  const place = { x: box.x - 0.1, y: box.y - 0.1, w: box.w + 0.2, h: box.h + 0.2 };
  return {
    ...{ row, unit: row, recordingId: recordingId('r'), track: row + 1, ordinal: 1, sourceUs: 0 },
    ...{ part: 1, parts: 1, rate: 1, box, place },
    sprite: { track: row + 1, x: 0, y: 0, width: 10, height: 10, image: image() },
  };
}

describe('who is pointed at', () => {
  const back = figure(0, { x: 0.2, y: 0.2, w: 0.4, h: 0.4 });
  const front = figure(1, { x: 0.4, y: 0.4, w: 0.2, h: 0.2 });

  it('is the front-most of whom a pixel is there', () => {
    expect(figureAt([back, front], 0.5, 0.5, () => 255)).toBe(front);
    expect(figureAt([back, front], 0.25, 0.25, () => 255)).toBe(back);
    expect(figureAt([back, front], 0.95, 0.95, () => 255)).toBeUndefined();
  });

  it('is who stands behind where the one in front is see-through', () => {
    const opacity = (of: ImageBitmap): number => (of === front.sprite.image ? 0 : 255);
    expect(figureAt([back, front], 0.5, 0.5, opacity)).toBe(back);
  });

  it('reads the very pixel of the sprite', () => {
    const asked: number[][] = [];
    figureAt([front], 0.3 + 0.4 * 0.35, 0.3 + 0.4 * 0.95, (_, x, y) => {
      asked.push([x, y]);
      return 0;
    });
    expect(asked).toEqual([[3, 9]]);
  });

  it('is the smallest box around where nobody has a pixel', () => {
    expect(figureAt([back, front], 0.5, 0.5, () => 0)).toBe(front);
    expect(figureAt([back, front], 0.25, 0.5, () => 0)).toBe(back);
    expect(figureAt([back, front], 0.15, 0.5, () => 0)).toBeUndefined();
  });
});

describe('who stands beside', () => {
  const box = (x: number, y: number): Box => ({ x, y, w: 0.1, h: 0.1 });
  const [left, middle, right, below] = [box(0.1, 0.4), box(0.4, 0.4), box(0.8, 0.5), box(0.45, 0.8)].map((one, row) =>
    figure(row, one),
  );
  const all = [left, middle, right, below].filter((one) => one !== undefined);
  const beside = (from: SynopsisFigure | undefined, heading: Parameters<typeof besideFigure>[2]): number | undefined =>
    from === undefined ? undefined : besideFigure(all, from, heading)?.row;

  it('is the nearest one in the direction', () => {
    expect(beside(middle, 'right')).toBe(2);
    expect(beside(middle, 'left')).toBe(0);
    expect(beside(middle, 'down')).toBe(3);
    expect(beside(left, 'right')).toBe(1);
  });

  it('is the farthest at the other side where there is none', () => {
    expect(beside(right, 'right')).toBe(0);
    expect(beside(below, 'down')).toBe(1);
  });

  it('is nobody for who is alone', () => {
    expect(left === undefined ? 0 : besideFigure([left], left, 'up')).toBeUndefined();
  });
});
