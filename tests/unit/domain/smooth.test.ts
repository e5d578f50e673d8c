import '../../builders/seeded.ts';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { iou, type Box } from '../../../src/domain/geometry/box.ts';
import { settledCount, smoothSights } from '../../../src/domain/tracking/smooth.ts';
import type { Sight } from '../../../src/domain/tracking/track.ts';
import { gaussianNoise, seededRandom } from '../../reels/random.ts';
import { aBox } from '../../builders/walks.ts';

const LOOK_US = 200_000;

/** Sights five times a second; `boxAt` takes seconds. */
function sightsOf(count: number, boxAt: (seconds: number, index: number) => Box): Sight[] {
  return Array.from({ length: count }, (_, index) => {
    const us = index * LOOK_US;
    return { ordinal: index + 1, us, box: boxAt(us / 1e6, index), score: 0.7 };
  });
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('smoothed boxes', () => {
  it('leave a steady walk as it is, up to its ends', () => {
    const walk = sightsOf(30, (seconds) => aBox(100 + 40 * seconds, 200 + 5 * seconds));
    smoothSights(walk).forEach(({ box }, index) => {
      expect(iou(box, walk[index]?.box ?? box)).toBeGreaterThan(0.999);
    });
  });

  it('leave the growth of what comes nearer as it is', () => {
    const car = sightsOf(20, (seconds) => aBox(300, 100 + 30 * seconds, 30 * 1.4 ** seconds, 20 * 1.4 ** seconds));
    smoothSights(car).forEach(({ box }, index) => {
      expect(iou(box, car[index]?.box ?? box)).toBeGreaterThan(0.99);
    });
  });

  it('are nearer to the truth than trembling ones', () => {
    const noise = gaussianNoise(400, 4, seededRandom(5));
    const at = (index: number): number => noise[index % noise.length] ?? 0;
    const truth = (seconds: number): Box => aBox(100 + 40 * seconds, 200);
    const seen = sightsOf(50, (seconds, index) => {
      const { x, y, w, h } = truth(seconds);
      return { x: x + at(4 * index), y: y + at(4 * index + 1), w: w + at(4 * index + 2), h: h + at(4 * index + 3) };
    });
    const quality = (sights: readonly Sight[]): number => mean(sights.map(({ box, us }) => iou(box, truth(us / 1e6))));
    expect(1 - quality(smoothSights(seen))).toBeLessThan(0.6 * (1 - quality(seen)));
  });

  it('hold the whole of somebody of whom a pole or a counter hides a part for a moment', () => {
    const truth = (seconds: number): Box => aBox(100 + 40 * seconds, 200);
    const seen = sightsOf(40, (seconds, index) => {
      const { x, y, w, h } = truth(seconds);
      return index >= 15 && index < 18 ? { x, y, w, h: h / 2 } : index === 30 ? { x, y, w: w / 2, h } : { x, y, w, h };
    });
    for (const { box, us } of smoothSights(seen)) {
      expect(iou(box, truth(us / 1e6))).toBeGreaterThan(0.93);
    }
  });

  it('follow somebody who sits down for good', () => {
    const seen = sightsOf(60, (_, index) => (index < 30 ? aBox(100, 200, 30, 80) : { x: 85, y: 200, w: 30, h: 40 }));
    const smoothed = smoothSights(seen);
    expect(smoothed[5]?.box.h).toBeCloseTo(80, 5);
    expect(smoothed[50]?.box.h).toBeCloseTo(40, 5);
  });

  it('are the same, however early they are asked for once they are settled', () => {
    const aSight = fc.record({
      gap: fc.integer({ min: 40, max: 1500 }),
      x: fc.integer({ min: 0, max: 60 }),
      w: fc.integer({ min: 10, max: 60 }),
      h: fc.integer({ min: 20, max: 120 }),
      score: fc.constantFrom(0, 0.3, 0.9),
    });
    fc.assert(
      fc.property(fc.array(aSight, { minLength: 1, maxLength: 60 }), fc.nat(), (parts, where) => {
        let us = 0;
        const sights = parts.map(({ gap, x, w, h, score }, index): Sight => {
          us += gap * 1000;
          return { ordinal: index + 1, us, score, box: aBox(x, 100, w, h) };
        });
        const early = sights.slice(0, (where % sights.length) + 1);
        const settled = settledCount(early, false);
        const whole = smoothSights(sights);
        expect(smoothSights(early, 0, settled)).toEqual(whole.slice(0, settled));
        const from = Math.floor(settled / 2);
        expect(smoothSights(early, from, settled)).toEqual(whole.slice(from, settled));
        expect(settledCount(early, true)).toBe(early.length);
      }),
      { numRuns: 150 },
    );
  });
});
