import type { InterfaceGap, InterfaceMetrics } from './classify-interface.js';
import { DEFAULT_INTERFACE_POLICY, type InterfacePolicy } from './interface-form.js';

/** One condition of a form: what it needs, and what there is. */
export interface InterfaceCriterion {
  readonly form: 'TRIANGLE' | 'DIAMOND';
  readonly criterion: InterfaceGap;
  /** Pairs, tiers or a share 0…1; for an executive pair and a joint team 0 or 1. */
  readonly actual: number;
  /** At least this; for `LESS_SALES_PURCHASING` less than this. */
  readonly needed: number;
  readonly met: boolean;
}

/** The conditions of triangle and diamond, met or not, as {@link classifyInterface} judges them. O(1). */
export function interfaceCriteria(
  metrics: Pick<
    InterfaceMetrics,
    'salesPurchasingShare' | 'activePairs' | 'tiers' | 'executivePairActive' | 'jointTeamActive'
  >,
  policy: InterfacePolicy = DEFAULT_INTERFACE_POLICY,
): readonly InterfaceCriterion[] {
  const { butterfly, triangle, diamond } = policy;
  const { salesPurchasingShare: share, activePairs, tiers, executivePairActive, jointTeamActive } = metrics;
  const atLeast = (form: InterfaceCriterion['form'], criterion: InterfaceGap, actual: number, needed: number) => {
    return { form, criterion, actual, needed, met: actual >= needed };
  };
  const below = (form: InterfaceCriterion['form'], needed: number): InterfaceCriterion => {
    return { form, criterion: 'LESS_SALES_PURCHASING', actual: share, needed, met: share < needed };
  };
  return [
    atLeast('TRIANGLE', 'MORE_FUNCTION_PAIRS', activePairs.length, triangle.pairs),
    atLeast('TRIANGLE', 'MORE_TIERS', tiers.length, triangle.tiers),
    below('TRIANGLE', butterfly.salesPurchasingFrom),
    atLeast('DIAMOND', 'MORE_FUNCTION_PAIRS', activePairs.length, diamond.pairs),
    below('DIAMOND', diamond.salesPurchasingBelow),
    atLeast('DIAMOND', 'EXECUTIVE_PAIR', Number(executivePairActive), 1),
    atLeast('DIAMOND', 'JOINT_TEAM', Number(jointTeamActive), 1),
  ];
}
