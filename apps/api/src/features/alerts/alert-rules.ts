import {
  type AlertPolicy,
  DEFAULT_ALERT_POLICY,
  type GradePolicy,
  type MixLossRule,
  type PricePressureRule,
  type StagnationPolicy,
} from '@mortise/domain';
import type { PolicyVersion } from '../policies/policy.service.js';

/** The rules of warnings that one version of a tenant's policy sets. */
export interface AlertRules {
  readonly alert: AlertPolicy;
  readonly grade: GradePolicy;
  readonly mixLoss: MixLossRule;
  readonly pricePressure: PricePressureRule;
  readonly stagnation: StagnationPolicy;
}

export function alertRules({ version, document }: Pick<PolicyVersion, 'version' | 'document'>): AlertRules {
  const { alert, signals, stagnation } = document;
  const { grade, ...course } = alert;
  return {
    alert: { ...course, version: version === 0 ? DEFAULT_ALERT_POLICY.version : String(version) },
    grade,
    mixLoss: signals.mixLoss,
    pricePressure: signals.pricePressure,
    stagnation,
  };
}
