import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { bothOf, hoursWithin } from '../../../../src/domain/query/time-windows.ts';
import { instant } from '../../../../src/domain/time/instant.ts';
import { secondsOfDay } from '../../../../src/domain/time/wall.ts';

const ZONE = 'Europe/Paris';
const us = (iso: string): number => Date.parse(iso) * 1000;
const HOUR_US = 3_600_000_000;

describe('hours of every day', () => {
  it('are those that the walls show, every day of a stretch and past midnight', () => {
    const extent = { fromUs: us('2026-11-20T12:00:00Z'), toUs: us('2026-11-22T12:00:00Z') };
    expect(hoursWithin({ from: 22 * 60, to: 5 * 60 }, extent, ZONE)).toEqual([
      { fromUs: us('2026-11-20T21:00:00Z'), toUs: us('2026-11-21T04:00:00Z') - 1 },
      { fromUs: us('2026-11-21T21:00:00Z'), toUs: us('2026-11-22T04:00:00Z') - 1 },
    ]);
  });

  it('begin on the evening before the stretch begins', () => {
    const extent = { fromUs: us('2026-11-20T02:00:00Z'), toUs: us('2026-11-20T03:00:00Z') };
    expect(hoursWithin({ from: 22 * 60, to: 5 * 60 }, extent, ZONE)).toHaveLength(1);
  });

  it('are an hour less in the night in which the clocks go forward, an hour more when they go back', () => {
    const night = (day: string, next: string): number => {
      const extent = { fromUs: us(`${day}T20:00:00Z`), toUs: us(`${next}T08:00:00Z`) };
      const [window] = hoursWithin({ from: 0, to: 6 * 60 }, extent, ZONE);
      return ((window?.toUs ?? 0) + 1 - (window?.fromUs ?? 0)) / HOUR_US;
    };
    expect(night('2026-03-28', '2026-03-29')).toBe(5);
    expect(night('2026-10-24', '2026-10-25')).toBe(7);
    expect(night('2026-11-20', '2026-11-21')).toBe(6);
  });

  it('hold exactly the moments at which a wall shows them', () => {
    const extent = { fromUs: us('2026-03-27T00:00:00Z'), toUs: us('2026-04-02T00:00:00Z') };
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1439 }),
        fc.integer({ min: 0, max: 1439 }),
        fc.integer({ min: extent.fromUs / 1e6, max: extent.toUs / 1e6 }),
        (from, to, second) => {
          fc.pre(from !== to);
          const minute = Math.floor(secondsOfDay(instant(second * 1000), ZONE) / 60);
          // The hour that the clocks leave out belongs to nobody.
          fc.pre(Math.floor(from / 60) !== 2 && Math.floor(to / 60) !== 2);
          const isWanted = from < to ? minute >= from && minute < to : minute >= from || minute < to;
          const windows = hoursWithin({ from, to }, extent, ZONE);
          expect(windows.some(({ fromUs, toUs }) => second * 1e6 >= fromUs && second * 1e6 <= toUs)).toBe(isWanted);
        },
      ),
    );
  });
});

describe('what two lists of windows have in common', () => {
  it('is what lies in one of each', () => {
    const windows = fc
      .array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 9 })), { maxLength: 5 })
      .map((steps) => {
        let at = 0;
        return steps.map(([gap, length]) => {
          const fromUs = at + gap;
          at = fromUs + length;
          return { fromUs, toUs: at };
        });
      });
    fc.assert(
      fc.property(windows, windows, fc.nat(60), (some, others, time) => {
        const has = (list: typeof some): boolean => list.some(({ fromUs, toUs }) => time >= fromUs && time <= toUs);
        expect(has([...bothOf(some, others)])).toBe(has(some) && has(others));
      }),
    );
  });
});
