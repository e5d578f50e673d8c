// Times of the case as the clocks on the walls of the service show them, in each language.

import { dayOf, zoneOffsetMs } from '../domain/time/calendar.ts';
import { instant } from '../domain/time/instant.ts';
import type { Locale } from '../i18n/format.ts';

const SECOND = 1_000_000;
const MINUTE = 60 * SECOND;
const DAY = 1440 * MINUTE;
/** From here on a day of the week says less than the year. */
const LONG = 28 * DAY;

/** All of it takes µs since 1970. */
export class WallFormat {
  readonly timeZone: string;
  readonly #comma: string;
  readonly #weekday: Intl.DateTimeFormat;
  readonly #date: Intl.DateTimeFormat;

  constructor(locale: Locale, timeZone: string) {
    const language = locale === 'fr' ? 'fr-FR' : 'en-GB';
    this.timeZone = timeZone;
    this.#comma = locale === 'fr' ? ',' : '.';
    this.#weekday = new Intl.DateTimeFormat(language, { timeZone, weekday: 'short', day: '2-digit', month: '2-digit' });
    this.#date = new Intl.DateTimeFormat(language, { timeZone, dateStyle: 'short' });
  }

  /** `14:22:07,286`, cut (not rounded) to the millisecond. */
  time(us: number): string {
    return this.#clock(us).replace('.', this.#comma);
  }

  /** `14:22:07` */
  timeShort(us: number): string {
    return this.#clock(us).slice(0, 8);
  }

  /** `21/11/2026` */
  date(us: number): string {
    return this.#date.format(us / 1000);
  }

  /** `sam. 21/11` */
  day(us: number): string {
    return this.#weekday.format(us / 1000).replace(',', '');
  }

  /** `21/11/2026 14:22:07,286` */
  moment(us: number): string {
    return `${this.date(us)} ${this.time(us)}`;
  }

  /** `UTC+1`: as it was in force then. */
  zone(us: number): string {
    const minutes = Math.round(zoneOffsetMs(Math.floor(us / 1000), this.timeZone) / 60_000);
    const size = Math.abs(minutes);
    const rest = size % 60 === 0 ? '' : `:${String(size % 60).padStart(2, '0')}`;
    return `UTC${minutes < 0 ? '−' : '+'}${Math.floor(size / 60)}${rest}`;
  }

  /** What stands beside a mark of an axis with a mark every `stepUs`; where a day begins, the day. */
  tick(us: number, stepUs: number): string {
    if (stepUs >= LONG) {
      return this.date(us);
    }
    const clock = this.#clock(us);
    if (stepUs >= DAY || (stepUs >= MINUTE && this.#isDayBreak(us))) {
      return this.day(us);
    }
    return stepUs >= MINUTE ? clock.slice(0, 5) : stepUs >= SECOND ? clock.slice(0, 8) : this.time(us).slice(0, 11);
  }

  #isDayBreak(us: number): boolean {
    const ms = Math.floor(us / 1000);
    return dayOf(instant(ms), this.timeZone) !== dayOf(instant(ms - 1), this.timeZone);
  }

  #clock(us: number): string {
    const ms = Math.floor(us / 1000);
    return new Date(ms + zoneOffsetMs(ms, this.timeZone)).toISOString().slice(11, 23);
  }
}

/** `+00:03:14`: what to add to a recorder's time, ms. */
export function writeOffset(ms: number): string {
  const seconds = Math.floor(Math.abs(ms) / 1000);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return `${ms < 0 ? '−' : '+'}${parts.map((part) => String(part).padStart(2, '0')).join(':')}`;
}
