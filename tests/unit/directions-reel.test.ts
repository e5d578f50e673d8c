// What the directions reel promises, checked without rendering it.

import { describe, expect, it } from 'vitest';
import { directionShare } from '../../scripts/bench/direction.ts';
import { DIRECTIONS } from '../../src/domain/attributes/attributes.ts';
import { directedVisits } from '../reels/directions.ts';
import { FRAMES_PER_MINUTE, visitFrames } from '../reels/plan.ts';

/** The eighth of the compass of a way, clockwise from the right, y downwards. */
const eighthOf = (dx: number, dy: number): string | undefined =>
  DIRECTIONS[(Math.round((Math.atan2(dy, dx) * 4) / Math.PI) + 8) % 8];

describe.each([0, 1])('minute %i of the directions reel', (minute) => {
  const visits = directedVisits(minute);

  it('holds every direction once, each well inside its eighth', () => {
    expect(visits.map(({ name }) => name)).toEqual(DIRECTIONS.filter((word) => word !== 'still'));
    for (const { name, legs } of visits) {
      const [{ route } = { route: undefined }] = legs;
      const [dx, dy] = [(route?.to[0] ?? 0) - (route?.from[0] ?? 0), (route?.to[1] ?? 0) - (route?.from[1] ?? 0)];
      expect(eighthOf(dx, dy)).toBe(name);
      const off = Math.atan2(dy, dx) * (4 / Math.PI);
      expect(Math.abs(off - Math.round(off))).toBeLessThan(0.3);
    }
  });

  it('never has two people at once, and nobody at its end', () => {
    const ends = visits.map((visit) => visit.startFrame + visitFrames(visit));
    visits.slice(1).forEach(({ startFrame }, k) => {
      expect(startFrame).toBeGreaterThan(ends[k] ?? Infinity);
    });
    expect(ends.at(-1)).toBeLessThan(FRAMES_PER_MINUTE);
  });
});

describe('directions', () => {
  it('counts an object that nobody follows, or of which nothing is said, as wrong', () => {
    const answers = [
      { id: 1, truth: 'left', said: 'left' },
      { id: 2, truth: 'up', said: 'down' },
      { id: 3, truth: 'up', said: undefined },
      { id: 4, truth: 'right', said: 'right' },
    ] as const;
    expect(directionShare(answers)).toBe(0.5);
    expect(directionShare([])).toBeUndefined();
  });
});
