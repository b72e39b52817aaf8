import {
  currencyFractionDigits,
  divideRational,
  fractionOf,
  multiplyRational,
  QUANTITY_SCALE,
  rational,
  rationalText,
  type RebateBasis,
  type RebateKind,
  type RebatePeriod,
  type RebateScheme,
  type RebateState,
  roundRational,
} from '@mortise/domain';

/** Decimals of a quantity from which a tier holds, and of a rate. */
export const MOST_DECIMALS = 6;

/** What an agreement is about: everything, or what it names. */
export const REBATE_SCOPES = ['ALL', 'CATEGORIES', 'PRODUCTS'] as const;
export type RebateScope = (typeof REBATE_SCOPES)[number];

/** A tier as people write it: from which net sales in the currency, or units, on; which part of them, or which amount for each. */
export interface WrittenTier {
  readonly from: string;
  readonly rate: string;
}

/** An agreement as far as its rebate goes by it. */
export interface RebateTerms {
  readonly id: string;
  readonly accountId: string;
  readonly state: RebateState;
  readonly basis: RebateBasis;
  readonly currency: string;
  readonly period: RebatePeriod;
  readonly scheme: RebateScheme;
  readonly settledMinor: bigint | null;
}

/** The scheme of tiers as they were written. @throws InvalidValueError INVALID_NUMBER */
export function schemeOf(
  basis: RebateBasis,
  kind: RebateKind,
  tiers: readonly WrittenTier[],
  currency: string,
): RebateScheme {
  const scaled = (text: string, scale: bigint) => multiplyRational(rational(text), fractionOf(scale));
  return {
    kind,
    basis,
    tiers: tiers.map(({ from, rate }) => ({
      fromMinor: roundRational(scaled(from, scaleOf(basis, currency)), 'HALF_AWAY'),
      rate: basis === 'QUANTITY' ? rationalText(scaled(rate, minorPer(currency)), MOST_DECIMALS) : rate,
    })),
  };
}

/** How many decimals the `from` of a tier may have. */
export function decimalsOf(basis: RebateBasis, currency: string): number {
  return basis === 'QUANTITY' ? MOST_DECIMALS : currencyFractionDigits(currency);
}

/** A turnover of the scheme as people read it: net sales in the currency, or units. */
export function volumeText(turnover: bigint, basis: RebateBasis, currency: string): string {
  const digits = decimalsOf(basis, currency);
  const text = rationalText(fractionOf(turnover, scaleOf(basis, currency)), digits);
  return basis === 'QUANTITY' ? text.replace(/\.?0+$/, '') : text;
}

/** A rate of the scheme as people read it: part of net sales, or an amount in the currency for each unit. */
export function rateText(rate: string, basis: RebateBasis, currency: string): string {
  if (basis === 'NET_SALES') return rate;
  return rationalText(divideRational(rational(rate), fractionOf(minorPer(currency))), MOST_DECIMALS);
}

function scaleOf(basis: RebateBasis, currency: string): bigint {
  return basis === 'QUANTITY' ? QUANTITY_SCALE : minorPer(currency);
}

function minorPer(currency: string): bigint {
  return 10n ** BigInt(currencyFractionDigits(currency));
}
