import { INVITATION_ANSWERS, type InvitationAnswer } from '../../api/types.js';
import type { Memory } from '../../session/session.js';

/** What somebody has chosen and written so far. */
export interface SpeakDraft {
  readonly answer: InvitationAnswer | null;
  readonly note: string;
}

export const EMPTY_DRAFT: SpeakDraft = { answer: null, note: '' };

/** What was begun on this device, by this person about this question; it stays until it is sent. */
export function readDraft(memory: Memory, buyerId: string, invitationId: string): SpeakDraft {
  try {
    const { answer, note } = JSON.parse(memory.getItem(keyOf(buyerId, invitationId)) ?? '{}') as Partial<SpeakDraft>;
    return {
      answer: INVITATION_ANSWERS.find((each) => each === answer) ?? null,
      note: typeof note === 'string' ? note : '',
    };
  } catch {
    return EMPTY_DRAFT;
  }
}

export function keepDraft(memory: Memory, buyerId: string, invitationId: string, draft: SpeakDraft): void {
  memory.setItem(keyOf(buyerId, invitationId), JSON.stringify(draft));
}

export function forgetDraft(memory: Memory, buyerId: string, invitationId: string): void {
  memory.removeItem(keyOf(buyerId, invitationId));
}

function keyOf(buyerId: string, invitationId: string): string {
  return `mortise-portal.speak.${buyerId}.${invitationId}`;
}
