import { actFaults, actOf, isFilled, reasonsWhere } from '../decision/act.js';
import { accept, refuse, type Decision } from '../decision/decision.js';
import { stepRefusal } from '../decision/step.js';
import { REGRESSION_CAUSES, type RegressionCause, type RegressionCauseTraits } from '../stage/regression-cause.js';
import {
  REFERRAL_MACHINE,
  type ComplianceReferral,
  type ReferralCommand,
  type ReferralEvent,
  type ReferralReason,
} from './referral.model.js';

export type ReferralDecision = Decision<ReferralEvent, ReferralReason>;

type Of<Type extends ReferralCommand['type']> = Extract<ReferralCommand, { readonly type: Type }>;
type Opened = Exclude<ComplianceReferral, { readonly state: null }>;

/** Whether a cause of loss must be looked into by compliance: the suspicion that a rival paid for the business. */
export function isComplianceMatter(cause: RegressionCause): boolean {
  const { refersTo }: RegressionCauseTraits = REGRESSION_CAUSES[cause];
  return refersTo === 'COMPLIANCE';
}

/**
 * A suspicion of bribery as cause of a loss opens a confidential referral; a compliance officer without a part in it takes
 * it up and closes it with a finding. Nothing else follows from it: no play, no note on the account. O(involved).
 */
export function decideReferral(command: ReferralCommand, referral: ComplianceReferral): ReferralDecision {
  const faults = actFaults(command);
  if (faults.length > 0) return refuse(...faults);
  if (command.type === 'REFER') return refer(command, referral);
  if (referral.state === null) return refuse({ code: 'NOT_REFERRED' });
  return command.type === 'TAKE_UP' ? takeUp(command, referral) : close(command, referral);
}

function refer(
  { accountId, cause, facts, involved, ...act }: Of<'REFER'>,
  { state }: ComplianceReferral,
): ReferralDecision {
  const reasons = reasonsWhere<ReferralReason>(
    [state !== null, { code: 'ALREADY_REFERRED' }],
    [!isComplianceMatter(cause), { code: 'CAUSE_IS_NO_COMPLIANCE_MATTER' }],
    [!isFilled(facts), { code: 'FACTS_REQUIRED' }],
  );
  if (reasons.length > 0) return refuse(...reasons);
  return accept({ type: 'REFERRAL_OPENED', ...actOf(act), accountId, cause, facts, involved, confidential: true });
}

function takeUp({ isComplianceOfficer, ...act }: Of<'TAKE_UP'>, referral: Opened): ReferralDecision {
  const step = stepRefusal(REFERRAL_MACHINE, referral.state, 'UNDER_REVIEW');
  if (step !== null) return step;
  const concerned = act.by === referral.reporter || referral.involved.includes(act.by);
  const reasons = reasonsWhere<ReferralReason>(
    [!isComplianceOfficer, { code: 'NOT_A_COMPLIANCE_OFFICER' }],
    [concerned, { code: 'CONFLICT_OF_INTEREST' }],
  );
  return reasons.length > 0 ? refuse(...reasons) : accept({ type: 'REFERRAL_TAKEN_UP', ...actOf(act) });
}

function close({ finding, explanation, ...act }: Of<'CLOSE'>, referral: Opened): ReferralDecision {
  const step = stepRefusal(REFERRAL_MACHINE, referral.state, 'CLOSED');
  if (step !== null) return step;
  const reasons = reasonsWhere<ReferralReason>(
    [act.by !== referral.reviewer, { code: 'NOT_THE_REVIEWER' }],
    [!isFilled(explanation), { code: 'EXPLANATION_REQUIRED' }],
  );
  if (reasons.length > 0) return refuse(...reasons);
  return accept({ type: 'REFERRAL_CLOSED', ...actOf(act), finding, explanation });
}
