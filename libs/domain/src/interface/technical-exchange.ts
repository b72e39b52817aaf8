import { dateOfEpochDay, epochDay, type IsoDate } from '../calendar/date.js';
import { monthIndex, monthOf } from '../calendar/month.js';
import { InvalidValueError } from '../errors/invalid-value.error.js';

/** What technical people of both companies do together. */
export const TECHNICAL_ACTIVITIES = [
  'IMPROVEMENT',
  'QUALITY_CONTROL',
  'TRAINING',
  'DEMONSTRATION',
  'SITE_VISIT',
] as const;
export type TechnicalActivity = (typeof TECHNICAL_ACTIVITIES)[number];

/** Activities in which both sides work on the product, and not only look at it. */
export const JOINT_IMPROVEMENT: readonly TechnicalActivity[] = ['IMPROVEMENT', 'QUALITY_CONTROL'];

export interface TechnicalExchange {
  readonly on: IsoDate;
  readonly activity: TechnicalActivity;
}

export interface ExchangeQuarter {
  readonly year: number;
  readonly quarter: 1 | 2 | 3 | 4;
  readonly exchanges: number;
  /** Those in which product or quality was improved together. */
  readonly improvements: number;
}

export interface TechnicalExchangeCadence {
  /** Complete calendar quarters, oldest first. */
  readonly quarters: readonly ExchangeQuarter[];
  /** Exchanges per quarter. */
  readonly perQuarter: number;
  /** Whether there was an exchange in each of them. */
  readonly regular: boolean;
  /** Exchanges since the last complete quarter. */
  readonly running: number;
}

/**
 * Cadence of technical exchange over the last complete calendar quarters, up to and with `asOf`; later exchanges are left
 * out. The order of the rows does not matter. O(n · quarters).
 *
 * @throws InvalidValueError `INVALID_LENGTH` unless quarters is a whole number ≥ 1, `INVALID_DATE`
 */
export function technicalExchangeCadence(
  exchanges: readonly TechnicalExchange[],
  asOf: IsoDate,
  quarters = 4,
): TechnicalExchangeCadence {
  if (!Number.isInteger(quarters) || quarters < 1) throw new InvalidValueError('INVALID_LENGTH', quarters);
  const today = epochDay(asOf);
  const done = exchanges.filter(({ on }) => epochDay(on) <= today).map((one) => ({ ...one, at: quarterOf(one.on) }));
  // The quarter of tomorrow is the running one, so that a quarter is complete on its last day.
  const running = quarterOf(dateOfEpochDay(today + 1));
  const rows = Array.from({ length: quarters }, (_, place): ExchangeQuarter => {
    const index = running - quarters + place;
    const inside = done.filter(({ at }) => at === index);
    return {
      year: Math.floor(index / 4),
      quarter: ((index % 4) + 1) as 1 | 2 | 3 | 4,
      exchanges: inside.length,
      improvements: inside.filter(({ activity }) => JOINT_IMPROVEMENT.includes(activity)).length,
    };
  });
  return {
    quarters: rows,
    perQuarter: rows.reduce((all, row) => all + row.exchanges, 0) / quarters,
    regular: rows.every((row) => row.exchanges > 0),
    running: done.filter(({ at }) => at === running).length,
  };
}

/** Quarters since year 0. */
function quarterOf(date: IsoDate): number {
  return Math.floor(monthIndex(monthOf(date)) / 3);
}
