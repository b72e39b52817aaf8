import { msg } from '@lit/localize';
import type { StatusTone } from '@mortise/ui';
import type { Submission } from '../../outbox/submission.js';

export interface OutgoingText {
  readonly tone: StatusTone;
  readonly badge: string;
  /** What happens next, and what the buyer can do. */
  readonly text: string;
}

/** Where a complaint on its way stands. */
export function outgoingText({ state, problem }: Submission, sending: boolean): OutgoingText {
  if (state === 'DELIVERED') {
    return {
      tone: 'success',
      badge: msg('Delivered', { id: 'outgoing-delivered' }),
      text: msg('The supplier has your complaint.', { id: 'outgoing-delivered-text' }),
    };
  }
  if (state === 'REFUSED') {
    return {
      tone: 'danger',
      badge: msg('Needs a correction', { id: 'outgoing-refused' }),
      text: msg('It was not accepted as it is. Correct it and send it again; nothing is lost.', {
        id: 'outgoing-refused-text',
      }),
    };
  }
  if (problem === 'SIGN_IN' && !sending) {
    return {
      tone: 'warning',
      badge: msg('Waiting for you to sign in', { id: 'outgoing-sign-in' }),
      text: msg('Your session has ended. Sign in again and it is sent; it is kept on this device until then.', {
        id: 'outgoing-sign-in-text',
      }),
    };
  }
  if (problem === 'SERVER' && !sending) {
    return {
      tone: 'warning',
      badge: msg('Waiting for the supplier', { id: 'outgoing-server' }),
      text: msg('The supplier’s system does not answer properly right now. We try again by ourselves.', {
        id: 'outgoing-server-text',
      }),
    };
  }
  if (sending && problem === 'NONE') {
    return {
      tone: 'active',
      badge: msg('Being sent', { id: 'outgoing-sending' }),
      text: msg('This takes a few seconds.', { id: 'outgoing-sending-text' }),
    };
  }
  return {
    tone: 'warning',
    badge: msg('Waiting for the network', { id: 'outgoing-network' }),
    text: msg('It is kept on this device and sent as soon as the network is back. You may close this page meanwhile.', {
      id: 'outgoing-network-text',
    }),
  };
}
