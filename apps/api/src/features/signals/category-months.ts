import { addMonthsToDate, epochDay, type IsoDate } from '@mortise/domain';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { numbersOf } from './order-series.js';

/** What an account bought of one category in the months that are looked at; only those in which it bought. */
export interface CategoryMonths {
  readonly categoryId: string;
  /** Months ago, 1 for the last one that is over; amounts in minor units, at the same places. */
  readonly monthsAgo: readonly number[];
  readonly net: readonly number[];
  /** At list price, and what was paid for that; 0 of lines without a list price. */
  readonly list: readonly number[];
  readonly listed: readonly number[];
}

/** The first day of the month that a day lies in: the months before it are over. */
export function endOfMonths(asOf: IsoDate): IsoDate {
  return `${asOf.slice(0, 7)}-01`;
}

/** What accounts bought of each category in the months before that of a day, read in one look. */
export async function categoryMonths(
  ctx: RequestContext,
  accountIds: readonly string[],
  asOf: IsoDate,
  months: number,
): Promise<ReadonlyMap<string, readonly CategoryMonths[]>> {
  const end = endOfMonths(asOf);
  const ago = new Map<number, number>();
  for (let each = 1; each <= months; each++) ago.set(epochDay(addMonthsToDate(end, -each)), each);
  const rows = await ctx.unit.query<Record<'account_id' | 'category_id' | 'month' | 'net' | 'list' | 'listed', string>>(
    tenantSql`
      select account_id, category_id, array_agg(month - date '1970-01-01')::text as month, array_agg(net_minor)::text as net,
        array_agg(list_minor)::text as list, array_agg(listed_minor)::text as listed
      from account_category_month where tenant_id = ${TENANT} and account_id = any(${accountIds}::uuid[])
        and month >= ${addMonthsToDate(end, -months)} and month < ${end}
      group by account_id, category_id order by account_id, category_id`,
  );
  const accounts = new Map<string, CategoryMonths[]>();
  for (const row of rows) {
    const category: CategoryMonths = {
      categoryId: row.category_id,
      monthsAgo: numbersOf(row.month).map((month) => ago.get(month) as number),
      net: numbersOf(row.net),
      list: numbersOf(row.list),
      listed: numbersOf(row.listed),
    };
    const known = accounts.get(row.account_id);
    if (known) known.push(category);
    else accounts.set(row.account_id, [category]);
  }
  return accounts;
}
