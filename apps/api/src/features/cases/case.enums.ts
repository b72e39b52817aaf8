import {
  CASE_OUTCOMES,
  CASE_STATES,
  type CaseEvent,
  REPAIR_OUTCOMES,
  THIRD_PARTIES,
  WIN_BACK_STATES,
  WIN_BACK_STEPS,
} from '@mortise/domain';
import { codeEnum } from '../../platform/graphql/code-enum.js';

/** Steps of a case. */
export const CaseStateEnum = codeEnum(
  'CaseState',
  CASE_STATES,
  'TRIAGE: nobody has begun. ANALYSE: the causes are looked for. ENGAGE: the customer is worked with. ESCALATED: an executive leads. RESOLVED: closed.',
);

/** How a case ended. */
export const CaseOutcomeEnum = codeEnum(
  'CaseOutcome',
  CASE_OUTCOMES,
  'RECOVERED: the customer is back. LOST: gone. FALSE_ALARM: nothing was wrong. PASSED: the signals went by before anybody confirmed them.',
);

/** What people may say at the end of a case. */
export const CASE_RESOLUTIONS = ['RECOVERED', 'LOST', 'FALSE_ALARM'] as const;
export type CaseResolution = (typeof CASE_RESOLUTIONS)[number];
export const CaseResolutionEnum = codeEnum(
  'CaseResolution',
  CASE_RESOLUTIONS,
  'RECOVERED: orders or contacts are back inside their limits. LOST: the customer is gone. FALSE_ALARM: nothing was wrong after all.',
);

/** What can happen to a case. */
const CASE_EVENT_TYPES = [
  'CASE_OPENED',
  'CASE_ASSIGNED',
  'ANALYSIS_STARTED',
  'CAUSES_RECORDED',
  'CONTACT_RECORDED',
  'ACTION_PLANNED',
  'ACTION_COMPLETED',
  'CASE_ESCALATED',
  'CASE_HANDED_BACK',
  'CASE_RESOLVED',
] as const satisfies readonly CaseEvent['type'][];
export type CaseEventType = (typeof CASE_EVENT_TYPES)[number];
export const CaseEventTypeEnum = codeEnum('CaseEventType', CASE_EVENT_TYPES, 'What happened to a case.');

/** Steps of a win-back. */
export const WinBackStateEnum = codeEnum(
  'WinBackState',
  WIN_BACK_STATES,
  'ASSESSED: weighed. UNDER_WAY: carried out. WON, LOST: how it ended. DROPPED: its case closed before it started.',
);

const WIN_BACK_DECISIONS = ['GO', 'NO_GO'] as const;
export const WinBackDecisionEnum = codeEnum(
  'WinBackDecision',
  WIN_BACK_DECISIONS,
  'GO: probability × margin − cost is above 0 and the cost is within the budget cap. NO_GO: it is not; it cannot be started.',
);

export const WinBackStepKindEnum = codeEnum(
  'WinBackStepKind',
  WIN_BACK_STEPS,
  'CONTACT: talks. THIRD_PARTY: somebody beside us helps. ROOT_CAUSE_FIX: the cause is removed. SPECIAL_SERVICE, OFFER: what the customer gets.',
);

export const ThirdPartyEnum = codeEnum('ThirdParty', THIRD_PARTIES, 'Who beside us may help to bring a customer back.');

const PROBABILITY_SOURCES = ['STATED', 'OWN_RECORD'] as const;
export type ProbabilitySource = (typeof PROBABILITY_SOURCES)[number];
export const ProbabilitySourceEnum = codeEnum(
  'WinBackProbabilitySource',
  PROBABILITY_SOURCES,
  "STATED: a person's judgement. OWN_RECORD: the supplier's own win-backs of the same cause, drawn towards those of all causes.",
);

export const RepairOutcomeEnum = codeEnum(
  'RepairOutcome',
  REPAIR_OUTCOMES,
  'RESTORED: the lost stage was reached again in time. MISSED: the deadline passed without. UNDER_WAY: neither yet.',
);
