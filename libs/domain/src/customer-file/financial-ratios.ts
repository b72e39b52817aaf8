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

/** Lines of a statement that ratios are made of, by the code a reader sees. */
export const FINANCIAL_LINES = [
  'REVENUE',
  'NET_INCOME',
  'TOTAL_ASSETS',
  'CURRENT_ASSETS',
  'CURRENT_LIABILITIES',
  'RECEIVABLES',
  'INVENTORY',
  'COST_OF_GOODS',
] as const;
export type FinancialLine = (typeof FINANCIAL_LINES)[number];

/** Why a ratio is not known: a line is not told, or what it is divided by is not positive. */
export const FINANCIAL_RATIO_REASONS = ['LINE_MISSING', 'DIVISOR_NOT_POSITIVE'] as const;
export type FinancialRatioReason = (typeof FINANCIAL_RATIO_REASONS)[number];

export const TRAFFIC_LIGHTS = ['GREEN', 'AMBER', 'RED'] as const;
export type TrafficLight = (typeof TRAFFIC_LIGHTS)[number];

export const RATIO_TRENDS = ['BETTER', 'LEVEL', 'WORSE'] as const;
export type RatioTrend = (typeof RATIO_TRENDS)[number];

export interface FinancialRatio {
  readonly code: FinancialRatioCode;
  /** Periods are in days, the others plain ratios; undefined where a figure is missing or the divisor is not positive. */
  readonly value: number | undefined;
  readonly light: TrafficLight | undefined;
  /** Against the year before; a change within 2 % of the value is level. Undefined where either year lacks the ratio. */
  readonly trend: RatioTrend | undefined;
  /** Why there is no value. */
  readonly reason: FinancialRatioReason | undefined;
  /** Lines that it needs and the statement does not tell. */
  readonly missing: readonly FinancialLine[];
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
    const value = ratioOf(code, statement);
    const before = previous === undefined ? undefined : ratioOf(code, previous);
    const { above, below } = MEASURES[code];
    const missing = [above, below].filter((line) => AMOUNT[line](statement) === undefined);
    return {
      code,
      value,
      light: lightOf(code, value, limits),
      trend: trendOf(code, value, before),
      reason: value !== undefined ? undefined : missing.length > 0 ? 'LINE_MISSING' : 'DIVISOR_NOT_POSITIVE',
      missing,
    };
  });
}

const AMOUNT: Readonly<Record<FinancialLine, (statement: FinancialStatement) => bigint | undefined>> = {
  REVENUE: ({ revenueMinor }) => revenueMinor,
  NET_INCOME: ({ netIncomeMinor }) => netIncomeMinor,
  TOTAL_ASSETS: ({ totalAssetsMinor }) => totalAssetsMinor,
  CURRENT_ASSETS: ({ currentAssetsMinor }) => currentAssetsMinor,
  CURRENT_LIABILITIES: ({ currentLiabilitiesMinor }) => currentLiabilitiesMinor,
  RECEIVABLES: ({ receivablesMinor }) => receivablesMinor,
  INVENTORY: ({ inventoryMinor }) => inventoryMinor,
  COST_OF_GOODS: ({ costOfGoodsMinor }) => costOfGoodsMinor,
};

interface Measure {
  readonly above: FinancialLine;
  readonly below: FinancialLine;
  readonly factor?: number;
}

const MEASURES: Readonly<Record<FinancialRatioCode, Measure>> = {
  CURRENT_RATIO: { above: 'CURRENT_ASSETS', below: 'CURRENT_LIABILITIES' },
  NET_PROFIT_MARGIN: { above: 'NET_INCOME', below: 'REVENUE' },
  RETURN_ON_ASSETS: { above: 'NET_INCOME', below: 'TOTAL_ASSETS' },
  COLLECTION_PERIOD: { above: 'RECEIVABLES', below: 'REVENUE', factor: 365 },
  INVENTORY_PERIOD: { above: 'INVENTORY', below: 'COST_OF_GOODS', factor: 365 },
};

function ratioOf(code: FinancialRatioCode, statement: FinancialStatement): number | undefined {
  const { above, below, factor = 1 } = MEASURES[code];
  const [amount, divisor] = [AMOUNT[above](statement), AMOUNT[below](statement)];
  if (amount === undefined || divisor === undefined || divisor <= 0n) return undefined;
  const value = (Number(amount) / Number(divisor)) * factor;
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
