import type { StageReason } from '@mortise/domain';
import { DomainError } from '../../platform/errors/domain-error.js';
import { refusal, type Refusals } from '../../platform/errors/refusal.js';

const REFUSALS: Refusals<StageReason['code']> = {
  ACTOR_REQUIRED: ['INVALID', 'Nobody is named as the actor.'],
  TIME_REQUIRED: ['INVALID', 'The time is missing.'],
  NOTE_REQUIRED: ['INVALID', 'Say why in a note.'],
  ALREADY_OPENED: ['CONFLICT', 'The opening stage is set already; it is set once.'],
  NOT_OPENED: ['CONFLICT', 'The account has no stage yet; open it first.'],
  PROPOSAL_OPEN: ['CONFLICT', 'Another proposal for this account is open; decide or withdraw it first.'],
  NO_OPEN_PROPOSAL: ['CONFLICT', 'The proposal has been decided already.'],
  STALE_PROPOSAL: ['CONFLICT', 'The account has moved on since; look again.'],
  SAME_STAGE: ['INVALID', 'The account stands there already.'],
  PROPOSER_MAY_NOT_APPROVE: [
    'CONFLICT',
    'Somebody must approve this who has neither proposed it, nor named its cause, nor vouched for its evidence.',
  ],
  STALE_EVIDENCE: ['CONFLICT', 'The rules have changed since the evidence was checked; check it again.'],
  STAGE_LEAP: ['INVALID', 'A relationship moves one stage at a time.'],
  CAUSE_REQUIRED: ['INVALID', 'Going back or ending needs a cause.'],
  CAUSE_NOT_EXPECTED: ['INVALID', 'Only going back or ending has a cause.'],
  TRANSITION_NOT_ALLOWED: ['CONFLICT', 'The proposal is not in a state that allows this.'],
  ATTESTATION_INCOMPLETE: ['INVALID', 'An attestation needs a person and a ground.'],
  ATTESTATION_NOT_ALLOWED: ['INVALID', 'Orders and shares are facts; nobody can vouch for them.'],
  GATE_NOT_MET: ['CONFLICT', 'The gate is not met yet; the reasons list what is missing.'],
  SECOND_APPROVER_REQUIRED: ['CONFLICT', 'A different person must approve as well.'],
};

/** The rules of the stages refused a command; `code` is the first reason's, `reasons` are all of them. */
export class StageRefused extends DomainError {
  constructor(reasons: readonly StageReason[]) {
    super(...refusal(REFUSALS, reasons));
  }
}

/** The facts or the rules are not those any more that the proposal's evidence was checked by; it has been checked anew. */
export class EvidenceChanged extends DomainError {
  constructor() {
    super(
      'CONFLICT',
      'EVIDENCE_CHANGED',
      'The evidence has changed since it was last checked; it has been checked again, look at it before you approve.',
    );
  }
}

/** A suspicion of bribery is no cause of a stage: masked, its gap would tell of it, and nobody would look into it. */
export class CauseForCompliance extends DomainError {
  constructor() {
    super(
      'CONFLICT',
      'CAUSE_FOR_COMPLIANCE',
      'A suspicion of bribery goes to compliance by referToCompliance; name the cause that everybody may know here.',
    );
  }
}

/** Somebody vouches for what the gate does not ask. */
export class CriterionNotInGate extends DomainError {
  constructor(criterion: string) {
    super('INVALID', 'CRITERION_NOT_IN_GATE', `The gate of this proposal does not ask for ${criterion}.`);
  }
}
