import { monthIndex, type Month } from '../calendar/month.js';
import {
  addRational,
  compareRational,
  divideRational,
  fractionOf,
  multiplyRational,
  rational,
  rationalText,
  type Rational,
  type RoundingMode,
} from './rational.js';
import { indexValue, type IndexTable, type MissingIndexValue } from './index-table.js';

/** Decimal text, so that no figure of a contract passes through floating point. */
export type DecimalText = string;

export interface PriceFormulaTerm {
  /** Code of the index: steel, energy, wages. */
  readonly index: string;
  /** Part of the price that follows the index, as a decimal: `0.35`. */
  readonly weight: DecimalText;
  /** The index at the date of the base price, above zero. */
  readonly baseValue: DecimalText;
}

/** A bound of the price: an amount, or a factor of the base price (`1.10` = at most 10 % above). */
export interface PriceBound {
  readonly kind: 'AMOUNT' | 'FACTOR';
  readonly value: DecimalText;
}

/** An agreed price adjustment, P = P₀ · (fixed + Σ wᵢ · Iᵢ ÷ Iᵢ₀), with fixed + Σ wᵢ = 1. */
export interface PriceFormula {
  readonly basePrice: DecimalText;
  /** Part of the price that follows no index; `0` unless told. */
  readonly fixedWeight?: DecimalText;
  readonly terms: readonly PriceFormulaTerm[];
  readonly cap?: PriceBound;
  readonly floor?: PriceBound;
  /** Months by which index values lag: 1 prices May by the values of April. */
  readonly lagMonths?: number;
  /** Months averaged, the lagged one and those before it. */
  readonly averageMonths?: number;
  /** Decimals of the price. */
  readonly decimals: number;
  readonly rounding?: RoundingMode;
}

/** One line of the audit trail; figures to twelve decimals, computed exactly. */
export interface PriceFormulaStep {
  readonly index: string;
  readonly weight: DecimalText;
  readonly baseValue: DecimalText;
  /** The months the value was taken from. */
  readonly months: readonly Month[];
  readonly value: DecimalText;
  readonly ratio: DecimalText;
  /** P₀ · wᵢ · ratio. */
  readonly contribution: DecimalText;
}

export interface PriceAudit {
  readonly month: Month;
  readonly basePrice: DecimalText;
  readonly fixedContribution: DecimalText;
  readonly steps: readonly PriceFormulaStep[];
  /** Sum of the contributions, before bounds and rounding. */
  readonly unbounded: DecimalText;
  readonly bound: 'NONE' | 'CAP' | 'FLOOR';
  readonly rounding: RoundingMode;
}

export type PriceFormulaReason =
  | MissingIndexValue
  | { readonly code: 'WEIGHTS_NOT_ONE'; readonly sum: DecimalText }
  | { readonly code: 'BASE_NOT_POSITIVE'; readonly field: string }
  | { readonly code: 'WEIGHT_NEGATIVE'; readonly field: string }
  | { readonly code: 'FLOOR_ABOVE_CAP' };

export type PriceFormulaResult =
  | { readonly ok: true; readonly price: DecimalText; readonly audit: PriceAudit }
  | { readonly ok: false; readonly reasons: readonly PriceFormulaReason[] };

const AUDIT_DECIMALS = 12;
const ONE = fractionOf(1n);
const audited = (value: Rational): DecimalText => rationalText(value, AUDIT_DECIMALS);

/**
 * The price of a month by an agreed formula, in exact fractions with one rounding at the very end: the same figures
 * give the same price everywhere. Bounds apply before rounding. O(terms · averaged months).
 *
 * @throws InvalidValueError `INVALID_NUMBER` for text that is no decimal, `INVALID_MONTH`, `INVALID_LENGTH`
 */
export function evaluatePriceFormula(formula: PriceFormula, table: IndexTable, month: Month): PriceFormulaResult {
  monthIndex(month);
  const basePrice = rational(formula.basePrice);
  const faults = formulaFaults(formula, basePrice);
  if (faults.length > 0) return { ok: false, reasons: faults };
  const readings = formula.terms.map((term) => ({ term, reading: indexValue(table, term.index, month, formula) }));
  const missing = readings.flatMap(({ reading }) => (reading.ok ? [] : reading.missing));
  if (missing.length > 0) return { ok: false, reasons: missing };
  const fixed = multiplyRational(basePrice, rational(formula.fixedWeight ?? '0'));
  let total = fixed;
  const steps = readings.flatMap(({ term, reading }): PriceFormulaStep[] => {
    if (!reading.ok) return [];
    const ratio = divideRational(reading.value, rational(term.baseValue));
    const contribution = multiplyRational(multiplyRational(basePrice, rational(term.weight)), ratio);
    total = addRational(total, contribution);
    const figures = { value: audited(reading.value), ratio: audited(ratio), contribution: audited(contribution) };
    return [{ ...term, months: reading.months, ...figures }];
  });
  const { value, bound } = bounded(total, formula, basePrice);
  const rounding = formula.rounding ?? 'HALF_AWAY';
  const audit = { month, basePrice: formula.basePrice, fixedContribution: audited(fixed), steps, bound, rounding };
  return {
    ok: true,
    price: rationalText(value, formula.decimals, rounding),
    audit: { ...audit, unbounded: audited(total) },
  };
}

function formulaFaults(formula: PriceFormula, basePrice: Rational): readonly PriceFormulaReason[] {
  const reasons: PriceFormulaReason[] = [];
  if (basePrice.numerator <= 0n) reasons.push({ code: 'BASE_NOT_POSITIVE', field: 'basePrice' });
  const fixed = rational(formula.fixedWeight ?? '0');
  if (fixed.numerator < 0n) reasons.push({ code: 'WEIGHT_NEGATIVE', field: 'fixedWeight' });
  for (const { index, weight, baseValue } of formula.terms) {
    if (rational(baseValue).numerator <= 0n) reasons.push({ code: 'BASE_NOT_POSITIVE', field: index });
    if (rational(weight).numerator < 0n) reasons.push({ code: 'WEIGHT_NEGATIVE', field: index });
  }
  const sum = formula.terms.map(({ weight }) => rational(weight)).reduce(addRational, fixed);
  if (compareRational(sum, ONE) !== 0) reasons.push({ code: 'WEIGHTS_NOT_ONE', sum: audited(sum) });
  const [cap, floor] = [boundAmount(formula.cap, basePrice), boundAmount(formula.floor, basePrice)];
  if (cap !== undefined && floor !== undefined && compareRational(floor, cap) > 0)
    reasons.push({ code: 'FLOOR_ABOVE_CAP' });
  return reasons;
}

function bounded(
  price: Rational,
  formula: PriceFormula,
  basePrice: Rational,
): { readonly value: Rational; readonly bound: PriceAudit['bound'] } {
  const [cap, floor] = [boundAmount(formula.cap, basePrice), boundAmount(formula.floor, basePrice)];
  if (cap !== undefined && compareRational(price, cap) > 0) return { value: cap, bound: 'CAP' };
  if (floor !== undefined && compareRational(price, floor) < 0) return { value: floor, bound: 'FLOOR' };
  return { value: price, bound: 'NONE' };
}

function boundAmount(bound: PriceBound | undefined, basePrice: Rational): Rational | undefined {
  if (bound === undefined) return undefined;
  const value = rational(bound.value);
  return bound.kind === 'AMOUNT' ? value : multiplyRational(basePrice, value);
}
