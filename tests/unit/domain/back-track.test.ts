import { describe, expect, it } from 'vitest';
import { BACK_US, sightsBefore, type MotionMoment } from '../../../src/domain/tracking/back-track.ts';
import type { Sight } from '../../../src/domain/tracking/track.ts';

const WIDTH = 800;
const HEIGHT = 600;
const STEP_US = 80_000;

/** Somebody 30 × 80 who walks at 100 px/s to the right; x is the left edge at 2 s. */
const boxAt = (us: number, x = 200) => ({ x: x + ((us - 2_000_000) * 100) / 1e6, y: 100, w: 30, h: 80 });

/** Detections from 2 s on, every 160 ms. */
const sights = (x = 200): Sight[] =>
  [0, 1, 2, 3].map((look) => {
    const us = 2_000_000 + look * 160_000;
    return { ordinal: us / 40_000 + 1, us, box: boxAt(us, x), score: 0.7 };
  });

/** What moved from `fromUs` on, as whole boxes inside the picture. */
function movedSince(fromUs: number, x = 200): MotionMoment[] {
  const moments: MotionMoment[] = [];
  for (let us = 0; us < 2_600_000; us += STEP_US) {
    const box = boxAt(us, x);
    const left = Math.max(0, box.x);
    const shown = { ...box, x: left, w: Math.max(0, box.x + box.w - left) };
    moments.push({ ordinal: us / 40_000 + 1, us, regions: us >= fromUs && shown.w > 0 ? [shown] : [] });
  }
  return moments;
}

describe('what an object did before it was believed in', () => {
  it('is told from what moved on its way, in order, without a score', () => {
    const before = sightsBefore(sights(), movedSince(1_400_000), WIDTH, HEIGHT);
    expect(before[0]?.us).toBe(1_440_000);
    expect(before.map(({ us }) => us)).toEqual([...before].map(({ us }) => us).sort((a, b) => a - b));
    expect(before.every(({ score, us }) => score === 0 && us < 2_000_000)).toBe(true);
    expect(before[0]?.box.x).toBeCloseTo(boxAt(1_440_000).x, 6);
  });

  it('goes back no further than it may', () => {
    const [earliest] = sightsBefore(sights(), movedSince(0), WIDTH, HEIGHT);
    expect(earliest?.us).toBeGreaterThanOrEqual(2_000_000 - BACK_US);
    expect(earliest?.us).toBeLessThan(2_000_000 - BACK_US + STEP_US);
  });

  it('stops where nothing moved, and where somebody else did', () => {
    expect(sightsBefore(sights(), movedSince(2_000_000), WIDTH, HEIGHT)).toEqual([]);
    const elsewhere = movedSince(0).map((moment) => ({ ...moment, regions: [{ x: 500, y: 400, w: 60, h: 90 }] }));
    expect(sightsBefore(sights(), elsewhere, WIDTH, HEIGHT)).toEqual([]);
  });

  it('stops at the edge of the picture, with the part that shows', () => {
    const before = sightsBefore(sights(40), movedSince(0, 40), WIDTH, HEIGHT);
    const [earliest] = before;
    expect(earliest?.box.x).toBe(0);
    expect(earliest?.box.w).toBeGreaterThan(0.15 * 30);
    expect(earliest?.box.w).toBeLessThan(30);
  });
});
