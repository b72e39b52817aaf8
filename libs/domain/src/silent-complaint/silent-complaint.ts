import type { WorkingDayRule } from '../calendar/business-calendar.js';
import { dateOfEpochDay, epochDay, type IsoDate } from '../calendar/date.js';
import { isWeekday, workingDayAfter } from '../calendar/working-day.js';
import type { OutstandingReading } from '../receivables/days-sales-outstanding.js';
import { DEFAULT_LATENESS_POLICY, type LatenessReading } from '../receivables/lateness.js';
import type { ReplyReading } from './reply-time.js';
import { DEFAULT_TONE_POLICY, type ToneReading } from './tone.js';

export interface SilentComplaintPolicy {
  /** Days, the day of evaluation included, in which the signs must fall. */
  readonly windowDays: number;
  /** Signs that make an alert. */
  readonly signs: number;
  /** Newest payments among which unusually late ones count. */
  readonly lastPayments: number;
  /** Working days until the customer must have been invited to speak. */
  readonly invitationWorkingDays: number;
}

/** Twice in 60 days and three working days are the rule of the house; all configurable. */
export const DEFAULT_SILENT_COMPLAINT_POLICY: SilentComplaintPolicy = {
  windowDays: 60,
  signs: 2,
  lastPayments: DEFAULT_LATENESS_POLICY.signal.last,
  invitationWorkingDays: 3,
};

export interface SilentComplaintFacts {
  readonly asOf: IsoDate;
  /** From `latenessReadings`, in order of settlement. */
  readonly payments: readonly LatenessReading[];
  /** From `toneReadings` over the same window. */
  readonly tones: readonly ToneReading[];
  readonly outstanding?: OutstandingReading | undefined;
  readonly replies?: ReplyReading | undefined;
  /** A known shortage of cash or a macroeconomic reason explains late payment: it is then no sign of displeasure. */
  readonly creditRiskExplained?: boolean;
}

export const SILENT_COMPLAINT_SIGNS = ['LATE_PAYMENT', 'OUTSTANDING_DAYS', 'TONE_DROP', 'SLOW_REPLIES'] as const;
export type SilentComplaintSign = (typeof SILENT_COMPLAINT_SIGNS)[number];

/** What an alert says of itself: a possibility, never a complaint. */
export interface SilentComplaintAlert {
  readonly kind: 'POSSIBLE_UNSPOKEN_COMPLAINT';
  readonly on: IsoDate;
  readonly signs: readonly SilentComplaintSign[];
  /** The two series behind it, unusual entries of the window only. */
  readonly latePayments: readonly LatenessReading[];
  readonly toneDrops: readonly ToneReading[];
  /** The invitation to speak, to be made by call, visit or portal link. */
  readonly invitation: { readonly type: 'INVITE_TO_COMPLAIN'; readonly dueOn: IsoDate };
}

/** First and last day of the window that ends on a day. Throws `INVALID_DATE`. */
export function silentComplaintWindow(
  asOf: IsoDate,
  { windowDays }: SilentComplaintPolicy = DEFAULT_SILENT_COMPLAINT_POLICY,
): { readonly from: IsoDate; readonly to: IsoDate } {
  return { from: dateOfEpochDay(epochDay(asOf) - windowDays + 1), to: asOf };
}

/**
 * Whether payments and tone together speak of a complaint that nobody voiced; null when they do not. Each unusually late
 * payment among the last ones and each drop of tone is a sign, both within the window; outstanding days above their
 * limit rest on many invoices and count as enough; slowed replies only join another sign. Late payment that a shortage
 * of cash explains does not count. Rule of thumb of Mortise's own on top of the two-in-sixty-days rule. O(n).
 *
 * @param isWorkingDay the tenant's calendar; Monday to Friday unless told
 */
export function assessSilentComplaint(
  facts: SilentComplaintFacts,
  policy: SilentComplaintPolicy = DEFAULT_SILENT_COMPLAINT_POLICY,
  isWorkingDay: WorkingDayRule = isWeekday,
): SilentComplaintAlert | null {
  const window = silentComplaintWindow(facts.asOf, policy);
  const inside = (day: IsoDate): boolean => day >= window.from && day <= window.to;
  const explained = facts.creditRiskExplained === true;
  const settled = facts.payments.filter(({ settledOn }) => settledOn <= window.to).slice(-policy.lastPayments);
  const latePayments = explained ? [] : settled.filter(({ unusual, settledOn }) => unusual && inside(settledOn));
  const toneDrops = facts.tones.filter(({ drop, on }) => drop && inside(on));
  const outstanding = !explained && facts.outstanding?.aboveLimit === true;
  const slowed = facts.replies?.slowed === true;
  const strong = latePayments.length + toneDrops.length + (outstanding ? policy.signs : 0);
  if (strong === 0 || strong + (slowed ? 1 : 0) < policy.signs) return null;
  const seen: Readonly<Record<SilentComplaintSign, boolean>> = {
    LATE_PAYMENT: latePayments.length > 0,
    OUTSTANDING_DAYS: outstanding,
    TONE_DROP: toneDrops.length > 0,
    SLOW_REPLIES: slowed,
  };
  const dueOn = workingDayAfter(facts.asOf, policy.invitationWorkingDays, isWorkingDay);
  return {
    kind: 'POSSIBLE_UNSPOKEN_COMPLAINT',
    on: facts.asOf,
    signs: SILENT_COMPLAINT_SIGNS.filter((sign) => seen[sign]),
    latePayments,
    toneDrops,
    invitation: { type: 'INVITE_TO_COMPLAIN', dueOn },
  };
}

/** What speaks of a complaint that nobody voiced, graded: enough signs alert, a single one is watched. */
export interface SilentComplaintFinding {
  readonly grade: 'WATCH' | 'ALERT';
  readonly signs: readonly SilentComplaintSign[];
  readonly latePayments: readonly LatenessReading[];
  readonly toneDrops: readonly ToneReading[];
  /** How unusual the clearest sign is, on its own scale, and from where it counts. */
  readonly score: number;
  readonly threshold: number;
  /** Score ÷ threshold, above 1. */
  readonly ratio: number;
  /** By when the customer must have been invited to speak; null while it is only watched. */
  readonly inviteBy: IsoDate | null;
}

/** From where a sign counts: the z of a late payment, the deviations of a dropped tone. */
export interface SignThresholds {
  readonly latenessZ: number;
  readonly toneDeviations: number;
}

const DEFAULT_THRESHOLDS: SignThresholds = {
  latenessZ: DEFAULT_LATENESS_POLICY.unusualAbove,
  toneDeviations: DEFAULT_TONE_POLICY.deviations,
};

/**
 * As {@link assessSilentComplaint}, where a single strong sign is worth watching: null when nothing speaks. Its score is
 * that of the sign that is clearest against its own threshold. O(n).
 */
export function gradeSilentComplaint(
  facts: SilentComplaintFacts,
  policy: SilentComplaintPolicy = DEFAULT_SILENT_COMPLAINT_POLICY,
  isWorkingDay: WorkingDayRule = isWeekday,
  thresholds: SignThresholds = DEFAULT_THRESHOLDS,
): SilentComplaintFinding | null {
  const alert = assessSilentComplaint(facts, policy, isWorkingDay);
  const found = alert ?? assessSilentComplaint(facts, { ...policy, signs: 1 }, isWorkingDay);
  if (found === null) return null;
  const { signs, latePayments, toneDrops } = found;
  const outstanding = signs.includes('OUTSTANDING_DAYS') ? facts.outstanding : undefined;
  const measures = [
    ...latePayments.flatMap(({ z }) => (z === undefined ? [] : [measure(z, thresholds.latenessZ)])),
    ...toneDrops.map(({ z }) => measure(-z, thresholds.toneDeviations)),
    ...(outstanding === undefined ? [] : [measure(outstanding.averageDays, outstanding.limitDays)]),
  ];
  const clearest = measures.reduce((best, next) => (next.ratio > best.ratio ? next : best), measure(1, 1));
  return {
    grade: alert === null ? 'WATCH' : 'ALERT',
    ...{ signs, latePayments, toneDrops, ...clearest },
    inviteBy: alert?.invitation.dueOn ?? null,
  };
}

/** What has no scale to stand on (a threshold of 0 or below) says 1. */
function measure(score: number, threshold: number): Pick<SilentComplaintFinding, 'score' | 'threshold' | 'ratio'> {
  const ratio = threshold > 0 ? score / threshold : 1;
  return Number.isFinite(ratio) ? { score, threshold, ratio } : { score: 1, threshold: 1, ratio: 1 };
}
