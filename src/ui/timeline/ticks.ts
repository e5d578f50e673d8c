// Where an axis of time carries marks: round steps, never closer than a label is wide.

import { addDays, dayOf, startOfDay, zoneOffsetMs } from '../../domain/time/calendar.ts';
import { instant, type Day } from '../../domain/time/instant.ts';
import { momentAt } from '../../domain/time/wall.ts';

const SECOND = 1_000_000;
const HOUR = 3600 * SECOND;
export const DAY = 24 * HOUR;
const STEPS = [
  0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600,
  43_200, 86_400, 172_800, 604_800, 1_209_600, 2_419_200, 7_257_600, 31_449_600,
];

export interface Ticks {
  readonly stepUs: number;
  /** Times of the axis, rising. */
  readonly times: readonly number[];
}

/** Marks over presentation times drawn on `width` pixels, at least `least` pixels apart. */
export function ticksOf(fromUs: number, toUs: number, width: number, least: number): Ticks {
  const stepUs = stepFor(fromUs, toUs, width, least);
  const times: number[] = [];
  for (let time = Math.ceil(fromUs / stepUs) * stepUs + 0; time <= toUs; time += stepUs) {
    times.push(time);
  }
  return { stepUs, times };
}

/**
 * Marks over times of the case (µs since 1970), round for the clocks on the walls of a time zone: days begin where its
 * days do, weeks on Mondays, also where clocks go forward or back.
 */
export function wallTicksOf(fromUs: number, toUs: number, width: number, least: number, timeZone: string): Ticks {
  const stepUs = stepFor(fromUs, toUs, width, least);
  const times =
    stepUs >= DAY
      ? dayTicks(fromUs, toUs, stepUs / DAY, timeZone)
      : stepUs > HOUR
        ? hourTicks(fromUs, toUs, stepUs, timeZone)
        : evenTicks(fromUs, toUs, stepUs, timeZone);
  return { stepUs, times };
}

function stepFor(fromUs: number, toUs: number, width: number, least: number): number {
  const perPixel = (toUs - fromUs) / Math.max(1, width);
  const longest = STEPS[STEPS.length - 1] ?? 1;
  return Math.round((STEPS.find((step) => step * SECOND >= perPixel * least) ?? longest) * SECOND);
}

/** Clocks are put forward and back by whole hours, or halves: what divides those stays in step with the wall. */
function evenTicks(fromUs: number, toUs: number, stepUs: number, timeZone: string): number[] {
  const shift = (zoneOffsetMs(Math.floor(fromUs / 1000), timeZone) * 1000) % stepUs;
  const times: number[] = [];
  for (let time = Math.ceil((fromUs + shift) / stepUs) * stepUs - shift; time <= toUs; time += stepUs) {
    times.push(time);
  }
  return times;
}

function hourTicks(fromUs: number, toUs: number, stepUs: number, timeZone: string): number[] {
  const times: number[] = [];
  for (const on of daysBetween(fromUs, toUs, timeZone)) {
    for (let seconds = 0; seconds * SECOND < DAY; seconds += stepUs / SECOND) {
      // An hour that the clocks leapt over has no mark.
      const at = seconds === 0 ? startOfDay(on, timeZone) : momentAt(on, seconds, timeZone);
      if (at !== undefined && at * 1000 >= fromUs && at * 1000 <= toUs) {
        times.push(at * 1000);
      }
    }
  }
  return times;
}

function dayTicks(fromUs: number, toUs: number, step: number, timeZone: string): number[] {
  const times: number[] = [];
  for (const on of daysBetween(fromUs, toUs, timeZone)) {
    // 5 January 1970 was a Monday.
    const number = Date.parse(`${on}T00:00:00Z`) / 86_400_000 - 4;
    const at = startOfDay(on, timeZone) * 1000;
    if (number % step === 0 && at >= fromUs && at <= toUs) {
      times.push(at);
    }
  }
  return times;
}

function* daysBetween(fromUs: number, toUs: number, timeZone: string): Generator<Day> {
  const last = dayOf(instant(Math.floor(toUs / 1000)), timeZone);
  for (let on = dayOf(instant(Math.floor(fromUs / 1000)), timeZone); on <= last; on = addDays(on, 1)) {
    yield on;
  }
}
