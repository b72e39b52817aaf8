import { STAGE_POSITIONS } from '@mortise/domain';
import type { RequestContext } from '../../platform/context/request-context.js';
import { gateView } from '../stages/stage-gate.view.js';
import type { PolicyVersion } from './policy.service.js';
import type { CaseDeadlines } from './policy-document.js';
import type { CaseWorkingDays, Policy } from './policy.types.js';

/** A policy as clients see it. */
export function policyView(
  ctx: RequestContext,
  { version, document, stage, createdAt, createdBy }: PolicyVersion,
): Policy {
  return {
    version,
    createdAt,
    createdBy,
    gates: [
      ...(['INITIAL', 'STABLE', 'STRATEGIC'] as const).map((to) => gateView(ctx, stage, 'ADVANCE', to, [])),
      ...(['STABLE', 'INITIAL', 'DEVELOPMENT'] as const).map((to) => gateView(ctx, stage, 'REGRESS', to, [])),
      gateView(ctx, stage, 'TERMINATE', 'ENDED', []),
      gateView(ctx, stage, 'REENTER', 'DEVELOPMENT', []),
    ],
    approvals: STAGE_POSITIONS.map((to) => ({ to, ...stage.approvals[to] })),
    repairMonths: stage.repairMonths,
    alarmStartsPerAccountYear: document.alarm.startsPerAccountYear,
    staleOrdersDays: document.alarm.staleOrdersDays,
    value: { ...document.value },
    caseWorkingDays: workingDaysOf(document.case),
    holidays: [...document.case.holidays],
  };
}

function workingDaysOf({ openWithinWorkingDays, stepWorkingDays }: CaseDeadlines): CaseWorkingDays {
  const { TRIAGE, ANALYSE, ENGAGE, ESCALATED } = stepWorkingDays;
  return { open: openWithinWorkingDays, triage: TRIAGE, analyse: ANALYSE, engage: ENGAGE, escalated: ESCALATED };
}
