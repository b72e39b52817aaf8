import { REGRESSION_CAUSE_CODES, REGRESSION_CAUSES, type RegressionCause } from '../stage/regression-cause.js';

export interface CauseCount {
  readonly cause: RegressionCause;
  readonly controllable: boolean;
  readonly count: number;
  /** Part of all losses up to and including this line, 0…1. */
  readonly cumulative: number;
}

export interface CausePareto {
  /** Most frequent first, equals in the order of the code list; causes that never occurred are left out. */
  readonly causes: readonly CauseCount[];
  readonly total: number;
  /** Losses that count against the account's owner: those with a controllable cause. */
  readonly accountable: number;
}

/** Why relationships went back, by frequency (Pareto). The order of the losses does not matter. O(n). */
export function causePareto(losses: readonly RegressionCause[]): CausePareto {
  const counted = REGRESSION_CAUSE_CODES.map((cause) => ({
    cause,
    controllable: REGRESSION_CAUSES[cause].controllable,
    count: losses.filter((loss) => loss === cause).length,
  }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
  let sofar = 0;
  const causes = counted.map((line) => {
    sofar += line.count;
    return { ...line, cumulative: sofar / losses.length };
  });
  const accountable = counted.reduce((sum, { controllable, count }) => (controllable ? sum + count : sum), 0);
  return { causes, total: losses.length, accountable };
}
