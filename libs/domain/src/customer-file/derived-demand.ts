import { monthIndex, type Month } from '../calendar/month.js';
import { finite, InvalidValueError } from '../errors/invalid-value.error.js';
import { sum } from '../statistics/descriptive.js';
import { checkedWeight } from '../statistics/weight.js';

/** Something that drives what the customer sells: new construction, vehicles built, chips ordered. */
export interface DemandDriver {
  readonly driver: string;
  /** Its part in the customer's demand, ≥ 0; weights are normalised to 1. */
  readonly weight: number;
  /** Months by which the customer's purchases follow it. */
  readonly lagMonths: number;
  readonly series: readonly { readonly month: Month; readonly value: number }[];
}

export interface DerivedDemand {
  /** Weighted change on the year before of the drivers that are known, −0.1 for a tenth less. */
  readonly change: number;
  readonly direction: 'RISING' | 'LEVEL' | 'FALLING';
  /** Part of the weight that is known, 0…1. */
  readonly knownWeight: number;
  /** Each driver's own change; undefined where a month is missing or the year before was not above zero. */
  readonly drivers: readonly { readonly driver: string; readonly change: number | undefined }[];
}

/** Change from which demand moves: five hundredths either way. Mortise's own proposal, configurable. */
export const DEMAND_MOVES_FROM = 0.05;

/** No weight is beyond this, so that weights add up. */
const HEAVIEST_DRIVER = 1e9;

/**
 * What the demand for the customer's own products says about its purchases in a month: each driver's value `lag` months
 * before, against the same month a year earlier, Σ w·change ÷ Σ w over the known ones. Undefined where none is known.
 * Industrial demand is derived from the demand for what it goes into. O(drivers · months).
 *
 * @throws InvalidValueError `INVALID_WEIGHT` for a negative weight, `INVALID_LENGTH` for a lag that is not whole and ≥ 0,
 *   `INVALID_NUMBER`, `INVALID_MONTH`
 */
export function derivedDemand(
  drivers: readonly DemandDriver[],
  month: Month,
  movesFrom: number = DEMAND_MOVES_FROM,
): DerivedDemand | undefined {
  const read = drivers.map((one) => ({
    driver: one.driver,
    weight: checkedWeight(one.weight, HEAVIEST_DRIVER),
    change: changeOf(one, month),
  }));
  const known = read.flatMap(({ weight, change }) =>
    change === undefined || weight === 0 ? [] : [{ weight, change }],
  );
  const weight = sum(known.map((one) => one.weight));
  if (known.length === 0) return undefined;
  const change = sum(known.map((one) => (one.weight / weight) * one.change));
  return {
    change,
    direction: change >= movesFrom ? 'RISING' : change <= -movesFrom ? 'FALLING' : 'LEVEL',
    knownWeight: Math.min(1, weight / sum(read.map((one) => one.weight))),
    drivers: read.map((one) => ({ driver: one.driver, change: one.change })),
  };
}

function changeOf({ series, lagMonths }: DemandDriver, month: Month): number | undefined {
  if (!Number.isInteger(lagMonths) || lagMonths < 0) throw new InvalidValueError('INVALID_LENGTH', lagMonths);
  const values = new Map(series.map((one) => [monthIndex(one.month), finite(one.value)]));
  const at = monthIndex(month) - lagMonths;
  const [now, before] = [values.get(at), values.get(at - 12)];
  if (now === undefined || before === undefined || before <= 0) return undefined;
  const change = now / before - 1;
  return Number.isFinite(change) ? change : undefined;
}
