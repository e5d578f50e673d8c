// A moment and a day as texts in a form: what is typed, and what it says.

import { momentAt, readDay, readTime } from '../domain/time/wall.ts';
import type { Instant } from '../domain/time/instant.ts';

/** A day and an hour as they stand in their two fields. */
export interface MomentText {
  readonly date: string;
  readonly time: string;
}

export const NO_MOMENT: MomentText = { date: '', time: '' };

/** The moment; `undefined` while it is not whole, cannot be read or does not exist. */
export function readMoment({ date, time }: MomentText, timeZone: string): Instant | undefined {
  const on = readDay(date);
  const seconds = readTime(time);
  return on === undefined || seconds === undefined ? undefined : momentAt(on, seconds, timeZone);
}

/** Whether something was typed that says no moment: taken for "no limit" it would widen what was meant. */
export function isUnread(moment: MomentText, timeZone: string): boolean {
  return (moment.date.trim() !== '' || moment.time.trim() !== '') && readMoment(moment, timeZone) === undefined;
}
