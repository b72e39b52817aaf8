import {
  ASSESSMENT_FORMS,
  GAP_READINGS,
  RATER_GROUPS,
  RELATIONSHIP_LEVELS,
  ROUND_STEPS,
  type RoundEvent,
  SCORED_LEVELS,
} from '@mortise/domain';
import { codeEnum } from '../../platform/graphql/code-enum.js';

export const AssessmentFormEnum = codeEnum(
  'AssessmentForm',
  ASSESSMENT_FORMS,
  'SHORT: six questions. FULL: twelve. Both score on the same scale, 6 to 24.',
);

export const RaterGroupEnum = codeEnum(
  'RaterGroup',
  RATER_GROUPS,
  'Who rates, by function. CUSTOMER is the other side; the others are ours.',
);

export const AssessmentStepEnum = codeEnum(
  'AssessmentStep',
  ROUND_STEPS,
  'INVITING, ANSWERING: everybody answers blind. CLOSED: the raters agree well enough to publish. CONTESTED: they are too far apart and have to talk first. RECONCILED: they have talked. PUBLISHED: the level counts. CANCELLED: it came to nothing.',
);

export const RelationshipLevelEnum = codeEnum(
  'RelationshipLevel',
  RELATIONSHIP_LEVELS,
  'Depth of a relationship, in order. EXPLORATORY: nothing has been ordered yet. BASIC: orders and deliveries. COOPERATIVE: guarded openness. INTERDEPENDENT: mutual importance and investments. INTEGRATED: linked value chains.',
);

export const ScoredLevelEnum = codeEnum(
  'ScoredLevel',
  SCORED_LEVELS,
  'Levels that a questionnaire can give, in order.',
);

export const GapReadingEnum = codeEnum(
  'PerceptionGapReading',
  GAP_READINGS,
  'OVERRATED: we think better of the relationship than the customer does. UNDERRATED: worse. ALIGNED: much the same.',
);

export const VIEW_SIDES = ['BOTH', 'SUPPLIER_ONLY', 'CUSTOMER_ONLY'] as const;
export const ViewSidesEnum = codeEnum('AssessmentSides', VIEW_SIDES, 'Whose views a score is made of.');

export const CAP_CAUSES = ['OTIF_BELOW_FLOOR', 'TRANSACTION_ITEM_LOW'] as const;
export const CapCauseEnum = codeEnum(
  'LevelCapCause',
  CAP_CAUSES,
  'OTIF_BELOW_FLOOR: deliveries fail. TRANSACTION_ITEM_LOW: the raters say that ordering, shipping and delivering do.',
);

export const ASSESSMENT_EVENTS = [
  'ROUND_OPENED',
  'RATER_INVITED',
  'INVITATIONS_SENT',
  'SHEET_SUBMITTED',
  'ROUND_CLOSED',
  'ROUND_RECONCILED',
  'ASSESSMENT_PUBLISHED',
  'ROUND_CANCELLED',
] as const satisfies readonly RoundEvent['type'][];
export const AssessmentEventTypeEnum = codeEnum(
  'AssessmentEventType',
  ASSESSMENT_EVENTS,
  'What can happen to a round of assessment.',
);
