import type { PlayFault } from '@mortise/domain';
import { DomainError } from '../../platform/errors/domain-error.js';
import { refusal, type Refusals } from '../../platform/errors/refusal.js';

const REFUSALS: Refusals<PlayFault['code']> = {
  CODE_REQUIRED: ['INVALID', 'Give the play a code.'],
  NO_ACTION: ['INVALID', 'A play has at least one action.'],
  NO_PLACE: ['INVALID', 'Say at which stage or level the play belongs.'],
  EVIDENCE_REQUIRED: ['INVALID', 'Say what must be on record when the play is done.'],
  TEXT_REQUIRED: ['INVALID', 'A text is missing; the reason says which.'],
  MEANS_NOT_ALLOWED: ['INVALID', 'An action works by means that no play may use.'],
  OWNER_UNKNOWN: ['INVALID', 'An action names nobody who could do it.'],
  DUE_INVALID: ['INVALID', 'An action is due on no day.'],
  GUARD_UNKNOWN: ['INVALID', 'The play names a guard that there is not.'],
  GUARD_REQUIRED: ['INVALID', 'The means of an action ask for a guard; the reason says which.'],
  PRACTICE_PROHIBITED: [
    'CONFLICT',
    'The play speaks of deceiving, paying or exploiting people; no play does. The reason names the word.',
  ],
};

/** A play that may not be offered; a practice that is prohibited is named before any other fault. */
export class PlayRefused extends DomainError {
  constructor(faults: readonly PlayFault[]) {
    const prohibited = faults.filter(({ code }) => code === 'PRACTICE_PROHIBITED');
    super(...refusal(REFUSALS, [...prohibited, ...faults.filter((fault) => !prohibited.includes(fault))]));
  }
}

/** The playbook has no such play. */
export class PlayUnknown extends DomainError {
  constructor(path: readonly string[]) {
    super('NOT_FOUND', 'PLAY_UNKNOWN', 'The playbook has no such play.', [{ path, code: 'PLAY_UNKNOWN' }]);
  }
}

/** The code is that of a play which comes with Mortise. */
export class PlayCodeTaken extends DomainError {
  constructor() {
    super('CONFLICT', 'PLAY_CODE_TAKEN', 'A play that comes with Mortise has this code; switch that one off instead.');
  }
}
