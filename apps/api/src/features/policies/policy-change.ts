import {
  type CalendarPolicy,
  type Gate,
  type GateCriterion,
  isPolicyPathWithin,
  type PolicyDocument,
  withPolicySettings,
} from '@mortise/domain';
import { InputInvalid } from '../../platform/errors/domain-error.js';
import { SettingNotInForce } from './policy.errors.js';
import type { GateCriterionInput, StageGateInput, UpdatePolicyInput } from './policy.inputs.js';

/**
 * What Mortise goes by. The document has a place for every rule of the domain; those that no decision asks for yet can
 * be neither seen nor set, so that nobody sets what changes nothing.
 */
export const IN_FORCE: readonly string[] = [
  ...['stage', 'alarm', 'alert', 'signals.pricePressure', 'signals.mixLoss', 'signals.episodeDays', 'stagnation'],
  ...['signals.contactCadence', 'silentComplaint.tone', 'silentComplaint.reply'],
  ...['silentComplaint.lastPayments', 'silentComplaint.signs', 'silentComplaint.windowDays'],
  ...['silentComplaint.invitationWorkingDays', 'silentComplaint.invitation', 'silentComplaint.voicedShare'],
  ...['silentComplaint.leastPrompted', 'receivables.lateness', 'case', 'calendar', 'value', 'valueMoves'],
  ...['complaint.standards', 'complaint.deadlines', 'complaint.escalation', 'serviceStandard', 'recording', 'gift'],
  ...['contact.roleWeights', 'contact.mergedRoles'],
  ...['advisory.stockCoverDays', 'advisory.collectionDriftDays', 'advisory.languages'],
  ...['advisory.seasonLeadWeeks', 'followUp'],
];

/** The document with what the input names replaced and everything else as it was; still to be checked as a whole. */
export function changedPolicy(document: PolicyDocument, input: UpdatePolicyInput): unknown {
  const settings = input.settings ?? [];
  const idle = settings.findIndex(({ path }) => !isPolicyPathWithin(path, IN_FORCE));
  if (idle >= 0) throw new SettingNotInForce(idle);
  return withPolicySettings(named(document, input), settings);
}

/** What the input has names of its own for. */
function named(document: PolicyDocument, input: UpdatePolicyInput): PolicyDocument {
  const { stage, alarm, case: cases, calendar } = document;
  const { open, triage, analyse, engage, escalated } = input.caseWorkingDays ?? {};
  const steps = cases.stepWorkingDays;
  return {
    ...document,
    stage: {
      ...stage,
      gates: (input.gates ?? []).reduce(withGate, stage.gates),
      approvals: {
        ...stage.approvals,
        ...Object.fromEntries((input.approvals ?? []).map(({ to, ...rule }) => [to, rule])),
      },
      repairMonths: input.repairMonths ?? stage.repairMonths,
    },
    alarm: {
      ...alarm,
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
      ...cases,
      openWithinWorkingDays: open ?? cases.openWithinWorkingDays,
      stepWorkingDays: {
        TRIAGE: triage ?? steps.TRIAGE,
        ANALYSE: analyse ?? steps.ANALYSE,
        ENGAGE: engage ?? steps.ENGAGE,
        ESCALATED: escalated ?? steps.ESCALATED,
      },
    },
    calendar: {
      weekdays: (input.weekdays as CalendarPolicy['weekdays'] | null | undefined) ?? calendar.weekdays,
      holidays: input.holidays ?? calendar.holidays,
      workdays: input.workdays ?? calendar.workdays,
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
