import { InvalidValueError } from '../errors/invalid-value.error.js';
import { sum } from '../statistics/descriptive.js';
import { totalWeight } from '../statistics/weight.js';
import { daysLate, lateProbability, type SettledInvoice } from './lateness.js';

export interface CredibilityPolicy {
  readonly weights: { readonly punctuality: number; readonly delay: number; readonly creditDiscipline: number };
  /** Mean days late, weighted by amount, at which nothing is left of the delay part. */
  readonly worstDelayDays: number;
}

/** Mortise's own proposal, configurable. */
export const DEFAULT_CREDIBILITY_POLICY: CredibilityPolicy = {
  weights: { punctuality: 0.6, delay: 0.25, creditDiscipline: 0.15 },
  worstDelayDays: 60,
};

export interface PaymentCredibility {
  /** 0…100, higher is better. */
  readonly score: number;
  /** 1 − probability that the next invoice is late. */
  readonly punctuality: number;
  /** 1 − mean days late by amount ÷ the worst delay, at least 0. */
  readonly delay: number;
  /** Share of months within the credit limit; undefined where there is no limit, and then not weighed. */
  readonly creditDiscipline: number | undefined;
}

/**
 * Business credibility from payment behaviour: weighted mean of punctuality, depth of delay and credit discipline,
 * times 100. Undefined without a settled invoice. Order of the invoices does not matter. O(n).
 *
 * @param limitMonths months under a credit limit and how many of them stayed within it
 * @throws InvalidValueError `INVALID_WEIGHT` for a negative weight or none at all, `INVALID_NUMBER` for impossible months
 *   or a worst delay that is not above 0
 */
export function paymentCredibility(
  invoices: readonly SettledInvoice[],
  limitMonths?: { readonly within: number; readonly months: number },
  policy: CredibilityPolicy = DEFAULT_CREDIBILITY_POLICY,
): PaymentCredibility | undefined {
  if (invoices.length === 0) return undefined;
  if (!(policy.worstDelayDays > 0)) throw new InvalidValueError('INVALID_NUMBER', policy.worstDelayDays);
  const late = invoices.map(daysLate);
  const punctuality = 1 - lateProbability(late.filter((days) => days > 0).length, late.length);
  const delay = Math.max(0, 1 - meanDelay(invoices, late) / policy.worstDelayDays);
  const creditDiscipline = shareWithin(limitMonths);
  const { weights } = policy;
  const parts: readonly (readonly [number, number])[] = [
    [weights.punctuality, punctuality],
    [weights.delay, delay],
    ...(creditDiscipline === undefined ? [] : [[weights.creditDiscipline, creditDiscipline] as const]),
  ];
  const total = totalWeight(parts.map(([weight]) => weight));
  const score = (100 * sum(parts.map(([weight, part]) => weight * part))) / total;
  return { score, punctuality, delay, creditDiscipline };
}

/**
 * Days late weighted by amount, to a billionth; credit notes weigh nothing, and without any amount all invoices weigh the
 * same.
 */
function meanDelay(invoices: readonly SettledInvoice[], late: readonly number[]): number {
  const amounts = invoices.map(({ amountMinor }) => (amountMinor > 0n ? amountMinor : 0n));
  const weights = amounts.some((amount) => amount > 0n) ? amounts : amounts.map(() => 1n);
  const total = weights.reduce((all, weight) => all + weight, 0n);
  const days = late.reduce((all, days, i) => all + BigInt(days) * (weights[i] ?? 0n), 0n);
  return Number((days * 1_000_000_000n) / total) / 1e9;
}

function shareWithin(
  limitMonths: { readonly within: number; readonly months: number } | undefined,
): number | undefined {
  if (limitMonths === undefined || limitMonths.months === 0) return undefined;
  const { within, months } = limitMonths;
  if (!(within >= 0 && within <= months && months < Infinity)) throw new InvalidValueError('INVALID_NUMBER', within);
  return within / months;
}
