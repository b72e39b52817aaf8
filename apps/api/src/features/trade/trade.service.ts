import { Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { all, sql, type Sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { InputInvalid } from '../../platform/errors/domain-error.js';
import { batchLoad } from '../../platform/graphql/batch-load.js';
import type { ConnectionOf } from '../../platform/graphql/connection.js';
import { money } from '../../platform/graphql/money.type.js';
import { NestedPages } from '../../platform/graphql/nested-pages.js';
import { isRowId } from '../../platform/errors/input-schemas.js';
import type { MonthlySales, MonthlySalesArgs, OrderLine, OrderLineArgs } from './trade.types.js';

interface LineRow {
  parent: string;
  id: string;
  ordered_on: string;
  order_number: string | null;
  line_number: string | null;
  quantity: string;
  net_minor: string;
  currency: string;
  lot: string | null;
  import_id: string;
  product_id: string;
  category_id: string;
}

interface MonthRow {
  account_id: string;
  month: string;
  net_minor: string;
  quantity: string;
  lines: number;
  currency: string;
}

interface Period {
  readonly from: string | null;
  readonly to: string | null;
}

/** The trade of accounts that the caller may see already. */
@Injectable()
export class TradeService {
  private readonly lines = new NestedPages<LineRow, OrderLine>({
    order: [
      { column: 'l.ordered_on', type: 'date' },
      { column: 'l.id', type: 'uuid' },
    ],
    descending: true,
    rows: (ctx, parents, { after, orderBy, limit }, filter) =>
      ctx.unit.query<LineRow>(tenantSql`
      select p.id as parent, l.* from unnest(${parents}::uuid[]) with ordinality p (id, place) cross join lateral (
        select l.id, l.ordered_on, l.order_number, l.line_number, l.quantity, l.net_minor, l.currency, l.lot, l.import_id, l.product_id, l.category_id
        from order_line l where l.tenant_id = ${TENANT} and l.account_id = p.id and ${within(filter)} and ${after} order by ${orderBy} ${limit}) l
      order by p.place, ${orderBy}`),
    counts: (ctx, parents, filter) =>
      ctx.unit.query<{ parent: string; count: string }>(tenantSql`
      select l.account_id as parent, count(*) from order_line l
      where l.tenant_id = ${TENANT} and l.account_id = any(${parents}::uuid[]) and ${within(filter)} group by l.account_id`),
    key: (row) => [row.ordered_on, row.id],
    nodes: async (_ctx, rows) => rows.map(asOrderLine),
  });

  /** Newest first. */
  orderLines(
    ctx: RequestContext,
    accountId: string,
    { from, to, ...page }: OrderLineArgs,
  ): Promise<ConnectionOf<OrderLine>> {
    return this.lines.page(
      ctx,
      accountId,
      page,
      JSON.stringify({ from: from ?? null, to: to ?? null } satisfies Period),
    );
  }

  /** One entry per month, oldest first, months without trade included; empty before any trade. @throws InputInvalid */
  async monthlySales(ctx: RequestContext, accountId: string, args: MonthlySalesArgs): Promise<MonthlySales[]> {
    const months = args.months ?? 12;
    if (!Number.isInteger(months) || months < 1 || months > 120) {
      throw new InputInvalid([
        { path: ['months'], code: 'OUT_OF_RANGE', message: 'months must be between 1 and 120.' },
      ]);
    }
    const categoryId = args.categoryId ?? null;
    if (categoryId !== null && !isRowId(categoryId)) return [];
    return (await batchLoad(ctx, this.loadMonths, JSON.stringify([months, categoryId, accountId]))) ?? [];
  }

  private readonly loadMonths = async (
    ctx: RequestContext,
    keys: readonly string[],
  ): Promise<ReadonlyMap<string, MonthlySales[]>> => {
    const asked = keys.map((key) => ({ key, of: JSON.parse(key) as [number, string | null, string] }));
    const found = new Map<string, MonthlySales[]>();
    for (const like of new Set(asked.map(({ of }) => JSON.stringify(of.slice(0, 2))))) {
      const [months, categoryId] = JSON.parse(like) as [number, string | null];
      const alike = asked.filter(({ of }) => of[0] === months && of[1] === categoryId);
      const rows = await this.months(
        ctx,
        alike.map(({ of }) => of[2]),
        months,
        categoryId,
      );
      for (const { key, of } of alike) {
        found.set(
          key,
          rows.filter((row) => row.account_id === of[2]).map((row) => asMonth(row, categoryId !== null)),
        );
      }
    }
    return found;
  };

  private months(
    ctx: RequestContext,
    accountIds: readonly string[],
    months: number,
    categoryId: string | null,
  ): Promise<MonthRow[]> {
    return ctx.unit.query<MonthRow>(tenantSql`
      with latest as (select date_trunc('month', max(day)::timestamp)::date as month from account_order_day where tenant_id = ${TENANT})
      select a.id as account_id, m.month::date as month, coalesce(sum(s.net_minor), 0)::bigint as net_minor, coalesce(sum(s.quantity), 0) as quantity,
        coalesce(sum(s.lines), 0)::int as lines, t.currency
      from tenant t cross join unnest(${accountIds}::uuid[]) a (id) cross join latest
      cross join lateral generate_series(latest.month - make_interval(months => ${months - 1}), latest.month, '1 month') m (month)
      left join account_category_month s on s.tenant_id = ${TENANT} and s.account_id = a.id and s.month = m.month::date
        and (${categoryId}::uuid is null or s.category_id = ${categoryId}::uuid)
      where t.id = ${TENANT} group by a.id, m.month, t.currency order by a.id, m.month`);
  }
}

function within(filter: string): Sql {
  const { from, to } = JSON.parse(filter) as Period;
  return all([
    from === null ? undefined : sql`l.ordered_on >= ${from}::date`,
    to === null ? undefined : sql`l.ordered_on <= ${to}::date`,
  ]);
}

function asOrderLine(row: LineRow): OrderLine {
  return {
    id: row.id,
    orderedOn: row.ordered_on,
    orderNumber: row.order_number,
    lineNumber: row.line_number,
    quantity: row.quantity,
    net: money(row.net_minor, row.currency),
    lot: row.lot,
    importId: row.import_id,
    productId: row.product_id,
    categoryId: row.category_id,
  };
}

function asMonth(row: MonthRow, oneCategory: boolean): MonthlySales {
  return {
    month: row.month,
    net: money(row.net_minor, row.currency),
    quantity: oneCategory ? row.quantity : null,
    lines: row.lines,
  };
}
