import { epochMilliseconds, type Instant } from '../calendar/date.js';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import type { IncidentKind } from './incident-kinds.js';

/** Hours after an incident became known within which the affected customers must be told. */
export type NoticeHours = Readonly<Record<IncidentKind, number>>;

/** A day, two for complaints of consumers that are still being looked into. Mortise's own proposal, configurable. */
export const DEFAULT_NOTICE_HOURS: NoticeHours = {
  QUALITY_ACCIDENT: 24,
  CONSUMER_COMPLAINT: 48,
  NATURAL_DISASTER: 24,
  SUPPLY_FAILURE: 24,
};

export type NoticeState = 'GIVEN' | 'GIVEN_LATE' | 'DUE' | 'OVERDUE';

export interface IncidentNotice {
  readonly accountId: string;
  readonly dueAt: Instant;
  readonly state: NoticeState;
  /** The first notice; null while none was given. */
  readonly givenAt: Instant | null;
}

/**
 * Who has been told of an incident and who has not: one notice for each affected account, those that are overdue first,
 * then those due, then the given ones, each in the order of the accounts. At its deadline a notice is still in time; one
 * after `asOf` has not been given. O(accounts + notices).
 *
 * @throws InvalidValueError `INVALID_LENGTH` for hours that are negative or not finite, `INVALID_DATE`
 */
export function incidentNotices(
  incident: { readonly kind: IncidentKind; readonly knownAt: Instant; readonly accountIds: readonly string[] },
  given: readonly { readonly accountId: string; readonly at: Instant }[],
  asOf: Instant,
  hours: NoticeHours = DEFAULT_NOTICE_HOURS,
): readonly IncidentNotice[] {
  const limit = hours[incident.kind];
  if (!(limit >= 0 && Number.isFinite(limit))) throw new InvalidValueError('INVALID_LENGTH', limit);
  const [now, due] = [epochMilliseconds(asOf), epochMilliseconds(incident.knownAt) + limit * 3_600_000];
  const first = new Map<string, number>();
  for (const { accountId, at } of given) {
    const moment = epochMilliseconds(at);
    if (moment <= now) first.set(accountId, Math.min(moment, first.get(accountId) ?? Infinity));
  }
  const dueAt = new Date(due).toISOString();
  return [...new Set(incident.accountIds)]
    .map((accountId): IncidentNotice => {
      const at = first.get(accountId);
      if (at === undefined) return { accountId, dueAt, state: now > due ? 'OVERDUE' : 'DUE', givenAt: null };
      return { accountId, dueAt, state: at > due ? 'GIVEN_LATE' : 'GIVEN', givenAt: new Date(at).toISOString() };
    })
    .sort((a, b) => URGENCY[a.state] - URGENCY[b.state]);
}

const URGENCY: Readonly<Record<NoticeState, number>> = { OVERDUE: 0, DUE: 1, GIVEN_LATE: 2, GIVEN: 2 };
