import '../../../builders/seeded.ts';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { pointsOf, placesBetween, POINT_EVERY_US, type TimedBox } from '../../../../src/domain/attributes/path.ts';
import { SPEED_LIMITS } from '../../../../src/domain/attributes/path-tally.ts';
import { SIZE_LIMITS, Way, type PictureSize } from '../../../../src/domain/attributes/way.ts';
import { encodeCheckpoint } from '../../../../src/storage/checkpoint-codec.ts';

const PICTURE: PictureSize = { width: 800, height: 600 };

/** Somebody who wanders: steps of up to half a height, looks 40 ms to 2 s apart. */
const aWalk: fc.Arbitrary<readonly TimedBox[]> = fc
  .array(
    fc.record({
      afterUs: fc.integer({ min: 40_000, max: 2_000_000 }),
      x: fc.integer({ min: -30, max: 30 }),
      y: fc.integer({ min: -10, max: 10 }),
      h: fc.integer({ min: 30, max: 220 }),
    }),
    { minLength: 1, maxLength: 90 },
  )
  .map((steps) => {
    let [us, x, y] = [0, 400, 300];
    return steps.map((step) => {
      us += step.afterUs;
      x += step.x;
      y += step.y;
      return { us, box: { x, y, w: step.h / 2, h: step.h } };
    });
  });

const toldBy = ({ path, size, first, last }: Way): unknown => ({
  size,
  first,
  last,
  ends: [path.first, path.last],
  direction: path.direction,
  stops: path.stops,
  speeds: (['person', 'car', 'bicycle'] as const).map((name) => path.speedOf(name)),
});

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

describe('the way of an object', () => {
  it('tells the same as all of its points together, in medians and at both ends', () => {
    fc.assert(
      fc.property(aWalk, (sights) => {
        const places = sights.flatMap((sight, index) => {
          const before = sights[index - 1] ?? sight;
          const fromUs = sights[0]?.us ?? 0;
          const steps = index === 0 ? 0 : Math.floor((before.us - fromUs) / POINT_EVERY_US) + 1;
          return placesBetween(before, sight, fromUs + steps * POINT_EVERY_US);
        });
        const points = pointsOf(places);
        const moving = points.filter(({ speed }) => speed >= 0.15).map(({ speed }) => speed);
        const { path, size } = Way.of(sights, PICTURE);
        expect([path.first, path.last]).toEqual([points[0], points.at(-1)]);
        const [slow, fast] = SPEED_LIMITS.person;
        const speed = median(moving);
        const usual = speed < slow ? 'slow' : speed > fast ? 'fast' : 'medium';
        expect(path.speedOf('person')).toBe(moving.length < 4 ? undefined : usual);
        const side = median(sights.map(({ box }) => Math.sqrt((box.w * box.h) / (PICTURE.width * PICTURE.height))));
        expect(size).toBe(side < SIZE_LIMITS[0] ? 'small' : side > SIZE_LIMITS[1] ? 'large' : 'medium');
      }),
    );
  });

  it('goes on from a snapshot as if it had never stopped, wherever it was taken', () => {
    fc.assert(
      fc.property(aWalk, fc.nat(), (sights, where) => {
        const cut = where % sights.length;
        const before = Way.of(sights.slice(0, cut), PICTURE);
        const after = new Way(structuredClone(before.snapshot()));
        for (const sight of sights.slice(cut)) {
          after.see(sight, PICTURE);
        }
        const whole = Way.of(sights, PICTURE);
        expect(toldBy(after)).toEqual(toldBy(whole));
        expect(after.snapshot()).toEqual(whole.snapshot());
      }),
    );
  });

  it('takes no more room after an hour on the spot than after a minute', () => {
    const sizeAfter = (seconds: number): number => {
      const stay = Array.from({ length: seconds * 5 }, (_, look) => ({
        us: look * 200_000,
        box: { x: 400 + (look % 3), y: 300, w: 40, h: 90 + (look % 5) },
      }));
      return encodeCheckpoint(Way.of(stay, PICTURE).snapshot()).length;
    };
    expect(sizeAfter(3600)).toBeLessThan(1.1 * sizeAfter(60));
  });
});
