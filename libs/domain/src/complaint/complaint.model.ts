import type { Instant } from '../calendar/date.js';
import type { Reason } from '../decision/decision.js';
import type { TransitionNotAllowed } from '../machine/state-machine.js';
import type { ComplaintState } from './complaint.machine.js';
import type { ComplaintSeverity } from './complaint-policy.js';
import type { ComplaintForm, EightDStep, GoodsPlace, StepReport, StepReports } from './eight-d.js';
import type { StepReportFault } from './step-report-faults.js';

export const COMPLAINT_SIDES = ['SUPPLIER', 'CUSTOMER'] as const;
export type ComplaintSide = (typeof COMPLAINT_SIDES)[number];

/** What the customer wants to happen with the goods or the money. */
export const COMPLAINT_REMEDIES = ['REPLACE', 'REWORK', 'RETURN', 'CREDIT', 'REPAIR', 'EXPLANATION', 'OTHER'] as const;
export type ComplaintRemedy = (typeof COMPLAINT_REMEDIES)[number];

/** What the supplier makes of the claim. */
export const CLAIM_VERDICTS = ['ACCEPTED', 'PARTLY_ACCEPTED', 'REJECTED'] as const;
export type ClaimVerdict = (typeof CLAIM_VERDICTS)[number];

/** Why the clocks stand still. */
export const PAUSE_REASONS = ['WAITING_FOR_CUSTOMER', 'WAITING_FOR_GOODS', 'WAITING_FOR_AUTHORITY'] as const;
export type PauseReason = (typeof PAUSE_REASONS)[number];

/** What a complaint says when it comes in. */
export interface ComplaintIntake {
  readonly number: string;
  readonly accountId: string;
  readonly description: string;
  readonly severity: ComplaintSeverity;
  readonly safetyRelevant: boolean;
  /** The same part and defect was complained of before, within the policy's days. */
  readonly recurrence?: boolean;
  /** Said unasked, or only when somebody asked. */
  readonly voice: 'VOICED' | 'PROMPTED';
  readonly orderLineId?: string;
  readonly part?: string;
  readonly partRevision?: string;
  readonly lot?: string;
  readonly serials?: readonly string[];
  readonly defect?: string;
  readonly quantityAffected?: number;
  readonly goodsAt?: readonly GoodsPlace[];
  readonly remedySought?: ComplaintRemedy;
}

/** Who did it, for which side and when; the time is given, never taken. */
export interface ComplaintAct {
  readonly by: string;
  readonly side: ComplaintSide;
  readonly at: Instant;
}

/** The supplier's answer to the claim, its ground and what the customer can do about it. */
export interface ClaimDecision {
  readonly verdict: ClaimVerdict;
  readonly explanation: string;
  /** Where to turn when one does not agree; shown with every answer. */
  readonly recourse: string;
}

type BySupplier = ComplaintAct & { readonly side: 'SUPPLIER' };
type ByCustomer = ComplaintAct & { readonly side: 'CUSTOMER' };

/** Commands. What only one side may do names that side, so that the other cannot send it. */
export type ComplaintCommand = { readonly expectedVersion?: number } & (
  | (ComplaintAct & {
      readonly type: 'RECEIVE';
      readonly intake: ComplaintIntake;
      readonly form: ComplaintForm;
    })
  | (BySupplier & { readonly type: 'ACKNOWLEDGE' })
  | (ComplaintAct & { readonly type: 'REQUIRE_FULL_FORM'; readonly reason: string })
  | (BySupplier & { readonly type: 'SUBMIT_STEP' } & StepReport)
  | (ComplaintAct & { readonly type: 'ACCEPT_STEP'; readonly step: EightDStep })
  | (ComplaintAct & { readonly type: 'REJECT_STEP'; readonly step: EightDStep; readonly reason: string })
  | (BySupplier & { readonly type: 'DECIDE_CLAIM' } & ClaimDecision)
  | (BySupplier & { readonly type: 'COMPLETE_ACTION' })
  | (ByCustomer & { readonly type: 'CONFIRM' })
  | (BySupplier & { readonly type: 'CLOSE' })
  | (ComplaintAct & { readonly type: 'REOPEN'; readonly from: EightDStep; readonly reason: string })
  | (ByCustomer & { readonly type: 'RATE'; readonly satisfaction: number; readonly comment?: string })
  | (BySupplier & { readonly type: 'PAUSE'; readonly reason: PauseReason })
  | (BySupplier & { readonly type: 'RESUME' })
  | (BySupplier & { readonly type: 'ADD_INTERNAL_NOTE'; readonly note: string })
);

export type ComplaintEvent =
  | (ComplaintAct & {
      readonly type: 'COMPLAINT_RECEIVED';
      readonly intake: ComplaintIntake;
      readonly form: ComplaintForm;
    })
  | (BySupplier & { readonly type: 'COMPLAINT_ACKNOWLEDGED' })
  | (ComplaintAct & { readonly type: 'FULL_FORM_REQUIRED'; readonly reason: string })
  | (BySupplier & { readonly type: 'STEP_SUBMITTED' } & StepReport)
  | (ComplaintAct & { readonly type: 'STEP_ACCEPTED'; readonly step: EightDStep })
  | (ComplaintAct & { readonly type: 'STEP_REJECTED'; readonly step: EightDStep; readonly reason: string })
  | (BySupplier & { readonly type: 'COMPLAINT_ANALYSED' })
  | (BySupplier & { readonly type: 'CLAIM_DECIDED' } & ClaimDecision)
  | (BySupplier & { readonly type: 'ACTION_COMPLETED'; readonly policyVersion: string })
  | (ByCustomer & { readonly type: 'ACTION_CONFIRMED' })
  | (BySupplier & { readonly type: 'COMPLAINT_CLOSED' })
  | (ComplaintAct & { readonly type: 'COMPLAINT_REOPENED'; readonly from: EightDStep; readonly reason: string })
  | (ByCustomer & { readonly type: 'SATISFACTION_RATED'; readonly satisfaction: number; readonly comment?: string })
  | (ByCustomer & { readonly type: 'RECOVERY_CASE_REQUESTED'; readonly satisfaction: number })
  | (BySupplier & { readonly type: 'CLOCK_PAUSED'; readonly reason: PauseReason })
  | (BySupplier & { readonly type: 'CLOCK_RESUMED' })
  | (BySupplier & { readonly type: 'INTERNAL_NOTE_ADDED'; readonly note: string });

/** What the customer may read of a complaint's history: the supplier's own notes are no part of the type. */
export type CustomerComplaintEvent = Exclude<ComplaintEvent, { readonly type: 'INTERNAL_NOTE_ADDED' }>;

/** A step as it stands. Reviews belong to a report, so that an open step cannot have any. */
export type StepStanding<Step extends EightDStep = EightDStep> =
  | { readonly status: 'OPEN'; readonly earlier?: StepReports[Step] }
  | {
      readonly status: 'SUBMITTED';
      readonly report: StepReports[Step];
      readonly submittedBy: string;
      readonly submittedAt: Instant;
      readonly acceptedBy: readonly ComplaintSide[];
    }
  | {
      readonly status: 'REJECTED';
      readonly report: StepReports[Step];
      readonly rejectedBy: ComplaintSide;
      readonly reason: string;
    };

export type StepStandings = { readonly [Step in EightDStep]: StepStanding<Step> };

interface FiledComplaint {
  readonly version: number;
  readonly intake: ComplaintIntake;
  readonly form: ComplaintForm;
  readonly receivedAt: Instant;
  readonly steps: StepStandings;
  readonly decision: ClaimDecision | null;
  readonly paused: PauseReason | null;
  readonly reopenings: readonly (ComplaintAct & { readonly from: EightDStep; readonly reason: string })[];
  readonly satisfaction: readonly number[];
  readonly internalNotes: readonly { readonly by: string; readonly at: Instant; readonly note: string }[];
}

interface Decided {
  readonly decision: ClaimDecision;
  readonly completedAt: Instant;
}

/** One complaint, folded from its events. Each status carries what must be true in it. */
export type ComplaintCase =
  | { readonly version: 0; readonly status: 'UNFILED' }
  | (FiledComplaint & { readonly status: 'RECEIVED' })
  | (FiledComplaint & { readonly status: 'ACKNOWLEDGED' | 'ANALYSED'; readonly acknowledgedAt: Instant })
  | (FiledComplaint & { readonly status: 'REOPENED'; readonly acknowledgedAt: Instant })
  | (FiledComplaint & Decided & { readonly status: 'ACTION'; readonly acknowledgedAt: Instant })
  | (FiledComplaint &
      Decided & {
        readonly status: 'CONFIRMED_BY_CUSTOMER';
        readonly acknowledgedAt: Instant;
        readonly confirmedBy: string;
      })
  | (FiledComplaint &
      Decided & {
        readonly status: 'CLOSED';
        readonly acknowledgedAt: Instant;
        readonly confirmedBy: string;
        readonly closedAt: Instant;
        readonly rated: boolean;
      });

/** Why a complaint command was refused. */
export type ComplaintReason =
  | Reason<
      | 'ACTOR_REQUIRED'
      | 'TIME_REQUIRED'
      | 'REASON_REQUIRED'
      | 'STALE_COMPLAINT'
      | 'ALREADY_RECEIVED'
      | 'NOT_RECEIVED'
      | 'SIDE_NOT_ALLOWED'
      | 'INTAKE_INCOMPLETE'
      | 'ALREADY_FULL_FORM'
      | 'ALREADY_ACCEPTED'
      | 'AUTHOR_MAY_NOT_ACCEPT'
      | 'DECISION_REQUIRED'
      | 'EXPLANATION_REQUIRED'
      | 'RECOURSE_REQUIRED'
      | 'SATISFACTION_OUT_OF_RANGE'
      | 'ALREADY_RATED'
      | 'ALREADY_PAUSED'
      | 'NOT_PAUSED'
    >
  | (Reason<'STEP_NOT_IN_FORM' | 'STEP_NOT_SUBMITTED' | 'REVIEW_REQUIRED'> & { readonly step: EightDStep })
  | (Reason<'STEP_NOT_READY' | 'STEPS_MISSING'> & { readonly missing: readonly EightDStep[] })
  | (Reason<'FORM_TOO_SHORT'> & { readonly required: ComplaintForm })
  | (Reason<'COMMAND_NOT_ALLOWED_NOW'> & { readonly status: ComplaintState })
  | TransitionNotAllowed<ComplaintState>
  | StepReportFault;
