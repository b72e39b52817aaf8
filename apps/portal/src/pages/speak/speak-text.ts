import { msg } from '@lit/localize';
import type { InvitationAnswer } from '../../api/types.js';

/** What is asked beside a choice. */
export function noteLabel(answer: InvitationAnswer): string {
  switch (answer) {
    case 'ALL_WELL':
      return msg('What do you like best?', { id: 'speak-note-well' });
    case 'COMPLAINT':
      return msg('What is not right?', { id: 'speak-note-complaint' });
    case 'CALL_ME':
      return msg('When and at which number?', { id: 'speak-note-call' });
  }
}

/** What is said to an answer; null where it was given by telephone. */
export function thanks(answer: InvitationAnswer | null): string {
  switch (answer) {
    case 'ALL_WELL':
      return msg('That is good to hear. If that changes, tell us here at any time.', { id: 'speak-thanks-well' });
    case 'COMPLAINT':
      return msg('It is good that you told us. Somebody looks after it now, and you can follow every step.', {
        id: 'speak-thanks-complaint',
      });
    case 'CALL_ME':
      return msg('Somebody calls you on the next working day at the latest.', { id: 'speak-call-hint' });
    case null:
      return msg('We have talked about it.', { id: 'speak-thanks-talk' });
  }
}
