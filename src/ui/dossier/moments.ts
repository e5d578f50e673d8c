// Moments and days of a case as a person reads them, in the time zone of the service.

import type { Locale } from '../../i18n/format.ts';
import type { Day, Instant } from '../../domain/time/instant.ts';

/** Date and time to the minute; `day`: the date alone. */
export function moment(at: Instant, timeZone: string, locale: Locale, part: 'day' | 'minute' = 'minute'): string {
  const format = new Intl.DateTimeFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', {
    timeZone,
    dateStyle: 'short',
    ...(part === 'minute' ? { timeStyle: 'short' as const } : {}),
  });
  return format.format(at);
}

/** `JJ/MM/AAAA`. */
export const dayText = (on: Day): string => on.split('-').reverse().join('/');
