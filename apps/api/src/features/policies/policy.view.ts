import { STAGE_POSITIONS } from '@mortise/domain';
import { gateView } from '../stages/stage-gate.view.js';
import type { PolicyVersion } from './policy.service.js';
import type { Policy } from './policy.types.js';

/** A policy as clients see it. */
export function policyView({ version, document, stage, createdAt, createdBy }: PolicyVersion): Policy {
  return {
    version,
    createdAt,
    createdBy,
    gates: [
      ...(['INITIAL', 'STABLE', 'STRATEGIC'] as const).map((to) => gateView(stage, 'ADVANCE', to, [])),
      ...(['STABLE', 'INITIAL', 'DEVELOPMENT'] as const).map((to) => gateView(stage, 'REGRESS', to, [])),
      gateView(stage, 'TERMINATE', 'ENDED', []),
      gateView(stage, 'REENTER', 'DEVELOPMENT', []),
    ],
    approvals: STAGE_POSITIONS.map((to) => ({ to, ...stage.approvals[to] })),
    repairMonths: stage.repairMonths,
    alarmStartsPerAccountYear: document.alarm.startsPerAccountYear,
    staleOrdersDays: document.alarm.staleOrdersDays,
  };
}
