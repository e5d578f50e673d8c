// Dates, times and numbers as documents write them: in French, in the time zone of the service, the same everywhere.

import { dayOf } from '../time/calendar.ts';
import { instant, type Day, type Instant } from '../time/instant.ts';
import { statute, type StatuteId } from '../law/statutes.ts';

const MONTHS = [
  'janvier',
  'février',
  'mars',
  'avril',
  'mai',
  'juin',
  'juillet',
  'août',
  'septembre',
  'octobre',
  'novembre',
  'décembre',
] as const;

const two = (value: number): string => String(value).padStart(2, '0');

/** `hh:mm:ss` in a time zone. */
function clockOf(at: Instant, timeZone: string): string {
  // Swedish writes digits in the order hh:mm:ss, on 24 hours, whatever the version of the tables.
  return new Intl.DateTimeFormat('sv-SE', { timeZone, timeStyle: 'medium' }).format(at);
}

/** 22/11/2026 */
export function dayText(day: Day): string {
  return day.split('-').toReversed().join('/');
}

/** 22 novembre 2026 */
export function longDay(day: Day): string {
  const [year = '', month = '1', date = '1'] = day.split('-');
  const number = Number(date) === 1 ? '1er' : String(Number(date));
  return `${number} ${MONTHS[Number(month) - 1] ?? month} ${year}`;
}

/** 22 novembre 2026 à 14 h 32 */
export function longMoment(at: Instant, timeZone: string): string {
  return `${longDay(dayOf(at, timeZone))} à ${hourText(at, timeZone)}`;
}

/** 14 h 32 */
export function hourText(at: Instant, timeZone: string): string {
  return clockOf(at, timeZone).slice(0, 5).replace(':', ' h ');
}

/** 22/11/2026 14:32:05 */
export function momentText(at: Instant, timeZone: string): string {
  return `${dayText(dayOf(at, timeZone))} ${clockOf(at, timeZone)}`;
}

/** 22/11/2026 14:32:05,120: a moment of the footage. */
export function preciseMoment(at: Instant, timeZone: string): string {
  const ms = ((at % 1000) + 1000) % 1000;
  return `${momentText(at, timeZone)},${String(ms).padStart(3, '0')}`;
}

/** Presentation time, 01:02:03,456789. */
export function footageTime(us: number): string {
  const whole = Math.floor(Math.abs(us) / 1e6);
  const micros = String(Math.abs(us) % 1_000_000).padStart(6, '0');
  return `${us < 0 ? '-' : ''}${two(Math.floor(whole / 3600))}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)},${micros}`;
}

/** 1 h 02 min 03 s, rounded to the second; below a minute with a tenth. */
export function durationText(us: number): string {
  const seconds = us / 1e6;
  if (seconds < 60) {
    return `${decimal(seconds, 1)} s`;
  }
  const whole = Math.round(seconds);
  const rest = `${two(Math.floor(whole / 60) % 60)} min ${two(whole % 60)} s`;
  return whole < 3600 ? rest.replace(/^0/, '') : `${Math.floor(whole / 3600)} h ${rest}`;
}

/** A gap between two clocks, ms: « + 1 min 02,500 s », with its sign. */
export function gapText(ms: number): string {
  const size = Math.abs(ms);
  const minutes = Math.floor(size / 60_000);
  const hours = Math.floor(minutes / 60);
  const parts = [
    ...(hours > 0 ? [`${hours} h`] : []),
    ...(minutes > 0 ? [`${minutes % 60} min`] : []),
    `${decimal((size % 60_000) / 1000, 3)} s`,
  ];
  return `${ms < 0 ? '-' : '+'} ${parts.join(' ')}`;
}

/** 3,5 */
export function decimal(value: number, digits: number): string {
  return value.toFixed(digits).replace('.', ',');
}

/** 42 % of a share 0–1. */
export function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** « 1 objet », « 2 objets ». */
export function count(value: number, noun: string): string {
  return `${value} ${value < 2 ? noun : noun.replace(/(?<=\p{L})(?=\s|$)/gu, 's')}`;
}

/** How a text is called on the day of an act. */
export function lawText(id: StatuteId, at: Instant, timeZone: string): string {
  return statute(id, dayOf(at, timeZone)).label;
}

/** « articles 230-20 à 230-27 du CPP », from two texts of one code. */
export function lawRange(first: StatuteId, last: StatuteId, at: Instant, timeZone: string): string {
  const number = (id: StatuteId): string => lawText(id, at, timeZone).replace(/^article | du CPP$/g, '');
  return `${number(first)} à ${number(last)}`;
}

/**
 * When a picture was taken, by the recorder and really; `undefined` where the recording's start, or the gap of its
 * clock, is not known. `us` and `firstUs` are presentation times.
 */
export function takenAt(
  provenance: { readonly startsAt: Instant | undefined; readonly clockOffsetMs: number | undefined } | undefined,
  us: number,
  firstUs: number,
): { readonly recorder: Instant | undefined; readonly real: Instant | undefined } {
  const startsAt = provenance?.startsAt;
  if (startsAt === undefined) {
    return { recorder: undefined, real: undefined };
  }
  const recorder = instant(startsAt + Math.round((us - firstUs) / 1000));
  const offset = provenance?.clockOffsetMs;
  return { recorder, real: offset === undefined ? undefined : instant(recorder + offset) };
}
