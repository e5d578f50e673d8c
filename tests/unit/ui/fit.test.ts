import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fitPicture,
  panBy,
  placeBox,
  placeFoot,
  WHOLE,
  wholeScale,
  zoomAt,
  type PictureShape,
  type Stage,
  type View,
} from '../../../src/ui/player/fit.ts';

const shape = { width: 400, height: 200, rotation: 0, pixelAspect: 1 } as const;

describe('fitPicture', () => {
  it('shows the whole picture, as large as the stage allows, in its middle', () => {
    expect(fitPicture(shape, 800, 800)).toMatchObject({ shownWidth: 800, shownHeight: 400, left: 0, top: 200 });
  });

  it('widens pixels that are wider than high, for display only', () => {
    const fit = fitPicture({ ...shape, pixelAspect: 2 }, 800, 800);
    expect(fit).toMatchObject({ shownWidth: 800, shownHeight: 200, scaleX: 2, scaleY: 1 });
  });

  it('turns the picture clockwise', () => {
    expect(fitPicture({ ...shape, rotation: 90 }, 800, 800)).toMatchObject({ shownWidth: 400, shownHeight: 800 });
  });
});

describe('placeBox', () => {
  // The top-left corner of the picture, 40 × 20: where it lands tells which way the picture was turned.
  const corner = { x: 0, y: 0, w: 40, h: 20 };
  it.each([
    [0, { x: 0, y: 0, w: 80, h: 40 }],
    [90, { x: 360, y: 0, w: 40, h: 80 }],
    [180, { x: 720, y: 360, w: 80, h: 40 }],
    [270, { x: 0, y: 720, w: 40, h: 80 }],
  ] as const)('follows a rotation of %d°', (rotation, expected) => {
    expect(placeBox(corner, fitPicture({ ...shape, rotation }, 800, 800))).toEqual(expected);
  });
});

describe('placeFoot', () => {
  it.each([0, 90, 180, 270] as const)(
    'trails of a picture turned by %d° run along the feet, not along a side',
    (rotation) => {
      const fit = fitPicture({ ...shape, rotation }, 800, 800);
      const box = { x: 40, y: 60, w: 20, h: 50 };
      const { x, y, w, h } = placeBox(box, fit);
      expect(placeFoot(box, fit)).toEqual({ x: x + w / 2, y: y + h });
    },
  );
});

const shapes = fc.record<PictureShape>({
  width: fc.integer({ min: 160, max: 3840 }),
  height: fc.integer({ min: 120, max: 2160 }),
  rotation: fc.constantFrom(0, 90, 180, 270),
  pixelAspect: fc.constantFrom(1, 0.9, 16 / 11, 2),
});
const stages = fc.record<Stage>({
  width: fc.integer({ min: 200, max: 2500 }),
  height: fc.integer({ min: 150, max: 1400 }),
});
const shares = fc.record({
  x: fc.double({ min: 0, max: 1, noNaN: true }),
  y: fc.double({ min: 0, max: 1, noNaN: true }),
});
const factors = fc.array(fc.double({ min: 0.3, max: 3, noNaN: true }), { minLength: 1, maxLength: 8 });

/** What lies at a point of the stage, as shares of the shown picture. */
function under(shape: PictureShape, stage: Stage, view: View, at: { x: number; y: number }): { x: number; y: number } {
  const { left, top, shownWidth, shownHeight } = fitPicture(shape, stage.width, stage.height, view);
  return { x: (at.x - left) / shownWidth, y: (at.y - top) / shownHeight };
}

const pointOf = (stage: Stage, share: { x: number; y: number }): { x: number; y: number } => ({
  x: share.x * stage.width,
  y: share.y * stage.height,
});

const scaleOf = (shape: PictureShape, stage: Stage, view: View): number => view.scale ?? wholeScale(shape, stage);

describe('zoomAt', () => {
  it('keeps what is under the cursor there, once the picture covers the stage', () => {
    fc.assert(
      fc.property(
        shapes,
        stages,
        shares,
        shares,
        fc.double({ min: 1, max: 3, noNaN: true }),
        (shape, stage, a, b, more) => {
          // Larger than the stage both ways.
          const whole = fitPicture(shape, stage.width, stage.height);
          const cover =
            whole.scaleY * Math.max(stage.width / whole.shownWidth, stage.height / whole.shownHeight) * 1.01;
          fc.pre(cover < 16);
          const start = zoomAt(shape, stage, WHOLE, cover, pointOf(stage, a));
          const at = pointOf(stage, b);
          const next = zoomAt(shape, stage, start, scaleOf(shape, stage, start) * more, at);
          const before = under(shape, stage, start, at);
          const after = under(shape, stage, next, at);
          expect(after.x).toBeCloseTo(before.x, 6);
          expect(after.y).toBeCloseTo(before.y, 6);
        },
      ),
    );
  });

  it('never leaves a gap beside a picture that is larger than the stage, and centres one that is smaller', () => {
    fc.assert(
      fc.property(
        shapes,
        stages,
        shares,
        factors,
        fc.integer({ min: -900, max: 900 }),
        (shape, stage, share, all, by) => {
          let view: View = WHOLE;
          for (const factor of all) {
            view = zoomAt(shape, stage, view, scaleOf(shape, stage, view) * factor, pointOf(stage, share), 0.5);
            view = panBy(shape, stage, view, by, -by);
            const { left, top, shownWidth, shownHeight } = fitPicture(shape, stage.width, stage.height, view);
            for (const [start, shown, size] of [
              [left, shownWidth, stage.width],
              [top, shownHeight, stage.height],
            ] as const) {
              if (shown <= size) {
                expect(start).toBeCloseTo((size - shown) / 2, 6);
              } else {
                expect(start).toBeLessThanOrEqual(0);
                expect(start + shown).toBeGreaterThanOrEqual(size - 1e-6);
              }
            }
          }
        },
      ),
    );
  });

  it('ends at the whole picture on the way back, and goes no smaller than it', () => {
    fc.assert(
      fc.property(shapes, stages, shares, (shape, stage, share) => {
        const at = pointOf(stage, share);
        const whole = wholeScale(shape, stage);
        fc.pre(whole < 5);
        const near = zoomAt(shape, stage, WHOLE, whole * 3, at, whole);
        expect(near.scale).toBeCloseTo(whole * 3, 6);
        expect(zoomAt(shape, stage, near, whole / 2, at, whole)).toEqual(WHOLE);
        expect(zoomAt(shape, stage, WHOLE, whole / 2, at, whole)).toEqual(WHOLE);
      }),
    );
  });

  it('shows a picture that is smaller than the stage at its native size', () => {
    const view = zoomAt(shape, { width: 800, height: 800 }, WHOLE, 0.5, { x: 0, y: 0 }, 0.5);
    expect(fitPicture(shape, 800, 800, view)).toMatchObject({ shownWidth: 200, shownHeight: 100, left: 300, top: 350 });
  });
});

describe('panBy', () => {
  it('moves the picture with the hand, and stops at its edges', () => {
    const stage = { width: 400, height: 200 };
    const near = zoomAt(shape, stage, WHOLE, 4, { x: 200, y: 100 });
    const before = fitPicture(shape, 400, 200, near);
    const moved = fitPicture(shape, 400, 200, panBy(shape, stage, near, 30, -20));
    expect(moved.left).toBeCloseTo(before.left + 30, 6);
    expect(moved.top).toBeCloseTo(before.top - 20, 6);
    const far = panBy(shape, stage, near, 10_000, 10_000);
    expect(fitPicture(shape, 400, 200, far)).toMatchObject({ left: 0, top: 0 });
    // From the edge it comes back at once.
    expect(fitPicture(shape, 400, 200, panBy(shape, stage, far, -10, 0)).left).toBeCloseTo(-10, 6);
  });

  it('leaves the whole picture where it is', () => {
    expect(panBy(shape, { width: 400, height: 200 }, WHOLE, 50, 50)).toEqual(WHOLE);
  });
});
