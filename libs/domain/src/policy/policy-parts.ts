import { DEFAULT_ACCOUNT_PLAN_POLICY, type AccountPlanPolicy } from '../account-plan/account-plan.model.js';
import { DEFAULT_CALENDAR_POLICY, type CalendarPolicy } from '../calendar/calendar-policy.js';
import { DEFAULT_LABEL_POLICY, type LabelPolicy } from '../churn/churn-label.js';
import { LEAST_ORDER_DAYS } from '../churn/churn-slices.js';
import { DEFAULT_TAIL } from '../control-chart/count-limits.js';
import { DEFAULT_CUSUM, type CusumRule } from '../control-chart/cusum.js';
import { DEFAULT_EWMA, type EwmaRule } from '../control-chart/ewma.js';
import { DEFAULT_FALSE_DISCOVERY_RATE } from '../control-chart/false-discovery.js';
import { CULTURE_ADVICE_LIMIT } from '../culture/culture-advice.js';
import { DEFAULT_PERSONAL_TRUST, type PersonalTrustPolicy } from '../culture/country-profile.js';
import { DEFAULT_CUSTOMER_KIND_POLICY, type CustomerKindPolicy } from '../customer-file/customer-kind.js';
import { DEFAULT_LEAST_CHANGE } from '../customer-file/demand-movement.js';
import { DEMAND_MOVES_FROM } from '../customer-file/derived-demand.js';
import { DEFAULT_RATIO_LIMITS, type RatioLimits } from '../customer-file/financial-ratios.js';
import { OUTLOOK_DAYS } from '../expected-orders/forecast.js';
import { DEFAULT_CASE_POLICY, type CasePolicy } from '../health/case.decide.js';
import { DEFAULT_CAUSE_POLICY, type CausePolicy } from '../health/cause-suggestion.js';
import { DEFAULT_WIN_BACK_PRIOR } from '../health/win-back.js';
import { DEFAULT_NOTICE_HOURS, type NoticeHours } from '../incident/notices.js';
import { SURVEY_CADENCE_MONTHS } from '../interface/customer-care.js';
import { DEFAULT_FOLLOW_UP_POLICY, type FollowUpPolicy } from '../follow-up/follow-up.model.js';
import { DEFAULT_RECORDING_POLICY, type RecordingPolicy } from '../interface/recording-policy.js';
import { DEFAULT_CONTRIBUTION_POLICY, type ContributionPolicy } from '../lifetime-value/contribution.js';
import { DEFAULT_LIFETIME_VALUE_POLICY, type LifetimeValuePolicy } from '../lifetime-value/lifetime-value.js';
import { FULL_SWITCHING_BARRIER } from '../loyalty/exit-barrier.js';
import { DEFAULT_LOCK_IN_BOUNDS } from '../loyalty/lock-in.js';
import { DEFAULT_QUADRANT_CUTS, type QuadrantCuts } from '../loyalty/loyalty-route.js';
import { DEFAULT_LOYALTY_POLICY, type LoyaltyPolicy } from '../loyalty/loyalty-triad.js';
import { DEFAULT_PAIRING, type Pairing } from '../misalignment/pairing.js';
import { DEFAULT_NEXT_PRODUCT, type NextProductOptions } from '../next-product/next-product-model.js';
import { MINIMUM_PRICE_POINTS } from '../next-product/price-elasticity.js';
import { DEFAULT_STRATEGY_MATRIX, DEFAULT_VALUE_CUTS, type StrategyMatrix } from '../play/strategy-matrix.js';
import { DEFAULT_GIFT_POLICY, type GiftPolicy } from '../profitability/courtesy-gift.js';
import { DEFAULT_VALUE_POLICY, type ValuePolicy } from '../profitability/value-policy.js';
import {
  DEFAULT_QUALITY_SCORING,
  MINIMUM_ALPHA,
  type QualityScoringPolicy,
} from '../relationship-quality/relationship-quality.js';
import { DEFAULT_TRUST_COMMITMENT_FLOORS } from '../relationship-quality/trust-commitment.js';
import { MINIMUM_REVEALED_ANSWERS } from '../satisfaction/factor-weights.js';
import { DEFAULT_SERVICE_STANDARD_POLICY, type ServiceStandardPolicy } from '../silent-complaint/service-standard.js';
import { RETENDER_NOTICE_MONTHS } from '../stage-dynamics/supplier-cycle.js';

type Numbers<Bounds> = Readonly<Record<keyof Bounds, number>>;

/** Parts of the document that came with its third shape and later; each is what its concept takes. */
export interface PolicyParts {
  readonly accountPlan: Omit<AccountPlanPolicy, 'zone'>;
  /** How the next service standard is drawn from the times of the last quarter. */
  readonly serviceStandard: ServiceStandardPolicy;
  /** On which days the company works: deadlines are counted in these. */
  readonly calendar: CalendarPolicy;
  /** How value is worked out. */
  readonly value: ValuePolicy;
  /** Working days of a case, counted in `calendar`. */
  readonly case: Omit<CasePolicy, 'calendar'> & {
    readonly causes: CausePolicy;
    readonly winBackPrior: Numbers<typeof DEFAULT_WIN_BACK_PRIOR>;
  };
  readonly customerFile: {
    readonly kind: CustomerKindPolicy;
    readonly ratioLimits: RatioLimits;
    /** Change of a figure from which a movement of demand is told. */
    readonly leastDemandChange: number;
    /** Change of a downstream figure from which our demand moves. */
    readonly demandMovesFrom: number;
  };
  readonly loyalty: {
    readonly triad: LoyaltyPolicy;
    readonly quadrants: QuadrantCuts;
    readonly lockIn: Numbers<typeof DEFAULT_LOCK_IN_BOUNDS>;
    /** Switching cost, in years of purchases, that counts as a full barrier. */
    readonly fullSwitchingBarrier: number;
  };
  readonly relationshipQuality: {
    readonly scoring: QualityScoringPolicy;
    /** Least mean trust and commitment for entering a stage. */
    readonly floors: Numbers<typeof DEFAULT_TRUST_COMMITMENT_FLOORS>;
    readonly minimumAlpha: number;
  };
  readonly satisfaction: {
    /** Months between surveys of a key account. */
    readonly surveyCadenceMonths: number;
    /** Answers needed before weights are read out of them. */
    readonly minimumRevealedAnswers: number;
  };
  readonly culture: { readonly adviceLimit: number; readonly personalTrust: PersonalTrustPolicy };
  /** What each stage expects of level, interface and posture. */
  readonly misalignment: Pairing;
  readonly play: { readonly strategies: StrategyMatrix; readonly valueCuts: Numbers<typeof DEFAULT_VALUE_CUTS> };
  readonly incident: { readonly noticeHours: NoticeHours };
  /** In minor units of the tenant's currency, as numbers, for a stored document has no others; see {@link giftPolicy}. */
  readonly gift: Readonly<Record<keyof GiftPolicy, number>>;
  readonly lifetimeValue: Omit<LifetimeValuePolicy, 'monthLength'> & { readonly contribution: ContributionPolicy };
  readonly churn: LabelPolicy & { readonly leastOrderDays: number };
  readonly expectedOrders: { readonly outlookDays: number };
  readonly nextProduct: NextProductOptions & { readonly minimumPricePoints: number };
  readonly supplierCycle: { readonly retenderNoticeMonths: number };
  readonly recording: RecordingPolicy;
  /** When customers are called back after a delivery, and how early a season is told of. */
  readonly followUp: FollowUpPolicy;
  readonly controlChart: {
    readonly falseDiscoveryRate: number;
    readonly tail: number;
    readonly ewma: EwmaRule;
    readonly cusum: CusumRule;
  };
}

const { calendar: _calendar, ...caseDeadlines } = DEFAULT_CASE_POLICY;
const { monthLength: _monthLength, ...lifetimeValue } = DEFAULT_LIFETIME_VALUE_POLICY;

/** The defaults of each concept. */
export const DEFAULT_POLICY_PARTS: PolicyParts = {
  accountPlan: DEFAULT_ACCOUNT_PLAN_POLICY,
  serviceStandard: DEFAULT_SERVICE_STANDARD_POLICY,
  calendar: DEFAULT_CALENDAR_POLICY,
  value: DEFAULT_VALUE_POLICY,
  case: { ...caseDeadlines, causes: DEFAULT_CAUSE_POLICY, winBackPrior: DEFAULT_WIN_BACK_PRIOR },
  customerFile: {
    kind: DEFAULT_CUSTOMER_KIND_POLICY,
    ratioLimits: DEFAULT_RATIO_LIMITS,
    leastDemandChange: DEFAULT_LEAST_CHANGE,
    demandMovesFrom: DEMAND_MOVES_FROM,
  },
  loyalty: {
    triad: DEFAULT_LOYALTY_POLICY,
    quadrants: DEFAULT_QUADRANT_CUTS,
    lockIn: DEFAULT_LOCK_IN_BOUNDS,
    fullSwitchingBarrier: FULL_SWITCHING_BARRIER,
  },
  relationshipQuality: {
    scoring: DEFAULT_QUALITY_SCORING,
    floors: DEFAULT_TRUST_COMMITMENT_FLOORS,
    minimumAlpha: MINIMUM_ALPHA,
  },
  satisfaction: {
    surveyCadenceMonths: SURVEY_CADENCE_MONTHS,
    minimumRevealedAnswers: MINIMUM_REVEALED_ANSWERS,
  },
  culture: { adviceLimit: CULTURE_ADVICE_LIMIT, personalTrust: DEFAULT_PERSONAL_TRUST },
  misalignment: DEFAULT_PAIRING,
  play: { strategies: DEFAULT_STRATEGY_MATRIX, valueCuts: DEFAULT_VALUE_CUTS },
  incident: { noticeHours: DEFAULT_NOTICE_HOURS },
  gift: {
    limitMinor: Number(DEFAULT_GIFT_POLICY.limitMinor),
    yearlyLimitMinor: Number(DEFAULT_GIFT_POLICY.yearlyLimitMinor),
  },
  lifetimeValue: { ...lifetimeValue, contribution: DEFAULT_CONTRIBUTION_POLICY },
  churn: { ...DEFAULT_LABEL_POLICY, leastOrderDays: LEAST_ORDER_DAYS },
  expectedOrders: { outlookDays: OUTLOOK_DAYS },
  nextProduct: { ...DEFAULT_NEXT_PRODUCT, minimumPricePoints: MINIMUM_PRICE_POINTS },
  supplierCycle: { retenderNoticeMonths: RETENDER_NOTICE_MONTHS },
  recording: DEFAULT_RECORDING_POLICY,
  followUp: DEFAULT_FOLLOW_UP_POLICY,
  controlChart: {
    falseDiscoveryRate: DEFAULT_FALSE_DISCOVERY_RATE,
    tail: DEFAULT_TAIL,
    ewma: DEFAULT_EWMA,
    cusum: DEFAULT_CUSUM,
  },
};

/** The limits of gifts as their rule takes them. O(1). */
export function giftPolicy({ gift }: Pick<PolicyParts, 'gift'>): GiftPolicy {
  return { limitMinor: BigInt(gift.limitMinor), yearlyLimitMinor: BigInt(gift.yearlyLimitMinor) };
}
