import '../../builders/seeded.ts';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { ObjectClass } from '../../../src/domain/detection/classes.ts';
import type { Detection, TrackSnapshot } from '../../../src/domain/tracking/track.ts';
import { Tracker } from '../../../src/domain/tracking/tracker.ts';
import { A_SCENE, aBox } from '../../builders/walks.ts';

const CLASSES: readonly ObjectClass[] = ['person', 'car', 'truck', 'bicycle'];

/** Detections of one look: anything that a detector might say, near enough to be followed now and then. */
const aLook: fc.Arbitrary<readonly Detection[]> = fc.array(
  fc.record({
    objectClass: fc.constantFrom(...CLASSES),
    score: fc.double({ min: 0.2, max: 1, noNaN: true }),
    motion: fc.double({ min: 0, max: 1, noNaN: true }),
    box: fc
      .tuple(fc.integer({ min: 50, max: 200 }), fc.integer({ min: 50, max: 120 }), fc.integer({ min: 60, max: 90 }))
      .map(([x, y, h]) => aBox(x, y, h / 2, h)),
  }),
  { maxLength: 5 },
);

/** Plays looks from number `from` on, and writes down every object as it was when it ended. */
function play(tracker: Tracker, looks: readonly (readonly Detection[])[], from: number): TrackSnapshot[] {
  const over: TrackSnapshot[] = [];
  looks.slice(from).forEach((detections, index) => {
    const look = from + index;
    const { ended } = tracker.step(look + 1, look * 200_000, detections, A_SCENE);
    over.push(...ended.map((track) => track.snapshot()));
  });
  return over;
}

describe('a tracker that is written down and started again', () => {
  it('goes on to the very same objects, wherever it was cut', () => {
    fc.assert(
      fc.property(fc.array(aLook, { minLength: 2, maxLength: 40 }), fc.nat(), (looks, where) => {
        const cut = where % looks.length;
        const whole = new Tracker();
        const expected = play(whole, looks, 0);
        const before = new Tracker();
        const first = play(before, looks.slice(0, cut), 0);
        const after = Tracker.restore(structuredClone(before.snapshot()));
        const found = [...first, ...play(after, looks, cut)];
        expect(found).toEqual(expected);
        expect(after.snapshot()).toEqual(whole.snapshot());
        expect(after.count).toBe(whole.count);
      }),
      { numRuns: 60 },
    );
  });

  it('is not changed by what the first one does after', () => {
    const tracker = new Tracker();
    const person = (x: number): Detection => ({ objectClass: 'person', score: 0.8, motion: 0.5, box: aBox(x, 100) });
    tracker.step(1, 0, [person(100)], A_SCENE);
    const snapshot = tracker.snapshot();
    const copy = structuredClone(snapshot);
    tracker.step(2, 200_000, [person(106)], A_SCENE);
    expect(snapshot).toEqual(copy);
  });
});
