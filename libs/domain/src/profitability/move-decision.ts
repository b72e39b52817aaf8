import type { Instant } from '../calendar/date.js';
import { accept, refuse, type Decision, type Reason } from '../decision/decision.js';
import { refuseTransition, type StateMachine, type TransitionNotAllowed } from '../machine/state-machine.js';
import { DEFAULT_MOVE_POLICY, type MovePolicy, type ProposedMove } from './propose-move.js';

export const MOVE_STATES = ['NONE', 'PROPOSED', 'APPROVED', 'REJECTED', 'WITHDRAWN'] as const;
export type MoveState = (typeof MOVE_STATES)[number];

/** The workflow of a value move: proposed by evidence, decided by people; a settled one makes room for the next. */
export const VALUE_MOVE_MACHINE: StateMachine<MoveState> = {
  name: 'value-move',
  initial: 'NONE',
  transitions: {
    NONE: ['PROPOSED'],
    PROPOSED: ['APPROVED', 'REJECTED', 'WITHDRAWN'],
    APPROVED: ['PROPOSED'],
    REJECTED: ['PROPOSED'],
    WITHDRAWN: ['PROPOSED'],
  },
};

export interface MoveActor {
  readonly id: string;
  readonly kind: 'PERSON' | 'SYSTEM';
}

/** What somebody found who checked that ending the account breaks no duty: warranty, spare parts, framework contract. */
export interface ObligationCheck {
  readonly by: MoveActor;
  readonly at: Instant;
  /** Duties that stand against it; none means the way is free. */
  readonly open: readonly string[];
}

interface Act {
  readonly by: MoveActor;
  readonly at: Instant;
}

export type MoveCommand =
  | (Act & { readonly type: 'PROPOSE_MOVE'; readonly proposal: ProposedMove; readonly repriced: boolean })
  | (Act & { readonly type: 'CHECK_OBLIGATIONS'; readonly open: readonly string[] })
  | (Act & { readonly type: 'APPROVE_MOVE' })
  | (Act & { readonly type: 'REJECT_MOVE'; readonly note: string })
  | (Act & { readonly type: 'WITHDRAW_MOVE' });

export type MoveEvent =
  | (Act & { readonly type: 'MOVE_PROPOSED'; readonly proposal: ProposedMove })
  | (Act & { readonly type: 'OBLIGATIONS_CHECKED'; readonly open: readonly string[] })
  | (Act & { readonly type: 'MOVE_APPROVED'; readonly proposal: ProposedMove })
  | (Act & { readonly type: 'MOVE_REJECTED'; readonly note: string })
  | (Act & { readonly type: 'MOVE_WITHDRAWN' });

export type MoveReason =
  | Reason<
      | 'REPRICE_FIRST'
      | 'OBLIGATION_CHECK_REQUIRED'
      | 'HUMAN_REQUIRED'
      | 'PROPOSER_MAY_NOT_APPROVE'
      | 'NOTE_REQUIRED'
      | 'NO_MOVE_PROPOSED'
    >
  | (Reason<'LOW_PERIODS_REQUIRED'> & { readonly required: number; readonly given: number })
  | (Reason<'OBLIGATIONS_OPEN'> & { readonly open: readonly string[] })
  | TransitionNotAllowed<MoveState>;

export interface MoveStanding {
  readonly state: MoveState;
  readonly proposal: ProposedMove | null;
  readonly proposedBy: MoveActor | null;
  readonly obligations: ObligationCheck | null;
  /** The move in force: the last one approved. */
  readonly inForce: ProposedMove | null;
}

export const INITIAL_MOVE_STANDING: MoveStanding = {
  state: 'NONE',
  proposal: null,
  proposedBy: null,
  obligations: null,
  inForce: null,
};

/**
 * Decides a step of a value move. An account is let go only after low periods in a row, a try to mend its terms, a check
 * of service obligations that leaves none open, and the approval of a person who is not the proposer. O(1).
 */
export function decideMove(
  command: MoveCommand,
  standing: MoveStanding,
  policy: MovePolicy = DEFAULT_MOVE_POLICY,
): Decision<MoveEvent, MoveReason> {
  const act = { by: command.by, at: command.at };
  switch (command.type) {
    case 'PROPOSE_MOVE': {
      const reasons = [...stepTo(standing, 'PROPOSED'), ...cullFaults(command.proposal, command.repriced, policy)];
      return decided(reasons, { ...act, type: 'MOVE_PROPOSED', proposal: command.proposal });
    }
    case 'CHECK_OBLIGATIONS': {
      const reasons: MoveReason[] = standing.state === 'PROPOSED' ? [] : [{ code: 'NO_MOVE_PROPOSED' }];
      return decided([...reasons, ...human(command.by)], { ...act, type: 'OBLIGATIONS_CHECKED', open: command.open });
    }
    case 'APPROVE_MOVE': {
      const { proposal } = standing;
      if (standing.state !== 'PROPOSED' || proposal === null) return refuse(...stepTo(standing, 'APPROVED'));
      const reasons = [...human(command.by), ...approvalFaults(command.by, proposal, standing)];
      return decided(reasons, { ...act, type: 'MOVE_APPROVED', proposal });
    }
    case 'REJECT_MOVE': {
      const note: MoveReason[] = command.note.trim() === '' ? [{ code: 'NOTE_REQUIRED' }] : [];
      const reasons = [...stepTo(standing, 'REJECTED'), ...human(command.by), ...note];
      return decided(reasons, { ...act, type: 'MOVE_REJECTED', note: command.note });
    }
    case 'WITHDRAW_MOVE':
      return decided(stepTo(standing, 'WITHDRAWN'), { ...act, type: 'MOVE_WITHDRAWN' });
  }
}

/** What has become of it after an event. */
export function evolveMove(standing: MoveStanding, event: MoveEvent): MoveStanding {
  switch (event.type) {
    case 'MOVE_PROPOSED': {
      const { proposal, by } = event;
      return { ...standing, state: 'PROPOSED', proposal, proposedBy: by, obligations: null };
    }
    case 'OBLIGATIONS_CHECKED':
      return { ...standing, obligations: { by: event.by, at: event.at, open: event.open } };
    case 'MOVE_APPROVED':
      return { ...standing, state: 'APPROVED', inForce: event.proposal };
    case 'MOVE_REJECTED':
      return { ...standing, state: 'REJECTED' };
    case 'MOVE_WITHDRAWN':
      return { ...standing, state: 'WITHDRAWN' };
  }
}

function decided(reasons: readonly MoveReason[], event: MoveEvent): Decision<MoveEvent, MoveReason> {
  return reasons.length > 0 ? refuse(...reasons) : accept(event);
}

function stepTo({ state }: MoveStanding, to: MoveState): readonly MoveReason[] {
  const refusal = refuseTransition(VALUE_MOVE_MACHINE, state, to);
  return refusal === null ? [] : [refusal];
}

function human({ kind }: MoveActor): readonly MoveReason[] {
  return kind === 'PERSON' ? [] : [{ code: 'HUMAN_REQUIRED' }];
}

function cullFaults({ move, lowPeriods }: ProposedMove, repriced: boolean, policy: MovePolicy): readonly MoveReason[] {
  if (move !== 'CULL') return [];
  const required = policy.cullPeriods;
  return [
    ...(lowPeriods < required ? [{ code: 'LOW_PERIODS_REQUIRED', required, given: lowPeriods } as const] : []),
    ...(repriced ? [] : [{ code: 'REPRICE_FIRST' } as const]),
  ];
}

function approvalFaults(by: MoveActor, { move }: ProposedMove, standing: MoveStanding): readonly MoveReason[] {
  if (move !== 'CULL') return [];
  const { obligations, proposedBy } = standing;
  const own: MoveReason[] = proposedBy?.id === by.id ? [{ code: 'PROPOSER_MAY_NOT_APPROVE' }] : [];
  if (obligations === null) return [...own, { code: 'OBLIGATION_CHECK_REQUIRED' }];
  return obligations.open.length > 0 ? [...own, { code: 'OBLIGATIONS_OPEN', open: obligations.open }] : own;
}
