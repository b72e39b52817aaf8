import { ALERT_STATES, HEALTH_STATES, TRIAGE_RESULTS } from '@mortise/domain';
import { codeEnum } from '../../platform/graphql/code-enum.js';

/** What an alert can be. */
export const AlertStateEnum = codeEnum(
  'AlertState',
  ALERT_STATES,
  'WATCH: signs that are watched; ALERT waits for somebody to look; CONFIRMED, RECOVERING, CRISIS and WIN_BACK are being worked on; FALSE_ALARM, NORMAL and ENDED are closed.',
);

/** Health of an account. */
export const HealthStateEnum = codeEnum(
  'HealthState',
  HEALTH_STATES,
  'From untroubled to over, by the attention it asks for. ALERT until somebody has shown it to be false or it recovers; ENDED with the relationship.',
);

/** What a person may say about an alert. */
export const TriageResultEnum = codeEnum(
  'TriageResult',
  TRIAGE_RESULTS,
  'FALSE_ALARM: nothing is wrong; the label is kept. CONFIRMED: the relationship is slipping.',
);

/** Why an alert was closed. */
export const CLOSE_REASONS = [
  'ORDER_RECEIVED',
  'RECOVERED',
  'WITHIN_LIMITS',
  'FALSE_ALARM',
  'GIVEN_UP',
  'RELATIONSHIP_ENDED',
] as const;
export type CloseReason = (typeof CLOSE_REASONS)[number];
export const CloseReasonEnum = codeEnum(
  'AlertCloseReason',
  CLOSE_REASONS,
  'ORDER_RECEIVED: orders came and nothing speaks any more. RECOVERED: orders kept coming inside the limits after a confirmed alert, or its case ended so. WITHIN_LIMITS: facts or limits changed. FALSE_ALARM: somebody said so, in triage or at the end of its case. GIVEN_UP: its case ended LOST while the relationship goes on; what still speaks is another alert. RELATIONSHIP_ENDED: the relationship has ended or the account was archived.',
);
