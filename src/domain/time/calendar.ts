// Days of the calendar in the time zone of the service: the law counts days and years, not milliseconds.

import { day, instant, type Day, type Instant } from './instant.ts';

const DAY_MS = 24 * 3_600_000;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) {
    return known;
  }
  // Swedish writes `YYYY-MM-DD hh:mm:ss`.
  const made = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  formats.set(timeZone, made);
  return made;
}

/** Local time minus UTC at a moment, ms. */
export function zoneOffsetMs(at: number, timeZone: string): number {
  const wholeSecond = Math.floor(at / 1000) * 1000;
  return Date.parse(`${formatOf(timeZone).format(wholeSecond).replace(' ', 'T')}Z`) - wholeSecond;
}

/** The day on which a moment falls. */
export function dayOf(at: Instant, timeZone: string): Day {
  return day(formatOf(timeZone).format(at).slice(0, 10));
}

/** First moment of a day; not midnight where the clocks are put forward at midnight. */
export function startOfDay(on: Day, timeZone: string): Instant {
  const utc = Date.parse(`${on}T00:00:00Z`);
  const candidates = [utc - DAY_MS, utc + DAY_MS].map((near) => instant(utc - zoneOffsetMs(near, timeZone)));
  return instant(Math.min(...candidates.filter((candidate) => dayOf(candidate, timeZone) === on)));
}

/** The day `days` later (sooner when negative). */
export function addDays(on: Day, days: number): Day {
  return day(new Date(Date.parse(`${on}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10));
}

/** The same day and month `years` later; 29 February becomes the 28th, so that no deadline is later than the law's. */
export function addYears(on: Day, years: number): Day {
  const year = String(Number(on.slice(0, 4)) + years).padStart(4, '0');
  const rest = on.slice(4);
  const isLeap = new Date(Date.parse(`${year}-02-28T00:00:00Z`) + DAY_MS).toISOString().slice(5, 10) === '02-29';
  return day(rest === '-02-29' && !isLeap ? `${year}-02-28` : `${year}${rest}`);
}

/** Days from one day to another, negative when `to` comes before. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}
