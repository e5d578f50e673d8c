import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { CLASS_NAMES, OBJECT_CLASSES } from '../../../../src/domain/detection/classes.ts';
import { dotsIn, momentsOf, nearestRow } from '../../../../src/domain/query/moments.ts';
import { presenceOf, presentIn, type PresentObject } from '../../../../src/domain/query/presence.ts';

const anObject = fc
  .record({
    objectClass: fc.constantFrom(...CLASS_NAMES),
    firstUs: fc.integer({ min: -200, max: 200 }),
    length: fc.integer({ min: 0, max: 150 }),
  })
  .map(({ objectClass, firstUs, length }): PresentObject => ({ objectClass, firstUs, lastUs: firstUs + length }));

/** Objects of a class that exist at some instant of a bin, one by one. */
function naive(objects: readonly PresentObject[], fromUs: number, width: number, bin: number, isLast: boolean): number {
  const [start, end] = [fromUs + bin * width, fromUs + (bin + 1) * width];
  return objects.filter(({ firstUs, lastUs }) => lastUs >= start && (firstUs < end || (isLast && firstUs === end)))
    .length;
}

describe('presence', () => {
  it('is what counting one by one gives, for any window, from objects and from columns', () => {
    fc.assert(
      fc.property(
        fc.array(anObject, { maxLength: 40 }),
        fc.integer({ min: -250, max: 250 }),
        fc.integer({ min: 1, max: 32 }),
        fc.integer({ min: 1, max: 16 }),
        (objects, fromUs, bins, width) => {
          const toUs = fromUs + bins * width;
          const activity = presentIn(presenceOf(objects), fromUs, toUs, bins);
          for (const name of CLASS_NAMES) {
            const ofClass = objects.filter(({ objectClass }) => objectClass === name);
            const expected = Array.from({ length: bins }, (_, bin) =>
              naive(ofClass, fromUs, width, bin, bin === bins - 1),
            );
            expect([...(activity.byClass.get(name) ?? new Uint32Array(bins))]).toEqual(expected);
          }
          expect(activity.peak).toBe(Math.max(...activity.total));
          const columns = {
            firstUs: Float64Array.from(objects, (object) => object.firstUs),
            lastUs: Float64Array.from(objects, (object) => object.lastUs),
            objectClass: Uint8Array.from(objects, (object) => OBJECT_CLASSES[object.objectClass]),
          };
          expect(presentIn(presenceOf(columns), fromUs, toUs, bins)).toEqual(activity);
          const some = objects.flatMap((_, row) => (row % 3 === 0 ? [row] : []));
          expect(presentIn(presenceOf(columns, Uint32Array.from(some)), fromUs, toUs, bins)).toEqual(
            presentIn(presenceOf(objects.filter((_, row) => row % 3 === 0)), fromUs, toUs, bins),
          );
        },
      ),
    );
  });

  it('of nothing is nothing', () => {
    expect(presentIn(presenceOf([]), 0, 10, 4)).toMatchObject({ peak: 0, byClass: new Map() });
  });
});

describe('dots', () => {
  it('cover every moment of the window once, at most one dot a place, in order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 1000 }), { maxLength: 60 }),
        fc.integer({ min: 0, max: 900 }),
        fc.integer({ min: 1, max: 50 }),
        (times, fromUs, places) => {
          const toUs = fromUs + 100;
          const moments = momentsOf(Float64Array.from(times), Uint32Array.from(times.keys()));
          const dots = dotsIn(moments, fromUs, toUs, places);
          const held = dots.flatMap(({ from, to }) => [...moments.us.slice(from, to)]).filter((us) => us <= toUs);
          expect(held).toEqual(times.filter((us) => us >= fromUs && us <= toUs).toSorted((a, b) => a - b));
          const placeOf = (us: number): number => Math.min(places - 1, Math.floor(((us - fromUs) * places) / 100));
          const taken = dots.map(({ us }) => placeOf(us));
          expect(dots.length).toBeLessThanOrEqual(places + 1);
          expect(taken).toEqual(taken.toSorted((a, b) => a - b));
          for (const [index, time] of times.entries()) {
            expect(times[nearestRow(moments, time, 0) ?? -1]).toBe(times[index]);
          }
        },
      ),
    );
  });

  it('are of the object that is nearest, within reach', () => {
    const moments = momentsOf(Float64Array.of(500, 100, 300), Uint32Array.of(0, 1, 2));
    expect(nearestRow(moments, 320, 50)).toBe(2);
    expect(nearestRow(moments, 90, 50)).toBe(1);
    expect(nearestRow(moments, 400, 50)).toBeUndefined();
    expect(nearestRow(moments, 9000, 50)).toBeUndefined();
  });
});
