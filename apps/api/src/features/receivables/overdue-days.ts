import type { IsoDate } from '@mortise/domain';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';

/**
 * Money that was held back between two days, both included: Σ open amount × days after the due day, in minor units ×
 * days, by account. Payments and credit notes count from their own day on; overpaid invoices count as nothing. Accounts of
 * which no receivables are known are not in it; those that owe nothing late are, with 0.
 * @param accountId only this account; else all that the caller may see
 */
export async function overdueMinorDays(
  ctx: RequestContext,
  from: IsoDate,
  until: IsoDate,
  accountId?: string,
): Promise<ReadonlyMap<string, bigint>> {
  const only = accountId === undefined ? sql`true` : sql`r.account_id = ${accountId}::uuid`;
  // Days from `since` on, of those that are looked at.
  const days = (since: ReturnType<typeof sql>) =>
    sql`greatest(0, ${until}::date + 1 - greatest(${from}::date, ${since}))`;
  const rows = await ctx.unit.query<{ account_id: string; overdue: string }>(tenantSql`
    with late as (
      select i.account_id, greatest(0, i.amount_minor::numeric * ${days(sql`i.due_on + 1`)} - coalesce((
        select sum(e.amount_minor * ${days(sql`greatest(e.day, i.due_on + 1)`)}) from (
          select p.paid_on as day, p.amount_minor::numeric as amount_minor from payment p where p.tenant_id = ${TENANT} and p.invoice_id = i.id
          union all
          select c.issued_on, c.amount_minor from credit_note c where c.tenant_id = ${TENANT} and c.invoice_id = i.id) e), 0)) as overdue
      from invoice i where i.tenant_id = ${TENANT} and i.due_on < ${until}::date
        and (i.settled_on is null or (i.settled_on > i.due_on and i.settled_on >= ${from}::date))
        and ${accountId === undefined ? sql`true` : sql`i.account_id = ${accountId}::uuid`})
    select r.account_id, coalesce(l.overdue, 0)::text as overdue
    from account_receivable r left join (select account_id, sum(overdue) as overdue from late group by account_id) l on l.account_id = r.account_id
    where r.tenant_id = ${TENANT} and r.facts > 0 and ${only} and ${visibleAccount(ctx, 'r.account_id', true)}`);
  return new Map(rows.map(({ account_id: id, overdue }) => [id, BigInt(overdue)]));
}
