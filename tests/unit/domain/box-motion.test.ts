import { describe, expect, it } from 'vitest';

import { BoxMotion } from '../../../src/domain/tracking/box-motion.ts';
import { gaussianNoise, seededRandom } from '../../reels/random.ts';

const walker = (seconds: number): { x: number; y: number; w: number; h: number } => ({
  x: 100 + 50 * seconds,
  y: 200 - 10 * seconds,
  w: 30,
  h: 80,
});

describe('the motion of a box', () => {
  it('learns a steady walk and says where it goes on, at uneven times too', () => {
    const times = [0, 0.2, 0.3, 0.7, 0.8, 1.2, 1.6, 1.7, 2.1, 2.4];
    const motion = BoxMotion.from(walker(0), 0);
    for (const time of times.slice(1)) {
      motion.correct(walker(time), time * 1e6);
    }
    expect(motion.speed.x).toBeGreaterThan(45);
    expect(motion.speed.x).toBeLessThan(55);
    expect(Math.abs(motion.boxAt(2.9e6).x - walker(2.9).x)).toBeLessThan(3);
    expect(Math.abs(motion.boxAt(2.9e6).y - walker(2.9).y)).toBeLessThan(3);
  });

  it('is steadier than the detector it listens to', () => {
    const times = Array.from({ length: 60 }, (_, index) => index * 0.2);
    const noise = gaussianNoise(times.length, 4, seededRandom(8));
    const motion = BoxMotion.from(walker(0), 0);
    const errors = times.slice(1).map((time, index) => {
      motion.correct({ ...walker(time), x: walker(time).x + (noise[index] ?? 0) }, time * 1e6);
      return { ours: motion.boxAt(time * 1e6).x - walker(time).x, theirs: noise[index] ?? 0 };
    });
    const meanSquare = (values: readonly number[]): number =>
      values.reduce((sum, value) => sum + value * value, 0) / values.length;
    expect(meanSquare(errors.slice(10).map(({ ours }) => ours))).toBeLessThan(
      meanSquare(errors.slice(10).map(({ theirs }) => theirs)),
    );
  });

  it('stops guessing after a second and a half, and never grows a box by guessing', () => {
    const motion = BoxMotion.from(walker(0), 0);
    for (let index = 1; index <= 20; index += 1) {
      motion.correct({ ...walker(index * 0.1), h: 80 + index }, index * 100_000);
    }
    expect(motion.boxAt(10e6)).toEqual(motion.boxAt(3.5e6));
    expect(motion.boxAt(3.5e6).h).toBe(motion.boxAt(2e6).h);
    expect(motion.boxAt(3.5e6).x).toBeGreaterThan(motion.boxAt(2e6).x + 60);
  });
});
