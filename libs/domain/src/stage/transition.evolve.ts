import type { StageEvent, StageProposal, StageState } from './transition.model.js';

/** An account before its opening stage. */
export const INITIAL_STAGE_STATE: StageState = {
  version: 0,
  position: null,
  since: null,
  history: [],
  proposal: null,
  repairPlans: [],
};

const APPROVED = { state: 'APPROVED' } as const;

/** The state after one more event. Total over the events that {@link decideStage} gives, in their order. */
export function evolveStage(state: StageState, event: StageEvent): StageState {
  return { ...state, ...change(state, event), version: state.version + 1 };
}

/** The state that a whole history of events amounts to. */
export function replayStage(events: readonly StageEvent[], from: StageState = INITIAL_STAGE_STATE): StageState {
  return events.reduce(evolveStage, from);
}

function change(state: StageState, event: StageEvent): Partial<StageState> {
  switch (event.type) {
    case 'STAGE_OPENED': {
      const { stage, by, at, note } = event;
      const opening = { from: null, to: stage, movement: 'OPEN', origin: 'OPENING', proposedBy: by } as const;
      const entry = {
        ...opening,
        approvers: [],
        evidence: [],
        policyVersion: null,
        at,
        ...(note === undefined ? {} : { note }),
      };
      return { position: stage, since: at, history: [...state.history, entry] };
    }
    case 'TRANSITION_PROPOSED': {
      const { type: _type, proposalId, by, at, ...proposed } = event;
      const fresh = { state: 'PROPOSED', evidence: [], policyVersion: null, approvals: [] } as const;
      return { proposal: { id: proposalId, proposedBy: by, proposedAt: at, ...proposed, ...fresh } };
    }
    case 'CAUSE_NAMED': {
      const { cause, regressionKind } = event;
      // Whoever approved did so under another cause, or none; the evidence of the cause is taken anew with the next check.
      const evidence = (state.proposal?.evidence ?? []).filter(({ criterion }) => criterion !== 'CAUSE_CODE');
      const named = { cause, causeNamedBy: event.by, ...(regressionKind === undefined ? {} : { regressionKind }) };
      return { proposal: amend(state, { ...named, evidence, approvals: [] }) };
    }
    case 'EVIDENCE_CHECKED': {
      const { evidence, policyVersion } = event;
      // An approval was given to the evidence that was there: new evidence has to be approved anew.
      return { proposal: amend(state, { state: 'EVIDENCE_CHECKED', evidence, policyVersion, approvals: [] }) };
    }
    case 'APPROVAL_GIVEN': {
      const approvals = [...(state.proposal?.approvals ?? []), { by: event.by, at: event.at }];
      const { policyVersion } = event;
      return { proposal: amend(state, { approvals, policyVersion, ...(event.complete ? APPROVED : {}) }) };
    }
    case 'PROPOSAL_REJECTED':
    case 'PROPOSAL_WITHDRAWN':
      return { proposal: null };
    case 'STAGE_CHANGED': {
      const { entry } = event;
      return { position: entry.to, since: entry.at, history: [...state.history, entry], proposal: null };
    }
    case 'REPAIR_PLAN_OPENED':
      return { repairPlans: [...state.repairPlans, event.plan] };
    default:
      return unknownEvent(event);
  }
}

function amend(state: StageState, changes: Partial<StageProposal>): StageProposal | null {
  return state.proposal === null ? null : { ...state.proposal, ...changes };
}

function unknownEvent(event: never): never {
  throw new TypeError(`UNKNOWN_EVENT: ${JSON.stringify(event)}`);
}
