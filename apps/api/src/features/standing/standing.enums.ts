import {
  AXIS_STATUSES,
  MISALIGNMENT_CODES,
  MISALIGNMENT_KINDS,
  RELATIONSHIP_AXES,
  STANDING_REASONS,
} from '@mortise/domain';
import { codeEnum } from '../../platform/graphql/code-enum.js';

export const RelationshipAxisEnum = codeEnum(
  'RelationshipAxis',
  RELATIONSHIP_AXES,
  'Along what a relationship is seen. STAGE: our commercial position. LEVEL: its depth. INTERFACE: who talks to whom. POSTURE: who adapts to whom.',
);

export const AxisStatusEnum = codeEnum(
  'AxisStatus',
  AXIS_STATUSES,
  'Where an axis stands against its stage. BELOW_FLOOR: below what the stage rests on. ON_THE_WAY: between floor and target. UNKNOWN: not measured, or nothing is expected.',
);

export const MisalignmentKindEnum = codeEnum(
  'MisalignmentKind',
  MISALIGNMENT_KINDS,
  'DANGER: what we have is at risk. WARNING: it wants attention. OPPORTUNITY: a chance.',
);

export const MisalignmentCodeEnum = codeEnum(
  'MisalignmentCode',
  MISALIGNMENT_CODES,
  'How the axes disagree, the most pressing first; `reading` says each in words.',
);

export const StandingReasonEnum = codeEnum(
  'StandingReason',
  STANDING_REASONS,
  'Why there is no value. NO_OPENING_STAGE: set it first. NOT_ASSESSED: no round was published. NOTHING_LOGGED: no contact in the window. TOO_FEW_ADAPTATIONS: nor anything bought that tells. NO_WALLET: no wallet of the last twelve months is known.',
);

export const STANDING_BASES = ['COMPUTED', 'STORED'] as const;
export type StandingBasis = (typeof STANDING_BASES)[number];
export const StandingBasisEnum = codeEnum(
  'StandingBasis',
  STANDING_BASES,
  'STORED: as it was kept when the day was over. COMPUTED: out of the facts that were known at its end.',
);

export const STANDING_FACTS = ['STAGE_CHANGE', 'ASSESSMENT_ROUND', 'LEDGER_ENTRY', 'SHARE', 'ALERT'] as const;
export type StandingFactKind = (typeof STANDING_FACTS)[number];
export const StandingFactKindEnum = codeEnum('StandingFactKind', STANDING_FACTS, 'What kind of fact speaks.');

export const OPEN_WORK_KINDS = ['ALERT', 'CASE', 'PLAN_ACTION', 'FOLLOW_UP'] as const;
export type OpenWorkKind = (typeof OPEN_WORK_KINDS)[number];
export const OpenWorkKindEnum = codeEnum(
  'OpenWorkKind',
  OPEN_WORK_KINDS,
  'What is open at an account and waits for somebody. PLAN_ACTION: of its account plan. FOLLOW_UP: a call-back after a delivery, a talk about a season.',
);
