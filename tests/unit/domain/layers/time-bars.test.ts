// Bars over time: every object in one bar, every microsecond of footage in one bar, however it is cut.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stepFor, TimeBars, type TimeBar } from '../../../../src/domain/layers/time-bars.ts';

const HOUR = 3_600_000_000;
const sum = (bars: readonly TimeBar[], of: (bar: TimeBar) => number): number =>
  bars.reduce((total, bar) => total + of(bar), 0);
const moment = fc.integer({ min: 0, max: 100 * HOUR });

describe('bars over time', () => {
  it('hold every object once, and all the footage', () => {
    fc.assert(
      fc.property(fc.array(moment), fc.array(fc.tuple(moment, moment)), (objects, spans) => {
        const bars = new TimeBars((us) => Math.floor(us / HOUR) % 24, HOUR / 4);
        objects.forEach((us, index) => {
          bars.addObject(us, index % 3 === 0);
        });
        spans.forEach(([a, b], index) => {
          bars.addFootage(Math.min(a, b), Math.max(a, b), index % 2 === 0 ? 'searched' : 'unread');
        });
        const { all } = bars;
        expect(sum(all, (bar) => bar.objects)).toBe(objects.length);
        expect(sum(all, (bar) => bar.unsure)).toBe(Math.ceil(objects.length / 3));
        const length = spans.reduce((total, [a, b]) => total + Math.abs(a - b), 0);
        expect(sum(all, ({ us }) => us.searched + us.outside + us.unread)).toBe(length);
        expect(all.map(({ key }) => key)).toEqual(all.map(({ key }) => key).toSorted((a, b) => a - b));
      }),
    );
  });

  it('show an hour that was filmed and in which nobody came, and how much of it was not searched', () => {
    const bars = new TimeBars((us) => Math.floor(us / HOUR), HOUR);
    bars.addObject(10, false);
    bars.addFootage(0, 1.5 * HOUR, 'searched');
    bars.addFootage(1.5 * HOUR, 2 * HOUR, 'unread');
    expect(bars.all).toEqual([
      { key: 0, objects: 1, unsure: 0, us: { searched: HOUR, outside: 0, unread: 0 } },
      { key: 1, objects: 0, unsure: 0, us: { searched: HOUR / 2, outside: 0, unread: HOUR / 2 } },
    ]);
  });

  it('need two dozen steps at most', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 * 24 }), (hours) => {
        const step = stepFor(hours * HOUR);
        expect(Math.ceil((hours * HOUR) / step)).toBeLessThanOrEqual(24);
      }),
    );
    expect(stepFor(20_000_000)).toBe(1_000_000);
    expect(stepFor(60_000_000)).toBe(5_000_000);
    expect(stepFor(10 * HOUR)).toBe(1_800_000_000);
  });
});
