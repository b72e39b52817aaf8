/** What widens an interface: better products, closer care of people, finer service, an alliance. */
export const UPGRADE_LEVERS = ['PRODUCT_UPGRADE', 'CUSTOMER_CARE', 'REFINED_SERVICE', 'STRATEGIC_ALLIANCE'] as const;
export type UpgradeLever = (typeof UPGRADE_LEVERS)[number];

export interface LeverBalance {
  readonly counts: Readonly<Record<UpgradeLever, number>>;
  /** Levers no action of the plan pulls. */
  readonly unused: readonly UpgradeLever[];
  /** Evenness of the actions over the four levers, 0 (one lever only) … 1; undefined of a plan without actions. */
  readonly evenness: number | undefined;
}

/** How a plan's actions spread over the four levers; evenness is Pielou's entropy ratio (1966). Order does not matter. O(n). */
export function leverBalance(actions: readonly UpgradeLever[]): LeverBalance {
  const count = (lever: UpgradeLever): number => actions.filter((action) => action === lever).length;
  const counts = {
    ...{ PRODUCT_UPGRADE: count('PRODUCT_UPGRADE'), CUSTOMER_CARE: count('CUSTOMER_CARE') },
    ...{ REFINED_SERVICE: count('REFINED_SERVICE'), STRATEGIC_ALLIANCE: count('STRATEGIC_ALLIANCE') },
  };
  const entropy = UPGRADE_LEVERS.map((lever) => counts[lever] / actions.length)
    .filter((part) => part > 0)
    .reduce((total, part) => total - part * Math.log(part), 0);
  return {
    counts,
    unused: UPGRADE_LEVERS.filter((lever) => counts[lever] === 0),
    evenness: actions.length === 0 ? undefined : Math.min(1, entropy / Math.log(UPGRADE_LEVERS.length)),
  };
}

/** A customer's request as product management looks at it; undefined where nobody has checked. */
export interface RequestFeasibility {
  readonly withinCapability?: boolean;
  readonly expectedCostMinor?: bigint;
  readonly costLimitMinor?: bigint;
}

/**
 * Whether a request may be promised: it lies within our capability and its cost within the limit. `UNCHECKED` while either
 * is not known, so that nothing is promised unseen. O(1).
 */
export function requestFeasibility(
  request: RequestFeasibility,
): 'FEASIBLE' | 'BEYOND_CAPABILITY' | 'BEYOND_COST' | 'UNCHECKED' {
  const { withinCapability, expectedCostMinor, costLimitMinor } = request;
  if (withinCapability === false) return 'BEYOND_CAPABILITY';
  if (withinCapability === undefined || expectedCostMinor === undefined || costLimitMinor === undefined)
    return 'UNCHECKED';
  return expectedCostMinor <= costLimitMinor ? 'FEASIBLE' : 'BEYOND_COST';
}
