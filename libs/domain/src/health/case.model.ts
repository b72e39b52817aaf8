import type { Instant, IsoDate } from '../calendar/date.js';
import type { Reason } from '../decision/decision.js';
import type { StateMachine } from '../machine/state-machine.js';
import { REGRESSION_CAUSES, type RegressionCause, type RegressionCauseTraits } from '../stage/regression-cause.js';

/** Steps of a case about a confirmed alert. */
export const CASE_STATES = ['TRIAGE', 'ANALYSE', 'ENGAGE', 'ESCALATED', 'RESOLVED'] as const;
export type CaseState = (typeof CASE_STATES)[number];

/** Look, find the causes, work with the customer, resolve or escalate; an executive hands a case back to its work. */
export const CASE_MACHINE: StateMachine<CaseState> = {
  name: 'relationship-case',
  initial: 'TRIAGE',
  transitions: {
    TRIAGE: ['ANALYSE'],
    ANALYSE: ['ENGAGE', 'ESCALATED'],
    ENGAGE: ['ANALYSE', 'RESOLVED', 'ESCALATED'],
    // Back to where it was: to the search for causes while none are recorded.
    ESCALATED: ['ANALYSE', 'ENGAGE', 'RESOLVED'],
    RESOLVED: [],
  },
};

interface Act {
  readonly by: string;
  readonly at: Instant;
}

/** Causes as people found them: ours (subjective) and those of circumstances (objective). */
export interface FoundCauses {
  readonly subjective: readonly RegressionCause[];
  readonly objective: readonly RegressionCause[];
  /** Required where one of the two sides was looked at and nothing found. */
  readonly note?: string;
}

/** Something that will be done, by whom, until when, with what. */
export interface CaseAction {
  readonly id: string;
  readonly what: string;
  readonly owner: string;
  readonly due: IsoDate;
  readonly resources?: string;
}

export type CaseCommand = Act &
  (
    | { readonly type: 'OPEN_CASE'; readonly owner: string; readonly confirmedAt: Instant }
    | { readonly type: 'START_ANALYSIS' }
    | ({ readonly type: 'RECORD_CAUSES' } & FoundCauses)
    | { readonly type: 'RECORD_CONTACT'; readonly contactId: string; readonly note: string }
    | { readonly type: 'PLAN_ACTION'; readonly action: CaseAction }
    | { readonly type: 'COMPLETE_ACTION'; readonly actionId: string }
    | { readonly type: 'ESCALATE_CASE'; readonly executive: string; readonly note: string }
    | { readonly type: 'HAND_BACK' }
    | { readonly type: 'RESOLVE_CASE'; readonly outcome: string }
  );

export type CaseEvent = Act &
  (
    | { readonly type: 'CASE_OPENED'; readonly owner: string; readonly due: IsoDate; readonly late: boolean }
    | { readonly type: 'ANALYSIS_STARTED' }
    | ({ readonly type: 'CAUSES_RECORDED'; readonly referrals: readonly CauseReferral[] } & FoundCauses)
    | { readonly type: 'CONTACT_RECORDED'; readonly contactId: string; readonly note: string }
    | { readonly type: 'ACTION_PLANNED'; readonly action: CaseAction }
    | { readonly type: 'ACTION_COMPLETED'; readonly actionId: string }
    | { readonly type: 'CASE_ESCALATED'; readonly executive: string; readonly note: string }
    | { readonly type: 'CASE_HANDED_BACK' }
    | { readonly type: 'CASE_RESOLVED'; readonly outcome: string }
  );

export interface RelationshipCase {
  readonly version: number;
  /** Null until the case is opened. */
  readonly state: CaseState | null;
  readonly owner: string | null;
  readonly causes: FoundCauses | null;
  readonly contacts: number;
  readonly openActions: readonly CaseAction[];
  readonly completedActions: readonly CaseAction[];
  readonly executive: string | null;
  readonly outcome: string | null;
}

export type CaseReason =
  | Reason<
      | 'ACTOR_REQUIRED'
      | 'TIME_REQUIRED'
      | 'OWNER_REQUIRED'
      | 'NOTE_REQUIRED'
      | 'EXECUTIVE_REQUIRED'
      | 'DATE_REQUIRED'
      | 'NO_WORKING_DAY'
      | 'ALREADY_OPENED'
      | 'NOT_OPENED'
      | 'CASE_CLOSED'
      | 'CAUSE_REQUIRED'
      | 'SAME_ACTION'
      | 'UNKNOWN_ACTION'
      | 'CUSTOMER_CONTACT_REQUIRED'
      | 'COMPLETED_ACTION_REQUIRED'
    >
  | (Reason<'OPEN_ACTIONS'> & { readonly actions: readonly string[] })
  | (Reason<'TRANSITION_NOT_ALLOWED'> & {
      readonly from: CaseState;
      readonly to: string;
      readonly allowed: readonly CaseState[];
    });

/** Where causes lead besides the case itself; a suspicion of bribery always goes to compliance and never into a play. */
export type CauseReferral = 'COMPLIANCE' | 'PRODUCT_FEEDBACK' | 'COMPLAINT';

/** The referrals of these causes, each once, in the order of the codes. O(n). */
export function referralsOf(causes: readonly RegressionCause[]): readonly CauseReferral[] {
  const named = new Set(causes.map((cause) => (REGRESSION_CAUSES[cause] as RegressionCauseTraits).refersTo));
  return (['COMPLIANCE', 'PRODUCT_FEEDBACK', 'COMPLAINT'] as const).filter((referral) => named.has(referral));
}
