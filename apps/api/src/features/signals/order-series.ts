import { dateOfEpochDay, epochDay, type IsoDate, type OrderHistory, type WeeklySeries } from '@mortise/domain';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';

/** 5 January 1970, a Monday: weeks lie on the calendar, so that a level changes once a week however often it is looked at. */
const A_MONDAY = 4;

/** Weeks that the members of the committee look back at: a quarter and the year and a half of quarters before it. */
export const SERIES_WEEKS = 91;

/** What an account has ordered: its rhythm, and its sales of each complete week. */
export interface OrderSeries {
  readonly history: OrderHistory;
  /** From its first order on, at most so many weeks as were asked for. Minor units. */
  readonly weekly: WeeklySeries;
}

/** The Monday after the last week that is complete on a day, as days since 1970. */
export function endOfWeeks(asOf: IsoDate): number {
  return Math.floor((epochDay(asOf) + 1 - A_MONDAY) / 7) * 7 + A_MONDAY;
}

interface SeriesRow {
  account_id: string;
  first: number | null;
  last: number;
  days: number;
  week: string | null;
  net: string | null;
}

/** The numbers of an array that PostgreSQL has handed over as text, `{1,2}`: read in one go, they cost a fraction. */
export function numbersOf(array: string | null): readonly number[] {
  return array === null ? [] : (JSON.parse(`[${array.slice(1, -1)}]`) as number[]);
}

/** Order rhythm and weekly sales of accounts on facts up to a day; accounts that have not ordered are left out. */
export async function orderSeries(
  ctx: RequestContext,
  accountIds: readonly string[],
  asOf: IsoDate,
  weeks: number = SERIES_WEEKS,
): Promise<ReadonlyMap<string, OrderSeries>> {
  const end = endOfWeeks(asOf);
  const start = end - 7 * weeks;
  // A day on which only goods came back is no order, but its week is worth less.
  const rows = await ctx.unit.query<SeriesRow>(tenantSql`
    select account_id, min(day) filter (where net_minor > 0) - date '1970-01-01' as first, max(day) filter (where net_minor > 0) - date '1970-01-01' as last,
      count(*) filter (where net_minor > 0)::int as days,
      (array_agg((day - ${dateOfEpochDay(start)}::date) / 7) filter (where day >= ${dateOfEpochDay(start)} and day < ${dateOfEpochDay(end)}))::text as week,
      (array_agg(net_minor) filter (where day >= ${dateOfEpochDay(start)} and day < ${dateOfEpochDay(end)}))::text as net
    from account_order_day where tenant_id = ${TENANT} and account_id = any(${accountIds}::uuid[]) and day <= ${asOf} group by account_id`);
  return new Map(
    rows.flatMap((row) => (row.first === null ? [] : [[row.account_id, seriesOf(row, row.first, start, weeks)]])),
  );
}

function seriesOf({ last, days, week, net }: SeriesRow, first: number, start: number, weeks: number): OrderSeries {
  // Before an account's first order there was nothing usual.
  const skipped = Math.min(weeks, Math.max(0, Math.floor((first - start) / 7)));
  const values = new Array<number>(weeks - skipped).fill(0);
  const sales = numbersOf(net);
  numbersOf(week).forEach((each, i) => {
    const place = each - skipped;
    if (place >= 0) values[place] = (values[place] as number) + (sales[i] as number);
  });
  return {
    history: { firstOrder: dateOfEpochDay(first), lastOrder: dateOfEpochDay(last), orderDays: days },
    weekly: { firstWeek: dateOfEpochDay(start + 7 * skipped), values },
  };
}
