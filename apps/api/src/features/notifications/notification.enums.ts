import { codeEnum } from '../../platform/graphql/code-enum.js';

/** How often somebody is sent a digest. */
export const DIGESTS = ['NONE', 'DAILY', 'WEEKLY'] as const;
export type Digest = (typeof DIGESTS)[number];
export const DigestEnum = codeEnum(
  'NotificationDigest',
  DIGESTS,
  'NONE: no digest. DAILY: one on each of the chosen days. WEEKLY: one on the one chosen day.',
);

/** Days of the week, in the order in which the domain numbers them. */
export const WEEKDAYS = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const;
export type Weekday = (typeof WEEKDAYS)[number];
export const WeekdayEnum = codeEnum('Weekday', WEEKDAYS, 'A day of the week.');

/** What somebody can be mailed about at once. */
export const NOTICE_TOPICS = [
  'ALERT_OPENED',
  'CASE_ASSIGNED',
  'CASE_OVERDUE',
  'STAGE_APPROVAL',
  'COMPLAINT_FILED',
  'COMPLAINT_BREACHED',
  'PLAN_ACTION_ASSIGNED',
  'PLAN_ACTION_OVERDUE',
  'FOLLOW_UP_OVERDUE',
  'PLAN_APPROVAL',
  'ASSESSMENT_ASKED',
  'ADVISORY_APPROVAL',
  'ADVISORY_ACTED',
] as const;
export type NoticeTopic = (typeof NOTICE_TOPICS)[number];
export const NoticeTopicEnum = codeEnum(
  'NotificationTopic',
  NOTICE_TOPICS,
  'ALERT_OPENED: an account needs to be looked at. CASE_ASSIGNED: a case has become yours. CASE_OVERDUE: something of a case of yours is overdue. STAGE_APPROVAL: the evidence of a stage transition is complete and you may approve it. COMPLAINT_FILED: a customer has complained. COMPLAINT_BREACHED: a deadline of a complaint has passed unmet. PLAN_ACTION_ASSIGNED: somebody has made an action of an account plan yours to do. PLAN_ACTION_OVERDUE: an action of an account plan that is yours is overdue. FOLLOW_UP_OVERDUE: a call-back or a talk about a season that is yours is overdue. PLAN_APPROVAL: an account plan was submitted and you may approve it. ASSESSMENT_ASKED: you are asked how you see a relationship, or reminded. ADVISORY_APPROVAL: an advisory is drafted and you may approve it. ADVISORY_ACTED: a customer has told what it did about an advisory.',
);

/** Whose accounts somebody wants to hear of. */
export const ACCOUNT_SCOPES = ['OWNED', 'PORTFOLIO', 'ALL'] as const;
export type AccountScope = (typeof ACCOUNT_SCOPES)[number];
export const AccountScopeEnum = codeEnum(
  'NotificationAccounts',
  ACCOUNT_SCOPES,
  'OWNED: the accounts that are yours. PORTFOLIO: those, the accounts of your teams, and all accounts below them. ALL: every account that you may see.',
);
