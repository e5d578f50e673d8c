// Real time of what recordings show: one corrected clock for all cameras of a case.

import type { RecordingState } from '../contracts/session.ts';
import { realTime, type RecorderClock } from '../domain/case/clock.ts';
import { zoneOffsetMs } from '../domain/time/calendar.ts';
import { micros } from '../domain/time/micros.ts';

/** What tells the time of a recording. */
export type Clocked = Pick<RecordingState, 'place' | 'table'>;

/** Its recorder's clock; `undefined` before it was opened, and for a file without pictures. */
export function clockOf({ place, table }: Clocked): RecorderClock | undefined {
  const firstUs = table?.us[0];
  return firstUs === undefined
    ? undefined
    : { startsAt: place.startsAt, clockOffsetMs: place.clockOffsetMs, firstUs: micros(firstUs) };
}

/** Real time of a presentation timestamp, µs since 1970, exact to the µs; `undefined`: without a clock. */
export function caseTimeOf(recording: Clocked, us: number): number | undefined {
  const shift = shiftOf(recording);
  return shift === undefined ? undefined : us + shift;
}

/** What the walls of a time zone show where presentation time is 0, as if they showed UTC, µs; `undefined`: no clock. */
export function wallTimeOf(recording: Clocked, timeZone: string): number | undefined {
  const zero = caseTimeOf(recording, 0);
  const firstUs = recording.table?.us[0] ?? 0;
  return zero === undefined ? undefined : zero + zoneOffsetMs((zero + firstUs) / 1000, timeZone) * 1000;
}

/** Presentation timestamp at a real time, µs since 1970; before its first picture or after its last one, too. */
export function presentationOf(recording: Clocked, caseUs: number): number | undefined {
  const shift = shiftOf(recording);
  return shift === undefined ? undefined : caseUs - shift;
}

/** Real time minus presentation time, µs: the same all along a recording. */
function shiftOf(recording: Clocked): number | undefined {
  const clock = clockOf(recording);
  const start = clock === undefined ? undefined : realTime(clock, clock.firstUs);
  return clock === undefined || start === undefined ? undefined : start * 1000 - clock.firstUs;
}
