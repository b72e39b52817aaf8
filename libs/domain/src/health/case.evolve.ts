import type { Instant, IsoDate } from '../calendar/date.js';
import type { CaseEvent, CaseState, RelationshipCase } from './case.model.js';

/** A case nobody has opened yet. */
export const INITIAL_CASE: RelationshipCase = {
  version: 0,
  state: null,
  since: null,
  openDue: null,
  openedLate: false,
  stepDue: null,
  engageDue: null,
  owner: null,
  causes: null,
  contacts: 0,
  openActions: [],
  completedActions: [],
  executive: null,
  outcome: null,
  outcomeNote: null,
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
    case 'CASE_OPENED': {
      const { owner, due, late } = event;
      return { ...stepTo('TRIAGE', event), owner, openDue: due, openedLate: late };
    }
    case 'CASE_ASSIGNED':
      return { owner: event.owner };
    case 'ANALYSIS_STARTED':
      return stepTo('ANALYSE', event);
    case 'CAUSES_RECORDED': {
      const { subjective, objective, note } = event;
      const causes = { subjective, objective, ...(note === undefined ? {} : { note }) };
      return { ...stepTo('ENGAGE', event), engageDue: state.engageDue ?? event.stepDue, causes };
    }
    case 'CONTACT_RECORDED':
      return { contacts: state.contacts + 1 };
    case 'ACTION_PLANNED':
      return { openActions: [...state.openActions, event.action] };
    case 'ACTION_COMPLETED': {
      const { actionId, result } = event;
      const done = state.openActions.filter(({ id }) => id === actionId);
      return {
        openActions: state.openActions.filter(({ id }) => id !== actionId),
        completedActions: [
          ...state.completedActions,
          ...done.map((action) => ({ ...action, ...(result === undefined ? {} : { result }) })),
        ],
      };
    }
    case 'CASE_ESCALATED':
      return { ...stepTo('ESCALATED', event), executive: event.executive };
    case 'CASE_HANDED_BACK': {
      const work = workOf(state);
      return { ...stepTo(work, event), ...(work === 'ENGAGE' ? { engageDue: event.stepDue } : {}) };
    }
    case 'CASE_RESOLVED':
      return { state: 'RESOLVED', since: event.at, stepDue: null, outcome: event.outcome, outcomeNote: event.note };
    default:
      return unknownEvent(event);
  }
}

/** Where an executive hands a case back to: to the search for causes while none are recorded. */
export function workOf({ causes }: Pick<RelationshipCase, 'causes'>): 'ANALYSE' | 'ENGAGE' {
  return causes === null ? 'ANALYSE' : 'ENGAGE';
}

function stepTo(
  state: CaseState,
  { at, stepDue }: { readonly at: Instant; readonly stepDue: IsoDate },
): Pick<RelationshipCase, 'state' | 'since' | 'stepDue'> {
  return { state, since: at, stepDue };
}

function unknownEvent(event: never): never {
  throw new TypeError(`UNKNOWN_EVENT: ${JSON.stringify(event)}`);
}
