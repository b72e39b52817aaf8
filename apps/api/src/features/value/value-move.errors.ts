import type { MoveReason } from '@mortise/domain';
import { DomainError, type ErrorKind } from '../../platform/errors/domain-error.js';

const REFUSALS: Readonly<Record<MoveReason['code'], readonly [ErrorKind, string]>> = {
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
    const code = reasons[0]?.code ?? 'TRANSITION_NOT_ALLOWED';
    const [kind, message] = REFUSALS[code];
    super(
      kind,
      code,
      message,
      reasons.map((reason) => ({ ...reason })),
    );
  }
}
