import { finite, InvalidValueError } from '../errors/invalid-value.error.js';
import { quantile } from '../statistics/descriptive.js';
import type { ClockStanding } from './service-clock.js';

/** Durations of one kind, in the unit they were given in. */
export interface DurationPercentiles {
  readonly count: number;
  readonly p50: number;
  readonly p80: number;
  readonly p90: number;
  readonly p95: number;
}

/** The percentiles of response or resolution times (type 7 of Hyndman & Fan 1996); undefined of none. O(n log n). */
export function durationPercentiles(durations: readonly number[]): DurationPercentiles | undefined {
  durations.forEach(checkedDuration);
  const at = (probability: number): number => quantile(durations, probability) ?? 0;
  if (durations.length === 0) return undefined;
  return { count: durations.length, p50: at(0.5), p80: at(0.8), p90: at(0.9), p95: at(0.95) };
}

/** Parts of the target at which somebody higher is told, ascending. */
export const DEFAULT_ESCALATION_STEPS = [0.8, 1, 1.5] as const;

/** How many escalation steps a clock has reached: 0 none … their number. Nothing escalates on a target of 0. */
export function escalationLevel(
  { elapsed, remaining }: Pick<ClockStanding, 'elapsed' | 'remaining'>,
  steps: readonly number[] = DEFAULT_ESCALATION_STEPS,
): number {
  const target = elapsed + remaining;
  return target > 0 ? steps.filter((step) => elapsed >= step * target).length : 0;
}

function checkedDuration(duration: number): void {
  if (finite(duration) < 0) throw new InvalidValueError('INVALID_LENGTH', duration);
}
