import type { ComplaintClockName } from './complaint-clocks.js';
import type { ComplaintSeverity } from './complaint-policy.js';

/** A step of a complaint that is overdue, in working milliseconds. */
export interface OverdueStep {
  readonly complaintId: string;
  readonly severity: ComplaintSeverity;
  readonly clock: ComplaintClockName;
  readonly elapsed: number;
  readonly remaining: number;
}

export interface BreachGrade<Step extends OverdueStep = OverdueStep> {
  readonly grade: 'WATCH' | 'ALERT';
  /** Time taken so far ÷ time allowed, of the step that is latest. */
  readonly score: number;
  /** The latest first. */
  readonly steps: readonly Step[];
}

/** Complaints overdue at once from which they alert together. Mortise's own proposal. */
export const OVERDUE_TOGETHER = 2;

/**
 * How grave overdue steps of an account's complaints are: watched; an alert where one is of a critical complaint, has taken
 * so many times its time that an executive is told, or where several complaints are overdue at once. Null of none.
 * Mortise's own proposal. O(n log n).
 *
 * @param executiveFrom part of the allowed time at which an executive is told, as 1.5
 */
export function gradeOverdueSteps<Step extends OverdueStep>(
  overdue: readonly Step[],
  executiveFrom: number,
): BreachGrade<Step> | null {
  const steps = overdue.toSorted((a, b) => timesTaken(b) - timesTaken(a));
  const [latest] = steps;
  if (latest === undefined) return null;
  const score = timesTaken(latest);
  const several = new Set(steps.map(({ complaintId }) => complaintId)).size >= OVERDUE_TOGETHER;
  const grave = several || score >= executiveFrom || steps.some(({ severity }) => severity === 'CRITICAL');
  return { grade: grave ? 'ALERT' : 'WATCH', score, steps };
}

function timesTaken({ elapsed, remaining }: OverdueStep): number {
  const allowed = elapsed + remaining;
  return allowed > 0 ? elapsed / allowed : 1;
}
