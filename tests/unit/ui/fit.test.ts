import { describe, expect, it } from 'vitest';
import { fitPicture, placeBox } from '../../../src/ui/player/fit.ts';

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
