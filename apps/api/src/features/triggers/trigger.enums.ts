import { TRIGGER_STATES, type TriggerEvent } from '@mortise/domain';
import { codeEnum } from '../../platform/graphql/code-enum.js';

export const TriggerStateEnum = codeEnum(
  'TriggerState',
  TRIGGER_STATES,
  'OBSERVED: seen, by the ledger. VERIFIED: somebody has looked into it. PLAY_STARTED: it is being used. WON, LOST: what came of that. EXPIRED: its window closed, or it was not so.',
);

export const TRIGGER_EVENTS = [
  'TRIGGER_OBSERVED',
  'TRIGGER_VERIFIED',
  'TRIGGER_DISMISSED',
  'TRIGGER_PLAY_STARTED',
  'TRIGGER_WON',
  'TRIGGER_LOST',
  'TRIGGER_EXPIRED',
] as const satisfies readonly TriggerEvent['type'][];
export const TriggerEventTypeEnum = codeEnum(
  'TriggerEventType',
  TRIGGER_EVENTS,
  'What can happen to a trigger. TRIGGER_DISMISSED: it turned out not to be so.',
);
