import { type IsoDate, type Month, monthOf } from '@mortise/domain';
import { identifier, sql, type Sql } from '../../platform/database/tenant-sql.js';

/** What `account_product_year` keeps of each month: net sales in minor units, quantity. */
type Figure = 'n' | 'q';

/** Months of one calendar year, 1–12. */
interface Span {
  readonly year: number;
  readonly first: number;
  readonly last: number;
}

/** Columns of one figure, January first. */
export function columnsOf(figure: Figure): readonly string[] {
  return Array.from({ length: 12 }, (_, index) => `${figure}${String(index + 1).padStart(2, '0')}`);
}

/**
 * A figure of the months of a period, added up within one row `y`.
 * @param from first day of the first month
 * @param last first day of the last one
 */
export function sumOfMonths(figure: Figure, from: IsoDate, last: IsoDate): Sql {
  const columns = columnsOf(figure).map((column) => identifier(`y.${column}`));
  const sums = spansOf(monthOf(from), monthOf(last)).map(({ year, first, last: end }) => {
    const sum = columns.slice(first - 1, end).reduce((left, right) => sql`${left} + ${right}`);
    return sql`when ${year}::smallint then ${sum}`;
  });
  return sql`case y.year ${inARow(sums)} else 0 end`;
}

/** Rows `y` with order lines in any of these periods, by the first days of their first and last months. */
export function tradedWithin(periods: readonly (readonly [IsoDate, IsoDate])[]): Sql {
  const months = new Map<number, number>();
  for (const [from, last] of periods) {
    for (const { year, first, last: end } of spansOf(monthOf(from), monthOf(last)))
      for (let month = first; month <= end; month++) months.set(year, (months.get(year) ?? 0) | (1 << (month - 1)));
  }
  const masks = [...months].map(([year, mask]) => sql`when ${year}::smallint then ${mask}::int`);
  return sql`y.year = any(${[...months.keys()]}::smallint[]) and y.months & case y.year ${inARow(masks)} else 0 end <> 0`;
}

function spansOf(from: Month, last: Month): Span[] {
  const [[fromYear, fromMonth], [lastYear, lastMonth]] = [numbersOf(from), numbersOf(last)];
  return Array.from({ length: lastYear - fromYear + 1 }, (_, index) => {
    const year = fromYear + index;
    return { year, first: year === fromYear ? fromMonth : 1, last: year === lastYear ? lastMonth : 12 };
  });
}

function numbersOf(month: Month): [year: number, month: number] {
  return [Number(month.slice(0, 4)), Number(month.slice(5, 7))];
}

/** Branches of a `case`, which no comma parts. */
function inARow(branches: readonly Sql[]): Sql {
  return branches.reduce((left, right) => sql`${left} ${right}`);
}
