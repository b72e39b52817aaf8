import { daysBetween, epochDay, type IsoDate } from '../calendar/date.js';
import { finite, InvalidValueError } from '../errors/invalid-value.error.js';
import { mean, median, medianAbsoluteDeviation } from '../statistics/descriptive.js';

/** An invoice that has been paid in full. */
export interface SettledInvoice {
  readonly invoicedOn: IsoDate;
  readonly dueOn: IsoDate;
  readonly settledOn: IsoDate;
  readonly amountMinor: bigint;
}

export interface LatenessPolicy {
  /** z above which a payment is unusually late for this payer. */
  readonly unusualAbove: number;
  /** Earlier settled invoices needed before a payer has a habit. */
  readonly leastHistory: number;
  /** Earlier settled invoices that make up the habit, the newest ones. */
  readonly historyLength: number;
  /** `needed` of the `last` settled invoices unusually late make a signal. */
  readonly signal: { readonly needed: number; readonly last: number };
}

/** The threshold 2 and two of three are the usual ones; how much history is Mortise's own proposal. All configurable. */
export const DEFAULT_LATENESS_POLICY: LatenessPolicy = {
  unusualAbove: 2,
  leastHistory: 4,
  historyLength: 24,
  signal: { needed: 2, last: 3 },
};

/** One payment against the payer's own habit at the time. */
export interface LatenessReading {
  readonly settledOn: IsoDate;
  readonly daysLate: number;
  /** Median days late of the habit; undefined while there is too little history. */
  readonly habitualDaysLate: number | undefined;
  readonly z: number | undefined;
  readonly unusual: boolean;
}

/** Days paid after the due date; 0 when paid on time or early. Throws `INVALID_DATE`. */
export function daysLate({ dueOn, settledOn }: Pick<SettledInvoice, 'dueOn' | 'settledOn'>): number {
  return Math.max(0, daysBetween(dueOn, settledOn));
}

/**
 * How unusual a payment is for this payer: `z = (late − median) ÷ (1.4826·MAD + 1)`, in robust standard deviations; the
 * added day keeps a payer who is never late from being alarming by one day. Undefined without a habit or beyond number.
 * O(n log n).
 *
 * @param late days late of the payment in question
 * @param habit days late of earlier payments
 * @throws InvalidValueError `INVALID_NUMBER` for days that are not finite
 */
export function latenessZ(late: number, habit: readonly number[]): number | undefined {
  finite(late);
  habit.forEach(finite);
  const [centre, spread] = [median(habit), medianAbsoluteDeviation(habit)];
  if (centre === undefined || spread === undefined) return undefined;
  const z = (late - centre) / (1.4826 * spread + 1);
  return Number.isFinite(z) ? z : undefined;
}

/**
 * Every payment of one account against the habit of those settled before its day, in order of settlement.
 * O(n log n + n·h log h), h the length of the habit.
 */
export function latenessReadings(
  invoices: readonly SettledInvoice[],
  policy: LatenessPolicy = DEFAULT_LATENESS_POLICY,
): readonly LatenessReading[] {
  const payments = invoices.map((invoice) => ({ day: epochDay(invoice.settledOn), late: daysLate(invoice), invoice }));
  payments.sort((a, b) => a.day - b.day || a.late - b.late);
  let before = 0;
  return payments.map(({ day, late, invoice }, place) => {
    while (before < place && (payments[before]?.day ?? day) < day) before += 1;
    const habit = payments.slice(Math.max(0, before - policy.historyLength), before).map((payment) => payment.late);
    const known = habit.length >= policy.leastHistory;
    const z = known ? latenessZ(late, habit) : undefined;
    const habitualDaysLate = known ? median(habit) : undefined;
    return {
      settledOn: invoice.settledOn,
      daysLate: late,
      habitualDaysLate,
      z,
      unusual: z !== undefined && z > policy.unusualAbove,
    };
  });
}

/**
 * Whether the newest payments speak: as many unusual ones among the last as the policy needs (two of three). O(1).
 *
 * @param readings in order of settlement, from {@link latenessReadings}
 */
export function latePaymentSignal(
  readings: readonly LatenessReading[],
  { signal }: LatenessPolicy = DEFAULT_LATENESS_POLICY,
): boolean {
  return readings.slice(-signal.last).filter(({ unusual }) => unusual).length >= signal.needed;
}

/**
 * Probability that the next invoice is paid late, from the payer's own history with a Beta(1, 2) prior:
 * `(late + 1) ÷ (settled + 3)`; one in three of a payer without history. In (0, 1). O(1).
 *
 * @throws InvalidValueError `INVALID_NUMBER` unless 0 ≤ late ≤ settled are whole
 */
export function lateProbability(late: number, settled: number): number {
  if (!Number.isInteger(late) || late < 0) throw new InvalidValueError('INVALID_NUMBER', late);
  if (!Number.isInteger(settled) || settled < late) throw new InvalidValueError('INVALID_NUMBER', settled);
  return (late + 1) / (settled + 3);
}

/** How punctual a payer is, from what it has settled. */
export interface LateFigures {
  readonly settled: number;
  readonly late: number;
  /** Late ÷ settled; undefined where nothing is settled. */
  readonly lateShare: number | undefined;
  /** Mean days late of those that were late; undefined where none was. */
  readonly meanDaysLate: number | undefined;
  /** Probability that the next invoice is late, from {@link lateProbability}. */
  readonly nextLate: number;
}

/** Share of settled invoices that were paid late, and by how much. O(n). */
export function lateFigures(invoices: readonly Pick<SettledInvoice, 'dueOn' | 'settledOn'>[]): LateFigures {
  const late = invoices.map(daysLate).filter((days) => days > 0);
  return {
    settled: invoices.length,
    late: late.length,
    lateShare: invoices.length === 0 ? undefined : late.length / invoices.length,
    meanDaysLate: mean(late),
    nextLate: lateProbability(late.length, invoices.length),
  };
}
