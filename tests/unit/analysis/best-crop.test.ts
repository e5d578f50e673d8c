import { describe, expect, it } from 'vitest';

import { cropQuality, CropKeeper } from '../../../src/analysis/best-crop.ts';
import { Track } from '../../../src/domain/tracking/track.ts';
import { planesOfRgba } from '../../../src/vision/planes.ts';
import { aBox, aDetection } from '../../builders/walks.ts';

const quality = (parts: Parameters<typeof aDetection>[0], others: Parameters<typeof cropQuality>[1] = []): number =>
  cropQuality(aDetection(parts), others, 768, 576);

describe('the best picture of an object', () => {
  it('is the bigger, the surer, the whole one, and not the one behind somebody', () => {
    const plain = quality({ box: aBox(300, 300), score: 0.6 });
    expect(quality({ box: aBox(300, 300, 60, 160), score: 0.6 })).toBeGreaterThan(plain);
    expect(quality({ box: aBox(300, 300), score: 0.8 })).toBeGreaterThan(plain);
    expect(quality({ box: aBox(10, 300), score: 0.6 })).toBeLessThan(plain);
    expect(quality({ box: aBox(300, 300), score: 0.6 }, [aBox(310, 300)])).toBeLessThan(plain);
    expect(quality({ box: aBox(300, 300), score: 0.6 }, [aBox(400, 300)])).toBe(plain);
    expect(quality({ box: aBox(-100, 300), score: 0.9 })).toBe(0);
  });
});

describe('the keeper of the best pictures', () => {
  it('goes on after it was written down: what is better still wins, what is not stored keeps its pixels', () => {
    const planes = planesOfRgba(new Uint8ClampedArray(200 * 200 * 4).fill(90), 200, 200);
    const detection = aDetection({ box: aBox(100, 100), score: 0.6 });
    const track = Track.from(detection, 1, 0, 7);
    const keeper = new CropKeeper();
    keeper.consider([{ track, detection }], planes, 1, 0);
    const snapshot = structuredClone(keeper.snapshot());
    expect(snapshot.crops.map(({ track: id, isFresh }) => [id, isFresh])).toEqual([[7, true]]);
    const again = Track.restore(structuredClone(track.snapshot()));
    const restored = CropKeeper.restore(snapshot, [again]);
    expect(restored.best(again)).toEqual(keeper.best(track));
    restored.consider([{ track: again, detection: { ...detection, score: 0.61 } }], planes, 2, 1);
    expect(restored.best(again)?.ordinal).toBe(1);
    restored.consider([{ track: again, detection: { ...detection, score: 0.9 } }], planes, 3, 2);
    expect(restored.best(again)?.ordinal).toBe(3);
  });
});
