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

/** What a rebate goes by: net sales, of which a part is given back, or quantity, of which each unit earns an amount. */
export const REBATE_BASES = ['NET_SALES', 'QUANTITY'] as const;
export type RebateBasis = (typeof REBATE_BASES)[number];

export const REBATE_KINDS = ['RETROACTIVE', 'INCREMENTAL'] as const;
export type RebateKind = (typeof REBATE_KINDS)[number];

/** Quantities count in millionths of their unit, so that they stay whole numbers. */
export const QUANTITY_SCALE = 1_000_000n;

export interface RebateTier {
  /** Turnover of the period from which the tier holds, in minor units; of a quantity in millionths of its unit. */
  readonly fromMinor: MinorUnits;
  /** Part of the turnover given back, as decimal text: `0.03`; of a quantity the minor units given for each unit: `12.5`. */
  readonly rate: string;
}

/**
 * Tiers of a rebate agreement: `RETROACTIVE` gives the tier's rate on all turnover, `INCREMENTAL` only above it. Where it
 * goes by quantity, every turnover below is one in millionths of the unit; what is given back is always in minor units.
 */
export interface RebateScheme {
  readonly kind: RebateKind;
  /** Net sales unless told. */
  readonly basis?: RebateBasis;
  readonly tiers: readonly RebateTier[];
}

/**
 * Rebate of a turnover, to the nearest minor unit. O(tiers).
 *
 * @throws InvalidValueError `INVALID_NUMBER` unless tiers ascend from 0 or more, rates never fall and are in [0, 1], or
 * 0 or more of a quantity
 */
export function rebateDue(scheme: RebateScheme, turnoverMinor: MinorUnits): MinorUnits {
  return roundRational(exactRebate(scheme, turnoverMinor), 'HALF_AWAY');
}

function exactRebate(scheme: RebateScheme, turnoverMinor: MinorUnits): Rational {
  const tiers = checkedTiers(scheme).filter(({ fromMinor }) => turnoverMinor >= fromMinor);
  const scale = scaleOf(scheme);
  if (scheme.kind === 'RETROACTIVE')
    return multiplyRational(fractionOf(turnoverMinor, scale), tiers.at(-1)?.rate ?? fractionOf(0n));
  return tiers
    .map(({ fromMinor, rate }, place) => {
      const upTo = tiers[place + 1]?.fromMinor ?? turnoverMinor;
      return multiplyRational(fractionOf(upTo - fromMinor, scale), rate);
    })
    .reduce(addRational, fractionOf(0n));
}

/** How much of a turnover a rate is for. */
function scaleOf({ basis }: RebateScheme): bigint {
  return basis === 'QUANTITY' ? QUANTITY_SCALE : 1n;
}

function checkedTiers({
  basis,
  tiers,
}: RebateScheme): readonly { readonly fromMinor: MinorUnits; readonly rate: Rational }[] {
  const read = tiers.map(({ fromMinor, rate }) => ({ fromMinor, rate: rational(rate) }));
  read.forEach(({ fromMinor, rate }, place) => {
    const before = read[place - 1];
    const ascends = before === undefined || (fromMinor > before.fromMinor && compareRational(rate, before.rate) >= 0);
    const between = rate.numerator >= 0n && (basis === 'QUANTITY' || rate.numerator <= rate.denominator);
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
  /**
   * Gain per unit of turnover still to be bought, six decimals: what one more unit bought is worth on average. Of a
   * quantity in minor units for each unit.
   */
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
    shadowPrice: rationalText(multiplyRational(gain, fractionOf(scaleOf(scheme), distanceMinor)), 6),
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
  /** Expected rebate ÷ turnover of the whole period, six decimals; of a quantity in minor units for each unit. */
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
  const expected = expectedRebateRate(scheme, turnoverToDateMinor, scenarios);
  return {
    accruedMinor: rebateFallingOn(expected, 0n, turnoverToDateMinor),
    expectedRate: rationalText(multiplyRational(expected, fractionOf(scaleOf(scheme))), 6),
    atCurrentTierMinor: rebateDue(scheme, turnoverToDateMinor),
  };
}

/** Exact minor units of rebate for each minor unit of turnover (millionth of a quantity) at the end, as {@link accrueRebate} expects it. */
export function expectedRebateRate(
  scheme: RebateScheme,
  turnoverToDateMinor: MinorUnits,
  scenarios: readonly TurnoverScenario[],
): Rational {
  const zero = fractionOf(0n);
  const weighted = scenarios.map(({ turnoverMinor, weight }) => {
    const chance = rational(weight);
    if (chance.numerator < 0n) throw new InvalidValueError('INVALID_WEIGHT', weight);
    const end = turnoverMinor < turnoverToDateMinor ? turnoverToDateMinor : turnoverMinor;
    return { chance, rate: effectiveRate(scheme, end) };
  });
  const chances = weighted.map(({ chance }) => chance).reduce(addRational, zero);
  const rates = weighted.map(({ chance, rate }) => multiplyRational(chance, rate)).reduce(addRational, zero);
  return chances.numerator === 0n
    ? effectiveRate(scheme, turnoverToDateMinor)
    : multiplyRational(rates, fractionOf(chances.denominator, chances.numerator));
}

/**
 * The rebate that falls on what was bought after `before`, at a rate as {@link expectedRebateRate} gives it. Those of
 * adjoining periods add up to that of the whole, to the minor unit; below a turnover of 0 there is none. O(1).
 */
export function rebateFallingOn(rate: Rational, beforeMinor: MinorUnits, withinMinor: MinorUnits): MinorUnits {
  const until = (turnover: MinorUnits): MinorUnits =>
    turnover > 0n ? roundRational(multiplyRational(fractionOf(turnover), rate), 'HALF_AWAY') : 0n;
  return until(beforeMinor + withinMinor) - until(beforeMinor);
}

function effectiveRate(scheme: RebateScheme, turnoverMinor: MinorUnits): Rational {
  if (turnoverMinor <= 0n) return fractionOf(0n);
  return multiplyRational(exactRebate(scheme, turnoverMinor), fractionOf(1n, turnoverMinor));
}
