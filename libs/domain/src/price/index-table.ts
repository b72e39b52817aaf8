import { addMonths, monthIndex, type Month } from '../calendar/month.js';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { addRational, divideRational, fractionOf, rational, type Rational } from './rational.js';

/** A published value of an index for one month, as decimal text. */
export interface IndexValue {
  readonly index: string;
  readonly month: Month;
  readonly value: string;
}

/** Index code → month → published value. */
export type IndexTable = ReadonlyMap<string, ReadonlyMap<Month, string>>;

export interface MissingIndexValue {
  readonly code: 'MISSING_INDEX_VALUE';
  readonly index: string;
  readonly month: Month;
}

/**
 * A table of published values. A later row for the same index and month replaces the earlier: a revision. O(rows).
 *
 * @throws InvalidValueError `INVALID_MONTH`; `INVALID_NUMBER` for text that is no decimal
 */
export function indexTable(values: readonly IndexValue[]): IndexTable {
  const table = new Map<string, Map<Month, string>>();
  for (const { index, month, value } of values) {
    monthIndex(month);
    rational(value);
    const months = table.get(index) ?? new Map<Month, string>();
    table.set(index, months.set(month, value));
  }
  return table;
}

/** The mean of an index over the months a formula asks for, exactly; or every month without a value. */
export function indexValue(
  table: IndexTable,
  index: string,
  month: Month,
  {
    lagMonths = 0,
    averageMonths = 1,
  }: { readonly lagMonths?: number | undefined; readonly averageMonths?: number | undefined },
):
  | { readonly ok: true; readonly value: Rational; readonly months: readonly Month[] }
  | { readonly ok: false; readonly missing: readonly MissingIndexValue[] } {
  if (!Number.isInteger(lagMonths) || lagMonths < 0) throw new InvalidValueError('INVALID_LENGTH', lagMonths);
  if (!Number.isInteger(averageMonths) || averageMonths < 1)
    throw new InvalidValueError('INVALID_LENGTH', averageMonths);
  const months = Array.from({ length: averageMonths }, (_, i) => addMonths(month, i + 1 - averageMonths - lagMonths));
  const values = months.map((one) => ({ month: one, value: table.get(index)?.get(one) }));
  const missing = values.filter(({ value }) => value === undefined);
  if (missing.length > 0)
    return { ok: false, missing: missing.map((gap) => ({ code: 'MISSING_INDEX_VALUE', index, month: gap.month })) };
  const total = values.map(({ value }) => rational(value as string)).reduce(addRational, fractionOf(0n));
  return { ok: true, value: divideRational(total, fractionOf(BigInt(averageMonths))), months };
}
