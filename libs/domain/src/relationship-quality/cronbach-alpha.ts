import { finite, InvalidValueError } from '../errors/invalid-value.error.js';
import { sum, variance } from '../statistics/descriptive.js';

/**
 * Internal consistency of a scale, α = k ÷ (k − 1) · (1 − Σ σ²ᵢ ÷ σ²_T) (Cronbach 1951); at most 1, negative where items
 * contradict each other. Undefined of fewer than two items or rows, and where the totals do not vary. O(rows · items).
 *
 * @param rows one row per account (or respondent), its answers in the same order of items
 * @throws InvalidValueError `INVALID_LENGTH` for rows of different length, `INVALID_NUMBER`
 */
export function cronbachAlpha(rows: readonly (readonly number[])[]): number | undefined {
  const items = rows[0]?.length ?? 0;
  for (const row of rows) {
    if (row.length !== items) throw new InvalidValueError('INVALID_LENGTH', row.length);
    row.forEach(finite);
  }
  const ofTotals = variance(rows.map(sum));
  if (items < 2 || ofTotals === undefined || !(ofTotals > 0)) return undefined;
  const ofItems = Array.from(
    { length: items },
    (_, item) => variance(rows.map((row) => row[item] as number)) as number,
  );
  const alpha = (items / (items - 1)) * (1 - sum(ofItems) / ofTotals);
  // Rounding may lift items that agree entirely a hair above 1.
  return Number.isFinite(alpha) ? Math.min(1, alpha) : undefined;
}
