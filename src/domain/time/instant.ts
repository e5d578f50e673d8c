// Moments of the calendar: when something was authorised, recorded, closed. Footage has its own clock (micros.ts).

import type { Brand } from '../../base/brand.ts';

/** Milliseconds since 1970-01-01T00:00:00Z, an integer. */
export type Instant = Brand<number, 'Instant'>;

/** A day of the calendar, `YYYY-MM-DD`, in the time zone of the service. */
export type Day = Brand<string, 'Day'>;

/** Wraps milliseconds since the epoch. Throws on anything but a safe integer: a bug, never a user's input. */
export function instant(value: number): Instant {
  if (!Number.isSafeInteger(value)) {
    throw new RangeError(`Not an integer number of milliseconds: ${value}`);
  }
  return value as Instant;
}

/** Wraps a day. Throws on anything that is not a day of the calendar. */
export function day(value: string): Day {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(`${value}T00:00:00Z`));
  if (!isDay || new Date(`${value}T00:00:00Z`).toISOString().slice(0, 10) !== value) {
    throw new RangeError(`Not a day: ${value}`);
  }
  return value as Day;
}
