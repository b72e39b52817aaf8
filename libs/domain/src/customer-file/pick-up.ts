import { daysBetween, type IsoDate } from '../calendar/date.js';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { orderRegularity } from '../rfm/rfm.js';
import { mean, quantile } from '../statistics/descriptive.js';

/** A customer's pick-up of goods, promised against actual. */
export interface PickUp {
  readonly promisedOn: IsoDate;
  readonly actualOn: IsoDate;
  /** Both in one unit; called off in part when less was taken than promised. */
  readonly promisedQuantity: number;
  readonly quantity: number;
}

export interface PickUpAnalysis {
  readonly pickUps: number;
  readonly onTimeShare: number;
  readonly partialShare: number;
  /** Mean of actual − promised day; negative is early. */
  readonly meanDelayDays: number;
  /** Mean days between pick-up days; undefined before the second. */
  readonly meanGapDays: number | undefined;
  /** Regularity k of the call-off rhythm; undefined before the third day. */
  readonly regularity: number | undefined;
  /** Days since the last pick-up. */
  readonly openGapDays: number;
  /** Quartiles of quantity. */
  readonly quantity: { readonly lower: number; readonly middle: number; readonly upper: number };
}

/**
 * Pick-ups of an account: punctuality, partial pick-ups, rhythm, gap and the distribution of sizes. Undefined without a
 * pick-up up to the day; later ones are left out. Rows in any order. O(n log n).
 *
 * @throws InvalidValueError `INVALID_NUMBER` for a quantity that is negative or not finite
 */
export function analysePickUps(pickUps: readonly PickUp[], asOf: IsoDate): PickUpAnalysis | undefined {
  const past = pickUps.filter(({ actualOn }) => daysBetween(actualOn, asOf) >= 0);
  for (const { promisedQuantity, quantity } of past) {
    for (const size of [promisedQuantity, quantity]) {
      if (!(size >= 0 && Number.isFinite(size))) throw new InvalidValueError('INVALID_NUMBER', size);
    }
  }
  const sizes = past.map(({ quantity }) => quantity);
  const [lower, middle, upper] = [quantile(sizes, 0.25), quantile(sizes, 0.5), quantile(sizes, 0.75)];
  const delays = past.map(({ promisedOn, actualOn }) => daysBetween(promisedOn, actualOn));
  const days = [...new Set(past.map(({ actualOn }) => actualOn))].sort();
  const [last, meanDelayDays] = [days.at(-1), mean(delays)];
  if (lower === undefined || middle === undefined || upper === undefined) return undefined;
  if (last === undefined || meanDelayDays === undefined) return undefined;
  const gaps = days.slice(1).map((day, i) => daysBetween(days[i] as IsoDate, day));
  return {
    pickUps: past.length,
    onTimeShare: delays.filter((delay) => delay <= 0).length / past.length,
    partialShare: past.filter(({ promisedQuantity, quantity }) => quantity < promisedQuantity).length / past.length,
    meanDelayDays,
    meanGapDays: mean(gaps),
    regularity: orderRegularity(gaps),
    openGapDays: daysBetween(last, asOf),
    quantity: { lower, middle, upper },
  };
}
