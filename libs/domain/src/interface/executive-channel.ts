import { daysBetween, type IsoDate } from '../calendar/date.js';

/** Whether the channel between the two tops is open. `NONE`: it never was. */
export const CHANNEL_STATUSES = ['OPEN', 'DORMANT', 'BROKEN', 'NONE'] as const;
export type ChannelStatus = (typeof CHANNEL_STATUSES)[number];

/** Days since the last two-way contact up to which a channel is open, and dormant. Mortise's own proposal, configurable. */
export const DEFAULT_CHANNEL_LIMITS = { openDays: 90, dormantDays: 180 } as const;

export interface ExecutiveContact {
  readonly on: IsoDate;
  /** Both sides spoke: a meeting, a call, an answered letter. One-way greetings keep no channel open. */
  readonly twoWay: boolean;
}

export interface ExecutiveChannel {
  readonly status: ChannelStatus;
  /** Whole days since the last two-way contact; null where there was none. */
  readonly daysSince: number | null;
}

/**
 * The top-level channel by days since the last two-way contact. Contacts after `asOf` are left out. O(n).
 *
 * @throws InvalidValueError `INVALID_DATE`
 */
export function executiveChannel(
  contacts: readonly ExecutiveContact[],
  asOf: IsoDate,
  limits: { readonly openDays: number; readonly dormantDays: number } = DEFAULT_CHANNEL_LIMITS,
): ExecutiveChannel {
  const ages = contacts
    .filter(({ twoWay }) => twoWay)
    .map(({ on }) => daysBetween(on, asOf))
    .filter((days) => days >= 0);
  if (ages.length === 0) return { status: 'NONE', daysSince: null };
  const daysSince = ages.reduce((least, days) => Math.min(least, days));
  if (daysSince <= limits.openDays) return { status: 'OPEN', daysSince };
  return { status: daysSince <= limits.dormantDays ? 'DORMANT' : 'BROKEN', daysSince };
}
