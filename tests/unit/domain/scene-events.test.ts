import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { SCENE_EVENT_KINDS, splitScenes, type SceneEvent } from '../../../src/domain/scene/scene-events.ts';

const FIRST = { us: 0, ordinal: 1 };
const LAST = { us: 9_900_000, ordinal: 100 };
const eventAt = (kind: SceneEvent['kind'], ordinal: number, toOrdinal: number | undefined): SceneEvent => ({
  ...{ kind, ordinal, fromUs: (ordinal - 1) * 100_000, toOrdinal },
  toUs: toOrdinal === undefined ? undefined : (toOrdinal - 1) * 100_000,
});

describe('the scenes of a recording', () => {
  it('are one when nothing happened to its view', () => {
    const events = [eventAt('frozen', 20, 40), eventAt('covered', 50, undefined)];
    expect(splitScenes(events, FIRST, LAST)).toEqual([{ fromUs: 0, fromOrdinal: 1, toUs: 9_900_000, toOrdinal: 100 }]);
  });

  it('begin where the view changed, after a turn where it ended', () => {
    const scenes = splitScenes([eventAt('cut', 30, 30), eventAt('ptz', 50, 60)], FIRST, LAST);
    expect(scenes.map(({ fromOrdinal, toOrdinal }) => [fromOrdinal, toOrdinal])).toEqual([
      [1, 29],
      [30, 59],
      [60, 100],
    ]);
  });

  it('cover each picture once, whatever happened', () => {
    const event = fc
      .tuple(fc.constantFrom(...SCENE_EVENT_KINDS), fc.integer({ min: 1, max: 100 }), fc.integer({ min: 0, max: 30 }))
      .map(([kind, from, length]) => eventAt(kind, from, from + length > 100 ? undefined : from + length));
    fc.assert(
      fc.property(fc.array(event, { maxLength: 8 }), (events) => {
        const covered = splitScenes(events, FIRST, LAST).flatMap(({ fromOrdinal, toOrdinal }) =>
          Array.from({ length: toOrdinal - fromOrdinal + 1 }, (_, index) => fromOrdinal + index),
        );
        expect(covered).toEqual(Array.from({ length: 100 }, (_, index) => index + 1));
      }),
    );
  });
});
