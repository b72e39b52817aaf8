import { InvalidValueError } from '../errors/invalid-value.error.js';
import type { MinorUnits } from '../money/money.js';
import {
  addRational,
  compareRational,
  fractionOf,
  multiplyRational,
  rational,
  rationalText,
  roundRational,
  subtractRational,
  type Rational,
} from './rational.js';

export interface RebateTier {
  /** Turnover of the period from which the tier holds, in minor units. */
  readonly fromMinor: MinorUnits;
  /** Part of the turnover given back, as decimal text: `0.03`. */
  readonly rate: string;
}

/** Tiers of a rebate agreement: `RETROACTIVE` gives the tier's rate on all turnover, `INCREMENTAL` only above it. */
export interface RebateScheme {
  readonly kind: 'RETROACTIVE' | 'INCREMENTAL';
  readonly tiers: readonly RebateTier[];
}

/**
 * Rebate of a turnover, to the nearest minor unit. O(tiers).
 *
 * @throws InvalidValueError `INVALID_NUMBER` unless tiers ascend from 0 or more, rates are in [0, 1] and never fall
 */
export function rebateDue(scheme: RebateScheme, turnoverMinor: MinorUnits): MinorUnits {
  return roundRational(exactRebate(scheme, turnoverMinor), 'HALF_AWAY');
}

function exactRebate(scheme: RebateScheme, turnoverMinor: MinorUnits): Rational {
  const tiers = checkedTiers(scheme).filter(({ fromMinor }) => turnoverMinor >= fromMinor);
  if (scheme.kind === 'RETROACTIVE')
    return multiplyRational(fractionOf(turnoverMinor), tiers.at(-1)?.rate ?? fractionOf(0n));
  return tiers
    .map(({ fromMinor, rate }, place) => {
      const upTo = tiers[place + 1]?.fromMinor ?? turnoverMinor;
      return multiplyRational(fractionOf(upTo - fromMinor), rate);
    })
    .reduce(addRational, fractionOf(0n));
}

function checkedTiers({ tiers }: RebateScheme): readonly { readonly fromMinor: MinorUnits; readonly rate: Rational }[] {
  const read = tiers.map(({ fromMinor, rate }) => ({ fromMinor, rate: rational(rate) }));
  read.forEach(({ fromMinor, rate }, place) => {
    const before = read[place - 1];
    const ascends = before === undefined || (fromMinor > before.fromMinor && compareRational(rate, before.rate) >= 0);
    const between = rate.numerator >= 0n && rate.numerator <= rate.denominator;
    if (!ascends || !between || fromMinor < 0n) throw new InvalidValueError('INVALID_NUMBER', tiers[place]?.rate);
  });
  return read;
}

/** What reaching the next tier is worth to the customer. */
export interface NextTier {
  readonly tier: RebateTier;
  /** Turnover still missing. */
  readonly distanceMinor: MinorUnits;
  /** Rebate at the tier minus rebate now. */
  readonly gainMinor: MinorUnits;
  /** Gain per unit of turnover still to be bought, six decimals: what one more unit bought is worth on average. */
  readonly shadowPrice: string;
}

/** The next tier above a turnover and its shadow price; undefined on the highest tier. O(tiers). */
export function nextRebateTier(scheme: RebateScheme, turnoverMinor: MinorUnits): NextTier | undefined {
  const tier = scheme.tiers.find(({ fromMinor }) => fromMinor > turnoverMinor);
  const now = exactRebate(scheme, turnoverMinor);
  if (tier === undefined) return undefined;
  const distanceMinor = tier.fromMinor - turnoverMinor;
  const then = exactRebate(scheme, tier.fromMinor);
  const gain = subtractRational(then, now);
  return {
    tier,
    distanceMinor,
    gainMinor: roundRational(gain, 'HALF_AWAY'),
    shadowPrice: rationalText(multiplyRational(gain, fractionOf(1n, distanceMinor)), 6),
  };
}

/** A possible turnover at the end of the period, with its weight; weights need not add up to 1. */
export interface TurnoverScenario {
  readonly turnoverMinor: MinorUnits;
  /** Decimal text, ≥ 0. */
  readonly weight: string;
}

export interface RebateAccrual {
  /** Liability to book for the turnover so far. */
  readonly accruedMinor: MinorUnits;
  /** Expected rebate ÷ turnover of the whole period, six decimals. */
  readonly expectedRate: string;
  /** What today's tier alone would give: too little before a tier is reached, shown beside it. */
  readonly atCurrentTierMinor: MinorUnits;
}

/**
 * Accrued rebate = turnover so far × expected rate at the end of the period, the rates of the scenarios weighted by
 * their chance; not today's rate, which jumps when a tier is reached. Scenarios below the turnover so far count as
 * that turnover. Without scenarios today's turnover stands for the end. Never negative. O(scenarios · tiers).
 *
 * @throws InvalidValueError `INVALID_WEIGHT` for a negative weight, `INVALID_NUMBER`
 */
export function accrueRebate(
  scheme: RebateScheme,
  turnoverToDateMinor: MinorUnits,
  scenarios: readonly TurnoverScenario[],
): RebateAccrual {
  const zero = fractionOf(0n);
  const weighted = scenarios.map(({ turnoverMinor, weight }) => {
    const chance = rational(weight);
    if (chance.numerator < 0n) throw new InvalidValueError('INVALID_WEIGHT', weight);
    const end = turnoverMinor < turnoverToDateMinor ? turnoverToDateMinor : turnoverMinor;
    return { chance, rate: effectiveRate(scheme, end) };
  });
  const chances = weighted.map(({ chance }) => chance).reduce(addRational, zero);
  const rates = weighted.map(({ chance, rate }) => multiplyRational(chance, rate)).reduce(addRational, zero);
  const expected =
    chances.numerator === 0n
      ? effectiveRate(scheme, turnoverToDateMinor)
      : multiplyRational(rates, fractionOf(chances.denominator, chances.numerator));
  const soFar = fractionOf(turnoverToDateMinor > 0n ? turnoverToDateMinor : 0n);
  return {
    accruedMinor: roundRational(multiplyRational(soFar, expected), 'HALF_AWAY'),
    expectedRate: rationalText(expected, 6),
    atCurrentTierMinor: rebateDue(scheme, turnoverToDateMinor),
  };
}

function effectiveRate(scheme: RebateScheme, turnoverMinor: MinorUnits): Rational {
  if (turnoverMinor <= 0n) return fractionOf(0n);
  return multiplyRational(exactRebate(scheme, turnoverMinor), fractionOf(1n, turnoverMinor));
}
