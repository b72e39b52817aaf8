import { addMonths, addMonthsToDate, type IsoDate, monthOf } from '@mortise/domain';
import { Injectable } from '@nestjs/common';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';

/** What an account bought in the twelve months that were over on a day. */
export interface TradeYear {
  /** Net sales to it and to everybody; minor units of the supplier's currency. */
  readonly netMinor: bigint;
  readonly allMinor: bigint;
  /** Days with an order in the twelve months up to the day, and in the twelve before these. */
  readonly orderDays: number;
  readonly orderDaysBefore: number;
  /** Net sales by category, where there were any. */
  readonly byCategory: ReadonlyMap<string, bigint>;
  /** Categories that it is known to need, whoever supplies them. */
  readonly neededCategories: readonly string[];
}

interface YearRow {
  id: string;
  net: string;
  everybody: string;
  days: string;
  before: string;
  bought: Readonly<Record<string, string>>;
  needed: string[];
}

const MONTHS = 12;

/** Reads out of the roll-ups of trade what relationships are measured against. */
@Injectable()
export class TradeYears {
  /** Of accounts that the caller may see, as trade is known now; one statement, however many there are. */
  async before(
    ctx: RequestContext,
    accountIds: readonly string[],
    asOf: IsoDate,
  ): Promise<ReadonlyMap<string, TradeYear>> {
    const [from, to] = [-MONTHS, -1].map((months) => `${addMonths(monthOf(asOf), months)}-01`);
    const [since, earlier] = [-MONTHS, -2 * MONTHS].map((months) => addMonthsToDate(asOf, months));
    const rows = await ctx.unit.query<YearRow>(tenantSql`
      select a.id, m.net, e.net as everybody, d.days, d.before, c.bought, w.needed
      from unnest(${accountIds}::uuid[]) a (id)
      cross join (select coalesce(sum(p.net_minor), 0)::text as net from product_month p
        where p.tenant_id = ${TENANT} and p.month between ${from}::date and ${to}::date) e
      cross join lateral (select coalesce(sum(s.net_minor), 0)::text as net from account_month s
        where s.tenant_id = ${TENANT} and s.account_id = a.id and s.month between ${from}::date and ${to}::date) m
      cross join lateral (select count(*) filter (where o.day > ${since}::date) as days, count(*) filter (where o.day <= ${since}::date) as before
        from account_order_day o where o.tenant_id = ${TENANT} and o.account_id = a.id and o.net_minor > 0
          and o.day > ${earlier}::date and o.day <= ${asOf}::date) d
      cross join lateral (select coalesce(jsonb_object_agg(b.category_id, b.net::text), '{}') as bought from (
        select k.category_id, sum(k.net_minor) as net from account_category_month k
        where k.tenant_id = ${TENANT} and k.account_id = a.id and k.month between ${from}::date and ${to}::date
        group by k.category_id having sum(k.net_minor) > 0) b) c
      cross join lateral (select coalesce(array_agg(distinct v.category_id), '{}') as needed from wallet v
        where v.tenant_id = ${TENANT} and v.account_id = a.id and v.amount_minor > 0 and v.month <= ${to}::date
          and v.month + make_interval(months => v.months) > ${from}::date) w
      where ${visibleAccount(ctx, 'a.id')}`);
    return new Map(
      rows.map(({ id, net, everybody, days, before, bought, needed }) => [
        id,
        {
          ...{ netMinor: BigInt(net), allMinor: BigInt(everybody) },
          ...{ orderDays: Number(days), orderDaysBefore: Number(before) },
          byCategory: new Map(Object.entries(bought).map(([category, minor]) => [category, BigInt(minor)])),
          neededCategories: needed,
        },
      ]),
    );
  }
}
