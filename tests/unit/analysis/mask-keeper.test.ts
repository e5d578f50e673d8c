import { describe, expect, it } from 'vitest';

import { MaskKeeper } from '../../../src/analysis/mask-keeper.ts';
import { unpackMask } from '../../../src/domain/motion/mask-pack.ts';
import { Track } from '../../../src/domain/tracking/track.ts';

const box = { x: 40, y: 20, w: 20, h: 40 };

function aTrack(id: number): Track {
  return Track.from({ objectClass: 'person', score: 0.9, box, motion: 1 }, 1, 0, id);
}

/** 40 × 30 mask pixels of 4 picture pixels each, moving in columns 11 to 13. */
const mask = {
  ...{ width: 40, height: 30, step: 4 },
  pixels: Uint8Array.from({ length: 1200 }, (_, at) => (at % 40 >= 11 && at % 40 <= 13 ? 1 : 0)),
};

describe('the masks of objects', () => {
  it('are kept until the object is confirmed, then given once', () => {
    const keeper = new MaskKeeper();
    const [sure, unsure] = [aTrack(1), aTrack(2)];
    keeper.consider(
      [
        { track: sure, box },
        { track: unsure, box },
      ],
      mask,
      7,
    );
    expect(keeper.take()).toBeUndefined();
    sure.number = 5;
    const chunk = keeper.take();
    expect(chunk).toMatchObject({ step: 4, masks: [{ track: 5, ordinal: 7 }] });
    const [stored] = chunk?.masks ?? [];
    const pixels = unpackMask(stored?.bytes ?? new Uint8Array(), { w: stored?.w ?? 0, h: stored?.h ?? 0 });
    expect(pixels.reduce((sum, value) => sum + value, 0)).toBe(3 * (stored?.h ?? 0));
    expect(keeper.take()).toBeUndefined();
  });

  it('of an object that is forgotten are never given; a killed worker loses none', () => {
    const keeper = new MaskKeeper();
    const [kept, forgotten] = [aTrack(1), aTrack(2)];
    keeper.consider(
      [
        { track: kept, box },
        { track: forgotten, box },
      ],
      mask,
      7,
    );
    keeper.forget(forgotten);
    const next = new MaskKeeper(structuredClone(keeper.snapshot()), [kept, forgotten]);
    kept.number = 1;
    forgotten.number = 2;
    expect(next.take()?.masks.map(({ track }) => track)).toEqual([1]);
  });

  it('end at the border of the picture, and are not kept outside it', () => {
    const keeper = new MaskKeeper();
    const track = aTrack(1);
    track.number = 1;
    keeper.consider([{ track, box: { x: 150, y: 100, w: 30, h: 60 } }], mask, 1);
    expect(keeper.take()?.masks).toMatchObject([{ x: 36, y: 22, w: 4, h: 8 }]);
    keeper.consider([{ track, box: { x: 400, y: 20, w: 20, h: 40 } }], mask, 2);
    expect(keeper.take()).toBeUndefined();
  });
});
