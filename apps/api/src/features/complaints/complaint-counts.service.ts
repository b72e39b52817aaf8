import type { IsoDate } from '@mortise/domain';
import { Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { tenantDayOf } from '../../platform/context/tenant-day.js';
import { sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';

/** How many complaints accounts made. The caller has made sure that the accounts may be seen. */
@Injectable()
export class ComplaintCounts {
  /** Complaints received after one day and by another, by account; accounts without any are left out. One statement. */
  async between(
    ctx: RequestContext,
    accountIds: readonly string[],
    after: IsoDate,
    to: IsoDate,
  ): Promise<ReadonlyMap<string, number>> {
    const day = tenantDayOf(sql`c.created_at`);
    const rows = await ctx.unit.query<{ account_id: string; complaints: number }>(tenantSql`
      select c.account_id, count(*)::int as complaints from complaint c
      where c.tenant_id = ${TENANT} and c.account_id = any(${accountIds}::uuid[]) and ${day} > ${after}::date and ${day} <= ${to}::date
      group by c.account_id`);
    return new Map(rows.map(({ account_id: id, complaints }) => [id, complaints]));
  }
}
