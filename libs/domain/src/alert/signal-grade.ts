import { daysBetween, type IsoDate } from '../calendar/date.js';
import { compareText } from '../text/compare-text.js';

/** One sign that a relationship is slipping, from a detector, a rule or somebody in the field. */
export interface HealthSignal {
  /** What speaks: a detector's code, `FIELD_INTELLIGENCE`, `STAGNATION` … Signals of one source count once. */
  readonly source: string;
  readonly on: IsoDate;
  readonly grade: 'WATCH' | 'ALERT';
}

/** Mortise's own proposal, configurable. */
export interface GradePolicy {
  /** Days that a signal speaks for. */
  readonly windowDays: number;
  /** Different sources that, each only watching, together make an alert. */
  readonly watchesForAlert: number;
}

export const DEFAULT_GRADE_POLICY: GradePolicy = { windowDays: 60, watchesForAlert: 2 };

export interface SignalGrade {
  readonly grade: 'NONE' | 'WATCH' | 'ALERT';
  /** One line per source: the strongest, then the latest of its signals; by source. */
  readonly signals: readonly HealthSignal[];
}

/**
 * Scoring and dedupe of the signals of an account as of a day: repeated signals of one source count once, any signal
 * graded alert makes an alert, and so do enough sources that only watch. The order of the signals does not matter.
 * O(n log n).
 *
 * @throws InvalidValueError `INVALID_DATE`
 */
export function gradeSignals(
  signals: readonly HealthSignal[],
  asOf: IsoDate,
  { windowDays, watchesForAlert }: GradePolicy = DEFAULT_GRADE_POLICY,
): SignalGrade {
  const bySource = new Map<string, HealthSignal>();
  for (const signal of signals) {
    const age = daysBetween(signal.on, asOf);
    if (age < 0 || age >= windowDays) continue;
    const known = bySource.get(signal.source);
    if (known === undefined || isStronger(signal, known)) bySource.set(signal.source, signal);
  }
  const kept = [...bySource.values()].sort((a, b) => compareText(a.source, b.source));
  if (kept.length === 0) return { grade: 'NONE', signals: [] };
  const alert = kept.some(({ grade }) => grade === 'ALERT') || kept.length >= watchesForAlert;
  return { grade: alert ? 'ALERT' : 'WATCH', signals: kept };
}

function isStronger(a: HealthSignal, b: HealthSignal): boolean {
  return a.grade === b.grade ? daysBetween(b.on, a.on) > 0 : a.grade === 'ALERT';
}

/**
 * The signal of an account that has stood still beyond its stage's limit, or null. Stagnation is watched, never an alert
 * by itself: the best prevention of a relapse is to move on. O(1).
 *
 * @throws InvalidValueError `INVALID_DATE`
 */
export function stagnationSignal(stalledSince: IsoDate | null, asOf: IsoDate): HealthSignal | null {
  if (stalledSince === null || daysBetween(stalledSince, asOf) < 0) return null;
  return { source: 'STAGNATION', on: asOf, grade: 'WATCH' };
}
