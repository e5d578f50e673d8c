import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskedPart, planMasks, type MaskedCandidate } from '../../../../src/domain/case/masking.ts';
import { CLASS_NAMES } from '../../../../src/domain/detection/classes.ts';
import { recordingId, trackId, type TrackId } from '../../../../src/domain/ids.ts';

const PICTURE = { width: 640, height: 360 };
const track = (number: number): TrackId => trackId(recordingId('r-1'), number);
const BOX = { x: 100, y: 80, w: 40, h: 120 };

const candidates = fc.array(
  fc.record({
    track: fc.integer({ min: 1, max: 9 }).map(track),
    objectClass: fc.constantFrom(...CLASS_NAMES),
    box: fc.record({
      x: fc.double({ min: -100, max: 700, noNaN: true }),
      y: fc.double({ min: -100, max: 400, noNaN: true }),
      w: fc.double({ min: 0.5, max: 300, noNaN: true }),
      h: fc.double({ min: 0.5, max: 300, noNaN: true }),
    }),
  }),
  { maxLength: 12 },
);

describe('L09 masking: which parts of a picture', () => {
  it('L09 masking covers the upper quarter of a person, in full width and a little around it, and not the rest', () => {
    const { x, y, w, h } = maskedPart({ objectClass: 'person', box: BOX });
    expect(x).toBeLessThan(BOX.x);
    expect(x + w).toBeGreaterThan(BOX.x + BOX.w);
    expect(y).toBeLessThan(BOX.y);
    expect(y + h).toBeGreaterThan(BOX.y + BOX.h / 4);
    expect(y + h).toBeLessThan(BOX.y + BOX.h / 2);
  });

  it.each(CLASS_NAMES.filter((name) => name !== 'person'))('L09 masking covers the whole of a %s', (objectClass) => {
    const { x, y, w, h } = maskedPart({ objectClass, box: BOX });
    expect(x).toBeLessThanOrEqual(BOX.x);
    expect(y).toBeLessThanOrEqual(BOX.y);
    expect(x + w).toBeGreaterThanOrEqual(BOX.x + BOX.w);
    expect(y + h).toBeGreaterThanOrEqual(BOX.y + BOX.h);
  });

  it('L09 masking leaves retained objects alone, masks all others and counts them', () => {
    const objects: MaskedCandidate[] = [
      { track: track(1), objectClass: 'person', box: BOX },
      { track: track(2), objectClass: 'person', box: { ...BOX, x: 300 } },
      { track: track(3), objectClass: 'car', box: { ...BOX, x: 500 } },
    ];
    const plan = planMasks(objects, new Set([track(2)]), true, PICTURE);
    expect(plan.tracks).toEqual([track(1), track(3)]);
    expect(plan.regions).toHaveLength(2);
    expect(plan.regions.every(({ x }) => x < 200 || x > 400)).toBe(true);
  });

  it('L09 masking does nothing while the setting is off', () => {
    expect(planMasks([{ track: track(1), objectClass: 'person', box: BOX }], new Set(), false, PICTURE)).toEqual({
      regions: [],
      tracks: [],
    });
  });

  it('L09 masking stays inside the picture, and misses nobody whose masked part is in it', () => {
    fc.assert(
      fc.property(candidates, fc.uniqueArray(fc.integer({ min: 1, max: 9 }).map(track)), (objects, kept) => {
        const retained = new Set(kept);
        const { regions, tracks } = planMasks(objects, retained, true, PICTURE);
        for (const { x, y, w, h } of regions) {
          expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
          expect(x + w).toBeLessThanOrEqual(PICTURE.width + 1e-9);
          expect(y + h).toBeLessThanOrEqual(PICTURE.height + 1e-9);
          expect(Math.min(w, h)).toBeGreaterThan(0);
        }
        expect(tracks.some((one) => retained.has(one))).toBe(false);
        const seen = objects.filter((object) => {
          const { x, y, w, h } = maskedPart(object);
          return x < PICTURE.width && y < PICTURE.height && x + w > 0 && y + h > 0 && !retained.has(object.track);
        });
        expect(new Set(tracks)).toEqual(new Set(seen.map((object) => object.track)));
        expect(regions).toHaveLength(seen.length);
      }),
    );
  });
});
