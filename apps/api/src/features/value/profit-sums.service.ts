import type { IsoDate, Month } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { RebateAccruals } from '../rebates/rebate-accrual.service.js';
import { overdueMinorDays } from '../receivables/overdue-days.js';
import { type Acquisition, type AcquisitionRow, acquisitionOf, type ProfitSums } from './contribution.js';
import { firstDayOf, lastDayOf, type ValuePeriod } from './value-period.js';

interface SumRow {
  account_id: string;
  lines: string;
  net_minor: string;
  costed_minor: string;
  cost_minor: string;
  serve_minor: string;
  sales_hours: string | null;
}

/** What accounts did in a period, added up from the monthly roll-up and the costs that were recorded. */
@Injectable()
export class ProfitSumsService {
  constructor(@Inject(RebateAccruals) private readonly accruals: RebateAccruals) {}

  /** Of the accounts that the caller may see and that something is known of in the period; by id. */
  async of(ctx: RequestContext, period: ValuePeriod, asOf: IsoDate): Promise<ProfitSums[]> {
    const [from, to] = [firstDayOf(period.from), firstDayOf(period.to)];
    const rows = await ctx.unit.query<SumRow>(tenantSql`
      with trade as (
        select s.account_id, sum(s.lines)::bigint as lines, sum(s.net_minor)::bigint as net_minor, sum(s.costed_minor)::bigint as costed_minor,
          sum(s.cost_minor)::bigint as cost_minor
        from account_month s where s.tenant_id = ${TENANT} and s.month between ${from}::date and ${to}::date group by s.account_id),
      serve as (
        select c.account_id, sum(c.cost_minor)::bigint as serve_minor, sum(c.quantity) filter (where c.driver = 'SALES_HOURS') as sales_hours
        from cost_to_serve c where c.tenant_id = ${TENANT} and c.month between ${from}::date and ${to}::date group by c.account_id)
      select a.id as account_id, coalesce(t.lines, 0) as lines, coalesce(t.net_minor, 0) as net_minor, coalesce(t.costed_minor, 0) as costed_minor,
        coalesce(t.cost_minor, 0) as cost_minor, coalesce(s.serve_minor, 0) as serve_minor, s.sales_hours
      from account a left join trade t on t.account_id = a.id left join serve s on s.account_id = a.id
      where a.tenant_id = ${TENANT} and ${visibleAccount(ctx, 'a.id', true)}
        and (t.account_id is not null or s.account_id is not null or exists (
          select from acquisition_cost q where q.tenant_id = ${TENANT} and q.account_id = a.id and q.won_in <= ${to}::date))
      order by a.id`);
    const acquisitions = await this.acquisitions(ctx, period.to);
    const overdue = await this.overdue(ctx, period, asOf);
    const rebates = await this.rebates(ctx, period, asOf);
    return rows.map((row) => ({
      accountId: row.account_id,
      lines: Number(row.lines),
      netMinor: BigInt(row.net_minor),
      costedMinor: BigInt(row.costed_minor),
      costMinor: BigInt(row.cost_minor),
      serveMinor: BigInt(row.serve_minor),
      salesHours: row.sales_hours === null ? undefined : Number(row.sales_hours),
      overdueMinorDays: overdue.get(row.account_id) ?? null,
      acquisitions: acquisitions.get(row.account_id) ?? [],
      rebatesMinor: rebates(row.account_id),
    }));
  }

  /** Money that was held back in a period, up to a day; one account's or all of those the caller may see. */
  overdue(ctx: RequestContext, { from, to }: ValuePeriod, asOf: IsoDate, accountId?: string) {
    const end = lastDayOf(to);
    return overdueMinorDays(ctx, firstDayOf(from), end < asOf ? end : asOf, accountId);
  }

  /**
   * Rebates that fall on what was bought in a period; of an account that has none 0, and null for every account where the
   * tenant has never recorded any.
   */
  async rebates(
    ctx: RequestContext,
    period: ValuePeriod,
    asOf: IsoDate,
    accountId?: string,
  ): Promise<(accountId: string) => bigint | null> {
    const { recorded, byAccount } = await this.accruals.of(ctx, period, asOf, accountId);
    return (id) => (recorded ? (byAccount.get(id) ?? 0n) : null);
  }

  /** What winning accounts cost, by account; one account's or all of those the caller may see. */
  async acquisitions(
    ctx: RequestContext,
    until: Month,
    accountId?: string,
  ): Promise<ReadonlyMap<string, ProfitSums['acquisitions']>> {
    const rows = await ctx.unit.query<AcquisitionRow>(tenantSql`
      select q.account_id, q.amount_minor, q.won_in, q.months from acquisition_cost q
      where q.tenant_id = ${TENANT} and q.won_in <= ${firstDayOf(until)}::date and ${visibleAccount(ctx, 'q.account_id', true)}
        and ${accountId === undefined ? sql`true` : sql`q.account_id = ${accountId}`}
      order by q.account_id, q.won_in, q.id`);
    const found = new Map<string, Acquisition[]>();
    for (const row of rows) {
      const known = found.get(row.account_id);
      if (known) known.push(acquisitionOf(row));
      else found.set(row.account_id, [acquisitionOf(row)]);
    }
    return found;
  }
}
