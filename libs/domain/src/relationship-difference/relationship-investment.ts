import { daysBetween, type IsoDate } from '../calendar/date.js';
import { exactShare, shareNumber } from '../share/exact-share.js';

/** One investment into a relationship, minor units of one currency; time is valued before it comes here. */
export interface RelationshipInvestment {
  readonly on: IsoDate;
  readonly amountMinor: bigint;
  /** Months over which it is meant to pay back. */
  readonly horizonMonths: number;
}

export interface InvestmentStanding {
  readonly cumulativeMinor: bigint;
  /** By calendar year, ascending. */
  readonly perYear: readonly { readonly year: number; readonly amountMinor: bigint }[];
  /** Part of the sum meant for longer than a year, 0…1; undefined of nothing invested. */
  readonly longTermShare: number | undefined;
}

/** Months of horizon above which an investment is long-term. */
export const LONG_TERM_MONTHS = 12;

/**
 * Investments into a relationship up to a day: their sum, by year, and the long-term part. The order of the rows does not
 * matter. O(n log n).
 *
 * @throws InvalidValueError `INVALID_DATE`
 */
export function investmentStanding(rows: readonly RelationshipInvestment[], asOf: IsoDate): InvestmentStanding {
  const made = rows.filter(({ on }) => daysBetween(on, asOf) >= 0);
  const years = new Map<number, bigint>();
  for (const { on, amountMinor } of made) {
    const year = Number(on.slice(0, 4));
    years.set(year, (years.get(year) ?? 0n) + amountMinor);
  }
  const cumulativeMinor = total(made);
  const longTerm = total(made.filter(({ horizonMonths }) => horizonMonths > LONG_TERM_MONTHS));
  return {
    cumulativeMinor,
    perYear: [...years].sort(([a], [b]) => a - b).map(([year, amountMinor]) => ({ year, amountMinor })),
    longTermShare: cumulativeMinor > 0n ? shareNumber(exactShare(longTerm, cumulativeMinor)) : undefined,
  };
}

function total(rows: readonly RelationshipInvestment[]): bigint {
  return rows.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
}

/** Selling cost and revenue of one account in one year of its tenure. */
export interface TenureYear {
  /** 1 for the first year of trade. */
  readonly year: number;
  readonly sellingCostMinor: bigint;
  readonly revenueMinor: bigint;
}

/**
 * Cost to sell by year of tenure: Σ selling cost ÷ Σ revenue over accounts, ascending; years without revenue, or with a
 * ratio beyond number, are left out.
 * Falls where long-term cooperation pays. O(n log n).
 */
export function costToSellByTenure(
  rows: readonly TenureYear[],
): readonly { readonly year: number; readonly ratio: number }[] {
  const years = new Map<number, { cost: bigint; revenue: bigint }>();
  for (const { year, sellingCostMinor, revenueMinor } of rows) {
    const { cost, revenue } = years.get(year) ?? { cost: 0n, revenue: 0n };
    years.set(year, { cost: cost + sellingCostMinor, revenue: revenue + revenueMinor });
  }
  return [...years]
    .filter(([, { revenue }]) => revenue > 0n)
    .sort(([a], [b]) => a - b)
    .map(([year, { cost, revenue }]) => ({ year, ratio: Number((cost * 10n ** 12n) / revenue) / 1e12 }))
    .filter(({ ratio }) => Number.isFinite(ratio));
}
