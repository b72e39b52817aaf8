import { ALERT_STATES, DETECTORS, TRIAGE_RESULTS } from '@mortise/domain';
import { codeEnum } from '../../platform/graphql/code-enum.js';

/** What an alert can be. */
export const AlertStateEnum = codeEnum(
  'AlertState',
  ALERT_STATES,
  'ALERT waits for somebody to look; FALSE_ALARM, NORMAL and ENDED are closed; the others are being worked on.',
);

/** What can raise an alert. */
export const DetectorEnum = codeEnum(
  'Detector',
  DETECTORS,
  "ORDER_GAP: an order is overdue against the account's own rhythm.",
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
  'RELATIONSHIP_ENDED',
] as const;
export type CloseReason = (typeof CLOSE_REASONS)[number];
export const CloseReasonEnum = codeEnum(
  'AlertCloseReason',
  CLOSE_REASONS,
  'ORDER_RECEIVED: an order came. RECOVERED: orders kept coming after a confirmed alert. WITHIN_LIMITS: facts or limits changed. FALSE_ALARM: somebody said so. RELATIONSHIP_ENDED: the relationship has ended or the account was archived.',
);
