import {
  amortisedAcquisition,
  costOfGoods,
  creditCost,
  type Month,
  monthOf,
  profitWaterfall,
  type ValuePolicy,
} from '@mortise/domain';
import type { ValuePeriod } from './value-period.js';

/** Why an account's contribution is not known. */
export const CONTRIBUTION_REASONS = ['NO_TRADE', 'COST_COVERAGE_LOW'] as const;
export type ContributionReason = (typeof CONTRIBUTION_REASONS)[number];

/** What an account did in a period, added up. */
export interface ProfitSums {
  readonly accountId: string;
  readonly lines: number;
  readonly netMinor: bigint;
  readonly costedMinor: bigint;
  readonly costMinor: bigint;
  readonly serveMinor: bigint;
  readonly salesHours: number | undefined;
  /** Null where nothing is known of the account's receivables. */
  readonly overdueMinorDays: bigint | null;
  readonly acquisitions: readonly Acquisition[];
  /** Null where the tenant records none. */
  readonly rebatesMinor: bigint | null;
}

/** The cost of winning an account. */
export interface Acquisition {
  readonly amountMinor: bigint;
  readonly wonIn: Month;
  readonly months: number;
}

/** An acquisition cost as it is stored. */
export interface AcquisitionRow {
  account_id: string;
  amount_minor: string;
  won_in: string;
  months: number;
}

export function acquisitionOf({ amount_minor, won_in, months }: AcquisitionRow): Acquisition {
  return { amountMinor: BigInt(amount_minor), wonIn: monthOf(won_in), months };
}

/** What an account contributed, with the part of it that is known. */
export interface Contribution {
  readonly accountId: string;
  readonly netMinor: bigint;
  readonly costCoverage: number;
  readonly estimated: boolean;
  readonly costOfGoodsMinor: bigint | null;
  readonly serveMinor: bigint;
  readonly creditMinor: bigint | null;
  readonly acquisitionMinor: bigint;
  readonly rebatesMinor: bigint | null;
  readonly contributionMinor: bigint | null;
  readonly contributionShare: number | null;
  readonly perSalesHourMinor: bigint | null;
  readonly reason: ContributionReason | null;
}

/** The part of acquisition costs that falls into a period. */
export function acquisitionIn(acquisitions: readonly Acquisition[], period: ValuePeriod): bigint {
  return acquisitions.reduce(
    (total, { amountMinor, ...written }) => total + amortisedAcquisition(amountMinor, { ...written, ...period }),
    0n,
  );
}

/** Works out the contribution of an account in a period; what is not known stays unknown. */
export function contributionOf(sums: ProfitSums, period: ValuePeriod, policy: ValuePolicy): Contribution {
  const { accountId, lines, netMinor, serveMinor, salesHours, overdueMinorDays } = sums;
  const goods = costOfGoods(sums, policy.minimumCostCoverage);
  const acquisitionMinor = acquisitionIn(sums.acquisitions, period);
  const idle = lines === 0 && serveMinor === 0n && acquisitionMinor === 0n;
  const common = {
    accountId,
    netMinor,
    costCoverage: goods.coverage,
    serveMinor,
    acquisitionMinor,
    rebatesMinor: sums.rebatesMinor,
    creditMinor: overdueMinorDays === null ? null : creditCost(overdueMinorDays, policy.creditRateBasisPoints),
  };
  if (idle || !goods.known) {
    const nothing = { estimated: false, contributionMinor: null, contributionShare: null, perSalesHourMinor: null };
    return { ...common, ...nothing, costOfGoodsMinor: null, reason: goods.known ? 'NO_TRADE' : goods.reason };
  }
  const profit = profitWaterfall({
    // Discounts and returns are in net sales already; of the contribution they say nothing more.
    ...{ listSalesMinor: netMinor, discountsMinor: 0n, returnsMinor: 0n },
    rebatesMinor: sums.rebatesMinor ?? 0n,
    costOfGoodsMinor: goods.costMinor,
    costToServe: [{ driver: 'ALL', quantity: 1, rateMinor: serveMinor }],
    overdueMinorDays: overdueMinorDays ?? 0n,
    creditRateBasisPoints: policy.creditRateBasisPoints,
    acquisitionMinor,
    ...(salesHours === undefined ? {} : { salesHours }),
  });
  return {
    ...common,
    estimated: goods.estimated,
    costOfGoodsMinor: goods.costMinor,
    contributionMinor: profit.contributionMinor,
    contributionShare: profit.contributionShare ?? null,
    perSalesHourMinor: profit.contributionPerSalesHourMinor ?? null,
    reason: null,
  };
}
