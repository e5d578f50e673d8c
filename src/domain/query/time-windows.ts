// Stretches of real time that a search is about: a period, hours of every day, or both.

import { addDays, dayOf } from '../time/calendar.ts';
import { instant, type Day, type Instant } from '../time/instant.ts';
import { momentAt } from '../time/wall.ts';
import type { Hours } from './recipe.ts';
import type { Window } from './track-query.ts';

const MINUTE_S = 60;
const DAY_MINUTES = 1440;

/** What two searches have in common; each in order, without overlap. */
export function bothOf(some: readonly Window[], others: readonly Window[]): readonly Window[] {
  return some.flatMap(({ fromUs, toUs }) =>
    others
      .map((other) => ({ fromUs: Math.max(fromUs, other.fromUs), toUs: Math.min(toUs, other.toUs) }))
      .filter((window) => window.fromUs <= window.toUs),
  );
}

/**
 * Hours of every day that touch a stretch of real time (µs since 1970), as the walls of a time zone show them: longer
 * or shorter where the clocks are changed. The last microsecond belongs to the next hour.
 */
export function hoursWithin({ from, to }: Hours, { fromUs, toUs }: Window, timeZone: string): readonly Window[] {
  const first = addDays(dayOf(instant(Math.floor(fromUs / 1000)), timeZone), -1);
  const last = dayOf(instant(Math.floor(toUs / 1000)), timeZone);
  const windows: Window[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) {
    const start = wallAt(day, from, timeZone);
    const end = to > from ? wallAt(day, to, timeZone) : wallAt(addDays(day, 1), to, timeZone);
    if (start * 1000 <= toUs && end * 1000 > fromUs && start < end) {
      windows.push({ fromUs: start * 1000, toUs: end * 1000 - 1 });
    }
  }
  return windows;
}

/** When a wall shows so many minutes after midnight; an hour that the clocks leave out begins with the next one. */
function wallAt(day: Day, minutes: number, timeZone: string): Instant {
  const on = minutes >= DAY_MINUTES ? addDays(day, 1) : day;
  for (let later = minutes % DAY_MINUTES; ; later += 1) {
    const at = momentAt(on, later * MINUTE_S, timeZone);
    if (at !== undefined) {
      return at;
    }
  }
}
