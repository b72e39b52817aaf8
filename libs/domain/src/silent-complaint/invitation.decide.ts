import type { WorkingDayRule } from '../calendar/business-calendar.js';
import { dateOfEpochDay, dateOfInstant, epochDay, type Instant, type IsoDate } from '../calendar/date.js';
import { isWeekday, workingDayAfter } from '../calendar/working-day.js';
import { accept, refuse, type Decision, type Reason } from '../decision/decision.js';
import { refuseTransition, type TransitionNotAllowed } from '../machine/state-machine.js';
import {
  type Invitation,
  INVITATION_MACHINE,
  type InvitationAnswer,
  type InvitationChannel,
  type InvitationEvent,
  type InvitationState,
  type TalkResult,
} from './invitation.js';

/** Mortise's own proposal, configurable. */
export interface InvitationPolicy {
  /** Days for which an answer to what was sent is waited for. */
  readonly answerDays: number;
  /** Working days within which somebody calls who asked for it. */
  readonly callWithinWorkingDays: number;
  readonly isWorkingDay: WorkingDayRule;
}

export const DEFAULT_INVITATION_POLICY: InvitationPolicy = {
  answerDays: 14,
  callWithinWorkingDays: 1,
  isWorkingDay: isWeekday,
};

interface Act {
  readonly by: string;
  readonly at: Instant;
}

export type InvitationCommand =
  | (Act & { readonly type: 'MAKE'; readonly dueOn: IsoDate; readonly owner: string | null })
  | (Act & { readonly type: 'ASSIGN'; readonly owner: string })
  | (Act & { readonly type: 'SEND'; readonly contactId: string })
  | (Act & { readonly type: 'OPEN' })
  | (Act & { readonly type: 'ANSWER'; readonly answer: InvitationAnswer; readonly note: string | null })
  | (Act & {
      readonly type: 'RECORD_TALK';
      readonly channel: Exclude<InvitationChannel, 'PORTAL'>;
      readonly result: TalkResult;
      readonly contactId: string | null;
      readonly note: string;
    })
  | (Act & { readonly type: 'DECLINE'; readonly note: string })
  | (Act & { readonly type: 'EXPIRE' });

export type InvitationReason =
  | Reason<'ALREADY_MADE' | 'NOT_MADE' | 'SAME_OWNER' | 'NOTE_REQUIRED' | 'ALREADY_ANSWERED' | 'STILL_WAITING'>
  | TransitionNotAllowed<InvitationState>;

type Of<Type extends InvitationCommand['type']> = Extract<InvitationCommand, { readonly type: Type }>;
type Decided = Decision<InvitationEvent, InvitationReason>;

/**
 * What a command does to an invitation to speak: the events that follow, or why it is refused. It is made once, sent or
 * talked about, and answered once; who answers "call me" is talked to afterwards. An answer with a complaint needs its
 * words, and so does what somebody declines or hears. O(days passed).
 */
export function decideInvitation(
  command: InvitationCommand,
  state: Invitation,
  policy: InvitationPolicy = DEFAULT_INVITATION_POLICY,
): Decided {
  const act = { by: command.by, at: command.at };
  if (command.type === 'MAKE') {
    if (state.state !== null) return refuse({ code: 'ALREADY_MADE' });
    return accept({ ...act, type: 'MADE', dueOn: command.dueOn, owner: command.owner });
  }
  if (state.state === null) return refuse({ code: 'NOT_MADE' });
  switch (command.type) {
    case 'ASSIGN':
      if (state.owner === command.owner) return refuse({ code: 'SAME_OWNER' });
      return accept({ ...act, type: 'ASSIGNED', owner: command.owner });
    case 'SEND': {
      const answerBy = dateOfEpochDay(epochDay(dateOfInstant(command.at)) + policy.answerDays);
      return step(state.state, 'SENT', { ...act, type: 'SENT', contactId: command.contactId, answerBy });
    }
    case 'OPEN':
      // Looking at it again, or after having answered, is nothing new.
      return state.state === 'SENT' ? accept({ ...act, type: 'OPENED' }) : accept();
    case 'ANSWER':
      return answer(command, state, state.state, policy);
    case 'RECORD_TALK':
      return recordTalk(command, state, state.state);
    case 'DECLINE':
      if (command.note.trim() === '') return refuse({ code: 'NOTE_REQUIRED' });
      return step(state.state, 'DECLINED', { ...act, type: 'DECLINED', note: command.note });
    case 'EXPIRE': {
      const over = state.answerBy !== null && state.answerBy < dateOfInstant(command.at);
      if (!over) return refuse({ code: 'STILL_WAITING' });
      return step(state.state, 'EXPIRED', { ...act, type: 'EXPIRED' });
    }
  }
}

function answer(command: Of<'ANSWER'>, state: Invitation, from: InvitationState, policy: InvitationPolicy): Decided {
  const { by, at, answer: given, note } = command;
  // The same answer again is the same answer, as when a connection broke before the first was acknowledged.
  if (from === 'ANSWERED') {
    return state.answer === given && state.note === note ? accept() : refuse({ code: 'ALREADY_ANSWERED' });
  }
  if (given === 'COMPLAINT' && (note === null || note.trim() === '')) return refuse({ code: 'NOTE_REQUIRED' });
  const callBy =
    given === 'CALL_ME' ? workingDayAfter(dateOfInstant(at), policy.callWithinWorkingDays, policy.isWorkingDay) : null;
  return step(from, 'ANSWERED', { by, at, type: 'ANSWERED', answer: given, note, callBy });
}

function recordTalk(command: Of<'RECORD_TALK'>, state: Invitation, from: InvitationState): Decided {
  const { by, at, channel, result, contactId, note } = command;
  if (note.trim() === '') return refuse({ code: 'NOTE_REQUIRED' });
  if (from === 'ANSWERED' && state.callBy === null) return refuse({ code: 'ALREADY_ANSWERED' });
  return step(from, 'ANSWERED', { by, at, type: 'TALKED', channel, result, contactId, note });
}

function step(from: InvitationState, to: InvitationState, event: InvitationEvent): Decided {
  const refusal = refuseTransition(INVITATION_MACHINE, from, to);
  return refusal === null ? accept(event) : refuse(refusal);
}
