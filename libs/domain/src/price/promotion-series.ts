import { dateOfEpochDay, daysInMonth, epochDay, type IsoDate } from '../calendar/date.js';
import { addMonths, monthIndex, monthOf, monthOfIndex } from '../calendar/month.js';
import type { PromotionPeriod, PromotionPhase } from './promotion-uplift.js';

/** How long the periods are that a promotion is measured in. */
export const PROMOTION_GRAINS = ['WEEK', 'MONTH'] as const;
export type PromotionGrain = (typeof PROMOTION_GRAINS)[number];

/** First and last day, both included. */
export interface PromotionDays {
  readonly startsOn: IsoDate;
  readonly endsOn: IsoDate;
}

/** A period of the series in which a promotion is measured. */
export interface PromotionSlot extends Pick<PromotionPeriod, 'season' | 'phase'> {
  readonly from: IsoDate;
  readonly to: IsoDate;
}

/** Half a year sets the level; with fewer undisturbed periods a baseline says nothing. */
export const LEAST_UNDISTURBED: Readonly<Record<PromotionGrain, number>> = { WEEK: 26, MONTH: 6 };

/** Nobody stocks up for longer. */
const LONGEST_AFTER_WEEKS = 8;
const DAYS = 7;

/**
 * Weeks after a promotion in which stocked-up customers are taken to buy less: as many as it had, up to eight. Mortise's
 * own proposal; configurable.
 */
export function weeksAfter({ startsOn, endsOn }: PromotionDays): number {
  const days = epochDay(endsOn) - epochDay(startsOn) + 1;
  return Math.min(LONGEST_AFTER_WEEKS, Math.max(1, Math.ceil(days / DAYS)));
}

/**
 * The periods in which a promotion is measured, gapless, oldest first, each wholly between `from` and `to`. Weeks are
 * counted from the promotion's first day, so that it fills its first week; months are the calendar's, and one that the
 * promotion touches is promoted. The season of a week is that of its first day in the year, 1 to 52. Undisturbed is what
 * lies neither in the promotion, nor in the weeks after it, nor in those of another one. O(periods × others).
 */
export function promotionSlots(
  promotion: PromotionDays,
  options: {
    readonly grain: PromotionGrain;
    readonly from: IsoDate;
    readonly to: IsoDate;
    readonly afterWeeks?: number;
    readonly others?: readonly PromotionDays[];
  },
): readonly PromotionSlot[] {
  const { grain, others = [], afterWeeks = weeksAfter(promotion) } = options;
  const [first, last] = [epochDay(promotion.startsOn), epochDay(promotion.endsOn)];
  const [from, to] = [epochDay(options.from), epochDay(options.to)];
  const bounds = grain === 'WEEK' ? weeksBetween(first, from, to) : monthsBetweenDays(from, to);
  const lastPromoted = bounds.findLast(([start, end]) => start <= last && end >= first)?.[1] ?? last;
  const disturbed = others.map((other) => [
    epochDay(other.startsOn),
    epochDay(other.endsOn) + DAYS * weeksAfter(other),
  ]);
  return bounds.map(([start, end]) => {
    const promoted = start <= last && end >= first;
    const after = start > lastPromoted && start <= lastPromoted + DAYS * afterWeeks;
    const other = disturbed.some((days) => start <= (days[1] as number) && end >= (days[0] as number));
    const phase: PromotionPhase = promoted ? 'PROMOTION' : after ? 'AFTER' : other ? 'OTHER' : 'NONE';
    return { from: dateOfEpochDay(start), to: dateOfEpochDay(end), season: seasonOf(grain, start), phase };
  });
}

/** Less apart is the same year's season. */
const ANOTHER_YEAR_DAYS = 300;

/**
 * Whether every promoted period has an undisturbed one of the same season in another year, give or take two weeks: without
 * it, the baseline cannot tell a season from a promotion. False without a promoted period. O(periods²).
 */
export function comparesSeasons(slots: readonly PromotionSlot[], grain: PromotionGrain): boolean {
  const [perYear, reach] = grain === 'WEEK' ? [52, 2] : [12, 0];
  const promoted = slots.filter(({ phase }) => phase === 'PROMOTION');
  const undisturbed = slots.filter(({ phase }) => phase === 'NONE');
  const alike = (a: PromotionSlot, b: PromotionSlot): boolean => {
    const apart = Math.abs(a.season - b.season);
    const years = Math.abs(epochDay(a.from) - epochDay(b.from)) >= ANOTHER_YEAR_DAYS;
    return years && Math.min(apart, perYear - apart) <= reach;
  };
  return promoted.length > 0 && promoted.every((slot) => undisturbed.some((other) => alike(slot, other)));
}

type Bounds = readonly [start: number, end: number];

function weeksBetween(anchor: number, from: number, to: number): readonly Bounds[] {
  const [first, end] = [Math.ceil((from - anchor) / DAYS), Math.floor((to + 1 - anchor) / DAYS)];
  return Array.from({ length: Math.max(0, end - first) }, (_, at): Bounds => {
    const start = anchor + DAYS * (first + at);
    return [start, start + DAYS - 1];
  });
}

function monthsBetweenDays(from: number, to: number): readonly Bounds[] {
  const [begins, ends] = [dateOfEpochDay(from), dateOfEpochDay(to + 1)];
  const first = begins.endsWith('-01') ? monthOf(begins) : addMonths(monthOf(begins), 1);
  const count = Math.max(0, monthIndex(monthOf(ends)) - monthIndex(first));
  return Array.from({ length: count }, (_, at): Bounds => {
    const month = monthOfIndex(monthIndex(first) + at);
    const start = epochDay(`${month}-01`);
    return [start, start + daysInMonth(Number(month.slice(0, 4)), Number(month.slice(5))) - 1];
  });
}

function seasonOf(grain: PromotionGrain, start: number): number {
  const date = dateOfEpochDay(start);
  if (grain === 'MONTH') return Number(date.slice(5, 7));
  const dayOfYear = start - epochDay(`${date.slice(0, 4)}-01-01`);
  return Math.min(52, Math.floor(dayOfYear / DAYS) + 1);
}
