import { addMonthsToDate, epochDay, type IsoDate } from '../calendar/date.js';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import type { MinorUnits } from '../money/money.js';

/** How a customer speaks for what it will buy: bound by contract, or as it foresees. */
export const FORWARD_COMMITMENTS = ['CONTRACT', 'FORECAST'] as const;

export interface ForwardCommitment {
  readonly commitment: (typeof FORWARD_COMMITMENTS)[number];
  readonly on: IsoDate;
  /** What will be bought from that day on, over the months of the horizon. */
  readonly amountMinor: MinorUnits;
  readonly horizonMonths: number;
}

/** Months ahead that are covered or not. */
const AHEAD_MONTHS = 12;

/**
 * How far contracts and forecasts cover a year of purchases, ≥ 0: what of them falls into the twelve months after a day, as
 * if spread evenly, ÷ purchases of the twelve months before. Contracts add up; a forecast tells of everything, contracts
 * included, so that the newest counts alone and the larger of the two holds. Undefined without commitments that reach beyond
 * the day, or without purchases. Mortise's own proposal. O(n).
 *
 * @throws InvalidValueError `INVALID_NUMBER` for a horizon that is not above 0 or an amount below it, `INVALID_DATE`
 */
export function forwardCoverage(
  commitments: readonly ForwardCommitment[],
  purchasesMinor: MinorUnits,
  asOf: IsoDate,
): number | undefined {
  const ahead = commitments.flatMap((each) => {
    const part = partAhead(each, asOf);
    return part > 0 ? [{ ...each, minor: part * Number(each.amountMinor) }] : [];
  });
  if (ahead.length === 0 || purchasesMinor <= 0n) return undefined;
  const contracts = ahead.filter(({ commitment }) => commitment === 'CONTRACT').map(({ minor }) => minor);
  const [forecast] = ahead
    .filter(({ commitment }) => commitment === 'FORECAST')
    .sort((a, b) => (a.on === b.on ? b.minor - a.minor : a.on < b.on ? 1 : -1));
  const contracted = contracts.sort((a, b) => a - b).reduce((total, minor) => total + minor, 0);
  return Math.max(contracted, forecast?.minor ?? 0) / Number(purchasesMinor);
}

/** The part of a commitment, 0…1, that falls into the year after a day. */
function partAhead({ on, horizonMonths, amountMinor }: ForwardCommitment, asOf: IsoDate): number {
  if (!(horizonMonths > 0 && horizonMonths < Infinity)) throw new InvalidValueError('INVALID_NUMBER', horizonMonths);
  if (amountMinor < 0n) throw new InvalidValueError('INVALID_NUMBER', amountMinor);
  const [from, to] = [epochDay(on), epochDay(addMonthsToDate(on, horizonMonths))];
  const [now, end] = [epochDay(asOf), epochDay(addMonthsToDate(asOf, AHEAD_MONTHS))];
  return Math.max(0, Math.min(to, end) - Math.max(from, now)) / Math.max(1, to - from);
}
