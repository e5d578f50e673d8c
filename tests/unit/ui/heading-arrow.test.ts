import { describe, expect, it } from 'vitest';

import type { Observation } from '../../../src/contracts/analysis.ts';
import { fitPicture } from '../../../src/ui/player/fit.ts';
import { headingArrow } from '../../../src/ui/player/heading-arrow.ts';

const FIT = fitPicture({ width: 1000, height: 500, rotation: 0, pixelAspect: 1 }, 500, 250);

/** Feet at (x, 400) of the coded picture. */
const at = (ordinal: number, x: number): Observation => ({
  ordinal,
  box: { x: x - 20, y: 300, w: 40, h: 100 },
  score: 1,
  origin: 'detected',
});

describe('the arrow of an object', () => {
  it('leads to where it would be a second later, whatever the times of the frames', () => {
    // Ten pixels every tenth of a second, but one frame that came late.
    const us = [0, 100_000, 200_000, 500_000, 600_000];
    const seen = us.map((time, index) => at(index + 1, 100 + time / 10_000));
    const arrow = headingArrow(seen, 4, (ordinal) => us[ordinal - 1] ?? 0, FIT);
    expect(arrow?.from.x).toBeCloseTo(80);
    expect(arrow?.to.x).toBeCloseTo(130);
    expect(arrow?.to.y).toBeCloseTo(200);
  });

  it('looks back over the last second only', () => {
    const seen = Array.from({ length: 31 }, (_, index) => at(index + 1, index <= 20 ? 500 : 500 + (index - 20) * 10));
    const arrow = headingArrow(seen, 30, (ordinal) => ordinal * 100_000, FIT);
    expect(arrow?.to.x).toBeCloseTo(350);
  });

  it('is none for who stands, trembles or has just come', () => {
    const usOf = (ordinal: number): number => ordinal * 100_000;
    const still = Array.from({ length: 20 }, (_, index) => at(index + 1, 300 + (index % 2)));
    expect(headingArrow(still, 19, usOf, FIT)).toBeUndefined();
    expect(headingArrow([at(1, 0), at(2, 90)], 1, usOf, FIT)).toBeUndefined();
    expect(headingArrow([], 0, usOf, FIT)).toBeUndefined();
  });
});
