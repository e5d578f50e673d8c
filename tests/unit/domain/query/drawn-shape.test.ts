import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { crossingsOf } from '../../../../src/domain/query/line-crossings.ts';
import { codeOf, newShape } from '../../../../src/domain/query/drawn-shape.ts';
import { PathLog, type TrackPath } from '../../../../src/domain/query/track-path.ts';
import { staysIn } from '../../../../src/domain/query/zone-stays.ts';
import { contains, type Point } from '../../../../src/domain/settings/polygon.ts';
import { PICTURE } from '../../../builders/path-scene.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const point = fc.record({ x: share, y: share });
const zone = fc.array(point, { minLength: 3, maxLength: 8 });
const steps = fc.array(fc.record({ x: share, y: share, after: fc.integer({ min: 1, max: 3_000_000 }) }), {
  minLength: 1,
  maxLength: 20,
});

/** A point-like walker. */
function pathOf(places: readonly { readonly x: number; readonly y: number; readonly us: number }[]): TrackPath {
  const log = new PathLog(PICTURE);
  for (const { x, y, us } of places) {
    log.add({ number: 1, us, box: { x: x * PICTURE.width - 1, y: y * PICTURE.height - 4, w: 2, h: 4 } });
  }
  const path = log.pathOf(1);
  if (path === undefined) {
    throw new RangeError('No path');
  }
  return path;
}

function timed(list: readonly (Point & { readonly after: number })[]): (Point & { readonly us: number })[] {
  let us = 0;
  return list.map(({ x, y, after }) => ({ x, y, us: (us += after) }));
}

describe('stays in a zone', () => {
  it('cover each moment at which the object is in it, in order', () => {
    fc.assert(
      fc.property(steps, zone, (list, corners) => {
        const path = pathOf(timed(list));
        const stays = staysIn(path, corners);
        stays.forEach(({ fromUs, toUs }, index) => {
          expect(fromUs).toBeLessThanOrEqual(toUs);
          expect(fromUs).toBeGreaterThan(stays[index - 1]?.toUs ?? -1);
        });
        for (let index = 0; index + 1 < path.us.length; index += 1) {
          for (const part of [0.137, 0.391, 0.713]) {
            const between = (column: Float32Array | Float64Array): number =>
              (column[index] ?? 0) + ((column[index + 1] ?? 0) - (column[index] ?? 0)) * part;
            const us = between(path.us);
            if (contains(corners, { x: between(path.x), y: between(path.y) })) {
              expect(stays.some(({ fromUs, toUs }) => us >= fromUs - 1 && us <= toUs + 1)).toBe(true);
            }
          }
        }
      }),
    );
  });

  it('hold whoever is cut off by the border of the picture in a zone that reaches it', () => {
    const corners = [
      { x: 0, y: 0.5 },
      { x: 1, y: 0.5 },
      { x: 1, y: 1 },
      { x: 0, y: 1 },
    ];
    expect(staysIn(pathOf([{ x: 0.5, y: 1.1, us: 0 }]), corners)).toEqual([{ fromUs: 0, toUs: 0 }]);
  });

  it('do not depend on the order in which sights are read', () => {
    const places = timed([
      { x: 0.1, y: 0.5, after: 0 },
      { x: 0.5, y: 0.5, after: 400_000 },
      { x: 0.9, y: 0.5, after: 400_000 },
    ]);
    expect(pathOf(places.toReversed())).toEqual(pathOf(places));
  });
});

describe('crossings of a line', () => {
  it('turn round with the line, and with the way', () => {
    fc.assert(
      fc.property(steps, point, point, (list, start, end) => {
        fc.pre(Math.hypot(end.x - start.x, end.y - start.y) > 0.01);
        const places = timed(list);
        const there = crossingsOf(pathOf(places), [start, end]);
        const turned = crossingsOf(pathOf(places), [end, start]);
        expect(turned.map(({ sense }) => sense)).toEqual(there.map(({ sense }) => (sense === 'ab' ? 'ba' : 'ab')));
        there.forEach(({ us }, index) => {
          expect(turned[index]?.us).toBeCloseTo(us, 0);
        });
        const last = places.at(-1)?.us ?? 0;
        const back = crossingsOf(pathOf(places.map((place) => ({ ...place, us: last - place.us }))), [start, end]);
        expect(back.length).toBe(there.length);
      }),
    );
  });
});

describe('a crossing', () => {
  it('has its moment: when the feet were on the line, in order of time', () => {
    const way = pathOf(
      timed([
        { x: 0.2, y: 0.5, after: 0 },
        { x: 0.6, y: 0.5, after: 1_000_000 },
        { x: 0.2, y: 0.5, after: 4_000_000 },
      ]),
    );
    const found = crossingsOf(way, [
      { x: 0.5, y: 0.9 },
      { x: 0.5, y: 0.1 },
    ]);
    expect(found.map(({ sense }) => sense)).toEqual(['ab', 'ba']);
    expect(found[0]?.us).toBeCloseTo(750_000, -1);
    expect(found[1]?.us).toBeCloseTo(2_000_000, -1);
  });
});

describe('the code of a drawing', () => {
  it('tells what is asked and where, in thousandths', () => {
    const corners = [
      { x: 0.1234, y: 0.5 },
      { x: 1, y: 0 },
    ];
    expect(codeOf(newShape('line', corners), 'r1')).toBe('line-both:r1/123,500|1000,0');
    expect(codeOf(newShape('arrow', corners), 'all')).toBe('arrow:all/45/123,500|1000,0');
    const waiting = { ...newShape('zone', [...corners, { x: 0, y: 1 }]), rule: 'stay' } as const;
    expect(codeOf({ ...waiting, kind: 'zone', leastUs: 8_000_000 }, 'r1')).toBe('zone-stay:r1/8/123,500|1000,0|0,1000');
  });
});
