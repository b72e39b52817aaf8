import {
  type AlertPolicy,
  DEFAULT_ALERT_POLICY,
  DEFAULT_GRADE_POLICY,
  DEFAULT_MIX_LOSS,
  DEFAULT_PRICE_PRESSURE,
  DEFAULT_STAGNATION_POLICY,
  type GradePolicy,
  type MixLossRule,
  type PricePressureRule,
  type StagnationPolicy,
} from '@mortise/domain';
import type { PolicyVersion } from '../policies/policy.service.js';

/** The rules of warnings that one version of a tenant's policy sets, or leaves as they come with Mortise. */
export interface AlertRules {
  readonly alert: AlertPolicy;
  readonly grade: GradePolicy;
  readonly mixLoss: MixLossRule;
  readonly pricePressure: PricePressureRule;
  readonly stagnation: StagnationPolicy;
}

export function alertRules({ version }: Pick<PolicyVersion, 'version'>): AlertRules {
  return {
    alert: { ...DEFAULT_ALERT_POLICY, version: version === 0 ? DEFAULT_ALERT_POLICY.version : String(version) },
    grade: DEFAULT_GRADE_POLICY,
    mixLoss: DEFAULT_MIX_LOSS,
    pricePressure: DEFAULT_PRICE_PRESSURE,
    stagnation: DEFAULT_STAGNATION_POLICY,
  };
}
