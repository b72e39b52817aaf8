import type { CaseEvent, RelationshipCase } from './case.model.js';

/** A case nobody has opened yet. */
export const INITIAL_CASE: RelationshipCase = {
  version: 0,
  state: null,
  owner: null,
  causes: null,
  contacts: 0,
  openActions: [],
  completedActions: [],
  executive: null,
  outcome: null,
};

/** The case after one more event. Total over the events that `decideCase` gives, in their order. O(actions). */
export function evolveCase(state: RelationshipCase, event: CaseEvent): RelationshipCase {
  return { ...state, ...change(state, event), version: state.version + 1 };
}

/** The case that a whole history of events amounts to. */
export function replayCase(events: readonly CaseEvent[], from: RelationshipCase = INITIAL_CASE): RelationshipCase {
  return events.reduce(evolveCase, from);
}

function change(state: RelationshipCase, event: CaseEvent): Partial<RelationshipCase> {
  switch (event.type) {
    case 'CASE_OPENED':
      return { state: 'TRIAGE', owner: event.owner };
    case 'ANALYSIS_STARTED':
      return { state: 'ANALYSE' };
    case 'CAUSES_RECORDED': {
      const { subjective, objective, note } = event;
      return { state: 'ENGAGE', causes: { subjective, objective, ...(note === undefined ? {} : { note }) } };
    }
    case 'CONTACT_RECORDED':
      return { contacts: state.contacts + 1 };
    case 'ACTION_PLANNED':
      return { openActions: [...state.openActions, event.action] };
    case 'ACTION_COMPLETED':
      return {
        openActions: state.openActions.filter(({ id }) => id !== event.actionId),
        completedActions: [...state.completedActions, ...state.openActions.filter(({ id }) => id === event.actionId)],
      };
    case 'CASE_ESCALATED':
      return { state: 'ESCALATED', executive: event.executive };
    case 'CASE_HANDED_BACK':
      return { state: state.causes === null ? 'ANALYSE' : 'ENGAGE' };
    case 'CASE_RESOLVED':
      return { state: 'RESOLVED', outcome: event.outcome };
    default:
      return unknownEvent(event);
  }
}

function unknownEvent(event: never): never {
  throw new TypeError(`UNKNOWN_EVENT: ${JSON.stringify(event)}`);
}
