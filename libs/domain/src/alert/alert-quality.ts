import { daysBetween, type IsoDate } from '../calendar/date.js';
import { finite } from '../errors/invalid-value.error.js';
import { median } from '../statistics/descriptive.js';
import { wilsonInterval } from '../statistics/interval.js';
import type { TriageResult } from './alert.machine.js';

/** An alert as its quality is judged by. */
export interface AlertOutcome {
  /** Kinds of signals that it gathered, each once. */
  readonly kinds: readonly string[];
  /** What a person said of it; null where nobody has. */
  readonly label: TriageResult | null;
  readonly raisedOn: IsoDate;
  /** The day on which what is missing was due; null where that cannot be told. */
  readonly missingSince: IsoDate | null;
  /** The day by which somebody was to look at it, and the day on which somebody did; null where nobody has. */
  readonly triageDueOn: IsoDate;
  readonly triagedOn: IsoDate | null;
}

/** A relationship that went back a stage or ended. */
export interface RelationshipLoss {
  readonly lostOn: IsoDate;
  /** The day on which the first alert was raised that was open, or opened, within the time before; null without any. */
  readonly warnedOn: IsoDate | null;
}

/** A part of cases with its 95 % interval; no figure where there are too few of them. */
export type QualityRate =
  | {
      readonly value: number;
      readonly low: number;
      readonly high: number;
      readonly cases: number;
      readonly reason: null;
    }
  | {
      readonly value: null;
      readonly low: null;
      readonly high: null;
      readonly cases: number;
      readonly reason: 'TOO_FEW';
    };

/** A median of days; no figure where there are too few cases. */
export type QualityDays =
  | { readonly days: number; readonly cases: number; readonly reason: null }
  | { readonly days: null; readonly cases: number; readonly reason: 'TOO_FEW' };

export interface KindQuality {
  readonly kind: string;
  readonly alerts: number;
  readonly confirmed: number;
  readonly falseAlarms: number;
  /** Confirmed ÷ (confirmed + false alarms). */
  readonly precision: QualityRate;
}

export interface AlertQuality extends Omit<KindQuality, 'kind'> {
  /** By kind, the most frequent first; an alert counts for each kind that it gathered. */
  readonly byKind: readonly KindQuality[];
  /** From the day on which what is missing was due to the alert. */
  readonly detectionDelay: QualityDays;
  /** From the alert to the person who looked at it. */
  readonly triageDelay: QualityDays;
  readonly triagedInTime: QualityRate;
  readonly lossesWarned: QualityRate;
  /** From the first alert to the loss, of the losses that were warned of. */
  readonly leadTime: QualityDays;
  /** Alerts ÷ account-years under watch; null without any. */
  readonly startsPerAccountYear: number | null;
}

/** Cases below which no figure is given. Mortise's own proposal. */
export const LEAST_QUALITY_CASES = 5;

/**
 * How good the warnings of a period were, by what people and later facts said of them: precision from triage labels with
 * Wilson's interval, delays, and the lead time before losses. The order of the rows does not matter. O(n log n).
 *
 * @throws InvalidValueError `INVALID_DATE`, `INVALID_NUMBER`
 */
export function alertQuality(
  alerts: readonly AlertOutcome[],
  losses: readonly RelationshipLoss[],
  accountYears: number,
): AlertQuality {
  const kinds = [...new Set(alerts.flatMap((alert) => alert.kinds))];
  const byKind = kinds
    .map((kind) => ({ kind, ...precisionOf(alerts.filter((alert) => alert.kinds.includes(kind))) }))
    .sort((a, b) => b.alerts - a.alerts || (a.kind < b.kind ? -1 : 1));
  const seen = alerts.flatMap(({ triagedOn, ...alert }) => (triagedOn === null ? [] : [{ ...alert, triagedOn }]));
  const warned = losses.flatMap(({ lostOn, warnedOn }) => (warnedOn === null ? [] : daysBetween(warnedOn, lostOn)));
  const inTime = seen.filter(({ triagedOn, triageDueOn }) => daysBetween(triagedOn, triageDueOn) >= 0);
  return {
    ...precisionOf(alerts),
    byKind,
    detectionDelay: daysOf(
      alerts.flatMap(({ missingSince, raisedOn }) =>
        missingSince === null ? [] : daysBetween(missingSince, raisedOn),
      ),
    ),
    triageDelay: daysOf(seen.map(({ raisedOn, triagedOn }) => daysBetween(raisedOn, triagedOn))),
    triagedInTime: rateOf(inTime.length, seen.length),
    lossesWarned: rateOf(warned.length, losses.length),
    leadTime: daysOf(warned),
    startsPerAccountYear: finite(accountYears) > 0 ? alerts.length / accountYears : null,
  };
}

function precisionOf(alerts: readonly AlertOutcome[]): Omit<KindQuality, 'kind'> {
  const confirmed = alerts.filter(({ label }) => label === 'CONFIRMED').length;
  const falseAlarms = alerts.filter(({ label }) => label === 'FALSE_ALARM').length;
  return { alerts: alerts.length, confirmed, falseAlarms, precision: rateOf(confirmed, confirmed + falseAlarms) };
}

function rateOf(hits: number, cases: number): QualityRate {
  const interval = cases < LEAST_QUALITY_CASES ? undefined : wilsonInterval(hits, cases);
  if (interval === undefined) return { value: null, low: null, high: null, cases, reason: 'TOO_FEW' };
  return { value: hits / cases, low: interval.lower, high: interval.upper, cases, reason: null };
}

function daysOf(days: readonly number[]): QualityDays {
  const middle = days.length < LEAST_QUALITY_CASES ? undefined : median(days);
  if (middle === undefined) return { days: null, cases: days.length, reason: 'TOO_FEW' };
  return { days: middle, cases: days.length, reason: null };
}
