import type { Instant, IsoDate } from '../calendar/date.js';
import type { Reason } from '../decision/decision.js';
import type { StateMachine } from '../machine/state-machine.js';
import { REGRESSION_CAUSES, type RegressionCause, type RegressionCauseTraits } from '../stage/regression-cause.js';

/** Steps of a case about a confirmed alert. */
export const CASE_STATES = ['TRIAGE', 'ANALYSE', 'ENGAGE', 'ESCALATED', 'RESOLVED'] as const;
export type CaseState = (typeof CASE_STATES)[number];

/** How a case ended. Only the first two say something about the relationship. */
export const CASE_OUTCOMES = ['RECOVERED', 'LOST', 'FALSE_ALARM', 'PASSED'] as const;
/**
 * `RECOVERED`: the customer is back; `LOST`: gone; `FALSE_ALARM`: a person found that nothing was wrong; `PASSED`: the signals
 * went by before anybody had confirmed them.
 */
export type CaseOutcome = (typeof CASE_OUTCOMES)[number];

/**
 * Look, find the causes, work with the customer, resolve or escalate; an executive hands a case back to its work. Before
 * the causes are known a case is resolved only where nothing was the matter.
 */
export const CASE_MACHINE: StateMachine<CaseState> = {
  name: 'relationship-case',
  initial: 'TRIAGE',
  transitions: {
    TRIAGE: ['ANALYSE', 'RESOLVED'],
    ANALYSE: ['ENGAGE', 'ESCALATED', 'RESOLVED'],
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

export interface CompletedCaseAction extends CaseAction {
  /** What came of it. */
  readonly result?: string;
}

export type CaseCommand = Act &
  (
    | { readonly type: 'OPEN_CASE'; readonly owner: string; readonly confirmedAt: Instant }
    | { readonly type: 'ASSIGN_CASE'; readonly owner: string }
    | { readonly type: 'START_ANALYSIS' }
    | ({ readonly type: 'RECORD_CAUSES' } & FoundCauses)
    | { readonly type: 'RECORD_CONTACT'; readonly contactId: string; readonly note: string }
    | { readonly type: 'PLAN_ACTION'; readonly action: CaseAction }
    | { readonly type: 'COMPLETE_ACTION'; readonly actionId: string; readonly result?: string }
    | { readonly type: 'ESCALATE_CASE'; readonly executive: string; readonly note: string }
    | { readonly type: 'HAND_BACK' }
    | { readonly type: 'RESOLVE_CASE'; readonly outcome: CaseOutcome; readonly note: string }
  );

/** A step taken: the day on which the next one is due, by the policy of its day. */
interface Step {
  readonly stepDue: IsoDate;
}

export type CaseEvent = Act &
  (
    | ({ readonly type: 'CASE_OPENED'; readonly owner: string; readonly due: IsoDate; readonly late: boolean } & Step)
    | { readonly type: 'CASE_ASSIGNED'; readonly owner: string }
    | ({ readonly type: 'ANALYSIS_STARTED' } & Step)
    | ({ readonly type: 'CAUSES_RECORDED'; readonly referrals: readonly CauseReferral[] } & FoundCauses & Step)
    | { readonly type: 'CONTACT_RECORDED'; readonly contactId: string; readonly note: string }
    | { readonly type: 'ACTION_PLANNED'; readonly action: CaseAction }
    | { readonly type: 'ACTION_COMPLETED'; readonly actionId: string; readonly result?: string }
    | ({ readonly type: 'CASE_ESCALATED'; readonly executive: string; readonly note: string } & Step)
    | ({ readonly type: 'CASE_HANDED_BACK' } & Step)
    | { readonly type: 'CASE_RESOLVED'; readonly outcome: CaseOutcome; readonly note: string }
  );

export interface RelationshipCase {
  readonly version: number;
  /** Null until the case is opened. */
  readonly state: CaseState | null;
  /** When it came into this state. */
  readonly since: Instant | null;
  /** The day until which it was to be open, and whether it was later than that. */
  readonly openDue: IsoDate | null;
  readonly openedLate: boolean;
  /** The day until which its present step is to be taken; null once it is resolved. */
  readonly stepDue: IsoDate | null;
  /**
   * The day until which the work with the customer is to be over, from the first time it began or from when an executive
   * last handed the case back to it. Whoever looks for causes again does not move it.
   */
  readonly engageDue: IsoDate | null;
  readonly owner: string | null;
  readonly causes: FoundCauses | null;
  readonly contacts: number;
  readonly openActions: readonly CaseAction[];
  readonly completedActions: readonly CompletedCaseAction[];
  readonly executive: string | null;
  readonly outcome: CaseOutcome | null;
  /** What was said when it was resolved. */
  readonly outcomeNote: string | null;
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
      | 'SAME_OWNER'
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

/** Whether a cause may be seen only by those who look after compliance. */
export function isConfidentialCause(cause: RegressionCause): boolean {
  return (REGRESSION_CAUSES[cause] as RegressionCauseTraits).refersTo === 'COMPLIANCE';
}
