import { InvalidValueError } from '../errors/invalid-value.error.js';
import { mean, median } from '../statistics/descriptive.js';
import { compareText } from '../text/compare-text.js';

/** A complaint as the two fronts see it; leave out what is not known. */
export interface HandledComplaint {
  /** Customer's effort score of complaining, 1 (hard) … 5 (easy). */
  readonly ease?: number;
  readonly hoursToFirstResponse?: number;
  /** Left out while the complaint is open. */
  readonly hoursToResolution?: number;
  readonly reopened: boolean;
}

/** Ease of complaining on one front, fast and lasting handling on the other. */
export interface ComplaintIndicators {
  /** Mean ease, 1…5. */
  readonly ease: number | undefined;
  readonly medianHoursToFirstResponse: number | undefined;
  readonly medianHoursToResolution: number | undefined;
  /** Resolved complaints that were never reopened ÷ resolved complaints. */
  readonly firstTimeFixShare: number | undefined;
  readonly complaints: number;
  readonly resolved: number;
}

/**
 * Indicators of both fronts. Complaints without a measure are left out of it. O(n log n).
 *
 * @throws InvalidValueError `INVALID_NUMBER` for an ease outside 1…5 or hours that are negative or not finite
 */
export function complaintIndicators(complaints: readonly HandledComplaint[]): ComplaintIndicators {
  const values = (pick: (complaint: HandledComplaint) => number | undefined, low: number, high: number): number[] =>
    complaints.flatMap((complaint) => {
      const value = pick(complaint);
      if (value !== undefined && !(value >= low && value <= high)) throw new InvalidValueError('INVALID_NUMBER', value);
      return value ?? [];
    });
  const resolved = complaints.filter(({ hoursToResolution }) => hoursToResolution !== undefined);
  const lasting = resolved.filter(({ reopened }) => !reopened).length;
  return {
    ease: mean(values(({ ease }) => ease, 1, 5)),
    medianHoursToFirstResponse: median(values(({ hoursToFirstResponse }) => hoursToFirstResponse, 0, 1e9)),
    medianHoursToResolution: median(values(({ hoursToResolution }) => hoursToResolution, 0, 1e9)),
    firstTimeFixShare: resolved.length === 0 ? undefined : lasting / resolved.length,
    complaints: complaints.length,
    resolved: resolved.length,
  };
}

export interface ParetoRow {
  readonly cause: string;
  readonly count: number;
  readonly share: number;
  /** Share of this cause and all above it; 1 in the last row. */
  readonly cumulativeShare: number;
}

/**
 * Causes by how often they occur, most frequent first (equal counts by name), with cumulative shares: which few causes
 * make most of the complaints of customers and staff. O(n + k log k).
 */
export function paretoByCause(causes: readonly string[]): readonly ParetoRow[] {
  const counts = new Map<string, number>();
  for (const cause of causes) counts.set(cause, (counts.get(cause) ?? 0) + 1);
  const rows = [...counts].sort(([a, m], [b, n]) => n - m || compareText(a, b));
  let above = 0;
  return rows.map(([cause, count]) => {
    above += count;
    return { cause, count, share: count / causes.length, cumulativeShare: above / causes.length };
  });
}
