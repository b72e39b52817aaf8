import { FOLLOW_UP_KINDS, FOLLOW_UP_STATUSES } from '@mortise/domain';
import { codeEnum } from '../../platform/graphql/code-enum.js';

export const FollowUpKindEnum = codeEnum(
  'FollowUpKind',
  FOLLOW_UP_KINDS,
  'CALL_BACK: ask the customer how what was delivered serves. SEASON: talk over a season that is to come, and what to promote.',
);

export const FollowUpStatusEnum = codeEnum(
  'FollowUpStatus',
  FOLLOW_UP_STATUSES,
  'OPEN: to be done. DONE: done, with a result. DROPPED: given up, with a reason.',
);
