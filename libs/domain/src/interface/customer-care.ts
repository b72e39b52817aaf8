import { addMonthsToDate, daysBetween, type IsoDate } from '../calendar/date.js';
import { groupByName } from '../collection/group-by.js';
import { finite, InvalidValueError } from '../errors/invalid-value.error.js';
import { median, sum } from '../statistics/descriptive.js';

/** When the customer needs something of us. */
export const SERVICE_PHASES = ['BEFORE_SALE', 'DURING_SALE', 'AFTER_SALE'] as const;
export type ServicePhase = (typeof SERVICE_PHASES)[number];

/** Where in the customer's house the need is. */
export const NEED_DOMAINS = ['RESEARCH_AND_DEVELOPMENT', 'MANUFACTURING', 'MARKETING', 'OPERATIONS'] as const;
export type NeedDomain = (typeof NEED_DOMAINS)[number];

export interface ServiceRequest {
  readonly phase: ServicePhase;
  readonly domain: NeedDomain;
  /** Hours until we responded; left out while we have not. */
  readonly respondedHours?: number;
  /** Hours within which we promised to respond. */
  readonly promisedHours: number;
}

const PARTS: { readonly [By in 'phase' | 'domain']: readonly ServiceRequest[By][] } = {
  phase: SERVICE_PHASES,
  domain: NEED_DOMAINS,
};

export interface ServiceResponse<Part extends string> {
  readonly part: Part;
  readonly requests: number;
  readonly unanswered: number;
  /** Requests answered within the promise ÷ all, 0…1; what is not answered yet is not on time. */
  readonly onTimeShare: number;
  /** Median hours of those answered; undefined where none is. */
  readonly medianHours: number | undefined;
}

/**
 * How fast we respond, by phase of service or by domain of need, in the order of their lists; parts without requests are
 * left out. The order of the requests does not matter. O(n log n).
 *
 * @throws InvalidValueError `INVALID_NUMBER` for hours below zero or beyond number
 */
export function serviceResponse<By extends 'phase' | 'domain'>(
  requests: readonly ServiceRequest[],
  by: By,
): readonly ServiceResponse<ServiceRequest[By]>[] {
  for (const { respondedHours = 0, promisedHours } of requests) [respondedHours, promisedHours].forEach(checkedHours);
  const parts: readonly ServiceRequest[By][] = PARTS[by];
  return parts.flatMap((part) => {
    const inside = requests.filter((request) => request[by] === part);
    if (inside.length === 0) return [];
    const hours = inside.flatMap(({ respondedHours }) => respondedHours ?? []);
    const onTime = inside.filter(({ respondedHours, promisedHours }) => (respondedHours ?? Infinity) <= promisedHours);
    const unanswered = inside.length - hours.length;
    const onTimeShare = onTime.length / inside.length;
    return [{ part, requests: inside.length, unanswered, onTimeShare, medianHours: median(hours) }];
  });
}

function checkedHours(hours: number): void {
  if (finite(hours) < 0) throw new InvalidValueError('INVALID_NUMBER', hours);
}

/** Months between satisfaction surveys of a key account. Mortise's own proposal, configurable. */
export const SURVEY_CADENCE_MONTHS = 6;

/**
 * Whether the periodic satisfaction survey is overdue: the last one, or the day the account came into care, lies more than
 * a cadence back. O(1).
 *
 * @throws InvalidValueError `INVALID_DATE`
 */
export function surveyOverdue(
  lastSurveyOrStart: IsoDate,
  asOf: IsoDate,
  cadenceMonths: number = SURVEY_CADENCE_MONTHS,
): { readonly dueOn: IsoDate; readonly overdue: boolean } {
  const dueOn = addMonthsToDate(lastSurveyOrStart, cadenceMonths);
  return { dueOn, overdue: daysBetween(dueOn, asOf) > 0 };
}

/** What a team achieved of one goal of customer care, both in the goal's own unit. */
export interface CareResult {
  readonly team: string;
  readonly achieved: number;
  readonly target: number;
}

/**
 * Score of each team 0…100: the mean of achieved ÷ target, each held in 0…1 so that no goal makes up for another. Best
 * first, equals by name. Mortise's own proposal. O(n log n).
 *
 * @throws InvalidValueError `INVALID_NUMBER` unless achieved is a number and target above zero
 */
export function careScores(
  results: readonly CareResult[],
): readonly { readonly team: string; readonly score: number; readonly goals: number }[] {
  return groupByName(results, ({ team }) => team)
    .map(([team, goals]) => {
      const parts = goals.map(partAchieved).sort((a, b) => a - b);
      return { team, score: (100 * sum(parts)) / parts.length, goals: parts.length };
    })
    .sort((a, b) => b.score - a.score);
}

function partAchieved({ achieved, target }: CareResult): number {
  if (!(target > 0 && target < Infinity && Number.isFinite(achieved))) {
    throw new InvalidValueError('INVALID_NUMBER', target);
  }
  return Math.min(1, Math.max(0, achieved / target));
}

/** Sides of the value we bring: lasting, for the running business, as a system, and at its largest. */
export const VALUE_FACETS = ['CONTINUING', 'OPERATING', 'SYSTEM', 'MAXIMISED'] as const;
export type ValueFacet = (typeof VALUE_FACETS)[number];

export interface FacetValue {
  readonly facet: ValueFacet;
  readonly amountMinor: bigint;
  /** The part of it that the customer has confirmed. */
  readonly confirmedMinor: bigint;
}

/** The value statement: amounts by facet in their order, minor units of one currency; every facet is listed. O(n). */
export function valueByFacet(
  entries: readonly { readonly facet: ValueFacet; readonly amountMinor: bigint; readonly confirmed: boolean }[],
): readonly FacetValue[] {
  return VALUE_FACETS.map((facet) => {
    const inside = entries.filter((entry) => entry.facet === facet);
    const total = (rows: typeof inside): bigint => rows.reduce((all, { amountMinor }) => all + amountMinor, 0n);
    return { facet, amountMinor: total(inside), confirmedMinor: total(inside.filter(({ confirmed }) => confirmed)) };
  });
}
