import type { CaseReason, WinBackReason } from '@mortise/domain';
import { DomainError } from '../../platform/errors/domain-error.js';
import { refusal, type Refusals } from '../../platform/errors/refusal.js';

const COMMON = {
  ACTOR_REQUIRED: ['INVALID', 'Nobody is named as the actor.'],
  TIME_REQUIRED: ['INVALID', 'The time is missing.'],
  NOTE_REQUIRED: ['INVALID', 'Say why in a note; where one side has no cause, too.'],
} as const;

const CASE_REFUSALS: Refusals<CaseReason['code']> = {
  ...COMMON,
  OWNER_REQUIRED: ['INVALID', 'Name an owner.'],
  EXECUTIVE_REQUIRED: ['INVALID', 'Name the executive.'],
  DATE_REQUIRED: ['INVALID', 'Name the day until which it is to be done.'],
  NO_WORKING_DAY: ['CONFLICT', 'The calendar of the policy has no working day.'],
  ALREADY_OPENED: ['CONFLICT', 'The alert has its case already.'],
  NOT_OPENED: ['CONFLICT', 'The case is not open.'],
  SAME_OWNER: ['CONFLICT', 'The case is theirs already.'],
  CASE_CLOSED: ['CONFLICT', 'The case is resolved.'],
  CAUSE_REQUIRED: ['CONFLICT', 'Record at least one cause first.'],
  SAME_ACTION: ['CONFLICT', 'The case has this action already.'],
  UNKNOWN_ACTION: ['NOT_FOUND', 'The case has no such open action.'],
  CUSTOMER_CONTACT_REQUIRED: ['CONFLICT', 'Nobody has talked to the customer yet; record it first.'],
  COMPLETED_ACTION_REQUIRED: ['CONFLICT', 'Nothing has been done yet; complete an action first.'],
  OPEN_ACTIONS: ['CONFLICT', 'Actions are still open; the reason lists them.'],
  TRANSITION_NOT_ALLOWED: ['CONFLICT', 'The case is not at a step that allows this; the reason lists what does.'],
};

const WIN_BACK_REFUSALS: Refusals<WinBackReason['code']> = {
  ...COMMON,
  NOT_ASSESSED: ['CONFLICT', 'Assess the win-back first.'],
  CAUSE_NOT_RECORDED: ['CONFLICT', 'The case has not recorded this cause.'],
  CAUSE_FOR_COMPLIANCE: ['INVALID', 'A suspicion of bribery goes to compliance and never into a plan.'],
  NEGATIVE_COST: ['INVALID', 'Costs are not negative.'],
  THIRD_PARTY_REQUIRED: ['INVALID', 'Say who helped.'],
  THIRD_PARTY_NOT_EXPECTED: ['INVALID', 'Only a step of kind THIRD_PARTY names one.'],
  WIN_BACK_NOT_WORTHWHILE: ['CONFLICT', 'It is not worth its cost; the reason lists why.'],
  TRANSITION_NOT_ALLOWED: ['CONFLICT', 'The win-back is not at a step that allows this; the reason lists what does.'],
};

/** The rules of cases refused a command; `code` is the first reason's, `reasons` are all of them. */
export class CaseRefused extends DomainError {
  constructor(reasons: readonly CaseReason[]) {
    super(...refusal(CASE_REFUSALS, reasons));
  }
}

/** The rules of win-backs refused a command. */
export class WinBackRefused extends DomainError {
  constructor(reasons: readonly WinBackReason[]) {
    super(...refusal(WIN_BACK_REFUSALS, reasons));
  }
}

/** Something happened to the case since the caller looked. */
export class CaseChanged extends DomainError {
  constructor(version: number) {
    super('CONFLICT', 'CASE_CHANGED', `The case is at version ${version} by now; look again.`);
  }
}

/** The member of staff does not exist, is disabled, does not see the account, or has no authority for it. */
export class StaffNotFound extends DomainError {
  constructor(code: 'OWNER_NOT_FOUND' | 'EXECUTIVE_NOT_FOUND', path: readonly string[]) {
    const message =
      code === 'OWNER_NOT_FOUND'
        ? 'There is no such member of staff, or none who sees the account.'
        : 'There is no such member of staff who may decide on the end of a relationship.';
    super('NOT_FOUND', code, message, [{ path, code }]);
  }
}

/** The person is not one of the account's. */
export class CaseContactNotFound extends DomainError {
  constructor() {
    super('NOT_FOUND', 'CONTACT_NOT_FOUND', 'The account has no such contact.', [
      { path: ['input', 'accountContactId'], code: 'CONTACT_NOT_FOUND' },
    ]);
  }
}

/** A suspicion needs its ground, and only a suspicion has one. */
export class ComplianceNoteRequired extends DomainError {
  constructor() {
    super('INVALID', 'COMPLIANCE_NOTE_REQUIRED', 'Say in complianceNote what the suspicion rests on.', [
      { path: ['input', 'complianceNote'], code: 'COMPLIANCE_NOTE_REQUIRED' },
    ]);
  }
}

/** Orders or contacts are not back yet. */
export class AlertNotRecovered extends DomainError {
  constructor(state: string) {
    super('CONFLICT', 'ALERT_NOT_RECOVERED', `The alert is ${state}: orders and contacts are not back yet.`);
  }
}

/** Nothing was wrong, they say, while the customer is being won back. */
export class WinBackUnderWay extends DomainError {
  constructor() {
    super('CONFLICT', 'WIN_BACK_UNDER_WAY', 'A win-back is under way; the case ends RECOVERED or LOST.');
  }
}
