import type { DailyHours, DigestRhythm } from '@mortise/domain';
import type { StaffRole } from '../../platform/auth/permissions.js';
import { type Locale, LOCALES } from '../../platform/context/request-context.js';
import { type AccountScope, type Digest, type NoticeTopic, type Weekday, WEEKDAYS } from './notification.enums.js';

/** What somebody has chosen, with what holds for all who have not. */
export interface Preferences {
  readonly digest: Digest;
  /** Full hour of the person's wall clock, 0…23. */
  readonly sendHour: number;
  readonly weekdays: readonly Weekday[];
  /** `HH:MM` of the person's wall clock; both or neither. */
  readonly quietFrom: string | null;
  readonly quietTo: string | null;
  /** Null: the tenant's. */
  readonly timeZone: string | null;
  /** Null: the person's own. */
  readonly locale: Locale | null;
  readonly topics: readonly NoticeTopic[];
  readonly mailAccounts: AccountScope;
  readonly digestAccounts: AccountScope;
}

/** What holds for somebody who has chosen nothing. */
export const DEFAULT_PREFERENCES: Preferences = {
  digest: 'DAILY',
  sendHour: 7,
  weekdays: ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY'],
  quietFrom: null,
  quietTo: null,
  timeZone: null,
  locale: null,
  topics: ['ALERT_OPENED'],
  mailAccounts: 'OWNED',
  digestAccounts: 'PORTFOLIO',
};

/** A member of staff with what he or she wants to hear, in the words of the tenant he or she works for. */
export interface Recipient {
  readonly staffId: string;
  readonly name: string;
  readonly email: string;
  readonly role: StaffRole;
  readonly supplier: string;
  readonly preferences: Preferences;
  readonly locale: Locale;
  readonly timeZone: string;
  /** Since when these have been the preferences. */
  readonly since: Date;
}

/** The hours in which nothing may be sent. */
export function quietHours({ quietFrom, quietTo }: Preferences): DailyHours | null {
  return quietFrom === null || quietTo === null ? null : { from: minuteOf(quietFrom), to: minuteOf(quietTo) };
}

/** When the digest is to come; null for those who want none. */
export function digestRhythm(preferences: Preferences): DigestRhythm | null {
  const { digest, sendHour, weekdays } = preferences;
  if (digest === 'NONE') return null;
  return { weekdays: weekdays.map((day) => WEEKDAYS.indexOf(day)), hour: sendHour, quiet: quietHours(preferences) };
}

/** The language to write in: what was chosen, else the person's own if Mortise speaks it. */
export function localeOf(chosen: Locale | null, own: string): Locale {
  return chosen ?? LOCALES.find((locale) => locale === own) ?? 'en';
}

/** Minutes after midnight of an `HH:MM`. */
export function minuteOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
