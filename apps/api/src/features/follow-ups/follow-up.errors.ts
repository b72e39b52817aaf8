import type { FollowUpReason } from '@mortise/domain';
import { DomainError } from '../../platform/errors/domain-error.js';
import { refusal, type Refusals } from '../../platform/errors/refusal.js';

const REFUSALS: Refusals<FollowUpReason['code']> = {
  FOLLOW_UP_ENDED: ['CONFLICT', 'It has been done or given up.'],
  OWNER_REQUIRED: ['INVALID', 'Name who is to do it.'],
  NOTE_REQUIRED: ['INVALID', 'Say it in a note.'],
  NOT_LATER: ['INVALID', 'The day is no later than the one it is due on; name a later one.'],
};

/** The rules of follow-ups refused a command; `code` is the first reason's, `reasons` are all of them. */
export class FollowUpRefused extends DomainError {
  constructor(reasons: readonly FollowUpReason[]) {
    super(...refusal(REFUSALS, reasons));
  }
}

/** Whoever is named does not work here any more, or may not see the account. */
export class FollowUpOwnerNotFound extends DomainError {
  constructor() {
    super('NOT_FOUND', 'OWNER_NOT_FOUND', 'Nobody of the staff who may see the account has this id.', [
      { path: ['ownerId'], code: 'OWNER_NOT_FOUND' },
    ]);
  }
}

/** What is agreed on for a season is a promotion that has a day of its peak. */
export class PromotionOutsideSeason extends DomainError {
  constructor() {
    super('CONFLICT', 'PROMOTION_OUTSIDE_SEASON', 'The promotion has no day in the peak of this season.', [
      { path: ['input', 'promotionId'], code: 'PROMOTION_OUTSIDE_SEASON' },
    ]);
  }
}
