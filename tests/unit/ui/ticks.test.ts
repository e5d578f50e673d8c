import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { secondsOfDay } from '../../../src/domain/time/wall.ts';
import { instant } from '../../../src/domain/time/instant.ts';
import { ticksOf, wallTicksOf } from '../../../src/ui/timeline/ticks.ts';

const PARIS = 'Europe/Paris';
const HOUR = 3_600_000_000;
const utc = (text: string): number => Date.parse(text) * 1000;
const wall = (us: number): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: PARIS, dateStyle: 'short', timeStyle: 'medium' }).format(us / 1000);

it('marks round times, far enough apart to be read', () => {
  const { stepUs, times } = ticksOf(-1_500_000, 60_000_000, 1000, 96);
  expect(stepUs).toBe(10_000_000);
  expect(times).toEqual([0, 10, 20, 30, 40, 50, 60].map((seconds) => seconds * 1_000_000));
});

it('goes down to hundredths of a second and up to days', () => {
  expect(ticksOf(0, 100_000, 1000, 96).stepUs).toBe(10_000);
  expect(ticksOf(0, 1_000_000, 1000, 96).stepUs).toBe(100_000);
  expect(ticksOf(0, 10 * 86_400_000_000, 1000, 96).stepUs).toBe(86_400_000_000);
});

describe('marks on the clock of the case', () => {
  it('are round on the walls of the service, not in Greenwich', () => {
    const { stepUs, times } = wallTicksOf(utc('2026-07-01T10:10:00Z'), utc('2026-07-02T10:10:00Z'), 800, 96, PARIS);
    expect(stepUs).toBe(4 * HOUR);
    expect(times.map(wall)).toEqual([
      '2026-07-01 16:00:00',
      '2026-07-01 20:00:00',
      '2026-07-02 00:00:00',
      '2026-07-02 04:00:00',
      '2026-07-02 08:00:00',
      '2026-07-02 12:00:00',
    ]);
  });

  it('follow the clocks in the night in which they go forward, and in that in which they go back', () => {
    const spring = wallTicksOf(utc('2026-03-28T23:00:00Z'), utc('2026-03-29T04:00:00Z'), 600, 96, PARIS);
    expect(spring.times.map((us) => wall(us).slice(11, 16))).toEqual([
      '00:00',
      '01:00',
      '03:00',
      '04:00',
      '05:00',
      '06:00',
    ]);
    const autumn = wallTicksOf(utc('2026-10-24T22:00:00Z'), utc('2026-10-25T03:00:00Z'), 600, 96, PARIS);
    expect(autumn.times.map((us) => wall(us).slice(11, 16))).toEqual([
      '00:00',
      '01:00',
      '02:00',
      '02:00',
      '03:00',
      '04:00',
    ]);
    const twoHours = wallTicksOf(utc('2026-03-28T23:00:00Z'), utc('2026-03-29T10:00:00Z'), 600, 96, PARIS);
    expect(twoHours.times.map((us) => wall(us).slice(11, 16))).toEqual([
      '00:00',
      '04:00',
      '06:00',
      '08:00',
      '10:00',
      '12:00',
    ]);
  });

  it('are days that begin where days do, and weeks that begin on Mondays', () => {
    const days = wallTicksOf(utc('2026-10-23T12:00:00Z'), utc('2026-10-27T12:00:00Z'), 500, 96, PARIS);
    expect(days.times.map(wall)).toEqual(['24', '25', '26', '27'].map((day) => `2026-10-${day} 00:00:00`));
    const weeks = wallTicksOf(utc('2026-03-01T12:00:00Z'), utc('2026-03-31T12:00:00Z'), 500, 96, PARIS);
    expect(weeks.times.map((us) => wall(us).slice(0, 10))).toEqual([
      ...['2026-03-02', '2026-03-09', '2026-03-16', '2026-03-23', '2026-03-30'],
    ]);
  });

  it('are apart, within the window, rising, and round to the hour in every one of them', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4e12 }),
        fc.integer({ min: 200, max: 30 * 86_400_000 }),
        (fromMs, lengthMs) => {
          const [fromUs, toUs] = [fromMs * 1000, (fromMs + lengthMs) * 1000];
          const { stepUs, times } = wallTicksOf(fromUs, toUs, 1000, 96, PARIS);
          expect(times.length).toBeLessThanOrEqual(13);
          expect(times.every((us, index) => us >= fromUs && us <= toUs && us > (times[index - 1] ?? -1))).toBe(true);
          for (const us of times.filter(() => stepUs >= HOUR)) {
            expect(secondsOfDay(instant(us / 1000), PARIS) % 3600).toBe(0);
          }
        },
      ),
    );
  });
});
