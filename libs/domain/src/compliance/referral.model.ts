import type { Act } from '../decision/act.js';
import type { Reason } from '../decision/decision.js';
import type { StateMachine, TransitionNotAllowed } from '../machine/state-machine.js';
import type { RegressionCause } from '../stage/regression-cause.js';

export type ReferralState = 'OPENED' | 'UNDER_REVIEW' | 'CLOSED';

/** A suspicion is looked into by somebody without a part in it, and closed with a finding. */
export const REFERRAL_MACHINE: StateMachine<ReferralState> = {
  name: 'compliance-referral',
  initial: 'OPENED',
  transitions: { OPENED: ['UNDER_REVIEW'], UNDER_REVIEW: ['CLOSED'], CLOSED: [] },
};

export const REFERRAL_FINDINGS = ['SUBSTANTIATED', 'UNSUBSTANTIATED', 'INCONCLUSIVE'] as const;
export type ReferralFinding = (typeof REFERRAL_FINDINGS)[number];

export type ReferralCommand =
  | (Act & {
      readonly type: 'REFER';
      readonly accountId: string;
      readonly cause: RegressionCause;
      /** What was seen or heard, as facts. */
      readonly facts: string;
      /** Colleagues that the suspicion is about or that are close to it: they neither read nor review it. */
      readonly involved: readonly string[];
    })
  | (Act & { readonly type: 'TAKE_UP'; readonly isComplianceOfficer: boolean })
  | (Act & { readonly type: 'CLOSE'; readonly finding: ReferralFinding; readonly explanation: string });

export type ReferralEvent =
  | (Act & {
      readonly type: 'REFERRAL_OPENED';
      readonly accountId: string;
      readonly cause: RegressionCause;
      readonly facts: string;
      readonly involved: readonly string[];
      /** Never on the account's own timeline. */
      readonly confidential: true;
    })
  | (Act & { readonly type: 'REFERRAL_TAKEN_UP' })
  | (Act & { readonly type: 'REFERRAL_CLOSED'; readonly finding: ReferralFinding; readonly explanation: string });

export type ReferralReason =
  | Reason<
      | 'ACTOR_REQUIRED'
      | 'TIME_REQUIRED'
      | 'CAUSE_IS_NO_COMPLIANCE_MATTER'
      | 'FACTS_REQUIRED'
      | 'ALREADY_REFERRED'
      | 'NOT_REFERRED'
      | 'NOT_A_COMPLIANCE_OFFICER'
      | 'CONFLICT_OF_INTEREST'
      | 'NOT_THE_REVIEWER'
      | 'EXPLANATION_REQUIRED'
    >
  | TransitionNotAllowed<ReferralState>;

/** One suspicion, folded from its events. */
export type ComplianceReferral =
  | { readonly state: null }
  | {
      readonly state: ReferralState;
      readonly accountId: string;
      readonly cause: RegressionCause;
      readonly facts: string;
      readonly reporter: string;
      readonly involved: readonly string[];
      readonly reviewer: string | null;
      readonly finding: ReferralFinding | null;
    };
