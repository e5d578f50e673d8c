import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SceneEvent } from '../../../src/domain/scene/scene-events.ts';
import { eventMarks, eventToShow } from '../../../src/state/event-marks.ts';

const cut = (ordinal: number): SceneEvent => {
  const us = (ordinal - 1) * 100_000;
  return { kind: 'cut', fromUs: us, ordinal, toUs: us, toOrdinal: ordinal };
};
/** Ten pixels a second. */
const place = (us: number): number => us / 1e5;

describe('marks of events on a lane', () => {
  it('share one where they would cover each other, and leave out what the lane does not show', () => {
    const marks = eventMarks([cut(1), cut(10), cut(20), cut(60), cut(900)], place, 200, 24);
    expect(marks.map(({ x, events }) => [x, events.map(({ ordinal }) => ordinal)])).toEqual([
      [0, [1, 10, 20]],
      [59, [60]],
    ]);
  });

  it('lose no event of the lane and are never too near to be hit', () => {
    const ordinals = fc.array(fc.integer({ min: 1, max: 300 }), { maxLength: 40 });
    fc.assert(
      fc.property(ordinals, fc.integer({ min: 1, max: 60 }), (at, least) => {
        const events = at.toSorted((a, b) => a - b).map(cut);
        const marks = eventMarks(events, place, 200, least);
        expect(marks.flatMap((mark) => mark.events)).toEqual(events.filter(({ ordinal }) => ordinal <= 201));
        marks.slice(1).forEach(({ x }, index) => {
          expect(x - (marks[index]?.x ?? -Infinity)).toBeGreaterThanOrEqual(least);
        });
      }),
    );
  });

  it('go to the first of several, then to the next each time, and round again', () => {
    const mark = { x: 0, events: [cut(5), cut(8), cut(11)] as const };
    expect(eventToShow(mark, undefined).ordinal).toBe(5);
    expect(eventToShow(mark, 9).ordinal).toBe(5);
    expect(eventToShow(mark, 5).ordinal).toBe(8);
    expect(eventToShow(mark, 8).ordinal).toBe(11);
    expect(eventToShow(mark, 11).ordinal).toBe(5);
  });
});
