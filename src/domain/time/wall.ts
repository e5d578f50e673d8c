// Days and hours as people write them, read and written in the time zone of the service. What cannot be read is nothing,
// never a guess.

import { dayOf, zoneOffsetMs } from './calendar.ts';
import { day, instant, type Day, type Instant } from './instant.ts';

const HOUR_S = 3600;
const DAY_MS = 24 * HOUR_S * 1000;

/** `22/11/2026`, `22.11.26`, `22112026`. A year of two digits is of this century. */
export function readDay(text: string): Day | undefined {
  const found = /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})$|^(\d{2})(\d{2})(\d{4})$/.exec(text.trim());
  if (found === null) {
    return undefined;
  }
  const [date = '', month = '', year = ''] = found.slice(1).filter(Boolean);
  const iso = `${year.padStart(4, '20')}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  try {
    return day(iso);
  } catch {
    return undefined;
  }
}

/** Seconds since midnight of `14:05`, `14h05`, `1405`, `14:05:09` or `140509`. */
export function readTime(text: string): number | undefined {
  const found = /^(\d{1,2})\s*[:h.]\s*(\d{2})(?:\s*[:m.]\s*(\d{2}))?$|^(\d{2})(\d{2})(\d{2})?$/i.exec(text.trim());
  if (found === null) {
    return undefined;
  }
  const [hours = 0, minutes = 0, seconds = 0] = found.slice(1).filter(Boolean).map(Number);
  return hours < 24 && minutes < 60 && seconds < 60 ? hours * HOUR_S + minutes * 60 + seconds : undefined;
}

/** Seconds of a gap between two clocks: `45`, `3:12` (minutes and seconds), `1:03:12` or `010312`. */
export function readGap(text: string): number | undefined {
  // Six digits are a time without its colons, as in `readTime`: nobody counts so many seconds.
  const parts = /^\d{6}$/.test(text.trim()) ? (text.trim().match(/\d{2}/g) ?? []) : text.trim().split(/\s*:\s*/);
  const areNumbers = parts.length <= 3 && parts.every((part) => /^\d+$/.test(part));
  const areSmall = parts.slice(1).every((part) => Number(part) < 60);
  return areNumbers && areSmall ? parts.reduce((sum, part) => sum * 60 + Number(part), 0) : undefined;
}

/**
 * The moment at which a wall clock shows a day and a time; `undefined` for the hour that does not exist when the clocks
 * go forward. Of the hour that comes twice, the first one.
 */
export function momentAt(on: Day, seconds: number, timeZone: string): Instant | undefined {
  const utc = Date.parse(`${on}T00:00:00Z`) + seconds * 1000;
  const candidates = [utc - DAY_MS, utc + DAY_MS]
    .map((near) => utc - zoneOffsetMs(near, timeZone))
    .filter((at) => at + zoneOffsetMs(at, timeZone) === utc);
  return candidates.length === 0 ? undefined : instant(Math.min(...candidates));
}

/** Seconds since midnight that a wall clock shows. */
export function secondsOfDay(at: Instant, timeZone: string): number {
  const local = at + zoneOffsetMs(at, timeZone);
  return Math.floor((((local % DAY_MS) + DAY_MS) % DAY_MS) / 1000);
}

/** `22/11/2026` */
export function writeDay(on: Day): string {
  return on.split('-').toReversed().join('/');
}

/** `14:05`, with seconds where there are any. */
export function writeTime(seconds: number): string {
  const parts = [Math.floor(seconds / HOUR_S), Math.floor(seconds / 60) % 60, seconds % 60];
  return (seconds % 60 === 0 ? parts.slice(0, 2) : parts).map((part) => String(part).padStart(2, '0')).join(':');
}

/** Day and time of a moment, as {@link readDay} and {@link readTime} read them back. */
export function writeMoment(at: Instant, timeZone: string): { readonly date: string; readonly time: string } {
  return { date: writeDay(dayOf(at, timeZone)), time: writeTime(secondsOfDay(at, timeZone)) };
}
