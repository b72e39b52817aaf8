import type { Locale } from '../context/request-context.js';

/** A day as people write it. */
export function dayName(day: string, locale: Locale): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(day));
}
