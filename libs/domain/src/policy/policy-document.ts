import { DEFAULT_ALERT_POLICY, type AlertPolicy } from '../alert/alert.model.js';
import { DEFAULT_GRADE_POLICY, type GradePolicy } from '../alert/signal-grade.js';
import { DEFAULT_ASSESSMENT_POLICY, type AssessmentPolicy } from '../assessment/assessment-policy.js';
import { SINGLE_THREAD_LIMIT } from '../contact/single-thread.js';
import {
  DEFAULT_COMPLAINT_POLICY,
  DEFAULT_DEADLINE_TEMPLATE,
  type ComplaintPolicy,
  type DeadlineTemplate,
} from '../complaint/complaint-policy.js';
import { DEFAULT_ESCALATION_STEPS } from '../calendar/service-standard.js';
import { DEFAULT_INTERFACE_POLICY, type InterfacePolicy } from '../interface/interface-form.js';
import { DEFAULT_KRALJIC_POLICY, type KraljicPolicy } from '../kraljic/kraljic.js';
import { DEFAULT_PURCHASING_SCALE, type PurchasingScale } from '../kraljic/purchasing-criteria.js';
import { DEFAULT_ADVISORY_RULE, SEASON_LEAD_WEEKS, type AdvisoryRule } from '../ledger/supply-assurance.js';
import { DEFAULT_POSTURE_POLICY, type PosturePolicy } from '../posture/posture.js';
import { DEFAULT_PLACEMENT_POLICY, type PlacementPolicy } from '../profitability/move-placement.js';
import { DEFAULT_MOVE_POLICY, type MovePolicy } from '../profitability/propose-move.js';
import { DEFAULT_LATENESS_POLICY, type LatenessPolicy } from '../receivables/lateness.js';
import { DEFAULT_CLOSENESS_SCALE, type ClosenessFacts } from '../relationship-difference/closeness.js';
import { LARGE_POWER_GAP } from '../relationship-difference/dependence.js';
import {
  DEFAULT_DIFFERENCE_WEIGHTS,
  type RelationshipDimension,
} from '../relationship-difference/difference-profile.js';
import { DEFAULT_SHARE_POLICY, type SharePolicy } from '../share/wallet.js';
import { DEFAULT_ALARM_BUDGET } from '../signal/detector.js';
import { DEFAULT_MIX_LOSS, type MixLossRule } from '../signal/mix-loss.js';
import { DEFAULT_PRICE_PRESSURE, type PricePressureRule } from '../signal/price-pressure.js';
import { DEFAULT_SILENT_COMPLAINT_POLICY, type SilentComplaintPolicy } from '../silent-complaint/silent-complaint.js';
import { DEFAULT_STAGE_POLICY, SHARE_HYSTERESIS, type StagePolicy } from '../stage/stage-policy.js';
import { DEFAULT_STAGNATION_POLICY, type StagnationPolicy } from '../stage-dynamics/stagnation.js';
import { DEFAULT_ENTRY_RULE, type EntryRule } from '../window/entry-readiness.js';
import { DEFAULT_THREAT_WEIGHTS, type ThreatWeights } from '../window/mirrored-threat.js';
import { DEFAULT_WINDOW_POLICY, type WindowPolicy } from '../window/opportunity-window.js';

/** The shape of documents written now. A document of an older shape is migrated when it is read. */
export const POLICY_SCHEMA = 2;

type Unversioned<Policy> = Omit<Policy, 'version'>;

/**
 * Everything a tenant can set, in one document. The version belongs to the document as a whole: the parts carry none of
 * their own, and every decision stores the version of the document it was taken under.
 */
export interface PolicyDocument {
  readonly schema: typeof POLICY_SCHEMA;
  readonly stage: Unversioned<StagePolicy>;
  readonly alarm: {
    /** Alarm starts per account and year that people can follow up, over all detectors together. */
    readonly startsPerAccountYear: number;
    /** Days without any order of the whole tenant after which orders are not arriving rather than missing. */
    readonly staleOrdersDays: number;
  };
  readonly share: SharePolicy & { readonly hysteresis: { readonly margin: number; readonly months: number } };
  readonly contact: { readonly singleThreadLimit: number };
  readonly assessment: Unversioned<AssessmentPolicy>;
  readonly interface: InterfacePolicy;
  readonly posture: PosturePolicy;
  readonly alert: Unversioned<AlertPolicy> & { readonly grade: GradePolicy };
  readonly receivables: { readonly lateness: LatenessPolicy };
  readonly silentComplaint: SilentComplaintPolicy;
  readonly complaint: Unversioned<ComplaintPolicy> & {
    readonly deadlines: DeadlineTemplate;
    readonly escalation: { readonly owner: number; readonly manager: number; readonly executive: number };
  };
  readonly window: { readonly rules: WindowPolicy; readonly threats: ThreatWeights; readonly entry: EntryRule };
  readonly advisory: AdvisoryRule & { readonly seasonLeadWeeks: number };
  readonly signals: { readonly pricePressure: PricePressureRule; readonly mixLoss: MixLossRule };
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

/** What holds until a tenant decides otherwise, put together from the defaults of each concept. */
export const DEFAULT_POLICY_DOCUMENT: PolicyDocument = {
  schema: POLICY_SCHEMA,
  stage: unversioned(DEFAULT_STAGE_POLICY),
  alarm: { startsPerAccountYear: DEFAULT_ALARM_BUDGET, staleOrdersDays: 45 },
  share: { ...DEFAULT_SHARE_POLICY, hysteresis: { ...SHARE_HYSTERESIS } },
  contact: { singleThreadLimit: SINGLE_THREAD_LIMIT },
  assessment: unversioned(DEFAULT_ASSESSMENT_POLICY),
  interface: DEFAULT_INTERFACE_POLICY,
  posture: DEFAULT_POSTURE_POLICY,
  alert: { ...unversioned(DEFAULT_ALERT_POLICY), grade: DEFAULT_GRADE_POLICY },
  receivables: { lateness: DEFAULT_LATENESS_POLICY },
  silentComplaint: DEFAULT_SILENT_COMPLAINT_POLICY,
  complaint: {
    ...unversioned(DEFAULT_COMPLAINT_POLICY),
    deadlines: DEFAULT_DEADLINE_TEMPLATE,
    escalation: { owner, manager, executive },
  },
  window: { rules: DEFAULT_WINDOW_POLICY, threats: DEFAULT_THREAT_WEIGHTS, entry: DEFAULT_ENTRY_RULE },
  advisory: { ...DEFAULT_ADVISORY_RULE, seasonLeadWeeks: SEASON_LEAD_WEEKS },
  signals: { pricePressure: DEFAULT_PRICE_PRESSURE, mixLoss: DEFAULT_MIX_LOSS },
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
