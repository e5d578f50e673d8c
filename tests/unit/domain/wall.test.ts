import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant } from '../../../src/domain/time/instant.ts';
import { momentAt, readDay, readGap, readTime, secondsOfDay, writeMoment } from '../../../src/domain/time/wall.ts';
import { dayOf } from '../../../src/domain/time/calendar.ts';

const PARIS = 'Europe/Paris';
const zones = fc.constantFrom(PARIS, 'America/Cayenne', 'Pacific/Noumea', 'Asia/Kolkata', 'Pacific/Apia', 'UTC');
/** Whole seconds from 2000 to 2060. */
const moments = fc.integer({ min: 946_684_800, max: 2_840_140_800 }).map((seconds) => instant(seconds * 1000));

describe('moments as people write them', () => {
  it.each([
    ['22/11/2026', '2026-11-22'],
    ['1/2/26', '2026-02-01'],
    ['22.11.2026', '2026-11-22'],
    ['22112026', '2026-11-22'],
    [' 29/02/2028 ', '2028-02-29'],
    ['29/02/2026', undefined],
    ['31/04/2026', undefined],
    ['2026-11-22', undefined],
    ['22/11', undefined],
    ['', undefined],
  ])('reads the day %s', (text, expected) => {
    expect(readDay(text)).toBe(expected);
  });

  it.each([
    ['14:05', 50_700],
    ['14h05', 50_700],
    ['1405', 50_700],
    ['3:07', 11_220],
    ['14:05:09', 50_709],
    ['140509', 50_709],
    ['24:00', undefined],
    ['12:60', undefined],
    ['14', undefined],
    ['', undefined],
  ])('reads the hour %s', (text, expected) => {
    expect(readTime(text)).toBe(expected);
  });

  it.each([
    ['45', 45],
    ['3:12', 192],
    ['1:03:12', 3792],
    ['90', 90],
    ['010312', 3792],
    ['006012', undefined],
    ['1:60', undefined],
    ['-3:00', undefined],
    ['', undefined],
  ])('reads the gap %s', (text, expected) => {
    expect(readGap(text)).toBe(expected);
  });

  it('refuses the hour that does not exist, and takes the first of the one that comes twice', () => {
    const spring = readDay('29/03/2026');
    const autumn = readDay('25/10/2026');
    expect(spring && momentAt(spring, readTime('02:30') ?? 0, PARIS)).toBeUndefined();
    expect(autumn && momentAt(autumn, readTime('02:30') ?? 0, PARIS)).toBe(Date.parse('2026-10-25T00:30:00Z'));
  });

  it('reads back what it writes, to the second, in any zone', () => {
    fc.assert(
      fc.property(moments, zones, (at, zone) => {
        const { date, time } = writeMoment(at, zone);
        const on = readDay(date);
        const again = on === undefined ? undefined : momentAt(on, readTime(time) ?? -1, zone);
        // Of an hour that comes twice the first one is taken: an hour earlier, never later.
        expect([at, at - 3_600_000]).toContain(again);
        expect(on).toBe(dayOf(at, zone));
        expect(again === undefined ? undefined : secondsOfDay(again, zone)).toBe(secondsOfDay(at, zone));
      }),
    );
  });
});
