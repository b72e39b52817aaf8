import { exactShare, shareNumber } from '../share/exact-share.js';

/** Net revenue of one line, minor units of one currency, and the solution it was sold in. */
export interface SolutionRevenue {
  readonly revenueMinor: bigint;
  /** The bundle of products and services it belongs to; null where it was sold by itself. */
  readonly solution: string | null;
}

export interface SolutionShare {
  /** Revenue in solutions ÷ all, 0…1; undefined of no revenue. */
  readonly share: number | undefined;
  readonly solutions: number;
}

/** How much of the revenue is sold as whole solutions. Solutions that returns outweigh count as none. O(n). */
export function solutionShare(rows: readonly SolutionRevenue[]): SolutionShare {
  const sums = new Map<string | null, bigint>();
  for (const { solution, revenueMinor } of rows) sums.set(solution, (sums.get(solution) ?? 0n) + revenueMinor);
  const kept = [...sums].filter(([, revenueMinor]) => revenueMinor > 0n);
  const solutions = kept.filter(([solution]) => solution !== null);
  const total = (list: typeof kept): bigint => list.reduce((all, [, revenueMinor]) => all + revenueMinor, 0n);
  return {
    share: kept.length === 0 ? undefined : shareNumber(exactShare(total(solutions), total(kept))),
    solutions: solutions.length,
  };
}
