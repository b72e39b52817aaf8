import type { AccountPlanReason, PlayGuard } from '@mortise/domain';
import { hasPermission } from '../../platform/auth/demand-permission.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { refusal, type Refusals } from '../../platform/errors/refusal.js';

const REFUSALS: Refusals<AccountPlanReason['code']> = {
  ACTOR_REQUIRED: ['INVALID', 'Nobody is named as the actor.'],
  TIME_REQUIRED: ['INVALID', 'The time is missing.'],
  NOTE_REQUIRED: ['INVALID', 'Say it in a note.'],
  ALREADY_DRAFTED: ['CONFLICT', 'The plan is there already.'],
  NOT_DRAFTED: ['NOT_FOUND', 'Account plan not found.'],
  ACCOUNT_REQUIRED: ['INVALID', 'Name the account.'],
  START_REQUIRED: ['INVALID', 'The year of a plan begins on the first day of a month.'],
  OBJECTIVE_REQUIRED: ['INVALID', 'Say what the plan is to achieve.'],
  CURRENCY_INVALID: ['INVALID', 'The currency is none.'],
  CAP_NEGATIVE: ['INVALID', 'A cap is not negative.'],
  ANOTHER_PLAN: ['CONFLICT', 'Account, year and currency of a plan stay; draft another one.'],
  PLAYS_REQUIRED: ['CONFLICT', 'The plan has no open play; add one.'],
  AUTHOR_MAY_NOT_APPROVE: ['CONFLICT', 'Somebody must approve this who has had no hand in the plan.'],
  YEAR_OVER: ['CONFLICT', 'The year of the plan is over.'],
  PLAY_REQUIRED: ['INVALID', 'Name the play.'],
  OWNER_REQUIRED: ['INVALID', 'A play has an owner, and so has each of its actions; name one.'],
  SAME_PLAY: ['CONFLICT', 'The plan has this play already.'],
  UNKNOWN_PLAY: ['NOT_FOUND', 'The plan has no such play.'],
  PLAY_ENDED: ['CONFLICT', 'The play has ended.'],
  DUE_OUTSIDE_YEAR: ['INVALID', 'Plays and actions are due within the year of the plan.'],
  AMOUNT_NOT_POSITIVE: ['INVALID', 'An investment is more than nothing.'],
  BUDGET_NEGATIVE: ['INVALID', 'A budget is not negative.'],
  QUARTER_UNKNOWN: ['INVALID', 'A year has the quarters 1 to 4.'],
  QUARTER_ALREADY_REVIEWED: ['CONFLICT', 'The quarter has been reviewed.'],
  ACTIONS_REQUIRED: ['INVALID', 'A play has at least one action.'],
  SAME_ACTION: ['INVALID', 'An action is named twice.'],
  UNKNOWN_ACTION: ['NOT_FOUND', 'The plan has no such action.'],
  ACTION_ENDED: ['CONFLICT', 'The action has ended.'],
  NOT_LATER: ['INVALID', 'The day is no later than the one it is due on; name a later one.'],
  GOAL_DATE_OUTSIDE_YEAR: ['INVALID', 'The goal is to be reached within the year of the plan.'],
  GOAL_DOES_NOT_FIT: [
    'CONFLICT',
    'A plan advances by one stage from where the account stands, or holds that very one.',
  ],
  CAP_EXCEEDED: ['CONFLICT', 'The plays would cost more than the cap of the plan.'],
  CAP_ABOVE_CEILING: [
    'CONFLICT',
    'The cap is above what the value of the account speaks for, by the move that was approved.',
  ],
  QUARTER_NOT_BEGUN: ['CONFLICT', 'The quarter has not begun yet.'],
  REVIEWS_MISSING: ['CONFLICT', 'Earlier quarters are to be reviewed first; the reason lists them.'],
  OPEN_PLAYS: ['CONFLICT', 'Plays are still open; complete or drop them first. The reason lists them.'],
  OPEN_ACTIONS: ['CONFLICT', 'Actions are still open; complete or drop them first. The reason lists them.'],
  COMMAND_NOT_ALLOWED_NOW: ['CONFLICT', 'The plan is not at a step that allows this.'],
  TRANSITION_NOT_ALLOWED: ['CONFLICT', 'The plan is not at a step that allows this; the reason lists what does.'],
};

/** The rules of plans refused a command; `code` is the first reason's, `reasons` are all of them. */
export class PlanRefused extends DomainError {
  constructor(ctx: RequestContext, reasons: readonly AccountPlanReason[]) {
    super(
      ...refusal(
        REFUSALS,
        reasons.map((reason) => toldTo(ctx, reason)),
      ),
    );
  }
}

/** Amounts are text to a client; what the account's value speaks for is told to those who may read values. */
function toldTo(ctx: RequestContext, reason: AccountPlanReason): { readonly code: AccountPlanReason['code'] } {
  const members = Object.entries(reason).flatMap(([name, value]: readonly [string, unknown]) => {
    if (name === 'ceilingMinor' && !hasPermission(ctx, 'value.read')) return [];
    return [[name, typeof value === 'bigint' ? String(value) : value] as const];
  });
  return Object.fromEntries(members) as { readonly code: AccountPlanReason['code'] };
}

/** The account has no stage that a plan could start from. */
export class AccountNotPlannable extends DomainError {
  constructor(code: 'NOT_OPENED' | 'RELATIONSHIP_ENDED') {
    const why = {
      NOT_OPENED: 'The account has no stage yet; open it first.',
      RELATIONSHIP_ENDED: 'The relationship has ended; it is won back first.',
    };
    super('CONFLICT', code, why[code], [{ path: ['input', 'accountId'], code }]);
  }
}

/** Another plan of the account has days in common and has not ended. */
export class PlanOverlaps extends DomainError {
  constructor(planId: string) {
    const code = 'PLAN_OVERLAPS';
    super(
      'CONFLICT',
      code,
      'Another plan of the account has days in common with this year; close or withdraw it first.',
      [{ path: ['input', 'startsOn'], code, planId }],
    );
  }
}

/** A member of staff who is to own a play or an action does not exist, is disabled, or does not see the account. */
export class PlanOwnerNotFound extends DomainError {
  constructor(path: readonly string[]) {
    super('NOT_FOUND', 'OWNER_NOT_FOUND', 'There is no such member of staff, or none who sees the account.', [
      { path, code: 'OWNER_NOT_FOUND' },
    ]);
  }
}

/** A guard of the play does not hold yet. */
export class PlayGuardUnmet extends DomainError {
  constructor(guards: readonly PlayGuard[]) {
    super(
      'CONFLICT',
      'GUARD_UNMET',
      'What keeps the play honest is not given yet; the reasons say what.',
      guards.map((guard) => ({ code: 'GUARD_UNMET', guard })),
    );
  }
}

/** Something happened to the plan since the caller looked. */
export class PlanChanged extends DomainError {
  constructor(version: number) {
    super('CONFLICT', 'PLAN_CHANGED', `The plan is at version ${version} by now; look again.`);
  }
}
