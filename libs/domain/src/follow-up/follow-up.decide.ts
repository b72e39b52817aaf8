import { daysBetween, type IsoDate } from '../calendar/date.js';
import { isFilled, reasonsWhere } from '../decision/act.js';
import type { FollowUp } from './follow-up.model.js';

/** What somebody does with a follow-up. */
export type FollowUpCommand =
  | { readonly type: 'COMPLETE' | 'DROP'; readonly note: string }
  | { readonly type: 'ASSIGN'; readonly ownerId: string }
  | { readonly type: 'POSTPONE'; readonly dueOn: IsoDate; readonly note: string };

export interface FollowUpReason {
  readonly code: 'FOLLOW_UP_ENDED' | 'OWNER_REQUIRED' | 'NOTE_REQUIRED' | 'NOT_LATER';
}

/** Why a command is refused: what has ended stays as it ended, and is ended or put off with a word only. O(1). */
export function followUpFaults(
  command: FollowUpCommand,
  { status, dueOn }: Pick<FollowUp, 'status' | 'dueOn'>,
): readonly FollowUpReason[] {
  return reasonsWhere<FollowUpReason>(
    [status !== 'OPEN', { code: 'FOLLOW_UP_ENDED' }],
    [command.type === 'ASSIGN' && !isFilled(command.ownerId), { code: 'OWNER_REQUIRED' }],
    [command.type !== 'ASSIGN' && !isFilled(command.note), { code: 'NOTE_REQUIRED' }],
    [command.type === 'POSTPONE' && daysBetween(dueOn, command.dueOn) <= 0, { code: 'NOT_LATER' }],
  );
}
