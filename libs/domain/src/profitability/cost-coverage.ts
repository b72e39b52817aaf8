import { InvalidValueError } from '../errors/invalid-value.error.js';
import { divideRounded } from '../money/money.js';

/** Net sales of a period, the part of them whose lines tell a cost, and the cost of that part. */
export interface CostedSales {
  readonly netMinor: bigint;
  /** Net sales of the lines that tell their cost, returns subtracted. */
  readonly costedMinor: bigint;
  readonly costMinor: bigint;
}

export type CostOfGoods =
  | {
      readonly known: true;
      readonly costMinor: bigint;
      /** Part of net sales whose cost is told, 0…1. */
      readonly coverage: number;
      /** Whether the lines without a cost were taken to cost as much of their sales as the others. */
      readonly estimated: boolean;
    }
  | { readonly known: false; readonly reason: 'COST_COVERAGE_LOW'; readonly coverage: number };

/**
 * Cost of goods of a period. Where some lines tell no cost they are taken to cost the same part of their sales as the
 * others; where too few tell it, or sales do not allow the comparison, it is unknown. Exact where all lines tell it. O(1).
 *
 * @param minimumCoverage in (0, 1]
 * @throws InvalidValueError `INVALID_NUMBER` for a coverage outside (0, 1]
 */
export function costOfGoods({ netMinor, costedMinor, costMinor }: CostedSales, minimumCoverage: number): CostOfGoods {
  if (!(minimumCoverage > 0 && minimumCoverage <= 1)) throw new InvalidValueError('INVALID_NUMBER', minimumCoverage);
  if (costedMinor === netMinor) return { known: true, costMinor, coverage: 1, estimated: false };
  const coverage = coverageOf(costedMinor, netMinor);
  if (coverage < minimumCoverage) return { known: false, reason: 'COST_COVERAGE_LOW', coverage };
  return { known: true, costMinor: divideRounded(costMinor * netMinor, costedMinor), coverage, estimated: true };
}

/** Part of sales of which something is known, 0…1; 0 where one is positive and the other is not. O(1). */
export function coverageOf(knownMinor: bigint, allMinor: bigint): number {
  if (knownMinor === allMinor) return 1;
  if (knownMinor <= 0n || allMinor <= 0n) return 0;
  const share = Number((knownMinor * 1_000_000_000n) / allMinor) / 1e9;
  // More is known than is left over: what is not known are mostly returns.
  return share > 1 ? 1 / share : share;
}
