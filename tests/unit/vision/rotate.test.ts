import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { colourMatrix, type Planes } from '../../../src/vision/planes.ts';
import { rotatePlanes, toStored, type Rotation } from '../../../src/vision/rotate.ts';

/** A picture whose luma tells its place; rows padded, chroma interleaved as in NV12. */
function aPicture(width: number, height: number): Planes {
  const yStride = width + 3;
  const uvStride = ((width + 1) >> 1) * 2 + 2;
  const chroma = Uint8Array.from({ length: uvStride * ((height + 1) >> 1) }, (_, index) => (index * 7) % 251);
  return {
    width,
    height,
    y: Uint8Array.from({ length: yStride * height }, (_, index) => (index * 13) % 251),
    yStride,
    u: chroma,
    v: chroma.subarray(1),
    uvStride,
    uvStep: 2,
    colour: colourMatrix({}, height),
  };
}

const lumaAt = (planes: Planes, x: number, y: number): number => planes.y[y * planes.yStride + x] ?? -1;
const blueAt = (planes: Planes, x: number, y: number): number =>
  planes.u[y * planes.uvStride + x * planes.uvStep] ?? -1;
const redAt = (planes: Planes, x: number, y: number): number => planes.v[y * planes.uvStride + x * planes.uvStep] ?? -1;

const turns = fc.constantFrom<Rotation>(0, 90, 180, 270);

describe('a picture stored on its side', () => {
  it('is turned clockwise: its left column becomes the top row', () => {
    const upright = rotatePlanes(aPicture(4, 2), 90);
    const stored = aPicture(4, 2);
    expect([upright.width, upright.height]).toEqual([2, 4]);
    expect([lumaAt(upright, 0, 0), lumaAt(upright, 1, 0)]).toEqual([lumaAt(stored, 0, 1), lumaAt(stored, 0, 0)]);
  });

  it('finds each pixel of the upright picture again where toStored says', () => {
    fc.assert(
      fc.property(
        turns,
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 12 }),
        (rotation, width, height) => {
          const stored = aPicture(width, height);
          const upright = rotatePlanes(stored, rotation);
          for (let y = 0; y < upright.height; y += 1) {
            for (let x = 0; x < upright.width; x += 1) {
              const place = toStored({ x, y, w: 1, h: 1 }, rotation, width, height);
              expect(lumaAt(upright, x, y)).toBe(lumaAt(stored, place.x, place.y));
            }
          }
          const [halfWidth, halfHeight] = [(width + 1) >> 1, (height + 1) >> 1];
          const turned = rotation % 180 === 0 ? [halfWidth, halfHeight] : [halfHeight, halfWidth];
          for (let y = 0; y < (turned[1] ?? 0); y += 1) {
            for (let x = 0; x < (turned[0] ?? 0); x += 1) {
              const place = toStored({ x, y, w: 1, h: 1 }, rotation, halfWidth, halfHeight);
              expect(blueAt(upright, x, y)).toBe(blueAt(stored, place.x, place.y));
              expect(redAt(upright, x, y)).toBe(redAt(stored, place.x, place.y));
            }
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is itself again after the four quarters', () => {
    const stored = aPicture(6, 4);
    const round = [90, 90, 90, 90].reduce<Planes>((planes) => rotatePlanes(planes, 90), stored);
    const back = rotatePlanes(rotatePlanes(stored, 270), 90);
    for (let y = 0; y < 4; y += 1) {
      for (let x = 0; x < 6; x += 1) {
        expect([lumaAt(round, x, y), lumaAt(back, x, y)]).toEqual([lumaAt(stored, x, y), lumaAt(stored, x, y)]);
      }
    }
  });
});
