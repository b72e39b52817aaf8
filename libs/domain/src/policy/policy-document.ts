import { DEFAULT_ADVISORY_POLICY, type AdvisoryPolicy } from '../advisory/advisory.model.js';
import { DEFAULT_ALPHA_BOUNDS } from '../agreement/krippendorff-alpha.js';
import { DEFAULT_ALERT_POLICY, type AlertPolicy } from '../alert/alert.model.js';
import { DEFAULT_GRADE_POLICY, type GradePolicy } from '../alert/signal-grade.js';
import { DEFAULT_ASSESSMENT_POLICY, type AssessmentPolicy } from '../assessment/assessment-policy.js';
import { DEFAULT_EXPLORATORY_DWELL, type ExploratoryDwellPolicy } from '../assessment/expected-level.js';
import { DEFAULT_INTEGRATION_FLOORS, type IntegrationFloors } from '../assessment/integration-fit.js';
import { REGULAR_INITIATIVES } from '../assessment/joint-activity.js';
import { DEFAULT_RECORD_BOUNDS, type RecordBounds } from '../assessment/level-records.js';
import { KEY_INFLUENCE } from '../contact/coalition.js';
import type { Tier } from '../contact/code-lists.js';
import { DEFAULT_ROLE_WEIGHTS, type RoleWeights } from '../contact/dmu-coverage.js';
import type { MergedRoles } from '../contact/dmu-roles.js';
import { SINGLE_THREAD_LIMIT } from '../contact/single-thread.js';
import {
  DEFAULT_COMPLAINT_POLICY,
  DEFAULT_DEADLINE_TEMPLATE,
  type ComplaintPolicy,
  type DeadlineTemplate,
} from '../complaint/complaint-policy.js';
import { DEFAULT_ESCALATION_STEPS } from '../calendar/service-standard.js';
import { DEFAULT_COMMUNICATION_WATCH, type CommunicationWatchRule } from '../interface/communication-watch.js';
import { DEFAULT_CHANNEL_LIMITS } from '../interface/executive-channel.js';
import { DEFAULT_INTERFACE_POLICY, type InterfacePolicy } from '../interface/interface-form.js';
import { LOGGING_TOLERANCE_DAYS } from '../interface/logging-completeness.js';
import { NETWORK_DAYS } from '../interface/network-density.js';
import { RISING_SLOPE } from '../interface/sales-purchasing-trend.js';
import { DEFAULT_KRALJIC_POLICY, type KraljicPolicy } from '../kraljic/kraljic.js';
import { DEFAULT_PURCHASING_SCALE, type PurchasingScale } from '../kraljic/purchasing-criteria.js';
import { DEFAULT_ADVISORY_RULE, SEASON_LEAD_WEEKS, type AdvisoryRule } from '../ledger/supply-assurance.js';
import { DEFAULT_POSTURE_POLICY, type PosturePolicy } from '../posture/posture.js';
import { DEFAULT_PLACEMENT_POLICY, type PlacementPolicy } from '../profitability/move-placement.js';
import { DEFAULT_MOVE_POLICY, type MovePolicy } from '../profitability/propose-move.js';
import { DEFAULT_CREDIT_WARNING_PERCENT } from '../receivables/credit-exposure.js';
import { DEFAULT_OUTSTANDING_POLICY, type OutstandingPolicy } from '../receivables/days-sales-outstanding.js';
import { DEFAULT_LATENESS_POLICY, type LatenessPolicy } from '../receivables/lateness.js';
import { OUTSTANDING_SALES_MONTHS } from '../receivables/outstanding-months.js';
import { DEFAULT_CREDIBILITY_POLICY, type CredibilityPolicy } from '../receivables/payment-credibility.js';
import { DEFAULT_CLOSENESS_SCALE, type ClosenessFacts } from '../relationship-difference/closeness.js';
import { LARGE_POWER_GAP } from '../relationship-difference/dependence.js';
import {
  DEFAULT_DIFFERENCE_WEIGHTS,
  type RelationshipDimension,
} from '../relationship-difference/difference-profile.js';
import { DEFAULT_SHARE_POLICY, type SharePolicy } from '../share/wallet.js';
import { EPISODE_DAYS } from '../signal/account-signal.js';
import { DEFAULT_CONTACT_CADENCE } from '../signal/contact-silence.js';
import { DEFAULT_ALARM_BUDGET } from '../signal/detector.js';
import { DEFAULT_LABEL_TUNING, type LabelTuningPolicy } from '../signal/label-tuning.js';
import { DEFAULT_MIX_LOSS, type MixLossRule } from '../signal/mix-loss.js';
import { DEFAULT_PRICE_PRESSURE, type PricePressureRule } from '../signal/price-pressure.js';
import { ASSUMED_VOICED_SHARE } from '../silent-complaint/hidden-complaints.js';
import { DEFAULT_INVITATION_POLICY, type InvitationPolicy } from '../silent-complaint/invitation.decide.js';
import { LEAST_PROMPTED_COMPLAINTS } from '../silent-complaint/prompted-survey.js';
import { DEFAULT_REPLY_POLICY, type ReplyPolicy } from '../silent-complaint/reply-time.js';
import { DEFAULT_MATCHING } from '../silent-complaint/service-failure-cost.js';
import { DEFAULT_SILENT_COMPLAINT_POLICY, type SilentComplaintPolicy } from '../silent-complaint/silent-complaint.js';
import { DEFAULT_TONE_POLICY, type TonePolicy } from '../silent-complaint/tone.js';
import { DEFAULT_STAGE_POLICY, SHARE_HYSTERESIS, type StagePolicy } from '../stage/stage-policy.js';
import { DEFAULT_STAGNATION_POLICY, type StagnationPolicy } from '../stage-dynamics/stagnation.js';
import { DEFAULT_ENTRY_RULE, type EntryRule } from '../window/entry-readiness.js';
import { DEFAULT_THREAT_WEIGHTS, type ThreatWeights } from '../window/mirrored-threat.js';
import { DEFAULT_WINDOW_POLICY, type WindowPolicy } from '../window/opportunity-window.js';
import { SWOT_MARGIN } from '../window/swot.js';
import { DEFAULT_POLICY_PARTS, type PolicyParts } from './policy-parts.js';

/** The shape of documents written now. A document of an older shape is migrated when it is read. */
export const POLICY_SCHEMA = 6;

type Unversioned<Policy> = Omit<Policy, 'version'>;

/**
 * Everything a tenant can set, in one document. The version belongs to the document as a whole: the parts carry none of
 * their own, and every decision stores the version of the document it was taken under.
 */
export interface PolicyDocument extends PolicyParts {
  readonly schema: typeof POLICY_SCHEMA;
  readonly stage: Unversioned<StagePolicy>;
  readonly alarm: {
    /** Alarm starts per account and year that people can follow up, over all detectors together. */
    readonly startsPerAccountYear: number;
    /** Days without any order of the whole tenant after which orders are not arriving rather than missing. */
    readonly staleOrdersDays: number;
    /** How false alarms hold a detector back. */
    readonly tuning: LabelTuningPolicy;
  };
  readonly share: SharePolicy & { readonly hysteresis: { readonly margin: number; readonly months: number } };
  readonly contact: {
    readonly singleThreadLimit: number;
    /** Weight of each role of the customer's decision-making unit. */
    readonly roleWeights: RoleWeights;
    /** Roles that are not told apart, each with the one that it is counted as. */
    readonly mergedRoles: MergedRoles;
    /** Influence from which a person is a key influencer. */
    readonly keyInfluence: number;
  };
  readonly assessment: Unversioned<AssessmentPolicy> & {
    readonly records: RecordBounds;
    readonly exploratoryDwell: ExploratoryDwellPolicy;
    readonly integrationFloors: IntegrationFloors;
    /** Alpha from which conclusions out of a round are firm, and from which tentative. */
    readonly alphaBounds: Readonly<Record<keyof typeof DEFAULT_ALPHA_BOUNDS, number>>;
    /** Joint initiatives from which two companies act together regularly. */
    readonly regularInitiatives: number;
  };
  readonly interface: InterfacePolicy & {
    readonly executiveChannel: Readonly<Record<keyof typeof DEFAULT_CHANNEL_LIMITS, number>>;
    readonly communicationWatch: CommunicationWatchRule;
    /** Days of contacts that make up the network. */
    readonly networkDays: number;
    /** Days between an interaction and its log entry that still count as the same contact. */
    readonly loggingToleranceDays: number;
    /** Rise per period of the part of sales and purchasing that counts as one. */
    readonly risingSlope: number;
  };
  readonly posture: PosturePolicy;
  readonly alert: Unversioned<AlertPolicy> & { readonly grade: GradePolicy };
  readonly receivables: {
    readonly lateness: LatenessPolicy;
    /** Days sales outstanding against the habit, and the months of sales they are worked out from. */
    readonly outstanding: OutstandingPolicy & { readonly salesMonths: number };
    readonly credibility: CredibilityPolicy;
    /** Percentage of the credit limit from which a warning is given. */
    readonly creditWarningPercent: number;
  };
  readonly silentComplaint: SilentComplaintPolicy & {
    readonly tone: TonePolicy;
    readonly reply: ReplyPolicy;
    /** Part of complaints that reach us, until an own survey tells. */
    readonly voicedShare: number;
    /** Accounts that one with a service failure is compared with. */
    readonly failureMatching: Readonly<Record<keyof typeof DEFAULT_MATCHING, number>>;
    /** Days of an invitation to speak; working days are counted in `calendar`. */
    readonly invitation: Omit<InvitationPolicy, 'isWorkingDay'>;
    /** Complaints found by asking from which an own share of voiced ones is told. */
    readonly leastPrompted: number;
  };
  readonly complaint: Unversioned<ComplaintPolicy> & {
    readonly deadlines: DeadlineTemplate;
    readonly escalation: { readonly owner: number; readonly manager: number; readonly executive: number };
  };
  readonly window: {
    readonly rules: WindowPolicy;
    readonly threats: ThreatWeights;
    readonly entry: EntryRule;
    /** Points from which a lead is a strength and a lag a weakness. */
    readonly swotMargin: number;
  };
  readonly advisory: AdvisoryRule & AdvisoryPolicy & { readonly seasonLeadWeeks: number };
  readonly signals: {
    readonly pricePressure: PricePressureRule;
    readonly mixLoss: MixLossRule;
    /** Days without a contact, by tier, from which silence is a sign. */
    readonly contactCadence: Readonly<Record<Tier, number>>;
    /** Signs that follow each other within so many days are one episode. */
    readonly episodeDays: number;
  };
  readonly stagnation: Required<StagnationPolicy>;
  readonly kraljic: KraljicPolicy & { readonly purchasing: PurchasingScale };
  /** Which accounts to defend, cultivate, win, reprice or let go. */
  readonly valueMoves: { readonly placement: PlacementPolicy; readonly rule: MovePolicy };
  readonly relationshipDifference: {
    readonly weights: Readonly<Record<RelationshipDimension, number>>;
    readonly closeness: ClosenessFacts;
    /** Gap of power from which one side may be coerced. */
    readonly largePowerGap: number;
  };
}

const [owner, manager, executive] = DEFAULT_ESCALATION_STEPS;
const { isWorkingDay: _isWorkingDay, ...invitation } = DEFAULT_INVITATION_POLICY;

/** What holds until a tenant decides otherwise, put together from the defaults of each concept. */
export const DEFAULT_POLICY_DOCUMENT: PolicyDocument = {
  ...DEFAULT_POLICY_PARTS,
  schema: POLICY_SCHEMA,
  stage: unversioned(DEFAULT_STAGE_POLICY),
  alarm: { startsPerAccountYear: DEFAULT_ALARM_BUDGET, staleOrdersDays: 45, tuning: DEFAULT_LABEL_TUNING },
  share: { ...DEFAULT_SHARE_POLICY, hysteresis: { ...SHARE_HYSTERESIS } },
  contact: {
    singleThreadLimit: SINGLE_THREAD_LIMIT,
    roleWeights: DEFAULT_ROLE_WEIGHTS,
    mergedRoles: {},
    keyInfluence: KEY_INFLUENCE,
  },
  assessment: {
    ...unversioned(DEFAULT_ASSESSMENT_POLICY),
    records: DEFAULT_RECORD_BOUNDS,
    exploratoryDwell: DEFAULT_EXPLORATORY_DWELL,
    integrationFloors: DEFAULT_INTEGRATION_FLOORS,
    alphaBounds: DEFAULT_ALPHA_BOUNDS,
    regularInitiatives: REGULAR_INITIATIVES,
  },
  interface: {
    ...DEFAULT_INTERFACE_POLICY,
    executiveChannel: DEFAULT_CHANNEL_LIMITS,
    communicationWatch: DEFAULT_COMMUNICATION_WATCH,
    networkDays: NETWORK_DAYS,
    loggingToleranceDays: LOGGING_TOLERANCE_DAYS,
    risingSlope: RISING_SLOPE,
  },
  posture: DEFAULT_POSTURE_POLICY,
  alert: { ...unversioned(DEFAULT_ALERT_POLICY), grade: DEFAULT_GRADE_POLICY },
  receivables: {
    lateness: DEFAULT_LATENESS_POLICY,
    outstanding: { ...DEFAULT_OUTSTANDING_POLICY, salesMonths: OUTSTANDING_SALES_MONTHS },
    credibility: DEFAULT_CREDIBILITY_POLICY,
    creditWarningPercent: DEFAULT_CREDIT_WARNING_PERCENT,
  },
  silentComplaint: {
    ...DEFAULT_SILENT_COMPLAINT_POLICY,
    tone: DEFAULT_TONE_POLICY,
    reply: DEFAULT_REPLY_POLICY,
    voicedShare: ASSUMED_VOICED_SHARE,
    failureMatching: DEFAULT_MATCHING,
    invitation,
    leastPrompted: LEAST_PROMPTED_COMPLAINTS,
  },
  complaint: {
    ...unversioned(DEFAULT_COMPLAINT_POLICY),
    deadlines: DEFAULT_DEADLINE_TEMPLATE,
    escalation: { owner, manager, executive },
  },
  window: {
    rules: DEFAULT_WINDOW_POLICY,
    threats: DEFAULT_THREAT_WEIGHTS,
    entry: DEFAULT_ENTRY_RULE,
    swotMargin: SWOT_MARGIN,
  },
  advisory: { ...DEFAULT_ADVISORY_RULE, ...DEFAULT_ADVISORY_POLICY, seasonLeadWeeks: SEASON_LEAD_WEEKS },
  signals: {
    pricePressure: DEFAULT_PRICE_PRESSURE,
    mixLoss: DEFAULT_MIX_LOSS,
    contactCadence: DEFAULT_CONTACT_CADENCE,
    episodeDays: EPISODE_DAYS,
  },
  stagnation: { limitMonths: {}, ...DEFAULT_STAGNATION_POLICY },
  kraljic: { ...DEFAULT_KRALJIC_POLICY, purchasing: DEFAULT_PURCHASING_SCALE },
  valueMoves: { placement: DEFAULT_PLACEMENT_POLICY, rule: DEFAULT_MOVE_POLICY },
  relationshipDifference: {
    weights: DEFAULT_DIFFERENCE_WEIGHTS,
    closeness: DEFAULT_CLOSENESS_SCALE,
    largePowerGap: LARGE_POWER_GAP,
  },
};

/** A part of a document as its concept takes it, carrying the version that decisions store. */
export function versioned<Part extends object>(part: Part, version: string): Part & { readonly version: string } {
  return { ...part, version };
}

function unversioned<Policy extends { readonly version: string }>(policy: Policy): Omit<Policy, 'version'> {
  const { version: _version, ...rest } = policy;
  return rest;
}
