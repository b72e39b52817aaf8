import { InvalidValueError } from '../errors/invalid-value.error.js';
import type { Stage } from '../stage/stages.js';
import { compareText } from '../text/compare-text.js';

/** How much an account is worth among all: A the few that make most, C the many that make little. */
export const VALUE_CLASSES = ['A', 'B', 'C'] as const;
export type ValueClass = (typeof VALUE_CLASSES)[number];

/** What to do with an account of a value in a stage. */
export const VALUE_STRATEGIES = ['ADVANCE', 'ADVANCE_IF_INVITED', 'HOLD', 'SERVE_LEAN'] as const;
export type ValueStrategy = (typeof VALUE_STRATEGIES)[number];

export type StrategyMatrix = Readonly<Record<ValueClass, Readonly<Record<Stage, ValueStrategy>>>>;

/** Mortise's own proposal, configurable. */
export const DEFAULT_STRATEGY_MATRIX: StrategyMatrix = {
  A: { DEVELOPMENT: 'ADVANCE', INITIAL: 'ADVANCE', STABLE: 'ADVANCE', STRATEGIC: 'HOLD' },
  B: { DEVELOPMENT: 'ADVANCE', INITIAL: 'ADVANCE', STABLE: 'HOLD', STRATEGIC: 'HOLD' },
  C: { DEVELOPMENT: 'ADVANCE_IF_INVITED', INITIAL: 'SERVE_LEAN', STABLE: 'SERVE_LEAN', STRATEGIC: 'SERVE_LEAN' },
};

/** Parts of the whole value that class A makes, and A and B together: the usual ABC analysis. Configurable. */
export const DEFAULT_VALUE_CUTS = { a: 0.8, b: 0.95 } as const;

export interface PortfolioAccount {
  readonly accountId: string;
  readonly stage: Stage;
  /** Yearly value, as contribution or what could be won, in minor units; 0 or less is class C. */
  readonly valueMinor: bigint;
}

export interface AccountStrategy {
  readonly accountId: string;
  readonly stage: Stage;
  readonly valueClass: ValueClass;
  readonly strategy: ValueStrategy;
}

/**
 * The strategy of each account by its value and stage, the most valuable first, equals by id. An account is A while those
 * before it make less than the first cut of the whole, then B up to the second, then C. O(n log n).
 *
 * @throws InvalidValueError `INVALID_NUMBER` unless 0 < a ≤ b ≤ 1
 */
export function accountStrategies(
  accounts: readonly PortfolioAccount[],
  matrix: StrategyMatrix = DEFAULT_STRATEGY_MATRIX,
  cuts: { readonly a: number; readonly b: number } = DEFAULT_VALUE_CUTS,
): readonly AccountStrategy[] {
  if (!(cuts.a > 0 && cuts.a <= cuts.b && cuts.b <= 1)) throw new InvalidValueError('INVALID_NUMBER', cuts.a);
  const inOrder = [...accounts].sort((x, y) => {
    if (x.valueMinor === y.valueMinor) return compareText(x.accountId, y.accountId);
    return x.valueMinor > y.valueMinor ? -1 : 1;
  });
  const whole = inOrder.reduce((all, { valueMinor }) => (valueMinor > 0n ? all + valueMinor : all), 0n);
  let before = 0n;
  return inOrder.map(({ accountId, stage, valueMinor }) => {
    const made = whole > 0n ? Number((before * 1_000_000_000n) / whole) / 1e9 : 1;
    const valueClass = valueMinor <= 0n ? 'C' : made < cuts.a ? 'A' : made < cuts.b ? 'B' : 'C';
    before += valueMinor > 0n ? valueMinor : 0n;
    return { accountId, stage, valueClass, strategy: matrix[valueClass][stage] };
  });
}
