import { COMPLAINT_SEVERITIES } from '../complaint/complaint-policy.js';
import { EIGHT_D_STEPS } from '../complaint/eight-d.js';
import { KRALJIC_POSITIONS } from '../kraljic/kraljic.js';
import { STAGES } from '../stage/stages.js';

/** What a number of the policy may be. */
export interface PolicyBound {
  readonly min: number;
  readonly max: number;
  readonly whole?: boolean;
}

const SHARE: PolicyBound = { min: 0, max: 1 };
const DAYS: PolicyBound = { min: 1, max: 3_650, whole: true };
const COUNT: PolicyBound = { min: 0, max: 1_000, whole: true };
const MONTHS: PolicyBound = { min: 1, max: 120, whole: true };
const FEW: PolicyBound = { min: 1, max: 100, whole: true };
const DEVIATIONS: PolicyBound = { min: 0.1, max: 20 };

/**
 * Bounds of numbers by the end of their path, the longest end first to match; what matches none may be any finite number
 * from 0 on.
 */
const BOUNDS: Readonly<Record<string, PolicyBound>> = {
  'alarm.startsPerAccountYear': { min: 0.01, max: 52 },
  'alarm.staleOrdersDays': { min: 7, max: 3_650, whole: true },
  'stage.repairMonths': { min: 1, max: 60, whole: true },
  'hysteresis.margin': { min: 0, max: 0.4 },
  'hysteresis.months': { min: 1, max: 24, whole: true },
  'contact.singleThreadLimit': SHARE,
  'assessment.contestedAbove': { min: 0, max: 3 },
  'assessment.gapFrom': { min: 0, max: 18 },
  'assessment.draws': { min: 100, max: 100_000, whole: true },
  'assessment.confidence': { min: 0.5, max: 0.99 },
  'cap.otifFloor': SHARE,
  'cap.basicBelow': { min: 1, max: 4 },
  'cap.cooperativeBelow': { min: 1, max: 4 },
  'gate.probability': { min: 0.5, max: 1 },
  'gate.raters': FEW,
  'validity.cadenceMonths': MONTHS,
  'validity.staleAfterMonths': MONTHS,
  'active.touches': FEW,
  'butterfly.pairsBelow': COUNT,
  'triangle.pairs': COUNT,
  'triangle.tiers': { min: 1, max: 3, whole: true },
  'diamond.pairs': COUNT,
  confirmationDays: { min: 0, max: 3_650, whole: true },
  'butterfly.salesPurchasingFrom': SHARE,
  'diamond.salesPurchasingBelow': SHARE,
  'posture.mutualWithin': SHARE,
  'posture.fewestAdaptations': { min: 1, max: 1_000, whole: true },
  'complaint.lowSatisfaction': { min: 0, max: 5, whole: true },
  acknowledgeHours: { min: 0.25, max: 1_000 },
  resolveDays: { min: 0.5, max: 365 },
  'complaint.recurrenceDays': DAYS,
  'escalation.owner': { min: 0.01, max: 10 },
  'escalation.manager': { min: 0.01, max: 10 },
  'escalation.executive': { min: 0.01, max: 10 },
  'entry.dmuCoverage': SHARE,
  'entry.keyPersonStrength': { min: 0, max: 5 },
  'entry.fitLead': { min: -100, max: 100 },
  'entry.openWindows': COUNT,
  'advisory.seasonLeadWeeks': { min: 0, max: 52, whole: true },
  'advisory.stockCoverDays': { min: 0, max: 3_650 },
  'advisory.collectionDriftDays': { min: 0, max: 3_650 },
  'lateness.unusualAbove': DEVIATIONS,
  'lateness.leastHistory': FEW,
  'lateness.historyLength': FEW,
  'silentComplaint.lastPayments': FEW,
  'silentComplaint.invitationWorkingDays': { min: 0, max: 60, whole: true },
  'pricePressure.threshold': DEVIATIONS,
  'pricePressure.minimumRise': SHARE,
  minimumMonths: MONTHS,
  recentMonths: MONTHS,
  usualMonths: MONTHS,
  'mixLoss.threshold': SHARE,
  'mixLoss.fadedPart': SHARE,
  'stagnation.quantile': SHARE,
  'stagnation.leastStays': COUNT,
  'stagnation.defaultMonths': MONTHS,
  'stagnation.shareChange': SHARE,
  'kraljic.cut': { min: 0, max: 100 },
  'purchasing.fullCostShare': { min: 0.001, max: 1 },
  'purchasing.ampleSuppliers': { min: 2, max: 100, whole: true },
  'purchasing.fullSwitchingMonths': MONTHS,
  'placement.priorMonths': { min: 0, max: 120 },
  'rule.cullPeriods': { min: 2, max: 20, whole: true },
  'closeness.contactsPerMonth': { min: 0.1, max: 1_000 },
  'closeness.functions': { min: 1, max: 50, whole: true },
  'closeness.tiers': { min: 1, max: 10, whole: true },
  'relationshipDifference.largePowerGap': SHARE,
  'signal.needed': FEW,
  'signal.last': FEW,
  days: DAYS,
  halfLifeDays: DAYS,
  windowDays: DAYS,
  recursMonths: MONTHS,
  leadDays: { min: 0, max: 365, whole: true },
  recoveryCycles: FEW,
  watchesForAlert: FEW,
  signs: FEW,
};

const ANY: PolicyBound = { min: 0, max: 1e9 };

/** Groups all of whose numbers have one bound. */
const GROUPS: readonly (readonly [prefix: string, bound: PolicyBound])[] = [
  ['share.coefficientOfVariation.', { min: 0, max: 5 }],
  ['window.threats.', SHARE],
  ['complaint.deadlines.days.', { min: 0.5, max: 365 }],
  ['stagnation.limitMonths.', MONTHS],
  ['kraljic.purchasing.substitutes.', { min: 0, max: 100 }],
  ['valueMoves.placement.profit.', SHARE],
  ['valueMoves.placement.potential.', SHARE],
  ['valueMoves.rule.investment.', SHARE],
  ['relationshipDifference.weights.', { min: 0, max: 10 }],
];

/** The bound of the number at a path. O(length of the path). */
export function policyBound(path: string): PolicyBound {
  const group = GROUPS.find(([prefix]) => path.startsWith(prefix));
  if (group !== undefined) return group[1];
  const parts = path.split('.');
  const ends = parts.map((_, i) => parts.slice(i).join('.'));
  const end = ends.find((one) => Object.hasOwn(BOUNDS, one));
  return (end === undefined ? undefined : BOUNDS[end]) ?? ANY;
}

/** Texts of the policy that are codes, with what they may be. */
export const POLICY_CODES: Readonly<Record<string, readonly string[]>> = {
  'assessment.cap.withoutItem': ['BASIC', 'COOPERATIVE', 'INTERDEPENDENT', 'INTEGRATED'],
  'complaint.fullFormFrom': COMPLAINT_SEVERITIES,
  'complaint.onLowSatisfaction': ['REOPEN', 'OPEN_CASE'],
  'complaint.deadlines.basis': ['BUSINESS_DAYS', 'CALENDAR_DAYS'],
  'complaint.customerReviews': EIGHT_D_STEPS,
  ...Object.fromEntries(KRALJIC_POSITIONS.map((position) => [`kraljic.highestStage.${position}`, STAGES])),
};

/** Numbers of the policy that have but a few values. */
export const POLICY_CHOICES: Readonly<Record<string, readonly number[]>> = {
  schema: [2],
  'share.coverage': [0.5, 0.8, 0.9, 0.95],
};

/** Maps of numbers in the policy in which entries may be left out, or added from a list. */
export const POLICY_PARTIAL: Readonly<Record<string, readonly string[]>> = {
  'complaint.deadlines.days': EIGHT_D_STEPS,
  'stagnation.limitMonths': STAGES,
};
