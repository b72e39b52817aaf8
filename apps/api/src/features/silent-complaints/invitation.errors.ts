import type { InvitationReason } from '@mortise/domain';
import { DomainError, type ErrorKind } from '../../platform/errors/domain-error.js';

const REFUSALS: Readonly<Record<InvitationReason['code'], readonly [kind: ErrorKind, code: string, message: string]>> =
  {
    ALREADY_MADE: ['CONFLICT', 'ALREADY_MADE', 'The invitation is there already.'],
    NOT_MADE: ['NOT_FOUND', 'NOT_FOUND', 'Invitation not found.'],
    SAME_OWNER: ['CONFLICT', 'SAME_OWNER', 'It is theirs already.'],
    NOTE_REQUIRED: ['INVALID', 'NOTE_REQUIRED', 'Say it in a note.'],
    ALREADY_ANSWERED: ['CONFLICT', 'ALREADY_ANSWERED', 'It was answered already.'],
    STILL_WAITING: ['CONFLICT', 'STILL_WAITING', 'There is still time to answer.'],
    TRANSITION_NOT_ALLOWED: [
      'CONFLICT',
      'TRANSITION_NOT_ALLOWED',
      'The invitation is not at a step that allows this; the reason lists what does.',
    ],
  };

/** The rules of invitations refused a command; `reasons` are all of them. */
export class InvitationRefused extends DomainError {
  constructor(reasons: readonly InvitationReason[]) {
    const [first] = reasons;
    if (first === undefined) throw new TypeError('A refusal has a reason.');
    super(
      ...REFUSALS[first.code],
      reasons.map((reason) => ({ ...reason })),
    );
  }
}

/** The member of staff does not exist or is disabled. */
export class InvitationOwnerNotFound extends DomainError {
  constructor() {
    super('NOT_FOUND', 'OWNER_NOT_FOUND', 'There is no such member of staff, or none who sees the account.', [
      { path: ['ownerId'], code: 'OWNER_NOT_FOUND' },
    ]);
  }
}
