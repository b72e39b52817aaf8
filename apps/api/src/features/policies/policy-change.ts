import type { Gate, GateCriterion } from '@mortise/domain';
import { InputInvalid } from '../../platform/errors/domain-error.js';
import type { PolicyDocument } from './policy-document.js';
import type { GateCriterionInput, StageGateInput, UpdatePolicyInput } from './policy.inputs.js';

/** The document with what the input names replaced and everything else as it was; still to be checked as a whole. */
export function changedPolicy(document: PolicyDocument, input: UpdatePolicyInput): unknown {
  const { stage, alarm, case: cases } = document;
  const { open, triage, analyse, engage, escalated } = input.caseWorkingDays ?? {};
  const steps = cases.stepWorkingDays;
  return {
    stage: {
      gates: (input.gates ?? []).reduce(withGate, stage.gates),
      approvals: {
        ...stage.approvals,
        ...Object.fromEntries((input.approvals ?? []).map(({ to, ...rule }) => [to, rule])),
      },
      repairMonths: input.repairMonths ?? stage.repairMonths,
    },
    alarm: {
      startsPerAccountYear: input.alarmStartsPerAccountYear ?? alarm.startsPerAccountYear,
      staleOrdersDays: input.staleOrdersDays ?? alarm.staleOrdersDays,
    },
    value: {
      minimumCostCoverage: input.value?.minimumCostCoverage ?? document.value.minimumCostCoverage,
      creditRateBasisPoints: input.value?.creditRateBasisPoints ?? document.value.creditRateBasisPoints,
      reachProbability: input.value?.reachProbability ?? document.value.reachProbability,
      repriceMonths: input.value?.repriceMonths ?? document.value.repriceMonths,
    },
    case: {
      openWithinWorkingDays: open ?? cases.openWithinWorkingDays,
      stepWorkingDays: {
        TRIAGE: triage ?? steps.TRIAGE,
        ANALYSE: analyse ?? steps.ANALYSE,
        ENGAGE: engage ?? steps.ENGAGE,
        ESCALATED: escalated ?? steps.ESCALATED,
      },
      holidays: input.holidays ?? cases.holidays,
    },
  };
}

type Gates = PolicyDocument['stage']['gates'];

function withGate(gates: Gates, { movement, to, criteria }: StageGateInput, index: number): Gates {
  const gate: Gate = criteria.map(asCriterion);
  if (movement === 'TERMINATE') return { ...gates, terminate: gate };
  if (movement === 'REENTER') return { ...gates, reenter: gate };
  const group = movement === 'ADVANCE' ? 'advance' : 'regress';
  if (to == null || !(to in gates[group])) {
    throw new InputInvalid([
      {
        path: ['input', 'gates', index, 'to'],
        code: 'NO_SUCH_GATE',
        message: `No ${movement} leads to ${String(to)}.`,
      },
    ]);
  }
  return { ...gates, [group]: { ...gates[group], [to]: gate } };
}

/** GraphQL sends null for what was left out; the document leaves it out. */
function asCriterion(input: GateCriterionInput): GateCriterion {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value != null)) as unknown as GateCriterion;
}
