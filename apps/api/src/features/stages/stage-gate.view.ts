import {
  assessGate,
  CRITERIA,
  CRITERION_CODES,
  type CriterionCode,
  type CriterionSource,
  type Evidence,
  gateFor,
  type Movement,
  requiredApprovers,
  type StagePolicy,
  type StagePosition,
} from '@mortise/domain';
import type { Permission } from '../../platform/auth/permissions.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { hasPermission } from '../../platform/auth/demand-permission.js';
import { hiddenCauses } from './confidential-causes.js';
import type { StageEvidence, StageGate } from './stage-gate.types.js';

/** What it takes to read the figures behind a criterion, beside the account itself. */
const READ_BY_SOURCE: Readonly<Partial<Record<CriterionSource, Permission>>> = {
  ORDERS: 'trade.read',
  SHARE: 'trade.read',
  CONTACTS: 'contact.read',
};

/** A gate of the policy held against evidence, as clients see it. */
export function gateView(
  ctx: RequestContext,
  policy: StagePolicy,
  movement: Exclude<Movement, 'OPEN'>,
  to: StagePosition,
  evidence: readonly Evidence[],
): StageGate {
  const gate = gateFor(policy, movement, to);
  const { met, criteria, missing } = assessGate(gate, evidence);
  return {
    movement,
    to,
    met,
    approversRequired: requiredApprovers(policy, to),
    missing: missing.map(({ criterion }) => criterion),
    criteria: gate.map((line, index) => ({
      code: line.code,
      required: line.required,
      oneOf: line.oneOf ?? null,
      min: line.min ?? null,
      below: line.below ?? null,
      months: line.months ?? null,
      level: line.level ?? null,
      forms: line.forms ?? null,
      measuredFrom: CRITERIA[line.code].measuredFrom,
      attestable: CRITERIA[line.code].attestable,
      status: criteria[index]?.status ?? 'UNKNOWN',
      evidence: evidence.filter(({ criterion }) => criterion === line.code).map((each) => evidenceView(ctx, each)),
    })),
  };
}

/** The criteria whose figures the caller may not read. */
export function hiddenCriteria(ctx: RequestContext): readonly CriterionCode[] {
  return CRITERION_CODES.filter((code) => !readsFigures(ctx, code));
}

function readsFigures(ctx: RequestContext, criterion: CriterionCode): boolean {
  const needed = READ_BY_SOURCE[CRITERIA[criterion].measuredFrom];
  return needed === undefined || hasPermission(ctx, needed);
}

function isHiddenCause(ctx: RequestContext, { criterion, value }: Evidence): boolean {
  return criterion === 'CAUSE_CODE' && hiddenCauses(ctx).some((cause) => cause === value);
}

/** What a client may see of an item: whether it speaks for the criterion, and its figures as far as the caller may read them. */
function evidenceView(ctx: RequestContext, evidence: Evidence): StageEvidence {
  const readable = readsFigures(ctx, evidence.criterion) && !isHiddenCause(ctx, evidence);
  const attested = evidence.source === 'ATTESTED';
  return {
    criterion: evidence.criterion,
    source: evidence.source,
    met: evidence.met,
    value: readable ? (evidence.value ?? null) : null,
    detail: attested || !readable ? null : (evidence.detail ?? null),
    at: evidence.at ?? null,
    by: attested ? evidence.by : null,
    note: attested ? evidence.note : null,
  };
}
