import type { Instant, IsoDate } from '../calendar/date.js';
import type { StateMachine } from '../machine/state-machine.js';

/** Where an invitation to speak stands. */
export const INVITATION_STATES = ['PENDING', 'SENT', 'OPENED', 'ANSWERED', 'DECLINED', 'EXPIRED'] as const;
export type InvitationState = (typeof INVITATION_STATES)[number];

/** Whoever speaks late is heard, too; who asked for a call speaks a second time, on the telephone. */
export const INVITATION_MACHINE: StateMachine<InvitationState> = {
  name: 'invitation',
  initial: 'PENDING',
  transitions: {
    PENDING: ['SENT', 'ANSWERED', 'DECLINED'],
    SENT: ['OPENED', 'ANSWERED', 'DECLINED', 'EXPIRED'],
    OPENED: ['ANSWERED', 'DECLINED', 'EXPIRED'],
    ANSWERED: ['ANSWERED'],
    DECLINED: [],
    EXPIRED: ['SENT', 'ANSWERED', 'DECLINED'],
  },
};

/** How a customer is invited to speak. */
export const INVITATION_CHANNELS = ['CALL', 'VISIT', 'PORTAL'] as const;
export type InvitationChannel = (typeof INVITATION_CHANNELS)[number];

/** What a customer says who is asked how things are going. */
export const INVITATION_ANSWERS = ['ALL_WELL', 'COMPLAINT', 'CALL_ME'] as const;
export type InvitationAnswer = (typeof INVITATION_ANSWERS)[number];

/** What came of a call or a visit. */
export const TALK_RESULTS = ['ALL_WELL', 'COMPLAINT', 'NOT_REACHED'] as const;
export type TalkResult = (typeof TALK_RESULTS)[number];

interface Act {
  readonly by: string;
  readonly at: Instant;
}

/** Something that happened to an invitation. */
export type InvitationEvent =
  | (Act & { readonly type: 'MADE'; readonly dueOn: IsoDate; readonly owner: string | null })
  | (Act & { readonly type: 'ASSIGNED'; readonly owner: string })
  | (Act & { readonly type: 'SENT'; readonly contactId: string; readonly answerBy: IsoDate })
  | (Act & { readonly type: 'OPENED' })
  | (Act & {
      readonly type: 'ANSWERED';
      readonly answer: InvitationAnswer;
      readonly note: string | null;
      readonly callBy: IsoDate | null;
    })
  | (Act & {
      readonly type: 'TALKED';
      readonly channel: Exclude<InvitationChannel, 'PORTAL'>;
      readonly result: TalkResult;
      readonly contactId: string | null;
      readonly note: string;
    })
  | (Act & { readonly type: 'DECLINED'; readonly note: string })
  | (Act & { readonly type: 'EXPIRED' });

/** An invitation to speak, folded from its events. */
export interface Invitation {
  readonly version: number;
  readonly state: InvitationState | null;
  /** Day by which the customer must have been invited. */
  readonly dueOn: IsoDate | null;
  readonly owner: string | null;
  readonly channel: InvitationChannel | null;
  readonly contactId: string | null;
  /** Last day on which an answer to what was sent is waited for. */
  readonly answerBy: IsoDate | null;
  readonly answer: InvitationAnswer | null;
  readonly note: string | null;
  /** Day by which somebody must have called who asked for it; null once that is done. */
  readonly callBy: IsoDate | null;
}

/** One that nobody has made yet. */
export const INITIAL_INVITATION: Invitation = {
  version: 0,
  state: null,
  dueOn: null,
  owner: null,
  channel: null,
  contactId: null,
  answerBy: null,
  answer: null,
  note: null,
  callBy: null,
};

/** The invitation after one more event. Total over the events that `decideInvitation` gives, in their order. O(1). */
export function evolveInvitation(state: Invitation, event: InvitationEvent): Invitation {
  return { ...state, ...change(state, event), version: state.version + 1 };
}

/** The day on which something is due of the supplier's people: to invite, or to call back; null otherwise. O(1). */
export function invitationDue({ state, dueOn, callBy }: Invitation): IsoDate | null {
  return state === 'PENDING' ? dueOn : callBy;
}

function change(state: Invitation, event: InvitationEvent): Partial<Invitation> {
  switch (event.type) {
    case 'MADE':
      return { state: 'PENDING', dueOn: event.dueOn, owner: event.owner };
    case 'ASSIGNED':
      return { owner: event.owner };
    case 'SENT':
      return { state: 'SENT', channel: 'PORTAL', contactId: event.contactId, answerBy: event.answerBy };
    case 'OPENED':
      return { state: 'OPENED' };
    case 'ANSWERED':
      return { state: 'ANSWERED', answer: event.answer, note: event.note, callBy: event.callBy };
    case 'TALKED': {
      const { channel, result, note } = event;
      if (result === 'NOT_REACHED') return {};
      // Whom it was sent to stays; the event tells who was talked to.
      const contactId = state.contactId ?? event.contactId;
      return { state: 'ANSWERED', channel, contactId, answer: result, note, callBy: null };
    }
    case 'DECLINED':
      return { state: 'DECLINED' };
    case 'EXPIRED':
      return { state: 'EXPIRED' };
  }
}
