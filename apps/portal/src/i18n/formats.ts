import type { OrderLine } from '../api/types.js';
import { chooseLocale } from './locale.js';
import { currentLocale } from './localization.js';

/** The reader's own region where it goes with the language shown ("18 Nov" in Britain, "Nov 18" in America). */
function region(): string {
  const locale = currentLocale();
  const [language = ''] = locale.split('-');
  const own = navigator.languages.find((tag) => tag.startsWith(`${language}-`) && chooseLocale([tag]) === locale);
  return own ?? locale;
}

/** A moment as a day, in the reader's language and time zone. */
export function day(moment: string | number): string {
  return new Intl.DateTimeFormat(region(), { dateStyle: 'medium' }).format(new Date(moment));
}

/** A calendar day (YYYY-MM-DD) without any time zone. */
export function calendarDay(date: string): string {
  return new Intl.DateTimeFormat(region(), { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(date));
}

/** A moment to the minute, in the reader's language and time zone. */
export function moment(at: string | number): string {
  return new Intl.DateTimeFormat(region(), { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(at));
}

/** A decimal number as the API sends it, grouped as the reader expects, with its unit. */
export function quantity(amount: string, unit: string | null): string {
  const number = new Intl.NumberFormat(region(), { maximumFractionDigits: 20 }).format(
    amount as Intl.StringNumericLiteral,
  );
  return unit ? `${number} ${unit}` : number;
}

/** Order and line number as on the supplier's papers, as far as they are known. */
export function orderName({ orderNumber, lineNumber }: Pick<OrderLine, 'orderNumber' | 'lineNumber'>): string {
  return [orderNumber, lineNumber].filter((part) => part !== null).join(' / ');
}
