import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { fineShift, pickAnchors } from '../../../src/domain/scene/anchors.ts';
import { commonDisplacement, findAnchors, type Sighting } from '../../../src/domain/scene/displacement.ts';
import { shrink, type SmallPicture } from '../../../src/domain/scene/small-picture.ts';
import { luma, type View } from '../../builders/camera.ts';

const view = (at: View): SmallPicture => shrink(luma(1, at), 192, 144);

describe('the displacement of a picture', () => {
  it('is found to the pixel, within its reach', () => {
    const still = view({});
    const anchors = pickAnchors(still);
    fc.assert(
      fc.property(fc.integer({ min: -20, max: 20 }), fc.integer({ min: -20, max: 20 }), (x, y) => {
        const went = commonDisplacement(findAnchors(still, view({ x, y }), anchors));
        expect(went?.length).toBeCloseTo(Math.hypot(x, y), 0);
        expect(went?.agreeing).toBeGreaterThan(0.5 * anchors.length);
      }),
      { numRuns: 15 },
    );
  });

  it('is that of a turned and zoomed picture too, whatever a third of the anchors say', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -0.08, max: 0.08, noNaN: true }),
        fc.double({ min: 0.95, max: 1.05, noNaN: true }),
        fc.array(fc.integer({ min: -25, max: 25 }), { minLength: 16, maxLength: 16 }),
        (angle, zoom, wrong) => {
          const sightings = Array.from({ length: 48 }, (_, index): Sighting => {
            const x = 12 + (index % 8) * 24;
            const y = 12 + Math.floor(index / 8) * 24;
            const turned = {
              x: 96 + zoom * (Math.cos(angle) * (x - 96) - Math.sin(angle) * (y - 72)),
              y: 72 + zoom * (Math.sin(angle) * (x - 96) + Math.cos(angle) * (y - 72)),
            };
            const lie = index % 3 === 0 ? (wrong[index / 3] ?? 0) : 0;
            return { x, y, dx: Math.round(turned.x - x) + lie, dy: Math.round(turned.y - y) - lie };
          });
          expect(commonDisplacement(sightings)?.agreeing).toBeGreaterThanOrEqual(30);
        },
      ),
    );
  });

  it('of another place is none that most anchors agree on', () => {
    const still = view({});
    const anchors = pickAnchors(still);
    const went = commonDisplacement(findAnchors(still, view({ place: 2 }), anchors));
    expect(went?.agreeing ?? 0).toBeLessThan(0.35 * anchors.length);
  });

  it('of nothing is nothing, to a tenth of a pixel', () => {
    const still = view({});
    expect(fineShift(still, shrink(luma(2), 192, 144), pickAnchors(still))).toBeLessThan(0.1);
  });
});
