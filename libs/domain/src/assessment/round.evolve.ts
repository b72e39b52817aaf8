import type { RoundEvent, RoundState } from './round.model.js';

/** A round before it is opened. */
export const INITIAL_ROUND_STATE: RoundState = {
  version: 0,
  step: null,
  form: null,
  instrument: null,
  deadline: null,
  raters: [],
  sheets: [],
  agreement: null,
  reconciliation: null,
  published: null,
};

/** The state after one more event. Total over the events that the decisions give, in their order. */
export function evolveRound(state: RoundState, event: RoundEvent): RoundState {
  return { ...state, ...changeOf(state, event), version: state.version + 1 };
}

/** The state that a whole history of events amounts to. */
export function replayRound(events: readonly RoundEvent[], from: RoundState = INITIAL_ROUND_STATE): RoundState {
  return events.reduce(evolveRound, from);
}

function changeOf(state: RoundState, event: RoundEvent): Partial<RoundState> {
  switch (event.type) {
    case 'ROUND_OPENED': {
      const { form, deadline, instrument } = event;
      return { step: 'INVITING', form, deadline, instrument };
    }
    case 'RATER_INVITED':
      return { raters: [...state.raters, event.rater] };
    case 'INVITATIONS_SENT':
      return { step: 'ANSWERING' };
    case 'SHEET_SUBMITTED':
      return { sheets: [...state.sheets, event.sheet] };
    case 'ROUND_CLOSED':
      return { step: event.agreement.contested ? 'CONTESTED' : 'CLOSED', agreement: event.agreement };
    case 'ROUND_RECONCILED': {
      const { by, at, note } = event;
      return { step: 'RECONCILED', reconciliation: { by, at, note } };
    }
    case 'ASSESSMENT_PUBLISHED':
      return { step: 'PUBLISHED', published: event.published };
    case 'ROUND_CANCELLED':
      return { step: 'CANCELLED' };
    default:
      return unknownEvent(event);
  }
}

function unknownEvent(event: never): never {
  throw new TypeError(`UNKNOWN_EVENT: ${JSON.stringify(event)}`);
}
