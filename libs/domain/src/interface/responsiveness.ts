import { rollingWindow, type Month } from '../calendar/month.js';
import { durationPercentiles } from '../calendar/service-standard.js';
import { groupByName } from '../collection/group-by.js';
import { finite, InvalidValueError } from '../errors/invalid-value.error.js';
import { robustSlope } from '../statistics/rank.js';
import { SERVICE_PHASES, type ServicePhase } from './customer-care.js';

/** A request of the customer with the time we took. */
export interface TimedRequest {
  /** The month in which it came. */
  readonly month: Month;
  readonly phase: ServicePhase;
  /** What was asked for: an offer, a change of design, a delivery date, a spare part. */
  readonly type: string;
  /** Hours until it was answered; left out while it is not. */
  readonly answeredHours?: number;
  readonly promisedHours: number;
}

export interface Responsiveness {
  readonly requests: number;
  readonly open: number;
  /** Median and 90th percentile in hours of those answered; undefined where none is. */
  readonly median: number | undefined;
  readonly p90: number | undefined;
  /** Answered within the promise ÷ all, 0…1; what is open is not. */
  readonly promiseKept: number;
}

/**
 * Time to answer by type of request, with the promise held against it: median, 90th percentile and part of promises kept.
 * Types by name. The order of the requests does not matter. O(n log n).
 *
 * @throws InvalidValueError `INVALID_NUMBER` for hours below zero or beyond number
 */
export function responsivenessByType(
  requests: readonly TimedRequest[],
): readonly (Responsiveness & { readonly type: string })[] {
  return groupByName(requests, ({ type }) => type).map(([type, inside]) => ({ type, ...responsiveness(inside) }));
}

export interface PhaseTrend {
  readonly phase: ServicePhase;
  readonly months: readonly (Responsiveness & { readonly month: Month })[];
  /** Theil–Sen slope of the monthly median in hours per month with an answer; below 0 we get faster. Undefined of one. */
  readonly slope: number | undefined;
}

/**
 * Needs before, during and after the sale by month, and whether we answer faster than we did. Every phase is listed;
 * months without a request are left out of it. O(n log n + months²).
 *
 * @param last the last complete month
 * @throws InvalidValueError `INVALID_NUMBER`, `INVALID_MONTH`, `INVALID_LENGTH`
 */
export function responseTrendByPhase(
  requests: readonly TimedRequest[],
  last: Month,
  length = 12,
): readonly PhaseTrend[] {
  const window = rollingWindow(last, length);
  return SERVICE_PHASES.map((phase) => {
    const months = window.flatMap((month) => {
      const inside = requests.filter((one) => one.phase === phase && one.month === month);
      return inside.length === 0 ? [] : [{ month, ...responsiveness(inside) }];
    });
    return { phase, months, slope: robustSlope(months.flatMap(({ median }) => median ?? [])) };
  });
}

function responsiveness(requests: readonly TimedRequest[]): Responsiveness {
  const answered = requests.flatMap(({ answeredHours }) => (answeredHours === undefined ? [] : [hours(answeredHours)]));
  const kept = requests.filter((one) => (one.answeredHours ?? Infinity) <= hours(one.promisedHours)).length;
  const times = durationPercentiles(answered);
  return {
    requests: requests.length,
    open: requests.length - answered.length,
    median: times?.p50,
    p90: times?.p90,
    promiseKept: kept / requests.length,
  };
}

function hours(value: number): number {
  if (finite(value) < 0) throw new InvalidValueError('INVALID_NUMBER', value);
  return value;
}
