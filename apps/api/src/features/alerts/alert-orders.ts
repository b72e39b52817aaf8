import { dateOfEpochDay, type IsoDate, weeklySeries } from '@mortise/domain';
import { Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { endOfWeeks, type OrderSeries, SERIES_WEEKS } from '../signals/order-series.js';

const MOST_ORDERS = 40;

/** What an account had ordered on the day of which an alert speaks. */
export interface AlertOrders extends OrderSeries {
  /** The last order days, the oldest first. */
  readonly orderDays: readonly IsoDate[];
}

interface OrdersRow {
  place: number;
  first: number;
  last: number;
  days: number;
  newest: number[];
  day: number[] | null;
  net: number[] | null;
}

/** Orders of many accounts, each up to a day of its own, in one statement. The caller has made sure that they may be seen. */
@Injectable()
export class AlertOrdersReader {
  /** @returns in the order of what is asked; undefined for accounts that had not ordered by then */
  async read(
    ctx: RequestContext,
    asked: readonly { readonly accountId: string; readonly asOf: IsoDate }[],
  ): Promise<readonly (AlertOrders | undefined)[]> {
    const ends = asked.map(({ asOf }) => endOfWeeks(asOf));
    const starts = ends.map((end) => dateOfEpochDay(end - 7 * SERIES_WEEKS));
    // A day on which only goods came back is no order, but its week is worth less.
    const rows = await ctx.unit.query<OrdersRow>(tenantSql`
      select v.place::int, d.* from unnest(${asked.map(({ accountId }) => accountId)}::uuid[], ${asked.map(({ asOf }) => asOf)}::date[],
        ${starts}::date[]) with ordinality as v (account_id, as_of, start, place)
      cross join lateral (
        select min(o.day) filter (where o.net_minor > 0) - date '1970-01-01' as first, max(o.day) filter (where o.net_minor > 0) - date '1970-01-01' as last,
          count(*) filter (where o.net_minor > 0)::int as days,
          (array_agg(o.day - date '1970-01-01' order by o.day desc) filter (where o.net_minor > 0))[:${MOST_ORDERS}] as newest,
          array_agg(o.day - date '1970-01-01') filter (where o.day >= v.start) as day, array_agg(o.net_minor::float8) filter (where o.day >= v.start) as net
        from account_order_day o where o.tenant_id = ${TENANT} and o.account_id = v.account_id and o.day <= v.as_of) d
      where d.first is not null`);
    const found = new Map(rows.map((row) => [row.place - 1, row]));
    return asked.map((_, place) => {
      const row = found.get(place);
      return row && ordersOf(row, ends[place] as number);
    });
  }
}

function ordersOf({ first, last, days, newest, day, net }: OrdersRow, end: number): AlertOrders {
  const start = end - 7 * SERIES_WEEKS;
  // Before an account's first order there was nothing usual.
  const skipped = Math.min(SERIES_WEEKS, Math.max(0, Math.floor((first - start) / 7)));
  const sales = (day ?? []).map((each, i) => ({ date: dateOfEpochDay(each), value: net?.[i] as number }));
  return {
    history: { firstOrder: dateOfEpochDay(first), lastOrder: dateOfEpochDay(last), orderDays: days },
    weekly: weeklySeries(sales, { from: dateOfEpochDay(start + 7 * skipped), to: dateOfEpochDay(end - 1) }),
    orderDays: newest.map(dateOfEpochDay).reverse(),
  };
}
