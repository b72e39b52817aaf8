import {
  INVITATION_ANSWERS,
  INVITATION_CHANNELS,
  INVITATION_STATES,
  type InvitationEvent,
  TALK_RESULTS,
} from '@mortise/domain';
import { codeEnum } from '../../platform/graphql/code-enum.js';

export const SpeakInvitationStateEnum = codeEnum(
  'SpeakInvitationState',
  INVITATION_STATES,
  'PENDING: nobody has asked yet. SENT: to a contact, by portal and mail. OPENED: the contact has seen it. ANSWERED: the customer has spoken, in the portal, by telephone or at a visit. DECLINED: nobody is to ask. EXPIRED: no answer in time; a late one still counts.',
);

export const SpeakInvitationChannelEnum = codeEnum(
  'SpeakInvitationChannel',
  INVITATION_CHANNELS,
  'How the customer was asked.',
);

/** How people talk: everything but the portal. */
export const TALK_CHANNELS = ['CALL', 'VISIT'] as const satisfies readonly (typeof INVITATION_CHANNELS)[number][];
export const TalkChannelEnum = codeEnum('TalkChannel', TALK_CHANNELS, 'How a customer was talked to.');

export const SpeakInvitationAnswerEnum = codeEnum(
  'SpeakInvitationAnswer',
  INVITATION_ANSWERS,
  'What the customer says. COMPLAINT has become a complaint; CALL_ME waits for a call, whose result takes its place.',
);

export const TalkResultEnum = codeEnum(
  'TalkResult',
  TALK_RESULTS,
  'What came of a call or a visit: all is well, a complaint, or nobody reached, which leaves the invitation as it was.',
);

export const SPEAK_INVITATION_EVENTS = [
  'MADE',
  'ASSIGNED',
  'SENT',
  'OPENED',
  'ANSWERED',
  'TALKED',
  'DECLINED',
  'EXPIRED',
] as const satisfies readonly InvitationEvent['type'][];
export const SpeakInvitationEventTypeEnum = codeEnum(
  'SpeakInvitationEventType',
  SPEAK_INVITATION_EVENTS,
  'What can happen to an invitation to speak.',
);
