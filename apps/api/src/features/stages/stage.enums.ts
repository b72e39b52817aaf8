import { CRITERION_CODES, MOVEMENTS, PROPOSAL_STATES, REGRESSION_CAUSE_CODES, REGRESSION_KINDS } from '@mortise/domain';
import { codeEnum } from '../../platform/graphql/code-enum.js';

/** How a stage changes. */
export const StageMovementEnum = codeEnum(
  'StageMovement',
  MOVEMENTS,
  'OPEN: set once at the start. ADVANCE, REGRESS: one step. TERMINATE: the relationship ends. REENTER: a new start after an end.',
);

/** Life of a proposal. */
export const ProposalStateEnum = codeEnum(
  'StageProposalStatus',
  PROPOSAL_STATES,
  'PROPOSED, EVIDENCE_CHECKED and APPROVED are open; the others are how it ended.',
);

/** What gates ask for. */
export const CriterionCodeEnum = codeEnum('StageCriterionCode', CRITERION_CODES, 'What a gate can ask for.');

/** Whether a criterion is met; not known is not met. */
export const CriterionStatusEnum = codeEnum(
  'StageCriterionStatus',
  ['MET', 'NOT_MET', 'UNKNOWN'] as const,
  'UNKNOWN: neither measured nor attested; it holds the gate shut like NOT_MET.',
);

/** Why a relationship went back or ended. */
export const RegressionCauseEnum = codeEnum(
  'RegressionCause',
  REGRESSION_CAUSE_CODES,
  'Why a relationship went back or ended.',
);

/** Slow or sudden. */
export const RegressionKindEnum = codeEnum(
  'RegressionKind',
  REGRESSION_KINDS,
  'NEGLECT: slowly, by our silence. BETRAYAL: suddenly, by a breach.',
);

/** Who says so. */
export const EvidenceSourceEnum = codeEnum(
  'StageEvidenceSource',
  ['MEASURED', 'ATTESTED'] as const,
  'MEASURED: computed from facts. ATTESTED: a person vouches for it.',
);
