import type { Instant, IsoDate } from '../calendar/date.js';
import type { Reason } from '../decision/decision.js';
import type { StateMachine } from '../machine/state-machine.js';
import type { CriterionCode } from './criteria.js';
import type { CriterionAssessment, Evidence } from './evidence.js';
import type { RegressionCause, RegressionKind } from './regression-cause.js';
import type { Movement, Stage, StagePosition } from './stages.js';

export const PROPOSAL_STATES = [
  'PROPOSED',
  'EVIDENCE_CHECKED',
  'APPROVED',
  'REJECTED',
  'WITHDRAWN',
  'EFFECTIVE',
] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];

/** Life of a proposed transition. Evidence may be checked again until the proposal is approved. */
export const PROPOSAL_MACHINE: StateMachine<ProposalState> = {
  name: 'stage-proposal',
  initial: 'PROPOSED',
  transitions: {
    PROPOSED: ['EVIDENCE_CHECKED', 'WITHDRAWN'],
    EVIDENCE_CHECKED: ['EVIDENCE_CHECKED', 'APPROVED', 'REJECTED', 'WITHDRAWN'],
    APPROVED: ['EFFECTIVE', 'WITHDRAWN'],
    REJECTED: [],
    WITHDRAWN: [],
    EFFECTIVE: [],
  },
};

/** Who did it and when; the time is given, never taken. */
interface Act {
  readonly by: string;
  readonly at: Instant;
}

interface OnProposal extends Act {
  readonly proposalId: string;
}

/** The cause of a regression or an end, and what is said about it. */
interface Ground {
  readonly cause?: RegressionCause;
  readonly regressionKind?: RegressionKind;
  readonly note?: string;
}

/** Commands. `expectedVersion` is the version the actor saw; when the account has moved on, the command is stale. */
export type StageCommand = { readonly expectedVersion?: number } & (
  | (Act & { readonly type: 'OPEN'; readonly stage: Stage; readonly note?: string })
  | (OnProposal &
      Ground & {
        readonly type: 'PROPOSE';
        readonly to: StagePosition;
        /** The figures say that the relationship goes back, and people have yet to say why. */
        readonly causeToBeNamed?: boolean;
      })
  | (OnProposal & Omit<Ground, 'note'> & { readonly type: 'NAME_CAUSE'; readonly cause: RegressionCause })
  | (OnProposal & { readonly type: 'CHECK_EVIDENCE'; readonly evidence: readonly Evidence[] })
  | (OnProposal & { readonly type: 'APPROVE' })
  | (OnProposal & { readonly type: 'REJECT'; readonly note: string })
  | (OnProposal & { readonly type: 'WITHDRAW' })
  | (OnProposal & { readonly type: 'MAKE_EFFECTIVE' })
);

export type StageEvent =
  | (Act & { readonly type: 'STAGE_OPENED'; readonly stage: Stage; readonly note?: string })
  | (OnProposal &
      Ground & {
        readonly type: 'TRANSITION_PROPOSED';
        readonly from: StagePosition;
        readonly to: StagePosition;
        readonly movement: Exclude<Movement, 'OPEN'>;
      })
  | (OnProposal & Omit<Ground, 'note'> & { readonly type: 'CAUSE_NAMED'; readonly cause: RegressionCause })
  | (OnProposal & {
      readonly type: 'EVIDENCE_CHECKED';
      readonly evidence: readonly Evidence[];
      readonly gateMet: boolean;
      readonly policyVersion: string;
    })
  | (OnProposal & { readonly type: 'APPROVAL_GIVEN'; readonly complete: boolean; readonly policyVersion: string })
  | (OnProposal & { readonly type: 'PROPOSAL_REJECTED'; readonly note: string })
  | (OnProposal & { readonly type: 'PROPOSAL_WITHDRAWN' })
  | (OnProposal & { readonly type: 'STAGE_CHANGED'; readonly entry: StageHistoryEntry })
  | (OnProposal & { readonly type: 'REPAIR_PLAN_OPENED'; readonly plan: RepairPlan });

/** One line of the append-only history. */
export interface StageHistoryEntry extends Ground {
  /** Null only for the opening stage. */
  readonly from: StagePosition | null;
  readonly to: StagePosition;
  readonly movement: Movement;
  readonly origin: 'OPENING' | 'PROPOSAL';
  readonly proposedBy: string;
  readonly approvers: readonly string[];
  readonly evidence: readonly Evidence[];
  readonly policyVersion: string | null;
  readonly at: Instant;
}

/** What a regression opens: the stage to win back, and until when. */
export interface RepairPlan {
  readonly restore: StagePosition;
  readonly openedAt: Instant;
  readonly deadline: IsoDate;
}

export interface StageProposal extends Ground {
  readonly id: string;
  readonly from: StagePosition;
  readonly to: StagePosition;
  readonly movement: Exclude<Movement, 'OPEN'>;
  readonly state: Extract<ProposalState, 'PROPOSED' | 'EVIDENCE_CHECKED' | 'APPROVED'>;
  readonly proposedBy: string;
  readonly proposedAt: Instant;
  /** Who named the cause after the proposal was made; left out while nobody has. */
  readonly causeNamedBy?: string;
  readonly evidence: readonly Evidence[];
  readonly policyVersion: string | null;
  readonly approvals: readonly Act[];
}

/** The stage of one account, folded from its events. */
export interface StageState {
  /** Number of events so far. */
  readonly version: number;
  /** Null until the opening stage is set. */
  readonly position: StagePosition | null;
  readonly since: Instant | null;
  readonly history: readonly StageHistoryEntry[];
  readonly proposal: StageProposal | null;
  readonly repairPlans: readonly RepairPlan[];
}

/** Why a stage command was refused. */
export type StageReason =
  | Reason<
      | 'ACTOR_REQUIRED'
      | 'TIME_REQUIRED'
      | 'NOTE_REQUIRED'
      | 'ALREADY_OPENED'
      | 'NOT_OPENED'
      | 'PROPOSAL_OPEN'
      | 'NO_OPEN_PROPOSAL'
      | 'STALE_PROPOSAL'
      | 'SAME_STAGE'
      | 'PROPOSER_MAY_NOT_APPROVE'
      | 'CAUSE_NOT_EXPECTED'
    >
  | (Reason<'STAGE_LEAP'> & {
      readonly from: StagePosition;
      readonly to: string;
      readonly allowed: readonly StagePosition[];
    })
  | (Reason<'CAUSE_REQUIRED'> & { readonly allowed: readonly RegressionCause[] })
  | (Reason<'TRANSITION_NOT_ALLOWED'> & {
      readonly from: ProposalState;
      readonly to: string;
      readonly allowed: readonly ProposalState[];
    })
  | (Reason<'ATTESTATION_INCOMPLETE' | 'ATTESTATION_NOT_ALLOWED'> & { readonly criterion: CriterionCode })
  | (Reason<'STALE_EVIDENCE'> & { readonly checked: string; readonly current: string })
  | (Reason<'GATE_NOT_MET'> & { readonly criteria: readonly CriterionAssessment[] })
  | (Reason<'SECOND_APPROVER_REQUIRED'> & { readonly required: number; readonly given: readonly string[] });
