import { daysBetween, type IsoDate } from '../calendar/date.js';
import type { Tier } from '../contact/code-lists.js';
import type { RegressionCause } from '../stage/regression-cause.js';
import { compareText } from '../text/compare-text.js';

/** What happened before a drop. */
export interface CauseFacts {
  /** The day on which the relationship began to drop. */
  readonly droppedOn: IsoDate;
  readonly complaints: readonly {
    readonly id: string;
    /** The day on which its deadline passed unmet; null while it has not. */
    readonly breachedOn: IsoDate | null;
  }[];
  /** The last meaningful contact on each tier we want to meet; null where there never was one. */
  readonly lastContact: Readonly<Partial<Record<Tier, IsoDate | null>>>;
  readonly departures: readonly {
    readonly contactId: string;
    readonly leftOn: IsoDate;
    /** Her part of all contacts while she was there, 0…1. */
    readonly touchShare: number;
  }[];
}

/** Mortise's own proposal, configurable. */
export interface CausePolicy {
  /** Days before the drop in which a breach or a departure may have caused it. */
  readonly windowDays: number;
  /** Days without meaningful contact from which each tier counts as neglected. */
  readonly silenceDays: Readonly<Record<Tier, number>>;
  /** Part of the contacts above which one person was the whole thread. */
  readonly singleThread: number;
}

export const DEFAULT_CAUSE_POLICY: CausePolicy = {
  windowDays: 180,
  silenceDays: { WORKING: 45, MIDDLE: 90, TOP: 180 },
  singleThread: 0.6,
};

export interface CauseSuggestion {
  readonly cause: Extract<
    RegressionCause,
    'COMPLAINT_NOT_RESOLVED_IN_TIME' | 'COMMUNICATION_GAP' | 'SINGLE_THREAD_LOST'
  >;
  /** Ids of complaints or contacts, or the silent tiers. */
  readonly evidence: readonly string[];
  /** Days between the nearest piece of evidence and the drop; for silence its length, null where nobody ever spoke. */
  readonly days: number | null;
}

/**
 * Causes that the records suggest for a drop; a person decides. A complaint whose deadline passed, or the loss of the
 * person through whom most contact ran, up to 180 days before; and tiers that had heard nothing for longer than their
 * cadence. The order of the rows does not matter. O(n log n).
 *
 * @throws InvalidValueError `INVALID_DATE`
 */
export function suggestCauses(
  facts: CauseFacts,
  policy: CausePolicy = DEFAULT_CAUSE_POLICY,
): readonly CauseSuggestion[] {
  const { droppedOn } = facts;
  const before = (on: IsoDate): number => daysBetween(on, droppedOn);
  const inWindow = ({ days }: { readonly days: number }): boolean => days >= 0 && days <= policy.windowDays;
  const breached = facts.complaints
    .flatMap(({ id, breachedOn }) => (breachedOn === null ? [] : [{ id, days: before(breachedOn) }]))
    .filter(inWindow);
  const lost = facts.departures
    .filter(({ touchShare }) => touchShare > policy.singleThread)
    .map(({ contactId, leftOn }) => ({ id: contactId, days: before(leftOn) }))
    .filter(inWindow);
  return [
    ...suggestion('COMPLAINT_NOT_RESOLVED_IN_TIME', breached),
    ...suggestion('SINGLE_THREAD_LOST', lost),
    ...silence(facts, policy),
  ];
}

function suggestion(
  cause: CauseSuggestion['cause'],
  found: readonly { readonly id: string; readonly days: number }[],
): readonly CauseSuggestion[] {
  const nearest = [...found].sort((a, b) => a.days - b.days || compareText(a.id, b.id));
  return nearest[0] === undefined ? [] : [{ cause, evidence: nearest.map(({ id }) => id), days: nearest[0].days }];
}

function silence({ lastContact, droppedOn }: CauseFacts, { silenceDays }: CausePolicy): readonly CauseSuggestion[] {
  const tiers = (['WORKING', 'MIDDLE', 'TOP'] as const).flatMap((tier) => {
    const last = lastContact[tier];
    if (last === undefined) return [];
    const days = last === null ? null : daysBetween(last, droppedOn);
    return days === null || days > silenceDays[tier] ? [{ tier, days }] : [];
  });
  if (tiers.length === 0) return [];
  const known = tiers.flatMap(({ days }) => days ?? []);
  const longest = known.length === 0 ? null : Math.max(...known);
  return [{ cause: 'COMMUNICATION_GAP', evidence: tiers.map(({ tier }) => tier), days: longest }];
}
