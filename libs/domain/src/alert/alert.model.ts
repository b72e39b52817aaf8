import type { Instant } from '../calendar/date.js';
import type { Reason } from '../decision/decision.js';
import type { CaseOutcome } from '../health/case.model.js';
import type { RegressionCause } from '../stage/regression-cause.js';
import type { AlertState, TriageResult } from './alert.machine.js';

/** Rules of an alert's way. Mortise's own proposal, configurable. */
export interface AlertPolicy {
  readonly version: string;
  /** Cycles (order intervals, contact cadences) in a row inside the limits after which a relationship has recovered. */
  readonly recoveryCycles: number;
}

export const DEFAULT_ALERT_POLICY: AlertPolicy = { version: 'default-1', recoveryCycles: 2 };

/** Who is told when an alert changes. */
export type AlertAudience = 'OWNER' | 'MANAGER' | 'EXECUTIVE';

/** A person's act: who, when and what is said about it. */
interface HumanAct {
  readonly by: string;
  readonly at: Instant;
}

/** How a person ended the case of an alert. */
export type ConcludedOutcome = Exclude<CaseOutcome, 'PASSED'>;

interface AutomaticAct {
  readonly at: Instant;
}

/** Whether winning the customer back is worth it, as assessed before anybody starts. */
export interface WinBackGround {
  readonly decision: 'GO' | 'NO_GO';
  /** Most that may be spent, minor units. */
  readonly budgetCapMinor: bigint;
}

export type AlertCommand =
  /** Detectors and rules: a grade raises the alert or sharpens it; it never softens one. */
  | (AutomaticAct & { readonly type: 'SIGNAL'; readonly grade: 'WATCH' | 'ALERT'; readonly signals: readonly string[] })
  /** One more cycle of orders or contacts has passed, inside its limits or not. */
  | (AutomaticAct & { readonly type: 'OBSERVE_CYCLE'; readonly withinLimits: boolean })
  | (HumanAct & { readonly type: 'TRIAGE'; readonly result: TriageResult; readonly note?: string })
  | (HumanAct & { readonly type: 'ESCALATE'; readonly executive: string; readonly note: string })
  | (HumanAct & {
      readonly type: 'START_WIN_BACK';
      readonly assessment: WinBackGround;
      readonly causes: readonly RegressionCause[];
    })
  /** Its case has ended: nobody works on it any more, so that what speaks from now on is another alert. */
  | (HumanAct & { readonly type: 'CONCLUDE_CASE'; readonly outcome: ConcludedOutcome; readonly note: string })
  | (AutomaticAct & { readonly type: 'END_RELATIONSHIP' });

export type AlertEvent =
  | (AutomaticAct & {
      readonly type: 'ALERT_RAISED';
      readonly grade: 'WATCH' | 'ALERT';
      readonly signals: readonly string[];
      readonly notify: readonly AlertAudience[];
    })
  | (AutomaticAct & {
      readonly type: 'ALERT_SHARPENED';
      readonly signals: readonly string[];
      readonly notify: readonly AlertAudience[];
    })
  | (AutomaticAct & { readonly type: 'SIGNAL_REPEATED'; readonly signals: readonly string[] })
  | (AutomaticAct & { readonly type: 'CYCLE_OBSERVED'; readonly withinLimits: boolean })
  | (HumanAct & { readonly type: 'ALERT_TRIAGED'; readonly result: TriageResult; readonly note?: string })
  | (AutomaticAct & { readonly type: 'RECOVERY_BEGUN' })
  | (AutomaticAct & { readonly type: 'BACK_TO_NORMAL' })
  | (HumanAct & {
      readonly type: 'CRISIS_DECLARED';
      readonly executive: string;
      readonly note: string;
      readonly notify: readonly AlertAudience[];
    })
  | (HumanAct & {
      readonly type: 'WIN_BACK_STARTED';
      readonly budgetCapMinor: bigint;
      readonly causes: readonly RegressionCause[];
    })
  /** The case found that the alert was something else than was said of it, or than nobody had said. */
  | (HumanAct & { readonly type: 'LABEL_REVISED'; readonly label: TriageResult; readonly note: string })
  /** Given up, while the relationship has not ended. */
  | (HumanAct & { readonly type: 'GIVEN_UP'; readonly note: string })
  | (AutomaticAct & { readonly type: 'RELATIONSHIP_ENDED' });

/** One alert of an account, folded from its events. */
export interface AlertRecord {
  readonly version: number;
  /** Null until a signal raises it. */
  readonly state: AlertState | null;
  readonly since: Instant | null;
  /** When it first became an alert, from which triage is due; null while it is only watched. */
  readonly alertedAt: Instant | null;
  /** Signals that spoke for it, each once, in the order they came. */
  readonly signals: readonly string[];
  /** Cycles in a row inside the limits since recovery began. */
  readonly cyclesWithinLimits: number;
  /** What a person said of it last: in triage, or when its case ended; kept for good, for it trains the thresholds. */
  readonly label: TriageResult | null;
  readonly executive: string | null;
  readonly budgetCapMinor: bigint | null;
}

export type AlertReason =
  | Reason<
      | 'ACTOR_REQUIRED'
      | 'TIME_REQUIRED'
      | 'SIGNAL_REQUIRED'
      | 'NOTE_REQUIRED'
      | 'EXECUTIVE_REQUIRED'
      | 'NOT_RAISED'
      | 'CAUSE_REQUIRED'
      | 'WIN_BACK_NOT_WORTHWHILE'
    >
  | (Reason<'TRANSITION_NOT_ALLOWED'> & {
      readonly from: AlertState;
      readonly to: string;
      readonly allowed: readonly AlertState[];
    });
