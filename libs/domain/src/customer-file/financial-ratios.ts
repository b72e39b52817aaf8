/** A customer's annual statement, in minor units of one currency; leave out what is not known. */
export interface FinancialStatement {
  readonly year: number;
  readonly revenueMinor?: bigint;
  readonly netIncomeMinor?: bigint;
  readonly totalAssetsMinor?: bigint;
  readonly currentAssetsMinor?: bigint;
  readonly currentLiabilitiesMinor?: bigint;
  readonly receivablesMinor?: bigint;
  readonly inventoryMinor?: bigint;
  readonly costOfGoodsMinor?: bigint;
}

export const FINANCIAL_RATIOS = [
  'CURRENT_RATIO',
  'NET_PROFIT_MARGIN',
  'RETURN_ON_ASSETS',
  'COLLECTION_PERIOD',
  'INVENTORY_PERIOD',
] as const;
export type FinancialRatioCode = (typeof FINANCIAL_RATIOS)[number];

export type TrafficLight = 'GREEN' | 'AMBER' | 'RED';

export interface FinancialRatio {
  readonly code: FinancialRatioCode;
  /** Periods are in days, the others plain ratios; undefined where a figure is missing or the divisor is not positive. */
  readonly value: number | undefined;
  readonly light: TrafficLight | undefined;
  /** Against the year before; a change within 2 % of the value is level. Undefined where either year lacks the ratio. */
  readonly trend: 'BETTER' | 'LEVEL' | 'WORSE' | undefined;
}

/** Green from the first bound on, red beyond the second, amber between; for periods lower is better. */
export type RatioLimits = Readonly<Record<FinancialRatioCode, { readonly green: number; readonly red: number }>>;

/** Common lending rules of thumb, given here as Mortise's own proposal; industries differ, configurable. */
export const DEFAULT_RATIO_LIMITS: RatioLimits = {
  CURRENT_RATIO: { green: 1.5, red: 1 },
  NET_PROFIT_MARGIN: { green: 0.05, red: 0 },
  RETURN_ON_ASSETS: { green: 0.05, red: 0 },
  COLLECTION_PERIOD: { green: 60, red: 90 },
  INVENTORY_PERIOD: { green: 60, red: 120 },
};

const LEVEL = 0.02;

/**
 * Five ratios of a customer's finances: current assets ÷ current liabilities, net income ÷ revenue, net income ÷ assets,
 * receivables ÷ revenue × 365 (collection period, DSO) and inventory ÷ cost of goods × 365 (inventory period, DIO).
 * O(1).
 *
 * @param previous the statement of the year before, for the trend
 */
export function financialRatios(
  statement: FinancialStatement,
  previous?: FinancialStatement,
  limits: RatioLimits = DEFAULT_RATIO_LIMITS,
): readonly FinancialRatio[] {
  return FINANCIAL_RATIOS.map((code) => {
    const value = MEASURES[code](statement);
    const before = previous === undefined ? undefined : MEASURES[code](previous);
    return { code, value, light: lightOf(code, value, limits), trend: trendOf(code, value, before) };
  });
}

const MEASURES: Readonly<Record<FinancialRatioCode, (statement: FinancialStatement) => number | undefined>> = {
  CURRENT_RATIO: ({ currentAssetsMinor, currentLiabilitiesMinor }) =>
    ratio(currentAssetsMinor, currentLiabilitiesMinor),
  NET_PROFIT_MARGIN: ({ netIncomeMinor, revenueMinor }) => ratio(netIncomeMinor, revenueMinor),
  RETURN_ON_ASSETS: ({ netIncomeMinor, totalAssetsMinor }) => ratio(netIncomeMinor, totalAssetsMinor),
  COLLECTION_PERIOD: ({ receivablesMinor, revenueMinor }) => ratio(receivablesMinor, revenueMinor, 365),
  INVENTORY_PERIOD: ({ inventoryMinor, costOfGoodsMinor }) => ratio(inventoryMinor, costOfGoodsMinor, 365),
};

function ratio(above: bigint | undefined, below: bigint | undefined, factor = 1): number | undefined {
  if (above === undefined || below === undefined || below <= 0n) return undefined;
  const value = (Number(above) / Number(below)) * factor;
  return Number.isFinite(value) ? value : undefined;
}

function lowerIsBetter(code: FinancialRatioCode): boolean {
  return code === 'COLLECTION_PERIOD' || code === 'INVENTORY_PERIOD';
}

function lightOf(code: FinancialRatioCode, value: number | undefined, limits: RatioLimits): TrafficLight | undefined {
  if (value === undefined) return undefined;
  const { green, red } = limits[code];
  const sign = lowerIsBetter(code) ? -1 : 1;
  if (sign * value >= sign * green) return 'GREEN';
  return sign * value < sign * red ? 'RED' : 'AMBER';
}

function trendOf(
  code: FinancialRatioCode,
  value: number | undefined,
  before: number | undefined,
): FinancialRatio['trend'] {
  if (value === undefined || before === undefined) return undefined;
  const change = (value - before) * (lowerIsBetter(code) ? -1 : 1);
  if (Math.abs(change) <= LEVEL * Math.abs(before)) return 'LEVEL';
  return change > 0 ? 'BETTER' : 'WORSE';
}
