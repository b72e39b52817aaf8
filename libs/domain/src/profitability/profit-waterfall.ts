import { monthsBetween, type Month } from '../calendar/month.js';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { divideRounded } from '../money/money.js';
import { driverCost, type DriverUse } from './driver-cost.js';

/** One account in one period. Every amount in minor units of one currency and positive where it lessens profit. */
export interface ProfitFacts {
  /** What was sold, at list price. */
  readonly listSalesMinor: bigint;
  readonly discountsMinor: bigint;
  /** Rebates accrued, paid or not. */
  readonly rebatesMinor: bigint;
  readonly returnsMinor: bigint;
  readonly costOfGoodsMinor: bigint;
  readonly costToServe: readonly DriverUse[];
  /** Σ overdue amount × days it was overdue, in minor units × days. */
  readonly overdueMinorDays: bigint;
  /** Cost of money in basis points a year: 800 is 8 %. */
  readonly creditRateBasisPoints: number;
  /** The period's part of the cost of winning the account, see {@link amortisedAcquisition}. */
  readonly acquisitionMinor: bigint;
  /** Hours that sales spent on the account, for the contribution per hour. */
  readonly salesHours?: number;
}

export type ProfitStepCode =
  | 'LIST_SALES'
  | 'DISCOUNTS'
  | 'REBATES'
  | 'RETURNS'
  | 'NET_SALES'
  | 'COST_OF_GOODS'
  | 'GROSS_MARGIN'
  | 'COST_TO_SERVE'
  | 'CREDIT_COST'
  | 'ACQUISITION'
  | 'OPERATING_CONTRIBUTION';

/** A bar of the waterfall. `TOTAL` bars stand on the ground and equal the sum of the changes before them. */
export interface ProfitStep {
  readonly code: ProfitStepCode;
  readonly kind: 'CHANGE' | 'TOTAL';
  /** Of a cost to serve: its driver. */
  readonly driver?: string;
  readonly amountMinor: bigint;
  /** Where the bar ends. */
  readonly runningMinor: bigint;
}

export interface ProfitWaterfall {
  readonly steps: readonly ProfitStep[];
  readonly netSalesMinor: bigint;
  readonly grossMarginMinor: bigint;
  readonly costToServeMinor: bigint;
  readonly creditCostMinor: bigint;
  readonly contributionMinor: bigint;
  /** Contribution ÷ net sales; undefined unless net sales are positive. */
  readonly contributionShare: number | undefined;
  /** Minor units per hour of sales effort; undefined where no hours are known. */
  readonly contributionPerSalesHourMinor: bigint | undefined;
}

/**
 * Profit waterfall of an account by time-driven activity-based costing: list sales − discounts − rebates − returns = net
 * sales; − cost of goods = gross margin; − Σ rate × driver − credit cost − amortised acquisition = operating
 * contribution. Exact to the minor unit. O(drivers).
 *
 * @throws InvalidValueError `INVALID_NUMBER` for impossible quantities, hours or rates
 */
export function profitWaterfall(facts: ProfitFacts): ProfitWaterfall {
  const serving = facts.costToServe.map((use) => ({ driver: use.driver, cost: driverCost(use) }));
  const creditCostMinor = creditCost(facts.overdueMinorDays, facts.creditRateBasisPoints);
  const steps: ProfitStep[] = [];
  let running = 0n;
  const change = (code: ProfitStepCode, amountMinor: bigint, driver?: string): void => {
    running += amountMinor;
    steps.push({
      code,
      kind: 'CHANGE',
      amountMinor,
      runningMinor: running,
      ...(driver === undefined ? {} : { driver }),
    });
  };
  const total = (code: ProfitStepCode): bigint => {
    steps.push({ code, kind: 'TOTAL', amountMinor: running, runningMinor: running });
    return running;
  };
  change('LIST_SALES', facts.listSalesMinor);
  change('DISCOUNTS', -facts.discountsMinor);
  change('REBATES', -facts.rebatesMinor);
  change('RETURNS', -facts.returnsMinor);
  const netSalesMinor = total('NET_SALES');
  change('COST_OF_GOODS', -facts.costOfGoodsMinor);
  const grossMarginMinor = total('GROSS_MARGIN');
  for (const { driver, cost } of serving) change('COST_TO_SERVE', -cost, driver);
  change('CREDIT_COST', -creditCostMinor);
  change('ACQUISITION', -facts.acquisitionMinor);
  const contributionMinor = total('OPERATING_CONTRIBUTION');
  return {
    steps,
    netSalesMinor,
    grossMarginMinor,
    costToServeMinor: serving.reduce((sum, { cost }) => sum + cost, 0n),
    creditCostMinor,
    contributionMinor,
    contributionShare: netSalesMinor > 0n ? Number(contributionMinor) / Number(netSalesMinor) : undefined,
    contributionPerSalesHourMinor: perHour(contributionMinor, facts.salesHours),
  };
}

/**
 * Cost of overdue money: Σ(overdue × days) × yearly rate ÷ 365, to the nearest minor unit. O(1).
 *
 * @throws InvalidValueError `INVALID_NUMBER` unless the rate is a whole number of basis points ≥ 0
 */
export function creditCost(overdueMinorDays: bigint, rateBasisPoints: number): bigint {
  if (!Number.isSafeInteger(rateBasisPoints) || rateBasisPoints < 0) {
    throw new InvalidValueError('INVALID_NUMBER', rateBasisPoints);
  }
  return divideRounded(overdueMinorDays * BigInt(rateBasisPoints), 3_650_000n);
}

/**
 * The part of an acquisition cost that falls on the months `from`…`to` (both included) when it is written off evenly
 * from the month of winning on. Parts of adjoining periods add up to the whole, to the minor unit. O(1).
 *
 * @param months over how many months it is written off
 * @throws InvalidValueError `INVALID_MONTH`, or `INVALID_LENGTH` unless months is whole and ≥ 1
 */
export function amortisedAcquisition(
  costMinor: bigint,
  {
    wonIn,
    months,
    from,
    to,
  }: { readonly wonIn: Month; readonly months: number; readonly from: Month; readonly to: Month },
): bigint {
  if (!Number.isInteger(months) || months < 1) throw new InvalidValueError('INVALID_LENGTH', months);
  const writtenOff = (elapsed: number): bigint => {
    const done = Math.min(months, Math.max(0, elapsed));
    return divideRounded(costMinor * BigInt(done), BigInt(months));
  };
  const [before, until] = [monthsBetween(wonIn, from), monthsBetween(wonIn, to) + 1];
  return until <= before ? 0n : writtenOff(until) - writtenOff(before);
}

function perHour(contributionMinor: bigint, hours: number | undefined): bigint | undefined {
  if (hours === undefined || hours === 0) return undefined;
  if (!(hours > 0 && hours <= 9e9)) throw new InvalidValueError('INVALID_NUMBER', hours);
  const millionths = BigInt(Math.round(hours * 1_000_000));
  return millionths === 0n ? undefined : divideRounded(contributionMinor * 1_000_000n, millionths);
}
