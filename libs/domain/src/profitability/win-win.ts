import { monthIndex, type Month } from '../calendar/month.js';

/** A month of an account: our contribution, and the value that the customer confirmed having received. */
export interface MutualValue {
  readonly month: Month;
  readonly contributionMinor: bigint;
  readonly confirmedValueMinor: bigint;
}

export interface MutualValuePoint extends MutualValue {
  readonly cumulativeContributionMinor: bigint;
  readonly cumulativeConfirmedValueMinor: bigint;
  /** Who has gained up to this month. */
  readonly standing: 'BOTH_GAIN' | 'ONLY_WE_GAIN' | 'ONLY_CUSTOMER_GAINS' | 'NOBODY_GAINS';
}

/**
 * Both curves of a relationship that should pay for both sides, by month and added up. Rows in any order, those of
 * one month as one. O(n log n).
 *
 * @throws InvalidValueError `INVALID_MONTH`
 */
export function mutualValueCurves(months: readonly MutualValue[]): readonly MutualValuePoint[] {
  let [ours, theirs] = [0n, 0n];
  const sorted = [...byMonth(months)].sort((a, b) => (a.month < b.month ? -1 : 1));
  return sorted.map((entry) => {
    ours += entry.contributionMinor;
    theirs += entry.confirmedValueMinor;
    const standing = standingOf(ours > 0n, theirs > 0n);
    return { ...entry, cumulativeContributionMinor: ours, cumulativeConfirmedValueMinor: theirs, standing };
  });
}

function byMonth(rows: readonly MutualValue[]): Iterable<MutualValue> {
  const months = new Map<Month, MutualValue>();
  for (const { month, contributionMinor, confirmedValueMinor } of rows) {
    monthIndex(month);
    const known = months.get(month);
    months.set(month, {
      month,
      contributionMinor: contributionMinor + (known?.contributionMinor ?? 0n),
      confirmedValueMinor: confirmedValueMinor + (known?.confirmedValueMinor ?? 0n),
    });
  }
  return months.values();
}

function standingOf(weGain: boolean, customerGains: boolean): MutualValuePoint['standing'] {
  if (weGain) return customerGains ? 'BOTH_GAIN' : 'ONLY_WE_GAIN';
  return customerGains ? 'ONLY_CUSTOMER_GAINS' : 'NOBODY_GAINS';
}
