import type { IsoDate } from '../calendar/date.js';
import type { ZoneOffset } from '../calendar/zone.js';
import type { Act } from '../decision/act.js';
import type { Reason } from '../decision/decision.js';
import type { TransitionNotAllowed } from '../machine/state-machine.js';
import type { MinorUnits } from '../money/money.js';
import type { Stage } from '../stage/stages.js';
import type { LocalizedText } from '../text/localized-text.js';
import type { AccountPlanState } from './account-plan.machine.js';

/** Rules of account plans. Mortise's own proposal, configurable. */
export interface AccountPlanPolicy {
  /** Days after a quarter's end until which it is to have been reviewed. */
  readonly reviewWithinDays: number;
  /** Whether whoever wrote a plan may approve it, and raise its cap. */
  readonly authorMayApprove: boolean;
  /** Whose days count; UTC unless told. */
  readonly zone?: ZoneOffset;
}

export const DEFAULT_ACCOUNT_PLAN_POLICY: AccountPlanPolicy = { reviewWithinDays: 30, authorMayApprove: false };

/** The next stage, or to hold this one: a plan has one of the two, and nothing between. */
export type AccountPlanGoal =
  | {
      readonly goal: 'ADVANCE';
      readonly to: Stage;
      /** The day by which it is to be reached, within the plan's year; its last day unless told. */
      readonly by?: IsoDate;
    }
  | { readonly goal: 'HOLD'; readonly at: Stage };

/** What a plan is about. */
export interface AccountPlanOutline {
  readonly accountId: string;
  /** First day of the plan's year, the first of a month. */
  readonly startsOn: IsoDate;
  /** Where the account stands. */
  readonly stage: Stage;
  readonly goal: AccountPlanGoal;
  readonly objective: string;
  /** Most that may be invested in the year. */
  readonly capMinor: MinorUnits;
  readonly currency: string;
}

/** A step of a play, as the plan has copied it: what, by whom, until when. */
export interface PlanAction {
  /** Its own among all actions of the plan. */
  readonly id: string;
  readonly code: string;
  readonly text: LocalizedText;
  readonly owner: string;
  readonly dueOn: IsoDate;
}

/** How a play or an action stands. */
export const PLAN_STEP_STATUSES = ['OPEN', 'DONE', 'DROPPED'] as const;
export type PlanStepStatus = (typeof PLAN_STEP_STATUSES)[number];

export interface ActionStanding extends PlanAction {
  readonly status: PlanStepStatus;
}

/** A play of the plan: what, by whom, until when, for how much, in the plan's currency, and the steps it consists of. */
export interface PlannedPlay {
  readonly id: string;
  readonly playCode: string;
  readonly name: LocalizedText;
  readonly owner: string;
  readonly dueOn: IsoDate;
  readonly budgetMinor: MinorUnits;
  readonly actions: readonly PlanAction[];
}

export interface PlayStanding extends PlannedPlay {
  readonly status: PlanStepStatus;
  readonly spentMinor: MinorUnits;
  readonly actions: readonly ActionStanding[];
}

export type PlanQuarter = 1 | 2 | 3 | 4;

/** What a quarter's review found and decided. */
export interface QuarterReview {
  readonly quarter: PlanQuarter;
  /** Where the account stands now. */
  readonly stage: Stage;
  readonly goal: AccountPlanGoal;
  readonly note: string;
}

/** Most that an account's value speaks for investing in it, in the plan's currency; left out where nobody has decided that. */
export interface InvestmentCeiling {
  readonly ceilingMinor?: MinorUnits;
}

export type AccountPlanCommand = Act &
  (
    | ({ readonly type: 'DRAFT_PLAN'; readonly outline: AccountPlanOutline } & InvestmentCeiling)
    | ({ readonly type: 'REVISE_PLAN'; readonly outline: AccountPlanOutline } & InvestmentCeiling)
    | { readonly type: 'ADD_PLAY'; readonly play: PlannedPlay }
    | { readonly type: 'ASSIGN_PLAY'; readonly playId: string; readonly owner: string }
    | { readonly type: 'DROP_PLAY' | 'COMPLETE_PLAY'; readonly playId: string; readonly note: string }
    | { readonly type: 'INVEST'; readonly playId: string; readonly amountMinor: MinorUnits; readonly note: string }
    | { readonly type: 'ASSIGN_ACTION'; readonly actionId: string; readonly owner: string }
    | { readonly type: 'POSTPONE_ACTION'; readonly actionId: string; readonly dueOn: IsoDate; readonly note: string }
    | { readonly type: 'DROP_ACTION' | 'COMPLETE_ACTION'; readonly actionId: string; readonly note: string }
    | { readonly type: 'SUBMIT_PLAN' }
    | ({ readonly type: 'APPROVE_PLAN' } & InvestmentCeiling)
    | { readonly type: 'RETURN_PLAN' | 'WITHDRAW_PLAN' | 'CLOSE_PLAN'; readonly note: string }
    | ({ readonly type: 'CHANGE_CAP'; readonly capMinor: MinorUnits; readonly note: string } & InvestmentCeiling)
    | { readonly type: 'REVIEW_QUARTER'; readonly review: QuarterReview }
  );

export type AccountPlanEvent = Act &
  (
    | { readonly type: 'PLAN_DRAFTED' | 'PLAN_REVISED'; readonly outline: AccountPlanOutline }
    | { readonly type: 'PLAY_ADDED'; readonly play: PlannedPlay }
    | { readonly type: 'PLAY_ASSIGNED'; readonly playId: string; readonly owner: string }
    | { readonly type: 'PLAY_DROPPED' | 'PLAY_COMPLETED'; readonly playId: string; readonly note: string }
    | { readonly type: 'INVESTED'; readonly playId: string; readonly amountMinor: MinorUnits; readonly note: string }
    | { readonly type: 'ACTION_ASSIGNED'; readonly actionId: string; readonly owner: string }
    | { readonly type: 'ACTION_POSTPONED'; readonly actionId: string; readonly dueOn: IsoDate; readonly note: string }
    | { readonly type: 'ACTION_DROPPED' | 'ACTION_COMPLETED'; readonly actionId: string; readonly note: string }
    | { readonly type: 'PLAN_SUBMITTED' }
    | { readonly type: 'PLAN_APPROVED'; readonly activeOn: IsoDate }
    | { readonly type: 'PLAN_RETURNED' | 'PLAN_WITHDRAWN' | 'PLAN_CLOSED'; readonly note: string }
    | { readonly type: 'CAP_CHANGED'; readonly capMinor: MinorUnits; readonly note: string }
    | { readonly type: 'QUARTER_REVIEWED'; readonly review: QuarterReview; readonly late: boolean }
  );

/** One plan, folded from its events. */
export interface AccountPlanRecord {
  readonly version: number;
  /** Null until somebody drafts it. */
  readonly state: AccountPlanState | null;
  /** As it stands now, with the stage and goal of the last review. */
  readonly outline: AccountPlanOutline | null;
  /** Everybody who had a hand in outline or plays. */
  readonly authors: readonly string[];
  readonly plays: readonly PlayStanding[];
  readonly approvedBy: string | null;
  /** The day from which it is worked by; quarters over before that day need no review. */
  readonly activeOn: IsoDate | null;
  readonly reviews: readonly (Act & QuarterReview & { readonly late: boolean })[];
  readonly outcome: string | null;
}

export type AccountPlanReason =
  | Reason<
      | ('ACTOR_REQUIRED' | 'TIME_REQUIRED' | 'NOTE_REQUIRED' | 'ALREADY_DRAFTED' | 'NOT_DRAFTED')
      | ('ACCOUNT_REQUIRED' | 'START_REQUIRED' | 'OBJECTIVE_REQUIRED' | 'CURRENCY_INVALID' | 'CAP_NEGATIVE')
      | ('ANOTHER_PLAN' | 'PLAYS_REQUIRED' | 'AUTHOR_MAY_NOT_APPROVE' | 'YEAR_OVER')
      | ('PLAY_REQUIRED' | 'OWNER_REQUIRED' | 'SAME_PLAY' | 'UNKNOWN_PLAY' | 'PLAY_ENDED' | 'DUE_OUTSIDE_YEAR')
      | (
          | 'ACTIONS_REQUIRED'
          | 'SAME_ACTION'
          | 'UNKNOWN_ACTION'
          | 'ACTION_ENDED'
          | 'NOT_LATER'
          | 'GOAL_DATE_OUTSIDE_YEAR'
        )
      | ('AMOUNT_NOT_POSITIVE' | 'BUDGET_NEGATIVE' | 'QUARTER_UNKNOWN' | 'QUARTER_ALREADY_REVIEWED')
    >
  | (Reason<'GOAL_DOES_NOT_FIT'> & { readonly stage: Stage })
  | (Reason<'CAP_EXCEEDED'> & { readonly capMinor: MinorUnits; readonly committedMinor: MinorUnits })
  | (Reason<'CAP_ABOVE_CEILING'> & { readonly capMinor: MinorUnits; readonly ceilingMinor: MinorUnits })
  | (Reason<'QUARTER_NOT_BEGUN'> & { readonly beginsOn: IsoDate })
  | (Reason<'REVIEWS_MISSING'> & { readonly quarters: readonly PlanQuarter[] })
  | (Reason<'OPEN_PLAYS'> & { readonly plays: readonly string[] })
  | (Reason<'OPEN_ACTIONS'> & { readonly actions: readonly string[] })
  | (Reason<'COMMAND_NOT_ALLOWED_NOW'> & { readonly state: AccountPlanState })
  | TransitionNotAllowed<AccountPlanState>;
