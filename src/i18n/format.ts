// Numbers, times and sizes as each language writes them.

/** The two languages of the interface. */
export type Locale = 'fr' | 'en';

export const LOCALES = ['fr', 'en'] as const satisfies readonly Locale[];

const NARROW = '\u202f';

/** All formatting of one language. Immutable; cheap to keep. */
export class Formatters {
  readonly locale: Locale;
  readonly #integer: Intl.NumberFormat;
  readonly #oneDigit: Intl.NumberFormat;
  readonly #twoDigits: Intl.NumberFormat;
  readonly #shortest: Intl.NumberFormat;
  readonly #comma: string;

  constructor(locale: Locale) {
    this.locale = locale;
    this.#integer = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
    this.#oneDigit = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
    this.#twoDigits = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
    this.#shortest = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
    this.#comma = locale === 'fr' ? ',' : '.';
  }

  number(value: number): string {
    return this.#integer.format(value);
  }

  /** One digit after the comma. */
  decimal(value: number): string {
    return this.#oneDigit.format(value);
  }

  /** A confidence from 0 to 1, two digits. */
  score(value: number): string {
    return this.#twoDigits.format(value);
  }

  /** A share from 0 to 1 as whole percent; never rounds something to nothing nor a part to the whole. */
  percent(share: number): string {
    const sign = this.locale === 'fr' ? `${NARROW}%` : '%';
    if (share > 0 && share < 0.01) {
      return `<${NARROW}1${sign}`;
    }
    if (share < 1 && share > 0.99) {
      return `>${NARROW}99${sign}`;
    }
    return `${this.number(Math.round(share * 100))}${sign}`;
  }

  /** A speed or a stride: `6,2 ×`. */
  times(factor: number): string {
    const digits = factor >= 10 || Number.isInteger(factor) ? this.number(factor) : this.decimal(factor);
    return `${digits}${NARROW}×`;
  }

  /** A speed of playing, as short as it can be said: `0,25 ×`, `−16 ×`. */
  rate(rate: number): string {
    return `${rate < 0 ? '−' : ''}${this.#shortest.format(Math.abs(rate))}${NARROW}×`;
  }

  /** Presentation time `hh:mm:ss,mmm`, cut (not rounded) to the millisecond. */
  time(us: number): string {
    const ms = Math.floor(Math.abs(us) / 1000);
    return `${us < 0 ? '−' : ''}${clock(Math.floor(ms / 1000))}${this.#comma}${pad(ms % 1000, 3)}`;
  }

  /** Presentation time to the microsecond. */
  timeExact(us: number): string {
    const size = Math.abs(us);
    return `${us < 0 ? '−' : ''}${clock(Math.floor(size / 1e6))}${this.#comma}${pad(size % 1e6, 6)}`;
  }

  /** Presentation time to the second, for axes and tiles. */
  timeShort(us: number): string {
    return `${us < 0 ? '−' : ''}${clock(Math.floor(Math.abs(us) / 1e6))}`;
  }

  /** A length of time in words: `6 h 12`, `12 min 30 s`, `8,4 s`. */
  duration(seconds: number): string {
    if (seconds < 10) {
      return `${this.decimal(seconds)} s`;
    }
    const whole = Math.round(seconds);
    if (whole < 60) {
      return `${whole} s`;
    }
    if (whole < 3600) {
      const rest = whole % 60;
      return rest === 0 ? `${Math.floor(whole / 60)} min` : `${Math.floor(whole / 60)} min ${rest} s`;
    }
    return `${Math.floor(whole / 3600)} h ${pad(Math.floor((whole % 3600) / 60), 2)}`;
  }

  bytes(size: number): string {
    const units = this.locale === 'fr' ? ['o', 'Ko', 'Mo', 'Go', 'To'] : ['B', 'kB', 'MB', 'GB', 'TB'];
    let value = size;
    let step = 0;
    while (value >= 1000 && step < units.length - 1) {
      value /= 1000;
      step += 1;
    }
    const digits = step === 0 || value >= 100 ? this.number(value) : this.decimal(value);
    return `${digits} ${units[step] ?? ''}`;
  }

  /** Day of the week, date and time of a moment (ms since 1970) in a time zone, to the second where there are any. */
  wallMoment(at: number, timeZone: string): string {
    const format = new Intl.DateTimeFormat(this.locale === 'fr' ? 'fr-FR' : 'en-GB', {
      dateStyle: 'full',
      timeStyle: at % 60_000 === 0 ? 'short' : 'medium',
      timeZone,
    });
    return format.format(at);
  }

  /** Date and time of this machine from an ISO text, to the second. */
  moment(iso: string): string {
    const format = new Intl.DateTimeFormat(this.locale === 'fr' ? 'fr-FR' : 'en-GB', {
      dateStyle: 'short',
      timeStyle: 'medium',
    });
    return format.format(new Date(iso));
  }
}

function clock(seconds: number): string {
  return `${pad(Math.floor(seconds / 3600), 2)}:${pad(Math.floor((seconds % 3600) / 60), 2)}:${pad(seconds % 60, 2)}`;
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
