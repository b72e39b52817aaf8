import { InvalidValueError } from '../errors/invalid-value.error.js';
import { sum } from '../statistics/descriptive.js';
import { checkedWeight } from '../statistics/weight.js';
import { compareText } from '../text/compare-text.js';

/** An indicator of the customer's own supplier evaluation, with what each supplier has. */
export interface ScorecardIndicator {
  readonly indicator: string;
  /** ≥ 0; weights are normalised to 1. */
  readonly weight: number;
  /** Score of each supplier by its name, 0…100; a supplier left out scores 0, as in the customer's own sheet. */
  readonly scores: Readonly<Record<string, number>>;
}

export interface ScorecardStanding {
  /** Our weighted score, 0…100. */
  readonly score: number;
  /** 1 for the best; suppliers with the same score share the better rank. */
  readonly rank: number;
  readonly suppliers: number;
  /** Points between us and the best of the others: positive when we are behind, 0 or less when we lead. */
  readonly gapToFirst: number;
  /** Where points are to be had, most first: weight times what is missing to the best supplier there. */
  readonly levers: readonly { readonly indicator: string; readonly points: number }[];
}

/**
 * The customer's supplier evaluation as it will come out, Σ w·score, our rank and what separates us from the first.
 * Undefined without indicators of any weight or without our scores. O(indicators · suppliers).
 *
 * @throws InvalidValueError `INVALID_WEIGHT` for a negative weight, `INVALID_NUMBER` for a score outside 0…100
 */
export function scorecardStanding(
  indicators: readonly ScorecardIndicator[],
  us: string,
): ScorecardStanding | undefined {
  const total = sum(indicators.map(({ weight }) => checkedWeight(weight)));
  const suppliers = [...new Set(indicators.flatMap(({ scores }) => Object.keys(scores)))];
  if (!(total > 0) || !suppliers.includes(us)) return undefined;
  const scoreOf = (supplier: string): number => {
    return sum(indicators.map(({ weight, scores }) => (weight / total) * inRange(scores[supplier] ?? 0)));
  };
  const ours = scoreOf(us);
  const others = suppliers.filter((supplier) => supplier !== us).map(scoreOf);
  const levers = indicators
    .map(({ indicator, weight, scores }) => {
      const best = Object.values(scores).reduce((most, score) => Math.max(most, inRange(score)), 0);
      return { indicator, points: (weight / total) * (best - (scores[us] ?? 0)) };
    })
    .filter(({ points }) => points > 0)
    .sort((a, b) => b.points - a.points || compareText(a.indicator, b.indicator));
  const best = others.reduce((most, other) => Math.max(most, other), -Infinity);
  return {
    score: ours,
    rank: 1 + others.filter((other) => isAbove(other, ours)).length,
    suppliers: suppliers.length,
    gapToFirst: others.length === 0 || isSame(best, ours) ? 0 : best - ours,
    levers,
  };
}

/** Scores are sums of parts, equal up to what rounding leaves. */
const ROUNDING = 1e-9;

function isSame(one: number, other: number): boolean {
  return Math.abs(one - other) < ROUNDING;
}

function isAbove(one: number, other: number): boolean {
  return one - other >= ROUNDING;
}

function inRange(score: number): number {
  if (!(score >= 0 && score <= 100)) throw new InvalidValueError('INVALID_NUMBER', score);
  return score;
}
