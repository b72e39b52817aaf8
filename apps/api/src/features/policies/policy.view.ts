import { STAGE_POSITIONS } from '@mortise/domain';
import type { RequestContext } from '../../platform/context/request-context.js';
import { gateView } from '../stages/stage-gate.view.js';
import type { PolicyVersion } from './policy.service.js';
import type { Policy } from './policy.types.js';

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
  };
}
