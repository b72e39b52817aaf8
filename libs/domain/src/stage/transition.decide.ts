import { addMonthsToDate, dateOfInstant, type Instant, type IsoDate } from '../calendar/date.js';
import { isFilled, isMoment } from '../decision/act.js';
import { accept, refuse, type Decision } from '../decision/decision.js';
import { refuseTransition } from '../machine/state-machine.js';
import { CRITERIA } from './criteria.js';
import { assessGate, attestationFault, type Evidence } from './evidence.js';
import { isRegressionCause, REGRESSION_CAUSE_CODES } from './regression-cause.js';
import { gateFor, requiredApprovers, type StagePolicy } from './stage-policy.js';
import { movementBetween, STAGE_MACHINE } from './stages.js';
import {
  PROPOSAL_MACHINE,
  type ProposalState,
  type StageCommand,
  type StageEvent,
  type StageHistoryEntry,
  type StageProposal,
  type StageReason,
  type StageState,
} from './transition.model.js';

export type StageDecision = Decision<StageEvent, StageReason>;

type Of<Type extends StageCommand['type']> = Extract<StageCommand, { readonly type: Type }>;

/**
 * What a command does to an account's stage: the events that follow, or every reason why it is refused. One step at a
 * time, evidence before approval, a cause on the way down, two people for an end; the opening stage is set once.
 */
export function decideStage(command: StageCommand, state: StageState, policy: StagePolicy): StageDecision {
  const faults = commandFaults(command, state);
  if (faults.length > 0) return refuse(...faults);
  if (command.type === 'OPEN') return open(command, state);
  if (command.type === 'PROPOSE') return propose(command, state);
  const proposal = state.proposal;
  if (proposal === null) return refuse({ code: 'NO_OPEN_PROPOSAL' });
  if (proposal.id !== command.proposalId || proposal.from !== state.position) return refuse({ code: 'STALE_PROPOSAL' });
  switch (command.type) {
    case 'NAME_CAUSE':
      return step(proposal, 'EVIDENCE_CHECKED') ?? nameCause(command, proposal);
    case 'CHECK_EVIDENCE':
      return step(proposal, 'EVIDENCE_CHECKED') ?? checkEvidence(command, proposal, policy);
    case 'APPROVE':
      return step(proposal, 'APPROVED') ?? approve(command, proposal, policy);
    case 'REJECT':
      return step(proposal, 'REJECTED') ?? reject(command);
    case 'WITHDRAW':
      return accept({ type: 'PROPOSAL_WITHDRAWN', ...act(command) });
    case 'MAKE_EFFECTIVE':
      return (
        awaitsApproval(proposal, policy) ?? step(proposal, 'EFFECTIVE') ?? makeEffective(command, proposal, policy)
      );
  }
}

function commandFaults(command: StageCommand, state: StageState): readonly StageReason[] {
  const faults: StageReason[] = [];
  if (!isFilled(command.by)) faults.push({ code: 'ACTOR_REQUIRED' });
  if (!isMoment(command.at)) faults.push({ code: 'TIME_REQUIRED' });
  if (command.expectedVersion !== undefined && command.expectedVersion !== state.version) {
    faults.push({ code: 'STALE_PROPOSAL' });
  }
  return faults;
}

function open({ stage, by, at, note }: Of<'OPEN'>, state: StageState): StageDecision {
  if (state.position !== null) return refuse({ code: 'ALREADY_OPENED' });
  return accept({ type: 'STAGE_OPENED', stage, by, at, ...(note === undefined ? {} : { note }) });
}

function propose(command: Of<'PROPOSE'>, state: StageState): StageDecision {
  const { to, cause, causeToBeNamed = false, regressionKind, note } = command;
  const from = state.position;
  if (from === null) return refuse({ code: 'NOT_OPENED' });
  if (state.proposal !== null) return refuse({ code: 'PROPOSAL_OPEN' });
  if (from === to) return refuse({ code: 'SAME_STAGE' });
  const movement = movementBetween(from, to);
  if (movement === null) return refuse({ code: 'STAGE_LEAP', from, to, allowed: STAGE_MACHINE.transitions[from] });
  const down = isDown(movement);
  if (down && (cause === undefined ? !causeToBeNamed : !isRegressionCause(cause))) {
    return refuse({ code: 'CAUSE_REQUIRED', allowed: REGRESSION_CAUSE_CODES });
  }
  const ground = {
    ...(down && cause !== undefined ? { cause } : {}),
    ...(down && regressionKind !== undefined ? { regressionKind } : {}),
    ...(note === undefined ? {} : { note }),
  };
  return accept({ type: 'TRANSITION_PROPOSED', ...act(command), from, to, movement, ...ground });
}

/** A cause may be named, and named anew, until the proposal is approved. */
function nameCause(command: Of<'NAME_CAUSE'>, { movement }: StageProposal): StageDecision {
  const { cause, regressionKind } = command;
  if (!isDown(movement)) return refuse({ code: 'CAUSE_NOT_EXPECTED' });
  if (!isRegressionCause(cause)) return refuse({ code: 'CAUSE_REQUIRED', allowed: REGRESSION_CAUSE_CODES });
  return accept({
    type: 'CAUSE_NAMED',
    ...act(command),
    cause,
    ...(regressionKind === undefined ? {} : { regressionKind }),
  });
}

function isDown(movement: StageProposal['movement']): boolean {
  return movement === 'REGRESS' || movement === 'TERMINATE';
}

function checkEvidence(command: Of<'CHECK_EVIDENCE'>, proposal: StageProposal, policy: StagePolicy): StageDecision {
  const faults = command.evidence.flatMap((item): readonly StageReason[] => {
    const code = attestationFault(item);
    return code === null ? [] : [{ code, criterion: item.criterion }];
  });
  if (faults.length > 0) return refuse(...faults);
  const gate = gateFor(policy, proposal.movement, proposal.to);
  const evidence = [
    ...command.evidence.filter((item) => !isFromProposal(item)),
    ...proposalEvidence(command, proposal),
  ];
  const { met: gateMet } = assessGate(gate, evidence);
  return accept({ type: 'EVIDENCE_CHECKED', ...act(command), evidence, gateMet, policyVersion: policy.version });
}

function approve(command: Of<'APPROVE'>, proposal: StageProposal, policy: StagePolicy): StageDecision {
  const { by } = command;
  const given = proposal.approvals.map((approval) => approval.by);
  const required = requiredApprovers(policy, proposal.to);
  const { missing } = assessGate(gateFor(policy, proposal.movement, proposal.to), proposal.evidence);
  // What was checked under other bounds says nothing about these: check it again first.
  const { policyVersion: checked } = proposal;
  if (checked !== null && checked !== policy.version) {
    return refuse({ code: 'STALE_EVIDENCE', checked, current: policy.version });
  }
  const reasons: StageReason[] = [];
  if (missing.length > 0) reasons.push({ code: 'GATE_NOT_MET', criteria: missing });
  if (hasSpokenFor(proposal, by) && !policy.approvals[proposal.to].proposerMayApprove) {
    reasons.push({ code: 'PROPOSER_MAY_NOT_APPROVE' });
  }
  if (given.includes(by)) reasons.push({ code: 'SECOND_APPROVER_REQUIRED', required, given });
  if (reasons.length > 0) return refuse(...reasons);
  const complete = given.length + 1 >= required;
  return accept({ type: 'APPROVAL_GIVEN', ...act(command), complete, policyVersion: policy.version });
}

/** Whoever proposed it, named its cause or vouched for its evidence: another pair of eyes is somebody else's. */
function hasSpokenFor({ proposedBy, causeNamedBy, evidence }: StageProposal, person: string): boolean {
  const vouched = evidence.some((item) => item.source === 'ATTESTED' && item.by === person);
  return person === proposedBy || person === causeNamedBy || vouched;
}

function reject(command: Of<'REJECT'>): StageDecision {
  if (!isFilled(command.note)) return refuse({ code: 'NOTE_REQUIRED' });
  return accept({ type: 'PROPOSAL_REJECTED', ...act(command), note: command.note });
}

/** The refusal of a half-approved move, which names who is still missing. */
function awaitsApproval({ approvals, state, to }: StageProposal, policy: StagePolicy): StageDecision | null {
  if (state !== 'EVIDENCE_CHECKED' || approvals.length === 0) return null;
  const given = approvals.map((approval) => approval.by);
  return refuse({ code: 'SECOND_APPROVER_REQUIRED', required: requiredApprovers(policy, to), given });
}

function makeEffective(command: Of<'MAKE_EFFECTIVE'>, proposal: StageProposal, policy: StagePolicy): StageDecision {
  const { from, to, movement, cause, regressionKind, note, proposedBy, evidence, policyVersion } = proposal;
  const { at } = command;
  const entry: StageHistoryEntry = {
    ...{ from, to, movement, origin: 'PROPOSAL', proposedBy, evidence, policyVersion, at },
    approvers: proposal.approvals.map((approval) => approval.by),
    ...(cause === undefined ? {} : { cause }),
    ...(regressionKind === undefined ? {} : { regressionKind }),
    ...(note === undefined ? {} : { note }),
  };
  const changed = { type: 'STAGE_CHANGED', ...act(command), entry } as const;
  if (movement !== 'REGRESS') return accept<StageEvent>(changed);
  const deadline = repairDeadline(at, policy);
  if (deadline === null) return refuse({ code: 'TIME_REQUIRED' });
  const plan = { restore: from, openedAt: at, deadline };
  return accept<StageEvent>(changed, { type: 'REPAIR_PLAN_OPENED', ...act(command), plan });
}

/** The last day of the repair plan, or null where the calendar has no such day. */
function repairDeadline(at: Instant, { repairMonths }: StagePolicy): IsoDate | null {
  try {
    return addMonthsToDate(dateOfInstant(at), repairMonths);
  } catch {
    return null;
  }
}

/** The refusal of a step the proposal's table does not have, or null. */
function step(proposal: StageProposal, to: ProposalState): StageDecision | null {
  const refusal = refuseTransition(PROPOSAL_MACHINE, proposal.state, to);
  return refusal === null ? null : refuse(refusal);
}

function isFromProposal({ criterion }: Evidence): boolean {
  return CRITERIA[criterion].measuredFrom === 'PROPOSAL';
}

/** What the proposal itself proves: its cause, and that a regression always opens a repair plan. */
function proposalEvidence({ at }: Of<'CHECK_EVIDENCE'>, { movement, cause }: StageProposal): readonly Evidence[] {
  if (cause === undefined) return [];
  const named: Evidence = { criterion: 'CAUSE_CODE', source: 'MEASURED', met: true, value: cause, at };
  const repair: Evidence = { criterion: 'REPAIR_PLAN', source: 'MEASURED', met: true, at };
  return movement === 'REGRESS' ? [named, repair] : [named];
}

function act({ proposalId, by, at }: { readonly proposalId: string; readonly by: string; readonly at: string }) {
  return { proposalId, by, at };
}
