import type { MoveReason } from '@mortise/domain';
import { DomainError } from '../../platform/errors/domain-error.js';
import { refusal, type Refusals } from '../../platform/errors/refusal.js';

const REFUSALS: Refusals<MoveReason['code']> = {
  REPRICE_FIRST: ['CONFLICT', 'Its terms have to be mended before an account may be let go.'],
  LOW_PERIODS_REQUIRED: ['CONFLICT', 'It has not been low for as many periods as the policy asks for.'],
  OBLIGATION_CHECK_REQUIRED: ['CONFLICT', 'Check first that no service obligation stands against it.'],
  OBLIGATIONS_OPEN: ['CONFLICT', 'Service obligations stand against it; the reasons list them.'],
  HUMAN_REQUIRED: ['CONFLICT', 'A person has to decide this.'],
  PROPOSER_MAY_NOT_APPROVE: ['CONFLICT', 'Somebody other than the proposer must approve.'],
  NOTE_REQUIRED: ['INVALID', 'Say why in a note.'],
  NO_MOVE_PROPOSED: ['CONFLICT', 'No move is proposed any more.'],
  TRANSITION_NOT_ALLOWED: ['CONFLICT', 'The move does not stand where this may follow: look again.'],
};

/** The rules of value moves refused a command; `code` is the first reason's, `reasons` are all of them. */
export class MoveRefused extends DomainError {
  constructor(reasons: readonly MoveReason[]) {
    super(...refusal(REFUSALS, reasons));
  }
}
