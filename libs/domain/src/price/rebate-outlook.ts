import { dateOfEpochDay, epochDay, type IsoDate } from '../calendar/date.js';
import { addMonths, type Month, monthOf, monthsBetween } from '../calendar/month.js';
import { divideRounded } from '../money/money.js';
import type { Rational } from './rational.js';
import {
  accrueRebate,
  expectedRebateRate,
  type NextTier,
  nextRebateTier,
  type RebateAccrual,
  type RebateScheme,
  type RebateTier,
} from './rebate.js';

/** How the end of the period is foreseen. `SO_FAR`: nothing is known of the past, what was bought so far stands for the end. */
export const REBATE_ASSUMPTIONS = ['PERIOD_OVER', 'LIKE_THE_PAST', 'SO_FAR'] as const;
export type RebateAssumption = (typeof REBATE_ASSUMPTIONS)[number];

/** Full months of the past that the rest of a period may go like. */
export const REBATE_PAST_MONTHS = 24;

/** What was bought under an agreement, by month, also before it began; months that are left out had nothing. */
export type MonthlyTurnover = ReadonlyMap<Month, bigint>;

export interface RebatePeriod {
  readonly from: Month;
  /** Last month. */
  readonly to: Month;
}

/** How a rebate agreement stands on a day; turnovers as in {@link RebateScheme}. */
export interface RebateOutlook {
  readonly turnoverMinor: bigint;
  readonly accrual: RebateAccrual;
  /** Exact, see `expectedRebateRate`. */
  readonly rate: Rational;
  readonly tier: RebateTier | undefined;
  readonly next: (NextTier & { readonly probability: number }) | undefined;
  readonly assumption: RebateAssumption;
  /** Ends of the period that were thought through. */
  readonly scenarios: number;
  readonly final: { readonly low: bigint; readonly expected: bigint; readonly high: bigint };
}

/**
 * Progress, accrual and outlook of an agreement as of a day. The rest of the period is thought to go like the account's own
 * past: from every full month of the last two years (since it first bought) the months after it are one scenario of equal
 * weight, going on at the first where the past ends; of the month at hand the days that are left count. Tiers are so reached
 * with the chance that the past gives them. O(past · (rest + tiers)).
 *
 * @throws InvalidValueError `INVALID_NUMBER` for impossible tiers, `INVALID_MONTH`, `INVALID_DATE`
 */
export function rebateOutlook(
  scheme: RebateScheme,
  period: RebatePeriod,
  bought: MonthlyTurnover,
  asOf: IsoDate,
): RebateOutlook {
  const now = monthOf(asOf);
  const turnoverMinor = turnoverBetween(bought, period.from, now < period.to ? now : period.to);
  const rest = restOf(period, bought, asOf);
  const ends = rest.map((more) => turnoverMinor + more);
  const scenarios = ends.map((end) => ({ turnoverMinor: end, weight: '1' }));
  const next = nextRebateTier(scheme, turnoverMinor);
  const finals = ends.length > 0 ? ends : [turnoverMinor];
  const reached = (from: bigint): number => finals.filter((end) => end >= from).length / finals.length;
  return {
    turnoverMinor,
    accrual: accrueRebate(scheme, turnoverMinor, scenarios),
    rate: expectedRebateRate(scheme, turnoverMinor, scenarios),
    tier: scheme.tiers.findLast(({ fromMinor }) => turnoverMinor >= fromMinor),
    next: next && { ...next, probability: reached(next.tier.fromMinor) },
    assumption: isOver(period, asOf) ? 'PERIOD_OVER' : ends.length > 0 ? 'LIKE_THE_PAST' : 'SO_FAR',
    scenarios: ends.length,
    final: {
      low: finals.reduce((low, end) => (end < low ? end : low)),
      expected: divideRounded(
        finals.reduce((sum, end) => sum + end, 0n),
        BigInt(finals.length),
      ),
      high: finals.reduce((high, end) => (end > high ? end : high)),
    },
  };
}

/** What was to be booked at the end of a month. */
export interface BookedRebate {
  readonly month: Month;
  /** Turnover of the period until the end of the month. */
  readonly turnoverMinor: bigint;
  readonly accruedMinor: bigint;
  /** Accrued more than at the end of the month before. */
  readonly changeMinor: bigint;
}

/** The accruals of an agreement as they were to be booked month by month, by what was known then; the month at hand as of the day. */
export function rebateBookings(
  scheme: RebateScheme,
  period: RebatePeriod,
  bought: MonthlyTurnover,
  asOf: IsoDate,
): readonly BookedRebate[] {
  const now = monthOf(asOf);
  const last = now < period.to ? now : period.to;
  const bookings: BookedRebate[] = [];
  for (let month = period.from; month <= last; month = addMonths(month, 1)) {
    const end = lastDayOf(month);
    const { turnoverMinor, accrual } = rebateOutlook(scheme, period, bought, end < asOf ? end : asOf);
    const before = bookings.at(-1)?.accruedMinor ?? 0n;
    const { accruedMinor } = accrual;
    bookings.push({ month, turnoverMinor, accruedMinor, changeMinor: accruedMinor - before });
  }
  return bookings;
}

/** What was bought from a month to another, both included. O(months bought in). */
export function turnoverBetween(bought: MonthlyTurnover, from: Month, to: Month): bigint {
  let sum = 0n;
  for (const [month, turnover] of bought) if (month >= from && month <= to) sum += turnover;
  return sum;
}

/** What may still be bought after the day, in every way the past went; empty where nothing is left or no past is known. */
function restOf(period: RebatePeriod, bought: MonthlyTurnover, asOf: IsoDate): readonly bigint[] {
  const now = monthOf(asOf);
  if (isOver(period, asOf)) return [];
  const past = pastOf(bought, now);
  const begun = now >= period.from;
  const rest = begun ? daysLeft(asOf) : { days: 1n, of: 1n };
  const length = monthsBetween(begun ? now : period.from, period.to) + 1;
  return past.map((_, start) => {
    let more = 0n;
    for (let at = 0; at < length; at++) {
      const turnover = past[(start + at) % past.length] as bigint;
      more += at === 0 ? divideRounded(turnover * rest.days, rest.of) : turnover;
    }
    return more;
  });
}

/** The full months before this one, since something was first bought, the oldest first. */
function pastOf(bought: MonthlyTurnover, now: Month): readonly bigint[] {
  const earliest = addMonths(now, -REBATE_PAST_MONTHS);
  const first = [...bought.keys()].filter((month) => month >= earliest && month < now).sort()[0];
  if (first === undefined) return [];
  return Array.from({ length: monthsBetween(first, now) }, (_, at) => bought.get(addMonths(first, at)) ?? 0n);
}

function isOver({ to }: RebatePeriod, asOf: IsoDate): boolean {
  return asOf >= lastDayOf(to);
}

function daysLeft(asOf: IsoDate): { readonly days: bigint; readonly of: bigint } {
  const [first, last] = [epochDay(`${monthOf(asOf)}-01`), epochDay(lastDayOf(monthOf(asOf)))];
  return { days: BigInt(last - epochDay(asOf)), of: BigInt(last - first + 1) };
}

function lastDayOf(month: Month): IsoDate {
  return dateOfEpochDay(epochDay(`${addMonths(month, 1)}-01`) - 1);
}
